"""The order of a PDF's page: columns one after the other, rows of a table cell by cell.

The order of the file decides between two columns of text, which a file writes one after the other, and the cells of a
table, which it writes row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .lines import MARKER, Line, Part, Table, joined
from .page import Page
from .strokes import parted
from .tables import goes_on, last_row, table_of

#: Rows from which two columns whose lines reach their edges are text, in whatever order the file has them.
_PROSE_ROWS = 8
_LEADERS = re.compile(r"^[\s.·…_]*\d{1,4}$")


def page_parts(pages: Sequence[Page], lines: Sequence[Line]) -> Iterator[Part]:
    """All parts, page by page; a table that runs over a page's end is one."""
    before: Part | None = None
    for page in pages:
        here = [line for line in lines if line.page == page.number]
        parts = parts_of(here, page)
        if isinstance(before, Table) and parts:
            if isinstance(parts[0], Table):
                if goes_on(before, parts[0]):
                    before.rows += parts[0].rows
                    parts = parts[1:]
            else:
                rows = _rows(here)
                row, taken = last_row(before, rows)
                if taken:
                    before.rows.append(row)
                    parts = parts_of([line for one in rows[taken:] for line in one], page)
        if before is not None and parts:
            yield before
        yield from parts[:-1]
        before = parts[-1] if parts else before
    if before is not None:
        yield before


def parts_of(lines: Sequence[Line], page: Page) -> list[Part]:
    """Lines and tables of a page or a column of it in the order of reading."""
    rows = _rows(lines)
    made: list[Part] = []
    at = 0
    while at < len(rows):
        end, gutter = _band(rows, at, page)
        if gutter is None:
            made += joined(rows[at])
            at += 1
            continue
        made += _parted(rows[at:end], gutter, page)
        at = end
    return made


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand side by side, from top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        row = rows[-1] if rows else []
        if any(_overlaps(one, line) for one in row) and all(one.x1 <= line.x0 or line.x1 <= one.x0 for one in row):
            row.append(line)
        else:
            rows.append([line])
    return rows


def _overlaps(one: Line, other: Line) -> bool:
    """Whether two lines share more than a little of their height."""
    low = max(one.y - 0.2 * one.size, other.y - 0.2 * other.size)
    high = min(one.y + 0.7 * one.size, other.y + 0.7 * other.size)
    return high - low > 0.2 * min(one.size, other.size)


def _gaps(row: Sequence[Line]) -> list[tuple[float, float]]:
    """The spaces between the lines of a row."""
    ends = sorted((line.x0, line.x1) for line in row)
    found, right = [], ends[0][1]
    for x0, x1 in ends[1:]:
        if x0 > right:
            found.append((right, x0))
        right = max(right, x1)
    return found


def _band(rows: Sequence[Sequence[Line]], start: int, page: Page) -> tuple[int, tuple[float, float] | None]:
    """The rows from ``start`` that one empty strip divides, and that strip; a row on one side of it alone belongs too.

    None for a strip where fewer than two rows have something on both sides.
    """
    best: tuple[int, int, tuple[float, float]] | None = None
    # A band may begin with rows of one side alone, as a column does beside a longer one.
    first = next((at for at in range(start, len(rows)) if len(rows[at]) > 1), None)
    if first is None:
        return start + 1, None
    for gap in _gaps(rows[first]):
        low, high = gap
        head = [line for row in rows[start:first] for line in row]
        if any(line.x0 < low and line.x1 > high for line in head):
            continue
        crossing = [line for line in head if line.x1 > low and line.x0 < high]
        low = max([low, *(line.x1 for line in crossing if line.x0 < low)])
        high = min([high, *(line.x0 for line in crossing if line.x1 > high)])
        ruled = parted(low, high, rows[first][0].y, page.upright)
        need = 0.0 if ruled else 0.5 * rows[first][0].height
        if high - low < need:
            continue
        end, both = first, 0
        for row in rows[first:]:
            left = [line for line in row if (line.x0 + line.x1) / 2 < (low + high) / 2]
            right = [line for line in row if line not in left]
            new_low = max([low, *(line.x1 for line in left)])
            new_high = min([high, *(line.x0 for line in right)])
            if new_high - new_low < need or (ruled and not parted(new_low, new_high, row[0].y, page.upright)):
                break
            low, high = new_low, new_high
            both += bool(left and right)
            end += 1
        if both >= 2 and (best is None or (both, high - low) > (best[0], best[2][1] - best[2][0])):
            best = (both, end, (low, high))
    if best is None:
        return start + 1, None
    _, end, gutter = best
    return end, gutter


def _parted(rows: Sequence[Sequence[Line]], gutter: tuple[float, float], page: Page) -> list[Part]:
    """A band as two columns of text, as a table, or as plain lines."""
    middle = sum(gutter) / 2
    both = [row for row in rows if any(one.x0 > middle for one in row) and any(one.x1 < middle for one in row)]
    lines = [line for row in rows for line in row]
    left = [line for line in lines if line.x1 <= middle]
    right = [line for line in lines if line.x0 >= middle]
    marks = [line for row in both for line in row if line.x1 <= middle]
    if all(MARKER.fullmatch(line.text) for line in marks):
        return [line for row in rows for line in joined(row)]
    numbers = [line for row in both for line in row if line.x0 >= middle]
    if all(_LEADERS.match(line.text) for line in numbers):
        return [line for row in rows for line in joined(row)]
    sides = [line in left for line in sorted(lines, key=lambda line: line.order)]
    switches = sum(one != other for one, other in pairwise(sides))
    ruled = parted(*gutter, both[0][0].y, page.upright) and len(page.level) > 2
    prose = len(both) >= _PROSE_ROWS and _is_prose(left) and _is_prose(right)
    if prose or switches <= max(1, 0 if ruled else len(both) // _PROSE_ROWS):
        return [*parts_of(left, page), *parts_of(right, page)]
    return table_of(rows, page)


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether lines are those of running text: most reach the right edge."""
    edge, start = max(line.x1 for line in lines), min(line.x0 for line in lines)
    full = sum(line.x1 - start > 0.85 * (edge - start) for line in lines)
    return edge - start > 12 * lines[0].height and full >= 0.6 * len(lines)
