"""Paragraphs, headings, items of lists and tables from the lines of a PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .lines import Line, Part, Table
from .paragraphs import LARGER, Column, columns_of, goes_on, is_cjk

_BULLET = re.compile(r"[•●○◦▪■□▸►‣⁃∙·\uf0b7\uf0a7\uf0d8\uf076\uf0fc–—*-](?=\s|$)|o(?=\s)")


#: Numbers of items that are no number of a section: (a), a), a., (iv), iv., (1), 1).
_ITEM = re.compile(
    r"(?:\((?:[a-z]{1,2}|[ivxlc]{1,6}|\d{1,2})\)|(?:[a-z]|[ivxlc]{1,6}|\d{1,2})\)|(?:[a-z]|[ivxlc]{1,6})\.)\s"
)
#: Characters up to which large letters are a heading.
LONGEST_HEADING = 160


@dataclass(slots=True, kw_only=True)
class Block:
    """A paragraph, heading, item or table. ``pieces``: text and whether it is bold; ``level``: of a heading, from 1.

    ``depth``: of an item, from 0; ``cells``: of a table; ``hyphens``: words parted at a line's end, hyphen kept;
    ``bullet``: the sign before an item, which the list's own mark stands for.
    """

    kind: str
    page: int
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    level: int = 0
    depth: int = 0
    cells: list[list[str]] = field(default_factory=list)
    hyphens: list[str] = field(default_factory=list)
    bullet: str = ""

    @property
    def text(self) -> str:
        """The words of a block that is no table."""
        return "".join(text for text, _ in self.pieces)


def blocks_of(parts: Sequence[Part], widths: Mapping[int, float]) -> list[Block]:
    """The blocks of a whole PDF. ``widths``: of its pages, by number."""
    lines = [part for part in parts if isinstance(part, Line)]
    body = _body_size(lines)
    sizes = _heading_sizes(lines, body)
    found: list[Block] = []
    paragraph: list[Line] = []
    columns = columns_of(parts, widths)
    indents: list[float] = []

    def close() -> None:
        if paragraph:
            found.append(_block(paragraph, columns, sizes, body, indents))
            paragraph.clear()

    for part in parts:
        if isinstance(part, Table):
            close()
            found.append(_table(part))
            continue
        if paragraph and not goes_on(paragraph, part, columns, body):
            close()
        paragraph.append(part)
    close()
    return found


def _body_size(lines: Iterable[Line]) -> float:
    """The size of most letters."""
    counted: Counter[float] = Counter()
    for line in lines:
        counted[round(line.size * 2) / 2] += len(line.text)
    return counted.most_common(1)[0][0] if counted else 0.0


def _heading_sizes(lines: Iterable[Line], body: float) -> list[float]:
    """The sizes of headings, the largest first."""
    large = {round(line.size) for line in lines if line.size > LARGER * body and len(line.text) < LONGEST_HEADING}
    return sorted(large, reverse=True)


def _block(
    lines: Sequence[Line], columns: dict[int, Column], sizes: Sequence[float], body: float, indents: list[float]
) -> Block:
    pieces, hyphens = _run_together(lines)
    first = lines[0]
    text = "".join(text for text, _ in pieces)
    if first.size > LARGER * body and len(text) < LONGEST_HEADING and any(map(str.isalpha, text)):
        level = 1 + sum(size > first.size + 0.7 for size in sizes)
        indents.clear()
        return Block(kind="heading", page=first.page, pieces=pieces, level=min(level, 5), hyphens=hyphens)
    bullet = _BULLET.match(text)
    if bullet and text[bullet.end() :].strip():
        depth = _depth(first.x0, indents)
        rest = _cut(pieces, bullet.end())
        return Block(kind="item", page=first.page, pieces=rest, depth=depth, hyphens=hyphens, bullet=bullet[0])
    if _ITEM.match(text) and not first.bold:
        depth = _depth(first.x0, indents)
        return Block(kind="item", page=first.page, pieces=pieces, depth=depth, hyphens=hyphens)
    indents.clear()
    return Block(kind="paragraph", page=first.page, pieces=pieces, hyphens=hyphens)


def _depth(x0: float, indents: list[float]) -> int:
    """How deep an item stands, by its left end and those of the items before it."""
    while indents and x0 < indents[-1] - 4:
        indents.pop()
    if not indents or x0 > indents[-1] + 4:
        indents.append(x0)
    return len(indents) - 1


def _cut(pieces: Sequence[tuple[str, bool]], length: int) -> list[tuple[str, bool]]:
    made = []
    for text, bold in pieces:
        made.append((text[length:], bold))
        length = max(0, length - len(text))
    while made and not made[0][0].strip():
        made.pop(0)
    return [(made[0][0].lstrip(), made[0][1]), *made[1:]] if made else []


def _run_together(lines: Sequence[Line]) -> tuple[list[tuple[str, bool]], list[str]]:
    """The pieces of lines with one blank where a line ends; a hyphen there stays, with no blank behind it."""
    made: list[tuple[str, bool]] = []
    hyphens = []
    for line in lines:
        pieces = line.pieces
        if made:
            before = "".join(text for text, _ in made)
            if re.search(r"[^\W\d_][-‐\u2011]$", before.rstrip()) and line.text[:1].isalpha():
                made[-1] = (made[-1][0].rstrip(), made[-1][1])
                if line.text[:1].islower():
                    hyphens.append(before.split()[-1] + line.text.split(" ")[0].rstrip(".,;:)"))
            elif not _is_unspaced(before, line.text):
                made.append((" ", made[-1][1] and pieces[0][1]))
        made += pieces
    return _tidy(made), hyphens


def _is_unspaced(before: str, after: str) -> bool:
    """Whether two lines are of a script that has no blanks between words."""
    return bool(before and after) and is_cjk(before.rstrip()[-1:]) and is_cjk(after[:1])


def _tidy(pieces: Iterable[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Pieces of one weight joined, every white space one blank, none at the ends."""
    made: list[tuple[str, bool]] = []
    for piece, bold in pieces:
        text = re.sub(r"\s+", " ", piece)
        text = text.lstrip(" ") if made and made[-1][0].endswith(" ") else text
        if not text:
            continue
        if made and (made[-1][1] == bold or not any(map(str.isalnum, text))):
            made[-1] = (made[-1][0] + text, made[-1][1])
        else:
            made.append((text, bold))
    if made:
        made[0] = (made[0][0].lstrip(), made[0][1])
        made[-1] = (made[-1][0].rstrip(), made[-1][1])
    return [piece for piece in made if piece[0]]


def _table(table: Table) -> Block:
    cells = [["".join(text for text, _ in _run_together(cell)[0]) for cell in row] for row in table.rows]
    return Block(kind="table", page=table.page, cells=cells)
