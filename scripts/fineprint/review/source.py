"""What the sources say otherwise: texts that came, went or changed, and what rests on the clauses. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..compare.changes import Redline, Summary
from ..compare.redline import redline
from ..prove.units import lies_in
from .snapshot import Snapshot, before_of, units_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChange:
    """A text that came, went or changed. ``since``: the version that ``redline`` compares it with.

    ``rests``: by position of a change in the redline, what rests on its clauses, as (``answer`` or ``finding``, id).
    """

    version: str
    kind: str
    since: str | None = None
    redline: Redline | None = None
    summary: Summary | None = None
    sections: tuple[str, ...] = ()
    rests: Mapping[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    @property
    def clauses(self) -> int:
        """How many clauses and headings changed; one that moved counts once."""
        return sum(change.kind not in ("same", "moved_from") for change in self.redline.changes) if self.redline else 0


def new_versions(base: Snapshot, head: Snapshot) -> list[tuple[str, str]]:
    """Versions that the head added to a document it has an older one of, each with that older one."""
    return [
        (key, before)
        for key in head["versions"]
        if key not in base["texts"] and (before := before_of(key, head)) is not None
    ]


def sources_changed(base: Snapshot, head: Snapshot) -> Iterator[SourceChange]:
    """Every text that came, went or changed, with what rests on the clauses that did."""
    for item in _sources(base, head):
        yield replace(item, rests=_rests(item, base, head))


def _sources(base: Snapshot, head: Snapshot) -> Iterator[SourceChange]:
    for key, digest in head["texts"].items():
        if base["texts"].get(key) == digest:
            continue
        version = head["versions"].get(key)
        if version is None:
            yield SourceChange(version=key, kind="unreadable")
        elif key in base["texts"]:
            older = base["versions"].get(key)
            found = redline(units_of(older), units_of(version)) if older else None
            if found is None or found.any:
                yield SourceChange(
                    version=key, kind="edited", redline=found, summary=found.summary() if found else None
                )
        elif (before := before_of(key, head)) is None:
            headings = tuple(section["heading"] for section in version["sections"].values())
            found = redline([], units_of(version))
            yield SourceChange(version=key, kind="document", summary=found.summary(), sections=headings)
        elif (found := redline(units_of(head["versions"][before]), units_of(version))).any:
            yield SourceChange(version=key, kind="version", since=before, redline=found, summary=found.summary())
    for key in base["texts"]:
        if key not in head["texts"] and key not in head.get("notices", {}).get("version", ()):
            yield SourceChange(version=key, kind="gone")


def _rests(item: SourceChange, base: Snapshot, head: Snapshot) -> dict[int, tuple[tuple[str, str], ...]]:
    """What rests on the clauses that changed: by the state before, and by today's."""
    if item.redline is None or item.kind == "document":
        return {}
    older = head["versions"][item.since] if item.since else base["versions"][item.version]
    states = (("older", _resting(older)), ("newer", _resting(head["versions"][item.version])))
    found = {}
    for position, change in enumerate(item.redline.changes):
        if change.kind != "same":
            names = [
                name
                for side, resting in states
                for passage in getattr(change, side)
                for name, places in resting
                if any(lies_in(place, passage.address) for place in places)
            ]
            if names:
                found[position] = tuple(dict.fromkeys(names))
    return found


def _resting(version: Mapping[str, Any]) -> list[tuple[tuple[str, str], list[str]]]:
    """The answers and findings of a version with the places of their quotes."""
    answers = [
        (("answer", question), [at for quote in quotes for at in quote])
        for question, quotes in version["places"].items()
    ]
    return answers + [(("finding", name), places) for name, places in version["findings"].items() if places]


def recaptured(base: Snapshot, head: Snapshot) -> Iterator[str]:
    """Notes on new versions that say what the one before says."""
    for key, before in new_versions(base, head):
        if not redline(units_of(head["versions"][before]), units_of(head["versions"][key])).any:
            yield f"{key} has the same words as {before}: list its day under “also_captured” there, it is no version."
