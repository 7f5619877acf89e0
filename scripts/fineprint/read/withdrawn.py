"""Versions whose words are gone: what their folders keep is a record with ``withdrawn``, and their ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..core.notices import Notice, WithdrawnText
from ..core.problems import Problem, error
from ..prove.ledger import read_ledger
from .parsing import record_of
from .schema import schema_problems
from .strict_yaml import load as load_yaml

#: What stays in the folder of a version that was withdrawn.
KEPT = ("record.yml", "addresses.txt")


def withdrawn_texts(found: Mapping[str, bytes]) -> tuple[WithdrawnText, ...]:
    """The versions among some files, by path, that were withdrawn; one whose record is faulty is told elsewhere."""
    made = []
    for path, raw in sorted(found.items()):
        # Most records say nothing of it, and need not be read twice.
        if not path.endswith("/record.yml") or path.count("/") != 4 or b"withdrawn" not in raw:
            continue
        record = _sound(path, raw, "record")
        if record is None or "withdrawn" not in record:
            continue
        place = path.removesuffix("/record.yml")
        _, vendor, document, date = place.split("/")
        about = _sound(f"policies/{vendor}/vendor.yml", found.get(f"policies/{vendor}/vendor.yml", b""), "vendor")
        ledger, _ = read_ledger(found.get(f"{place}/addresses.txt", b"").decode("utf-8", "replace"), place)
        made.append(
            WithdrawnText(
                vendor=vendor,
                vendor_name=about["names"][-1]["name"] if about else vendor,
                document=document,
                date=date,
                record=record_of(record),
                notice=Notice(status="withdrawn", **record["withdrawn"]),
                ledger=ledger,
            )
        )
    return tuple(made)


def kept_words(place: str, found: Mapping[str, bytes]) -> Iterator[Problem]:
    """Files of a withdrawn version, in the folder ``place``, that still hold its words."""
    for path in found:
        if path.startswith(f"{place}/") and path != f"{place}/" and path.rpartition("/")[2] not in KEPT:
            said = "the version was withdrawn, and this file holds words of it; take it away"
            yield error(path, "withdrawn.words-kept", said)


def _sound(path: str, raw: bytes, schema: str) -> dict[str, Any] | None:
    file, problems = load_yaml(raw, path)
    if file is None or problems or any(True for _ in schema_problems(schema, file)):
        return None
    return dict(file.value)
