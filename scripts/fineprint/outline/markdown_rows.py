"""Rows: the lines of a text as a reader sees them, with the marks that tell headings from prose.

Rows of Markdown are made from tokens, in ``tokens``; only a text without markup is read line by line, here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..core.lines import Lines

Emphasis = Literal["", "lead", "all"]

_STARS = re.compile(r"^[\s*_]*\*\*[\s*_]*$")
_OPENING_STARS = re.compile(r"^[\s_]*\*\*+")
_CLOSING_STARS = re.compile(r"\*\*+[\s_]*$")
_PLAIN_BULLET = re.compile(r"^\s*(?:[-*+•●■▪◦·–]|\(?[a-z0-9]{1,3}[.)])\s")


@dataclass(slots=True)
class Item:
    """A list item: how deep it stands, and how many blocks and characters it holds."""

    depth: int
    ordered: bool
    number: str
    siblings: list[int]
    blocks: int = 0
    chars: int = 0


@dataclass(slots=True)
class Row:
    """A line of a paragraph or a heading. ``text`` is what a reader sees, ``words`` the same without stray stars."""

    line: int
    last: int
    text: str
    kind: Literal["text", "heading", "cell", "code"] = "text"
    raw_level: int = 0
    bold: Emphasis = ""
    italic: Emphasis = ""
    label: str = ""
    linked: bool = False
    anchored: bool = False
    picture: bool = False
    hard: bool = False
    span: int = 0
    paragraph: int = 0
    first: bool = True
    final: bool = True
    item: Item | None = None
    opens_item: bool = False
    quoted: int = 0
    words: str = ""
    stars: Lines | None = None
    underline: int = 0
    marker: int = 0

    @property
    def depth(self) -> int:
        """How many lists the row stands in."""
        return self.item.depth if self.item else 0

    @property
    def lines(self) -> Lines:
        """The row's lines, the rule drawn under a heading included."""
        return Lines(self.line, max(self.last, self.underline))

    @property
    def named(self) -> str:
        """The text without a list's number."""
        return self.text[self.marker :].strip() or self.text

    @property
    def alone(self) -> bool:
        """Whether the row is its paragraph."""
        return self.first and self.final


def plain_rows(source: Sequence[str]) -> list[Row]:
    """The rows of a text without markup: its lines that are not blank."""
    rows: list[Row] = []
    paragraph = 0
    before_blank = True
    for number, line in enumerate(source, start=1):
        text = line.strip()
        if not text:
            before_blank = True
            continue
        if before_blank:
            paragraph += 1
        row = Row(number, number, text, words=text, paragraph=paragraph, first=before_blank)
        if not before_blank and rows:
            rows[-1].final = False
        if _PLAIN_BULLET.match(line) and not text[0].isdigit():
            row.item, row.opens_item = Item(1, False, "", [1], 1, len(text)), True
        rows.append(row)
        before_blank = False
    return rows


def is_stars(row: Row) -> bool:
    """Whether the row is nothing but the stars of a bold mark that found no partner."""
    return row.kind == "text" and len(row.text) <= 40 and bool(_STARS.match(row.text))


def mend_broken_emphasis(rows: list[Row]) -> None:
    """See rows as bold or italic whose marks the parser left in the text: a blank or a line end stands inside them.

    Sets ``bold`` or ``italic`` and ``words`` (without the marks). Where stars stand on lines of their own in the same
    paragraph, they become part of the row's ``text``, and ``stars`` names the lines.
    """
    spent: set[int] = set()
    for index, row in enumerate(rows):
        after = rows[index + 1] if index + 1 < len(rows) else None
        if row.kind != "text" or is_stars(row) or row.bold == "all":
            continue
        if _broken_italic(row, after):
            row.italic, row.words = "all", row.text.strip("_ ")
            continue
        opener = rows[index - 1] if index and index - 1 not in spent and is_stars(rows[index - 1]) else None
        inside = bool(_OPENING_STARS.match(row.text))
        closed = bool(_CLOSING_STARS.search(row.text[-40:]))
        closer = after if not closed and after and after.kind == "text" and _OPENING_STARS.match(after.text) else None
        if not (inside or opener) or not (closed or closer):
            continue
        row.bold = "all"
        row.words = _OPENING_STARS.sub("", row.text[:-40] + _CLOSING_STARS.sub("", row.text[-40:])).strip()
        if closer and is_stars(closer):
            spent.add(index + 1)
        parts = [part for part in (None if inside else opener, row, closer) if part and _belongs(part, row)]
        if len(parts) > 1:
            row.text = " ".join(part.text for part in parts)
            for part in parts:
                part.stars = Lines(parts[0].line, parts[-1].line)


def _belongs(part: Row, row: Row) -> bool:
    """Whether a line of stars is one with the row, and no paragraph of its own."""
    return part is row or (part.paragraph == row.paragraph and is_stars(part))


def _broken_italic(row: Row, after: Row | None) -> bool:
    """``_Words`` above a line that begins with the closing mark."""
    if row.italic or not row.text.startswith("_") or row.text.endswith("_") or not row.first or after is None:
        return False
    return after.paragraph == row.paragraph and after.text.startswith("_")
