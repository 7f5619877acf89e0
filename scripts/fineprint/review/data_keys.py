"""Whatever differs in the data files of two states, key by key, with what each key means. Pure.

A new key of a format needs nothing here: what it means is the description in its schema.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..read.schema import meaning
from ..read.strict_yaml import load
from .differences import differences
from .renames import Names

#: Keys of files that stood before whose change needs a decision, by schema, with why.
_DECIDE: Mapping[str, Mapping[str, str]] = {
    "book": {
        r"base_url": "every address that was published begins with it",
        r"format": "it says how all data files are read",
        r"vendors_path": "it is part of the address of every version",
        r"licence(\..*)?": "others rely on the terms they were given",
        r"retired(\..*)?": "it says what became of an address that was published",
        r"responsible(\..*)?|contact(\..*)?|repository": "objections and references go there",
    },
    "record": {
        r"text\.sha256|original(\..*)?": "it ties the record to the bytes that were archived",
        r"dates(\..*)?|date_basis": "it says when the text held",
        r"source(\..*)?": "it says where the text came from",
        r"excluded(\..*)?": "it says which lines are no text of the policy",
        r"withdrawn(\..*)?|noindex(\..*)?": "it takes the text away from readers",
    },
    "vendor": {
        r"website": "readers follow it",
        r"sources(\..*)?": "the next version is fetched from it",
    },
    "questions": {r"questions\.retired(\..*)?": "it takes the question away from readers"},
    "answers": {
        r"answers\.[^.]+\.(disputed|confirmed|replies)(\..*)?": "somebody's word stands for it",
    },
}
#: The same for keys that may gain entries without a decision.
_KEPT: Mapping[str, Mapping[str, str]] = {
    "book": {r"redirects(\..*)?": "it says where an address that was published leads"},
    "record": {r"also_captured": "it says when the text held"},
    "vendor": {r"names(\..*)?": "it says when a name was used"},
    "answers": {r"answers\.[^.]+\.history(\..*)?": "what was said before is never taken away"},
}
_LANGUAGE = re.compile(r"topics\.[a-z]{2,3}\.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyChange:
    """A key of a data file, or a file of the data that is no YAML: before and now, None where it did not stand.

    ``where``: the key with the ids of the entries around it; ``meaning``: what the schema says of it; ``decide``: why
    it needs a decision, empty where it needs none. ``file``: whether the whole file is ``new`` or ``gone``.
    """

    path: str
    where: str
    meaning: str
    before: str | None
    now: str | None
    decide: str = ""
    file: str = "changed"


def changed_keys(
    before: Mapping[str, bytes], now: Mapping[str, bytes], names: Names | None = None
) -> Iterator[KeyChange]:
    """Everything that differs between the data files of two states, by path; ledgers are compared elsewhere.

    ``names``: ids of the base that are others today; what was only renamed does not differ.
    """
    names = names or Names(())
    stood = {names.path(path) for path in before}
    withdrawn = tuple(_withdrawn(now))
    for change in _changed_keys(before, now, names):
        state = "new" if change.path not in stood else "gone" if change.path not in now else "changed"
        hides = change.path.startswith(withdrawn) and not change.path.endswith("/record.yml")
        yield replace(_without_words(change) if hides else change, file=state)


def _without_words(change: KeyChange) -> KeyChange:
    """A change of what was withdrawn. The report is posted where everybody reads it: it repeats nothing."""
    before = None if change.before is None else "words of the withdrawn text, not repeated here"
    return replace(change, before=before, decide="" if change.now is None else change.decide)


def _withdrawn(files: Mapping[str, bytes]) -> Iterator[str]:
    """The folders of versions whose text was withdrawn."""
    for path, raw in files.items():
        if path.endswith("/record.yml") and b"withdrawn" in raw:
            value, _ = _value(raw, path)
            if isinstance(value, dict) and "withdrawn" in value:
                yield path.removesuffix("record.yml")


def _changed_keys(before: Mapping[str, bytes], now: Mapping[str, bytes], names: Names) -> Iterator[KeyChange]:
    stood = {names.path(path): path for path in before}
    before = {path: before[old] for path, old in stood.items()}
    for path in sorted({*before, *now}):
        old, new = before.get(path), now.get(path)
        if old == new or path.endswith(("/", "addresses.txt")) or path.startswith("policies/_addresses/"):
            continue
        schema = schema_of(path)
        if schema is None:
            yield _bytes(path, old, new)
            continue
        was, unread = _value(old, path)
        value, unreadable = _value(new, path)
        if unread or unreadable:
            side = "before" if unread else "now"
            said = f"a data file that can't be read {side}: its keys are not compared"
            yield KeyChange(
                path=path,
                where="",
                meaning=said,
                before=_digest(old),
                now=_digest(new),
                decide="nobody can see what it says",
            )
            continue
        was = names.value(schema, path, was)
        some = False
        for keys, called, one, other in differences(was, value, (), ()):
            some = True
            yield KeyChange(
                path=path,
                where=".".join(called),
                meaning=meaning(schema, keys),
                before=one,
                now=other,
                decide=_decide(schema, keys, one) if old is not None else "",
            )
        if not some and stood.get(path) == path and _value(old, path)[0] == value:
            yield KeyChange(
                path=path, where="", meaning="comments or layout alone", before=_digest(old), now=_digest(new)
            )


def schema_of(path: str) -> str | None:
    """The schema of a data file, None for what is no YAML."""
    name = path.rpartition("/")[2]
    if _LANGUAGE.fullmatch(name):
        return "lexicon"
    return name.removesuffix(".yml") if name.endswith(".yml") else None


def _value(raw: bytes | None, path: str) -> tuple[object, bool]:
    """What a file holds, None for no file, and whether it can't be read."""
    if raw is None:
        return None, False
    file, _ = load(raw, path)
    return (None, True) if file is None else (file.value, False)


def _bytes(path: str, old: bytes | None, new: bytes | None) -> KeyChange:
    text = path.endswith("/policy.md") or "/original." in path
    said = "the archived bytes themselves" if text else "a file beside the data"
    decide = "archived bytes are never changed" if text and old is not None else ""
    return KeyChange(path=path, where="", meaning=said, before=_digest(old), now=_digest(new), decide=decide)


def _digest(raw: bytes | None) -> str | None:
    return None if raw is None else f"{len(raw):,} bytes, SHA-256 {hashlib.sha256(raw).hexdigest()[:12]}"


def _decide(schema: str, keys: Sequence[str], before: str | None) -> str:
    rules = {**_DECIDE.get(schema, {}), **(_KEPT.get(schema, {}) if before is not None else {})}
    return next((why for known, why in rules.items() if re.fullmatch(known, ".".join(keys))), "")
