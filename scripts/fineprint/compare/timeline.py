"""What applied on which day, as far as captures and the texts' own dates tell. Pure; dates are ``YYYY-MM-DD``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Literal

from ..core.model import Version

SpanKind = Literal["before", "seen", "stated", "between", "after"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSpan:
    """Days from ``start`` to ``end``, both among them (None: open), and the version or versions it is about.

    ``before``: nothing is kept. ``seen``: captures show the version. ``stated``: it says so itself, no capture shows
    it. ``between``: the older or the newer, or a text that is not kept. ``after``: the newest kept, not seen since.
    """

    start: str | None
    end: str | None
    kind: SpanKind
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Days from the first to the last capture of a version, with no other version captured between them."""

    version: Version
    first: str
    last: str
    seen: bool


def captures(version: Version) -> list[str]:
    """Days on which the publisher's page is known to have shown a version: archived, else retrieved, and seen again."""
    record = version.record
    return sorted({day for day in (record.archived or record.retrieved, *record.also_captured) if day})


def stated(version: Version) -> str | None:
    """The day from which a text says that it is in force, else that of its last update."""
    return version.record.effective or version.record.updated


def spans(versions: Sequence[Version]) -> tuple[ValueSpan, ...]:
    """The days of a document, oldest first, without a gap; ``versions`` are those kept of it, oldest first."""
    return tuple(_spans(_runs(versions)))


def _runs(versions: Sequence[Version]) -> list[_Run]:
    events: list[Any] = []
    for order, version in enumerate(versions):
        if days := captures(version):
            events.extend((day, order, True) for day in days)
        else:
            events.append((stated(version) or version.date[:10], order, False))
    events.sort()
    runs = []
    for (order, seen), group in groupby(events, key=lambda event: event[1:]):
        days = [day for day, *_ in group]
        runs.append(_Run(versions[order], days[0], days[-1], seen))
    return runs


def _spans(runs: Sequence[_Run]) -> Iterator[ValueSpan]:
    reported: set[str] = set()
    before: _Run | None = None
    for run in runs:
        says = stated(run.version) if run.version.key not in reported else None
        reported.add(run.version.key)
        start = _day(before.last, 1) if before else None
        from_then = says if says and says < run.first and (start is None or says >= start) else run.first
        if start is None or start < from_then:
            about = (before.version, run.version) if before else (run.version,)
            kind: SpanKind = "between" if before else "before"
            yield ValueSpan(start=start, end=_day(from_then, -1), kind=kind, versions=about)
        if from_then < run.first:
            yield ValueSpan(start=from_then, end=_day(run.first, -1), kind="stated", versions=(run.version,))
        kind = "seen" if run.seen else "stated"
        yield ValueSpan(start=run.first, end=run.last, kind=kind, versions=(run.version,))
        before = run
    if before:
        yield ValueSpan(start=_day(before.last, 1), end=None, kind="after", versions=(before.version,))


def _day(day: str, more: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=more)).isoformat()
