"""Tables of a PDF: cells told by the columns that no line crosses, rows by strokes or by how the lines stand."""

from __future__ import annotations

from collections.abc import Sequence

from .lines import Line, Part, Table, joined
from .page import Page
from .strokes import parted

#: How far the columns of a table's two parts may stand apart, on two pages.
_DRIFT = 4.0


def table_of(rows: Sequence[Sequence[Line]], page: Page) -> list[Part]:
    """Rows of cells, told by the columns that no line crosses; what is no table after all are lines."""
    # Rows of one line at either end are what stands around the table, if no stroke beside them says otherwise.
    wide = [at for at, row in enumerate(rows) if len(row) > 1 or _in_grid(row[0], page)]
    head = [line for row in rows[: wide[0]] for line in joined(row)]
    tail = [line for row in rows[wide[-1] + 1 :] for line in joined(row)]
    rows = rows[wide[0] : wide[-1] + 1]
    lines = [line for row in rows for line in row]
    edges = _strips(lines, page)
    if not edges:
        return [*head, *(line for row in rows for line in joined(row)), *tail]
    made: list[list[list[Line]]] = []
    before = -1
    previous: Sequence[Line] = rows[0]
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    levels = _levels(page, left, right)
    for row in rows:
        for line in sorted(row, key=lambda line: line.x0):
            column = sum(line.x0 >= edge for edge in edges)
            if len(levels) > 1:
                new = before < 0 or (previous is not row and _crossed(previous, row, levels))
            else:
                new = before < 0 or (column <= before and _begins(row, made, edges))
            previous = row
            if new:
                made.append([[] for _ in range(len(edges) + 1)])
            made[-1][column].append(line)
            before = column
    filled = sum(bool(cell) for row in made for cell in row)
    if len(made) < 2 or filled < 0.5 * len(made) * (len(edges) + 1):
        return [*head, *(line for row in rows for line in joined(row)), *tail]
    return [*head, Table(rows=made, page=lines[0].page), *tail]


def goes_on(table: Table, other: Table) -> bool:
    """Whether a table at the top of a page is the rest of the one before: its columns, and no head of its own."""
    mine, its = _columns(table.rows), _columns(other.rows)
    alike = len(mine) == len(its) and all(abs(one - two) <= _DRIFT for one, two in zip(mine, its, strict=True))
    return alike and [_words(cell) for cell in table.rows[0]] != [_words(cell) for cell in other.rows[0]]


def last_row(table: Table, rows: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], int]:
    """The one row of a table that stands at the top of the page behind it, and how many rows of lines it takes."""
    edges = _columns(table.rows)
    made: list[list[Line]] = [[] for _ in edges]
    taken = 0
    for row in rows:
        columns = [sum(line.x0 >= edge - _DRIFT for edge in edges) - 1 for line in row]
        fits = all(
            column >= 0 and (column + 1 == len(edges) or line.x1 < edges[column + 1])
            for column, line in zip(columns, row, strict=True)
        )
        whole = len(set(columns)) == len(edges) and all(
            abs(line.x0 - edges[at]) <= _DRIFT for at, line in zip(columns, row, strict=True)
        )
        near = taken and made[-1] and min(line.y for line in rows[taken - 1]) - row[0].y < 1.45 * row[0].height
        if not fits or (not whole if not taken else not near or 0 in columns):
            break
        for column, line in zip(columns, row, strict=True):
            made[column].append(line)
        taken += 1
    return made, taken


def _columns(rows: Sequence[Sequence[Sequence[Line]]]) -> list[float]:
    """The left edges of a table's columns."""
    return [min((line.x0 for row in rows for line in row[at]), default=0.0) for at in range(len(rows[0]))]


def _words(cell: Sequence[Line]) -> str:
    return " ".join(line.text for line in cell)


def _in_grid(line: Line, page: Page) -> bool:
    """Whether upright strokes stand at both sides of a line."""
    y = line.y + 0.4 * line.size
    left = any(x < line.x0 + 2 and low < y < high for x, low, high in page.upright)
    return left and any(x > line.x1 - 2 and low < y < high for x, low, high in page.upright)


def _levels(page: Page, left: float, right: float) -> list[float]:
    """Where level strokes, one or several side by side, part a table's rows; a line under words is too short for it."""
    length: dict[int, float] = {}
    for y, x0, x1 in page.level:
        at = next((near for near in (round(y), round(y) - 1, round(y) + 1) if near in length), round(y))
        length[at] = length.get(at, 0.0) + max(0.0, min(x1, right) - max(x0, left))
    return [float(y) for y, long in length.items() if long > 0.5 * (right - left)]


def _crossed(above: Sequence[Line], below: Sequence[Line], levels: Sequence[float]) -> bool:
    """Whether a level stroke lies between two rows of lines."""
    return any(max(line.y for line in below) < y < min(line.y for line in above) for y in levels)


def _begins(row: Sequence[Line], made: Sequence[Sequence[Sequence[Line]]], edges: Sequence[float]) -> bool:
    """Whether a row of lines is the first of a row of cells: it fills the first column and another, or stands apart."""
    columns = {sum(line.x0 >= edge for edge in edges) for line in row}
    above = [cell[-1] for cell in made[-1] if cell] if made else []
    if not above:
        return True
    lowest = min(line.y for line in above)
    apart = lowest - max(line.y for line in row) > 1.45 * max(line.height for line in row)
    return apart or (0 in columns and len(columns) > 1)


def _strips(lines: Sequence[Line], page: Page) -> list[float]:
    """The left edges of all columns but the first: where no line stands across."""
    ends = sorted((line.x0, line.x1) for line in lines)
    height = sorted(line.height for line in lines)[len(lines) // 2]
    found, right = [], ends[0][1]
    for x0, x1 in ends[1:]:
        if x0 - right > 0.5 * height or (x0 >= right and _ruled(right, x0, lines, page)):
            found.append(x0 - 0.1)
        right = max(right, x1)
    return found


def _ruled(left: float, right: float, lines: Sequence[Line], page: Page) -> bool:
    """Whether upright strokes between two columns run beside most lines."""
    beside = sum(parted(left, right, line.y, page.upright) for line in lines)
    return beside * 2 > len(lines)
