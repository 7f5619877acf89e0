"""What two states of a book differ in for its readers. Pure: two snapshots in, plain facts out.

Three lists are kept apart: what the sources say (words of policies), what our own work made of the same words
(sections, topics, addresses), and what is answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..compare.changes import Redline, Summary
from ..compare.redline import redline
from .answers import AnswerChange, QuoteMove, answers_changed, asked_changed, quotes_moved
from .pending import PendingAnswers
from .snapshot import Snapshot, before_of, units_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChange:
    """A text that came, went or changed. ``since``: the version that ``redline`` compares it with."""

    version: str
    kind: str
    since: str | None = None
    redline: Redline | None = None
    summary: Summary | None = None
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionChange:
    """Something that our own work made otherwise of the same text: what, where, before and now."""

    version: str
    kind: str
    where: str
    before: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything that a reviewer should know. ``own``: whether the base was read by its own program."""

    gone_lines: tuple[tuple[str, str], ...]
    source: tuple[SourceChange, ...]
    extraction: tuple[ExtractionChange, ...]
    answers: tuple[AnswerChange, ...]
    first_answers: Mapping[str, int]
    asked: tuple[tuple[str, str, str], ...]
    problems: tuple[Mapping[str, Any], ...]
    old_problems: int
    addresses: tuple[tuple[str, str, str], ...]
    quotes: tuple[QuoteMove, ...]
    left: tuple[PendingAnswers, ...]
    notes: tuple[str, ...]


def review(base: Snapshot, head: Snapshot, left: Sequence[PendingAnswers] = (), own: bool = True) -> Review:
    """Compare two states; ``left``: what awaits review in new versions; ``own``: the base read by its own program."""
    both = [key for key in head["versions"] if key in base["versions"]]
    same_text = [key for key in both if base["texts"].get(key) == head["texts"].get(key)]
    known = {_alike(problem) for problem in base["problems"]}
    notes = [] if own else ["The base was read by today’s program: a change of the program itself does not show here."]
    notes += [
        f"{side}: the book can’t be read." for side, state in (("Base", base), ("Head", head)) if not state["readable"]
    ]
    notes += [
        f"{key} can’t be read any more, see the problems; nothing of it is compared."
        for key in base["versions"]
        if key in head["texts"] and key not in head["versions"]
    ]
    notes += _recaptured(base, head)
    new = [problem for problem in head["problems"] if _alike(problem) not in known]
    return Review(
        gone_lines=tuple(_gone_lines(base, head)),
        source=tuple(_sources(base, head)),
        extraction=tuple(
            item for key in same_text for item in _extracted(key, base["versions"][key], head["versions"][key])
        ),
        answers=tuple(answers_changed(base, head)),
        first_answers={
            key: len(version["answers"])
            for key, version in head["versions"].items()
            if key not in base["versions"] and before_of(key, head) is None and version["answers"]
        },
        asked=tuple(asked_changed(base, head)),
        problems=tuple(new),
        old_problems=len(head["problems"]) - len(new),
        addresses=tuple(item for key in both for item in _addresses(key, base["versions"][key], head["versions"][key])),
        quotes=tuple(item for key in both for item in quotes_moved(key, base["versions"][key], head["versions"][key])),
        left=tuple(left),
        notes=tuple(notes),
    )


def new_versions(base: Snapshot, head: Snapshot) -> list[tuple[str, str]]:
    """Versions that the head added to a document it has an older one of, each with that older one."""
    return [
        (key, before)
        for key in head["versions"]
        if key not in base["texts"] and (before := before_of(key, head)) is not None
    ]


def _alike(problem: Mapping[str, Any]) -> tuple[str, str, str]:
    return problem["path"], problem["code"], problem["message"]


def _gone_lines(base: Snapshot, head: Snapshot) -> Iterator[tuple[str, str]]:
    """Lines that left a ledger: each was an address that somebody may have cited."""
    for path, lines in base["ledgers"].items():
        still = Counter(head["ledgers"].get(path, ()))
        for line in lines:
            if still[line]:
                still[line] -= 1
            else:
                yield path, line


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
        if key not in head["texts"]:
            yield SourceChange(version=key, kind="gone")


def _recaptured(base: Snapshot, head: Snapshot) -> Iterator[str]:
    for key, before in new_versions(base, head):
        if not redline(units_of(head["versions"][before]), units_of(head["versions"][key])).any:
            yield f"{key} has the same words as {before}: list its day under “seen” there, it is no version."


def _extracted(key: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[ExtractionChange]:
    old, new = before["sections"], now["sections"]
    for name in old:
        if name not in new:
            yield ExtractionChange(version=key, kind="section gone", where=name, before=old[name]["heading"])
    for name, section in new.items():
        if name not in old:
            yield ExtractionChange(version=key, kind="section new", where=name, now=section["heading"])
            continue
        for field in ("heading", "level", "topics"):
            if old[name][field] != section[field]:
                yield ExtractionChange(
                    version=key, kind=field, where=name, before=_told(old[name][field]), now=_told(section[field])
                )
    if before["excluded"] != now["excluded"]:
        yield ExtractionChange(
            version=key,
            kind="excluded lines",
            where="record",
            before=_told(before["excluded"]),
            now=_told(now["excluded"]),
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


def _told(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(" ".join(map(str, item)) if isinstance(item, list) else str(item) for item in value) or "none"
    return str(value)


def _addresses(key: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Addresses that no clause has any more, with where their alias leads (empty: nowhere)."""
    for name in before["addresses"]:
        if name not in now["addresses"]:
            section, dot, rest = name.partition(".")
            targets = now["aliases"].get(name) or [f"{to}{dot}{rest}" for to in now["aliases"].get(section, ())]
            yield key, name, " to ".join(dict.fromkeys(targets))
