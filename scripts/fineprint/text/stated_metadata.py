"""What a text and its address tell of themselves: an archive's note, the dates it states. Proposed, never decided."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from ..core.dates import is_calendar_date
from ..core.record import ExcludedLines
from .blocks import fold

_ARCHIVE = re.compile(r"(https?://web\.archive\.org/web/)(\d{8})(\d{6})(?:[a-z]{2}_)?/(.+)", re.IGNORECASE)
_NOTE_DAY = re.compile(r"archived on (\d{4}-\d{2}-\d{2})\b", re.IGNORECASE)
_NOTE_LINK = re.compile(
    r"\((https?://web\.archive\.org/web/[^\s()]+)\)|(?<!\()(https?://web\.archive\.org/web/[^\s()<>]+)"
)
_ALL_MONTHS = "january february march april may june july august september october november december"
_MONTHS = _ALL_MONTHS.split()
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if month != "may" else "may" for month in _MONTHS).replace(
    "sep(", "sept?("
)
_DATE = re.compile(
    rf"\b(?:(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH})\.?,?\s+(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})|\d{1,2}[./]\d{1,2}[./]\d{2,4})(?!\w)",
    re.IGNORECASE,
)
_SAYS_DATE = re.compile(
    r"\b(?:effective|updated|revised|revision|modified|amended|changed|in force|version|as of|posted|dated?)\b"
    r"[^\d]{0,60}$",
    re.IGNORECASE,
)
#: Dates of a text that are proposed, first ones first.
PROPOSED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A copy in a web archive: its address (that of the raw copy), the day it was taken, and the page it is of."""

    archive: str
    day: str
    page: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A date that a text states, with its line and the words; ``day`` is None where it can be read in two ways."""

    line: int
    words: str
    day: str | None


def capture_of(address: str) -> Capture | None:
    """What the address of a copy in the Wayback Machine tells, or None for any other address."""
    found = _ARCHIVE.fullmatch(address)
    if found is None:
        return None
    stamp, page = found[2], found[4]
    day = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:]}"
    page = unquote(page) if page.lower().startswith(("http%3a", "https%3a")) else page
    raw = f"{found[1]}{found[2]}{found[3]}id_/{found[4]}"
    return Capture(archive=raw, day=day, page=page if re.fullmatch(r"https?://\S+", page) else None)


def archive_note(source: Sequence[str], excluded: Sequence[ExcludedLines]) -> tuple[str | None, Capture | None]:
    """The day and the copy that an archive's note names, as far as it does."""
    for taken in excluded:
        if taken.kind == "archive-note":
            note = " ".join(taken.lines.of(source))
            day, link = _NOTE_DAY.search(note), _NOTE_LINK.search(note)
            capture = capture_of(link[1] or link[2]) if link else None
            return (day[1] if day and is_calendar_date(day[1]) else None), capture
    return None, None


def stated_dates(source: Sequence[str]) -> Iterator[Stated]:
    """Dates that stand right after words such as "effective" or "last updated"."""
    count = 0
    for number, line in enumerate(source, 1):
        for found in _DATE.finditer(line):
            before = line[max(found.start() - 80, 0) : found.start()]
            if not (said := _SAYS_DATE.search(before)):
                continue
            words = fold(before[said.start() :] + found.group())
            yield Stated(line=number, words=words, day=_day(found))
            count += 1
            if count == PROPOSED:
                return


def _day(found: re.Match[str]) -> str | None:
    for which in "123":
        year, month, day = (found[f"{part}{which}"] for part in "ymd")
        if year:
            number = int(month) if month.isdigit() else 1 + [name[:3] for name in _MONTHS].index(month[:3].lower())
            made = f"{year}-{number:02d}-{int(day):02d}"
            return made if is_calendar_date(made) else None
    return None
