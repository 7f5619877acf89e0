"""What a PDF's pages have beside the text: running heads and feet, page numbers, the lines that a browser prints."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from .lines import Line
from .page import Page

#: The share of a page's height, at the top and at the bottom, in which running heads and page numbers stand.
MARGIN = 0.14
#: How far, in points, the same running head may stand from where it stands on another page.
_DRIFT = 3.0
#: The share of the pages from which a line that comes again is a running head.
_OFTEN = 0.4
_DIGITS = re.compile(r"\d+")
_PAGE_WORDS = r"(?:page|seite|página|pagina|pág\.?|pag\.?|p\.|s\.|страница|strona|sida|side|sayfa|第)"
_COUNT = r"\d{1,4}\s*(?:(?:/|\||of|de|von|sur|di|van|af|av|из|z)\s*\d{1,4})?"
_PAGE_NUMBER = re.compile(rf"[-–—|\s]*{_PAGE_WORDS}?\s*{_COUNT}\s*(?:頁|页|ページ)?[-–—|.\s]*", re.IGNORECASE)
_PRINTED_DAY = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? +\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[AP]\.?M\.?)?\b.*", re.IGNORECASE
)
_PRINTED_ADDRESS = re.compile(
    r"(?:https?|file|about|data)://?\S+(?: *\d{1,4} ?/ ?\d{1,4})?|\d{1,4}/\d{1,4}", re.IGNORECASE
)


def without_furniture(pages: Sequence[Page], lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the text, and those that are beside it, each in the order given."""
    size = {page.number: page for page in pages}
    aside = (
        set(map(id, _running(size, lines))) | set(map(id, _numbers(size, lines))) | set(map(id, _printed(size, lines)))
    )
    return [line for line in lines if id(line) not in aside], [line for line in lines if id(line) in aside]


def _in_margin(line: Line, page: Page) -> bool:
    return line.y > (1 - MARGIN) * page.height or line.y < MARGIN * page.height


def _running(size: dict[int, Page], lines: Sequence[Line]) -> list[Line]:
    """Lines that stand in the same place of several pages and differ in their figures alone."""
    groups: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if _in_margin(line, size[line.page]) and any(map(str.isalpha, line.text)):
            groups[_DIGITS.sub("#", line.text)].append(line)
    found = []
    for group in groups.values():
        for line in group:
            there = {other.page for other in group if _same_place(line, other)}
            if len(there) >= max(2, _OFTEN * len(size) / 2) and len(there) >= 2:
                found.append(line)
    return found


def _same_place(line: Line, other: Line) -> bool:
    across = min(abs(line.x0 - other.x0), abs(line.x1 - other.x1), abs(line.x0 + line.x1 - other.x0 - other.x1) / 2)
    return abs(line.y - other.y) <= _DRIFT and across <= _DRIFT


def _numbers(size: dict[int, Page], lines: Sequence[Line]) -> list[Line]:
    """Page numbers: lines of a number alone, in the margin, that count with the pages."""
    found = [line for line in lines if _in_margin(line, size[line.page]) and _PAGE_NUMBER.fullmatch(line.text)]
    ends = {number: _ends(number, lines) for number in size}
    found = [line for line in found if id(line) in ends[line.page]]
    # The number of a section may by chance be that of its page: most pages have theirs at one height.
    series: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in found:
        series[_first(line) - line.page, round(line.y / _DRIFT)].append(line)
    counted = max(series.values(), key=len, default=[])
    if len(counted) < max(2, _OFTEN * len(size)):
        counted = [line for line in counted if len(size) == 1 and _first(line) == 1]
    shift = _first(counted[0]) - counted[0].page if counted else None
    more = [line for line in found if _first(line) - line.page == shift and _is_alone(line, lines)]
    return [line for line in found if _is_worded(line.text) or line in counted or line in more]


def _is_alone(line: Line, lines: Sequence[Line]) -> bool:
    """Whether nothing else stands on a line's height."""
    beside = (one for one in lines if one.page == line.page and one is not line)
    return not any(abs(one.y - line.y) < 0.5 * line.height for one in beside)


def _ends(number: int, lines: Sequence[Line]) -> set[int]:
    """The two highest and the two lowest lines of a page, and what stands beside them."""
    here = sorted((line for line in lines if line.page == number), key=lambda line: line.y)
    levels = [here[0].y, here[-1].y, *(line.y for line in (here[1:2] + here[-2:-1]))] if here else []
    return {id(line) for line in here if any(abs(line.y - level) < 0.5 * line.height for level in levels)}


def _first(line: Line) -> int:
    return int(_DIGITS.findall(line.text)[0])


def _is_worded(text: str) -> bool:
    """Whether a line says of itself that it is a page number."""
    return bool(re.search(rf"{_PAGE_WORDS}\s*\d", text, re.IGNORECASE)) or len(_DIGITS.findall(text)) == 2


def _printed(size: dict[int, Page], lines: Sequence[Line]) -> list[Line]:
    """The day and title above a page and the address below it, as browsers print them; also on a single page."""
    found = []
    for page in size.values():
        here = [line for line in lines if line.page == page.number]
        top = [line for line in here if line.y > (1 - MARGIN / 2) * page.height]
        foot = [line for line in here if line.y < MARGIN / 2 * page.height]
        days = [line for line in top if _PRINTED_DAY.fullmatch(line.text)]
        feet = [line for line in foot if _PRINTED_ADDRESS.fullmatch(line.text)]
        if not (days and any("/" in line.text for line in feet)):
            continue
        # The page's title stands beside the day.
        titles = [line for line in top if abs(line.y - days[0].y) < 0.3 * line.height and line not in days]
        found += days + titles + feet
    return found
