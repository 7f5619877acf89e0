"""Ids that became others, so that a rename is told as one and what lies below it is compared. Pure.

A rename is known by what did not change: the bytes of a text, the lines of a heading, the words of a question, a
finding or a topic. Where two could be meant, nothing is taken for a rename.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .snapshot import Snapshot

#: By which of its keys an entry is known again, the surest first.
_KNOWN_BY = {"question": ("question", "coding_rules"), "finding": ("statement", "title"), "topic": ("about", "title")}

#: Keys whose values are ids, and lists whose entries have one, with what they are ids of.
_KEYS = {"topic": "topic", "topics": "topic", "question": "question", "version": "version", "replaced_by": "question"}
_IDS = {"questions": "question", "findings": "finding", "topics": "topic"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """An id before and now. ``kind``: vendor, version, question, finding, topic or section (``version``: of which)."""

    kind: str
    before: str
    now: str
    version: str = ""


def renames(base: Snapshot, head: Snapshot) -> tuple[Rename, ...]:
    """All renames between two states, sections under the version's id of today."""
    found = list(_versions(base["texts"], head["texts"]))
    for kind, where in (("question", "questions"), ("finding", "findings"), ("topic", "topics")):
        found += _entries(kind, base.get(where, {}), head.get(where, {}))
    moved = {rename.now: rename.before for rename in found if rename.kind == "version"}
    for key, version in head["versions"].items():
        older = base["versions"].get(moved.get(key, key))
        if older and base["texts"].get(moved.get(key, key)) == head["texts"].get(key):
            found += _sections(key, older, version)
    return tuple(found)


def _versions(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Rename]:
    gone = {key: digest for key, digest in old.items() if key not in new}
    came = {key: digest for key, digest in new.items() if key not in old}
    pairs = list(_unambiguous(gone, came))
    vendors = {(one.split("/")[0], other.split("/")[0]) for one, other in pairs}
    still = {key.split("/")[0] for key in new}, {key.split("/")[0] for key in old}
    for one, other in sorted(vendors):
        if one != other and one not in still[0] and other not in still[1]:
            yield Rename(kind="vendor", before=one, now=other)
    yield from (Rename(kind="version", before=one, now=other) for one, other in pairs)


def _entries(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Rename]:
    gone = {name: entry for name, entry in old.items() if name not in new}
    came = {name: entry for name, entry in new.items() if name not in old}
    for field in _KNOWN_BY[kind]:
        pairs = list(
            _unambiguous(
                {name: entry[field] for name, entry in gone.items()},
                {name: entry[field] for name, entry in came.items()},
            )
        )
        for one, other in pairs:
            del gone[one], came[other]
            yield Rename(kind=kind, before=one, now=other)


def _sections(key: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Rename]:
    lines = [
        {
            address: f"{first}-{last}"
            for address, _, first, last, heading in state["units"]
            if heading and address in state["sections"] and address not in other["sections"]
        }
        for state, other in ((old, new), (new, old))
    ]
    for one, other in _unambiguous(*lines):
        yield Rename(kind="section", before=one, now=other, version=key)


