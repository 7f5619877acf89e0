"""The addresses of a book in a text that cites it, with the words that the text quotes beside each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from ..core.dates import is_calendar_date
from .blocks import fold

#: Quoted words from this many on are taken for a policy's; fewer are names and titles.
_LEAST_WORDS = 4
#: What ends a sentence or closes a bracket behind an address is not of it.
_BEHIND = ".,;:!?'\"”’)]}>*_|"
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"\b((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\.?"
#: Days as references write them. In an address a day names the version, so it counts for nothing.
_ISO_DAY = re.compile(r"(?<![\w/-])(\d{4})-(\d\d)-(\d\d)(?![\w/-])")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}}) {_MONTH} (\d{{4}})\b")
_MONTH_DAY = re.compile(rf"{_MONTH} (\d{{1,2}}), (\d{{4}})\b")
_YEAR_MONTH = re.compile(rf"\b(\d{{4}}), {_MONTH} (\d{{1,2}})\b")
_SHA256 = re.compile(r"\b[0-9a-f]{64}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """An address of the book as a text has it, with the words that the text quotes beside it, and any hash named.

    ``day``: the last day that the paragraph names, by which it was surely not written earlier.
    """

    address: str
    quotes: tuple[str, ...] = ()
    sha256: str | None = None
    day: str | None = None


def citations_in(blocks: Sequence[str], base_url: str) -> list[Citation]:
    """The addresses below a base in a text, given as its paragraphs, with the words quoted before each.

    Quoted words belong to the first address behind them, in their paragraph or the next; those behind the last address
    of a paragraph, to that one.
    """
    address = re.compile(re.escape(base_url).replace("https:", "https?:") + r"[^\s<>\"“”‹›«»|\\^`{}]*")
    made: list[Citation] = []
    waiting: list[str] = []
    for block in blocks:
        at, first = 0, len(made)
        for found in address.finditer(block):
            waiting += _quoted(block[at : found.start()], begins=not at)
            text = found[0].rstrip(_BEHIND)
            link, _, directive = text.partition(":~:")
            if words := _text_fragment(directive):
                waiting.append(words)
            made.append(Citation(address=link.rstrip("#"), quotes=tuple(dict.fromkeys(waiting))))
            waiting, at = [], found.end()
        rest = _quoted(block[at:], begins=not at)
        if len(made) == first:
            waiting = rest
            continue
        last, hashes, day = made[-1], _SHA256.findall(block), _last_day(block)
        quotes = tuple(dict.fromkeys((*last.quotes, *rest)))
        made[first:] = [replace(each, day=day) for each in made[first:]]
        made[-1] = replace(last, quotes=quotes, sha256=hashes[-1] if hashes else None, day=day)
        waiting = []
    return made


def _last_day(text: str) -> str | None:
    """The last day of the calendar that a text names, as ``YYYY-MM-DD``."""
    found = [f"{year}-{month}-{day}" for year, month, day in _ISO_DAY.findall(text)]
    found += [f"{y}-{_MONTHS.index(m[:3].lower()) + 1:02}-{int(d):02}" for d, m, y in _DAY_MONTH.findall(text)]
    found += [f"{y}-{_MONTHS.index(m[:3].lower()) + 1:02}-{int(d):02}" for m, d, y in _MONTH_DAY.findall(text)]
    found += [f"{y}-{_MONTHS.index(m[:3].lower()) + 1:02}-{int(d):02}" for y, m, d in _YEAR_MONTH.findall(text)]
    return max((day for day in found if is_calendar_date(day)), default=None)


def _text_fragment(directive: str) -> str:
    """The words of a text fragment that names them whole; a range names only its ends."""
    parts = [part for part in directive.removeprefix("text=").split(",") if part]
    words = unquote(parts[0]) if len(parts) == 1 else ""
    return words if len(words.split()) >= _LEAST_WORDS else ""


def _quoted(text: str, *, begins: bool) -> list[str]:
    """What stands in quotation marks or is set off as a quotation; marks within marks belong to the words.

    ``begins``: whether a paragraph begins with the text, as only then a sign at its beginning sets it off.
    """
    found, depth, start = [], 0, 0
    for at, char in enumerate(text):
        if char == "“":
            depth += 1
            start = at + 1 if depth == 1 else start
        elif char == "”" and depth:
            depth -= 1
            if not depth:
                found.append(text[start:at])
    if not found:
        found = re.findall(r'"([^"]+)"', text)
    if not found and begins and text.lstrip().startswith(">"):
        found = [re.sub(r"^\s*> ?", "", text, flags=re.MULTILINE)]
    return [words for each in found if len((words := fold(each)).split()) >= _LEAST_WORDS]
