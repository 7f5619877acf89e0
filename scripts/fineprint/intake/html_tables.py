"""Tables of a page: which only lay it out, and the grid of the others, a spanned cell in every place it covers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from ..text.own_numbers import own_number
from .html_page import Page
from .nodes import Node, Piece

#: A cell of more words than this may hold a part of a page, unless so many rows have as many cells.
_CELL_WORDS, _REGULAR_ROWS = 150, 3
#: Words of a head of a column at most, where no markup calls it one; those below have twice as many.
_HEAD_WORDS = 20
#: Rows and columns that a cell may cover; browsers stop at 65,534 and 1,000.
_BODIES = frozenset(["thead", "tbody", "tfoot"])
_MOST_ROWS, _MOST_COLUMNS = 1000, 60


@dataclass(slots=True)
class _Cell:
    pieces: list[Piece]
    head: bool
    rows: int
    columns: int
    first: bool = True


def is_layout(table: LexborNode, page: Page) -> bool:
    """Whether a table only places parts of a page: no heads and one column, one row, long cells or tables in it."""
    if (table.attributes.get("role") or "").lower() in ("presentation", "none"):
        return True
    rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in _rows(table, page)]
    rows = [filled for row in rows if (filled := [cell for cell in row if page.count(cell)])]
    widest = max(map(len, rows), default=0)
    if widest <= 1:
        return True
    cells = [cell for row in rows for cell in row]
    longest = max(map(page.count, cells), default=0)
    nested = any(cell.css_first("table") is not None for cell in cells)
    if any(cell.tag == "th" for cell in cells) or table.css_first("thead td, caption") is not None:
        return nested and longest > _CELL_WORDS
    if nested or len(rows) == 1 or table.css_first("h1, h2, h3") is not None:
        return True
    # What only lays a page out has long cells in few rows, or rows of all sorts.
    like = sum(len(row) == widest for row in rows)
    return longest > _CELL_WORDS and (like < _REGULAR_ROWS or like * 2 <= len(rows))


def numbered_rows(table: LexborNode, page: Page) -> list[tuple[LexborNode, LexborNode]]:
    """The rows of a table that only sets numbers before paragraphs, as pages did before lists could be styled."""
    rows = [
        [cell for cell in row.iter() if cell.tag in ("td", "th") and page.count(cell)] for row in _rows(table, page)
    ]
    rows = [row for row in rows if row]
    if not rows or any(len(row) != 2 or row[0].tag == "th" for row in rows):
        return []
    marks = ["".join(page.words(row[0])).strip() for row in rows]
    numbered = all(len(mark.split()) == 1 and own_number(f"{mark} ") for mark in marks)
    return [(row[0], row[1]) for row in rows] if numbered else []


def joined_row(mark: list[Node], words: list[Node]) -> Node:
    """An item of a number in a cell and the text in the next."""
    number = [*mark[0].pieces, Piece(" ")]
    if words[0].kind in ("paragraph", "heading"):
        words[0].pieces = [*number, *words[0].pieces]
        return Node("item", children=words)
    return Node("item", children=[Node("paragraph", mark[0].pieces), *words])


def has_long_cells(table: LexborNode, page: Page) -> bool:
    """Whether a table with heads has cells that are too long for a line: its rows are read as parts of the page."""
    cells = [cell for row in _rows(table, page) for cell in row.iter() if cell.tag in ("td", "th")]
    return max(map(page.count, cells), default=0) > _CELL_WORDS * 4


def spread_rows(table: LexborNode, page: Page) -> Iterator[tuple[LexborNode, LexborNode | None]]:
    """The cells of a table in order, each with the head of its column; heads come without one."""
    heads: list[LexborNode] = []
    for row in _rows(table, page):
        cells = [cell for cell in row.iter() if cell.tag in ("td", "th") and cell.mem_id not in page.skipped]
        if not cells:
            continue
        if not heads:
            if all(page.count(cell) > _HEAD_WORDS for cell in cells):
                yield from (
                    (cell, None) for row in _rows(table, page) for cell in row.iter() if cell.tag in ("td", "th")
                )
                return
            heads = [cell for cell in cells for _ in range(_span(cell, "colspan", _MOST_COLUMNS))]
            yield from ((cell, None) for cell in cells)
            continue
        column = 0
        for cell in cells:
            yield cell, heads[column] if column < len(heads) and len(cells) > 1 else None
            column += _span(cell, "colspan", _MOST_COLUMNS)


def table_nodes(table: LexborNode, page: Page, words: Callable[[LexborNode], list[Piece]]) -> list[Node]:
    """A table whose rows have a cell for each column, behind a line across all of them that stands above its heads.

    ``words``: what stands in a cell, on lines of one paragraph.
    """
    grid: list[list[_Cell | None]] = []
    open_cells: dict[int, tuple[_Cell, int]] = {}
    for row in _rows(table, page):
        cells = [cell for cell in row.iter() if cell.tag in ("td", "th") and cell.mem_id not in page.skipped]
        made: list[_Cell | None] = []
        waiting = [_cell(cell, words) for cell in cells]
        while waiting or any(column >= len(made) for column in open_cells):
            column = len(made)
            if column in open_cells:
                cell, left = open_cells.pop(column)
                if left > 1:
                    open_cells[column] = (cell, left - 1)
                made.append(cell)
                continue
            if not waiting:
                made.append(None)
                continue
            cell = waiting.pop(0)
            for offset in range(cell.columns):
                again = cell if not offset else replace(cell, pieces=_repeated(cell.pieces))
                made.append(again)
                if cell.rows > 1:
                    open_cells[column + offset] = (replace(cell, pieces=_repeated(cell.pieces)), cell.rows - 1)
        if any(cell and cell.pieces for cell in made):
            grid.append(made)
    width = max(map(len, grid), default=0)
    grid = [_band(row, width) for row in grid]
    columns = [[row[column] for row in grid] for column in range(width)]
    keep = [number for number, column in enumerate(columns) if any(cell and cell.pieces for cell in column)]
    rows = [[row[column] for column in keep] for row in grid]
    above: list[Node] = []
    while (
        len(rows) > 1
        and len(keep) > 1
        and [bool(_count(cell)) for cell in rows[0]] == [True] + [False] * (len(keep) - 1)
    ):
        lead = rows.pop(0)[0]
        above.append(Node("paragraph", list(lead.pieces) if lead else []))
    return [*above, *([Node("table", children=list(_table_rows(rows)))] if rows else [])]


def _cell(cell: LexborNode, words: Callable[[LexborNode], list[Piece]]) -> _Cell:
    rows, columns = (_span(cell, name, most) for name, most in (("rowspan", _MOST_ROWS), ("colspan", _MOST_COLUMNS)))
    return _Cell(words(cell), cell.tag == "th", rows, columns)


def _span(cell: LexborNode, name: str, most: int) -> int:
    said = (cell.attributes.get(name) or "").strip()
    return min(max(int(said), 1), most) if said.isdecimal() and len(said) < 6 else 1


def _repeated(pieces: Sequence[Piece]) -> list[Piece]:
    return [replace(piece, made="" if piece.text == "\n" else "repeated") for piece in pieces]


def _band(row: Sequence[_Cell | None], width: int) -> list[_Cell | None]:
    """A row, filled up; one cell across all columns heads the rows below and is written once."""
    full = [*row, *[None] * (width - len(row))]
    first = full[0]
    if first and width > 1 and first.columns >= width:
        return [first, *[None] * (width - 1)]
    return full


def _table_rows(rows: Sequence[Sequence[_Cell | None]]) -> Iterator[Node]:
    """The rows, the first as the head of the columns if it is one, else with an empty head before it."""
    if not rows:
        return
    first = [cell for cell in rows[0] if cell and cell.pieces]
    head = all(cell.head for cell in first) or (len(rows) > 1 and len(first) > 1 and _heads(first, rows[1:]))
    if not head:
        yield Node("row", children=[Node("cell") for _ in rows[0]])
    for row in rows:
        yield Node("row", children=[Node("cell", list(cell.pieces) if cell else []) for cell in row])


def _heads(first: Sequence[_Cell], rest: Sequence[Sequence[_Cell | None]]) -> bool:
    """Whether cells that no markup calls heads are: bold ones, or few words above longer cells in each column."""
    if all("strong" in piece.marks or not piece.text.strip() for cell in first for piece in cell.pieces):
        return True
    if len(rest) < _REGULAR_ROWS - 1 or any(
        cell.pieces[-1].text.rstrip().endswith((".", ";", ":", ",")) for cell in first
    ):
        return False
    columns = [[_count(row[at]) for row in rest if row[at]] for at in range(len(first))]
    return all(
        0 < _count(cell) <= _HEAD_WORDS and column and sum(column) >= 2 * len(column) * _count(cell)
        for cell, column in zip(first, columns, strict=True)
    )


def _count(cell: _Cell | None) -> int:
    return len("".join(piece.text for piece in cell.pieces).split()) if cell else 0


def _rows(table: LexborNode, page: Page) -> list[LexborNode]:
    """The rows of a table itself, in the order in which they stand."""
    parts = [part for part in table.iter() if part.mem_id not in page.skipped]
    rows = [
        row for part in parts for row in ([part] if part.tag == "tr" else part.iter() if part.tag in _BODIES else ())
    ]
    return [row for row in rows if row.tag == "tr" and row.mem_id not in page.skipped]