def _unambiguous(gone: Mapping[str, str], came: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that have a value in common which stands once on either side."""
    once = [Counter(state.values()) for state in (gone, came)]
    by_value = {value: name for name, value in came.items()}
    for name, value in gone.items():
        if value and once[0][value] == once[1][value] == 1:
            yield name, by_value[value]


class Names:
    """Ids of the base as they are today."""

    def __init__(self, found: Iterable[Rename]) -> None:
        self.of: dict[str, dict[str, str]] = {}
        self.sections: dict[str, dict[str, str]] = {}
        for rename in found:
            kind = (
                self.sections.setdefault(rename.version, {}) if rename.version else self.of.setdefault(rename.kind, {})
            )
            kind[rename.before] = rename.now

    def name(self, kind: str, name: str) -> str:
        """What an id of a kind is today."""
        return self.of.get(kind, {}).get(name, name)

    def path(self, path: str) -> str:
        """Where a file lies today."""
        parts = path.split("/")
        if len(parts) > 4 and (moved := self.of.get("version", {}).get("/".join(parts[1:4]))):
            return "/".join([parts[0], moved, *parts[4:]])
        if len(parts) > 2:
            parts[1] = self.name("vendor", parts[1])
        return "/".join(parts)

    def fragment(self, version: str, fragment: str) -> str:
        """What an address within a version is today."""
        section, dot, rest = fragment.partition(".")
        return self.sections.get(version, {}).get(section, section) + dot + rest

    def value(self, schema: str, path: str, value: Any) -> Any:
        """What a data file holds, with the ids of today; ``path``: where the file lies today."""
        version = "/".join(path.split("/")[1:4])
        return _Renamed(self, schema, version).of(value, ())


class _Renamed:
    """Walks what a data file holds and puts each id where it stands as one."""

    def __init__(self, names: Names, schema: str, version: str) -> None:
        self.names, self.schema, self.version = names, schema, version

    def of(self, value: Any, keys: tuple[str, ...]) -> Any:
        if isinstance(value, dict):
            version = value.get("version") if self.schema in ("findings", "readings") else None
            if isinstance(version, str):
                self.version = self.names.name("version", version)
            return {self.key(key, keys): self.of(item, (*keys, key)) for key, item in value.items()}
        if isinstance(value, list):
            return [self.of(item, keys) for item in value]
        return self.text(value, keys) if isinstance(value, str) else value

    def key(self, key: str, keys: tuple[str, ...]) -> str:
        if self.schema == "readings" and keys == ("cells",):
            return self.names.name("version", key)
        if (self.schema, keys) == ("answers", ("answers",)) or (self.schema == "readings" and len(keys) == 2):
            return self.names.name("question", key)
        return key

    def text(self, value: str, keys: Sequence[str]) -> str:
        last = keys[-1] if keys else ""
        if last == "id" and len(keys) == 2 and self.schema in _IDS:
            return self.names.name(_IDS[self.schema], value)
        if last == "at" or (self.schema == "outline" and (keys == ("sections", "id") or keys[:1] == ("aliases",))):
            return self.names.fragment(self.version, value)
        # A finding's or an outline's question (a sentence in questions.yml) is an id.
        if last in _KEYS and not (self.schema == "questions" and last == "question"):
            return self.names.name(_KEYS[last], value)
        return value


def followed(base: Snapshot, names: Names, sections: bool = True) -> Snapshot:
    """The base as it would be with today's ids; without ``sections`` those of sections stay."""
    versions = {}
    for key, version in base["versions"].items():
        now = names.name("version", key)
        versions[now] = _version(version, names, now if sections else "")
    findings = {}
    for name, finding in base["findings"].items():
        support = [
            entry
            | {"version": names.name("version", entry["version"])}
            | {"question": entry["question"] and names.name("question", entry["question"])}
            for entry in finding["support"]
        ]
        findings[names.name("finding", name)] = finding | {"id": names.name("finding", name), "support": support}
    questions = {
        names.name("question", name): question
        | {"id": names.name("question", name), "topic": names.name("topic", question["topic"])}
        for name, question in base["questions"].items()
    }
    return {
        **base,
        "texts": {names.name("version", key): digest for key, digest in base["texts"].items()},
        "ledgers": {names.path(path): lines for path, lines in base["ledgers"].items()},
        "versions": versions,
        "questions": questions,
        "findings": findings,
    }


def _version(version: Mapping[str, Any], names: Names, key: str) -> dict[str, Any]:
    answers = {
        names.name("question", question): answer | {"question": names.name("question", question)}
        for question, answer in version["answers"].items()
    }
    sections = {
        names.fragment(key, name): section | {"topics": [names.name("topic", topic) for topic in section["topics"]]}
        for name, section in version["sections"].items()
    }
    return {
        **version,
        "units": [[names.fragment(key, address), *rest] for address, *rest in version["units"]],
        "addresses": {names.fragment(key, name): digest for name, digest in version["addresses"].items()},
        "sections": sections,
        "answers": answers,
        "says": {names.name("question", question): said for question, said in version["says"].items()},
        "places": {
            names.name("question", question): [[names.fragment(key, at) for at in quote] for quote in quotes]
            for question, quotes in version["places"].items()
        },
        "findings": {
            names.name("finding", name): [names.fragment(key, at) for at in found]
            for name, found in version["findings"].items()
        },
    }
