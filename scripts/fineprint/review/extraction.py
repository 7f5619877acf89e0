"""What our own work made otherwise of the same texts: sections, topics, addresses. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..compare.redline import redline
from .snapshot import units_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionChange:
    """Something that our own work made otherwise of the same text: what, where, before and now."""

    version: str
    kind: str
    where: str
    before: str = ""
    now: str = ""


def extracted(key: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[ExtractionChange]:
    """What differs between two states of a version whose text is the same."""
    old, new = before["sections"], now["sections"]
    for name in old:
        if name not in new:
            yield ExtractionChange(version=key, kind="section gone", where=name, before=old[name]["heading"])
    for name, section in new.items():
        if name not in old:
            yield ExtractionChange(version=key, kind="section new", where=name, now=section["heading"])
            continue
        for key_of in ("heading", "level", "topics"):
            if old[name][key_of] != section[key_of]:
                yield ExtractionChange(
                    version=key,
                    kind=key_of,
                    where=name,
                    before=_as_text(old[name][key_of]),
                    now=_as_text(section[key_of]),
                )
    if before["excluded"] != now["excluded"]:
        yield ExtractionChange(
            version=key,
            kind="excluded lines",
            where="record",
            before=_as_text(before["excluded"]),
            now=_as_text(now["excluded"]),
        )
    found = redline(units_of(before), units_of(now))
    if found.any:
        lost, added = (
            " ".join(word for piece in found.pieces() if piece.kind == kind for word in piece.words)
            for kind in ("del", "ins")
        )
        yield ExtractionChange(version=key, kind="words shown", where="text", before=lost, now=added)
    moved = [name for name, digest in now["addresses"].items() if before["addresses"].get(name, digest) != digest]
    if moved:
        yield ExtractionChange(
            version=key, kind="addresses on other words", where=f"{len(moved)}", now=", ".join(moved)
        )
    came = [name for name in now["addresses"] if name not in before["addresses"]]
    went = [name for name in before["addresses"] if name not in now["addresses"]]
    if came or went:
        yield ExtractionChange(
            version=key, kind="addresses", where="outline", before=", ".join(went), now=", ".join(came)
        )
    if before["reviewed"] != now["reviewed"]:
        yield ExtractionChange(
            version=key, kind="reviewed", where="outline", before=before["reviewed"] or "", now=now["reviewed"] or ""
        )


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(" ".join(map(str, item)) if isinstance(item, list) else str(item) for item in value) or "none"
    return str(value)


def addresses_gone(key: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Addresses that no clause has any more, with where their alias leads (empty: nowhere)."""
    for name in before["addresses"]:
        if name not in now["addresses"]:
            section, dot, rest = name.partition(".")
            targets = now["aliases"].get(name) or [f"{to}{dot}{rest}" for to in now["aliases"].get(section, ())]
            yield key, name, " to ".join(dict.fromkeys(targets))
