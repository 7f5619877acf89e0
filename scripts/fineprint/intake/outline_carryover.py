"""What a person settled for the version before, taken over where the same lines stand in the new text. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..core.lines import Lines
from ..core.model import OutlineEntry, Version
from ..core.record import ExcludedLines
from ..read.sections import heading_lines
from ..text.blocks import fold

_DATES = re.compile(
    r"\d+|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\]\([^()\s]*\)")


def _masked(line: str) -> str:
    """A line without what changes by itself from day to day: numbers, names of months and days, link targets."""
    return _DATES.sub("0", fold(_TARGET.sub("]()", line)))


def carried_exclusions(older: Version, source: Sequence[str], drafted: Sequence[ExcludedLines]) -> list[ExcludedLines]:
    """What is excluded of the new text: as drafted but for lines that the older text keeps, and lines excluded there.

    Dates and link targets are left aside, so that a line that tells the day is known again.
    """
    before, now = Counter(map(_masked, older.source)), Counter(map(_masked, source))
    away = [one.lines.of(older.source) for one in older.record.excluded]
    kept = before - Counter(_masked(line) for lines in away for line in lines)
    again = [one for one in drafted if not all(kept[_masked(line)] for line in one.lines.of(source) if line.strip())]
    taken = {number for one in again for number in one.lines.numbers()}
    for one in older.record.excluded:
        wanted = [_masked(line) for line in one.lines.of(older.source)]
        if not all(wanted) or any(before[line] != now[line] for line in wanted):
            continue
        for start in range(len(source) - len(wanted) + 1):
            lines = range(start + 1, start + 1 + len(wanted))
            if [_masked(line) for line in source[start : start + len(wanted)]] == wanted and taken.isdisjoint(lines):
                again.append(ExcludedLines(lines=Lines(lines[0], lines[-1]), kind=one.kind))
                taken.update(lines)
                break
    return again


def carried_entries(older: Version, source: Sequence[str], drafted: Sequence[OutlineEntry]) -> list[OutlineEntry]:
    """The drafted headings, with those of the older version where the same lines stand once in both texts.

    These keep their ids and levels. Where the older outline was reviewed, lines that the reviewer did not take for
    headings are none here either.
    """
    reviewed = older.outline.reviewed is not None
    before, now = Counter(map(_bare, older.source)), Counter(map(_bare, source))
    line_of = {_bare(line): number for number, line in enumerate(source, 1)}
    known: dict[int, OutlineEntry] = {}
    for entry in older.outline.entries:
        said = [_bare(line) for line in entry.lines.of(older.source)] if entry.lines else []
        if said and said[0] and before[said[0]] == now[said[0]] == 1:
            first = line_of[said[0]]
            if [_bare(line) for line in source[first - 1 : first - 1 + len(said)]] == said:
                known[first] = replace(entry, lines=Lines(first, first - 1 + len(said)), numbers=None)
    made: dict[int, OutlineEntry] = dict(known)
    for entry in drafted:
        first = heading_lines(entry)[0]
        if first not in known and not (reviewed and before[_bare(source[first - 1])]):
            made[first] = entry
    return _apart(made, known)


def _apart(made: dict[int, OutlineEntry], known: dict[int, OutlineEntry]) -> list[OutlineEntry]:
    """The entries in order of lines; a drafted id that an older heading has gets a number."""
    taken = {entry.id for first, entry in made.items() if first in known}
    entries: list[OutlineEntry] = []
    for first, entry in sorted(made.items()):
        name, number = entry.id, 2
        while first not in known and name in taken:
            name, number = f"{entry.id[:44].rstrip('-')}-{number}", number + 1
        taken.add(name)
        entries.append(replace(entry, id=name))
    return entries


def _bare(line: str) -> str:
    """A line as headings are compared: white space folded, link targets left out."""
    return fold(_TARGET.sub("]()", line))
