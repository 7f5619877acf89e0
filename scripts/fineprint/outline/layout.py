"""Rows among their neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..core.record import Paragraphs
from . import features
from .markdown_rows import Row, is_stars

_LETTERED = re.compile(r"^[a-z]\)|^\(")


@dataclass(slots=True)
class Layout:
    """The rows of a text and how its lines are set."""

    rows: Sequence[Row]
    paragraphs: Paragraphs
    width: int

    def after(self, index: int) -> Row | None:
        """The next row that holds more than stars."""
        for row in self.rows[index + 1 : index + 4]:
            if self._is_text(row):
                return row
        return None

    def before(self, index: int) -> Row | None:
        """The row before that holds more than stars."""
        for row in reversed(self.rows[max(0, index - 3) : index]):
            if self._is_text(row):
                return row
        return None

    def _is_text(self, row: Row) -> bool:
        """Whether a row is to be read: not stars alone, nor, where pages were turned into lines, a page's number."""
        page = self.paragraphs == "wrapped" and row.text.isdecimal()
        return not page and not is_stars(row) and features.has_letters(row.text)

    def breaks_off(self, row: Row, following: Row) -> bool:
        """Whether a wrapped line ends although the next word would have fitted."""
        word = following.text.partition(" ")[0]
        return features.width(row.text) + 1 + features.width(word) <= 0.9 * self.width

    def is_address(self, index: int) -> bool:
        """Whether the row opens a block of short lines, as addresses have."""
        row = self.rows[index]
        block = [other for other in self.rows[index + 1 : index + 8] if other.paragraph == row.paragraph]
        if not block or row.final:
            return False
        short = all(len(other.text) < 70 and not features.is_prose(other.text) for other in block)
        return short and (len(block) > 1 or features.is_address_line(block[0].text))

    def is_prose(self, row: Row) -> bool:
        """Whether a row is running text, by the measure of the text's own lines."""
        if self.paragraphs == "wrapped" and features.width(row.text) >= 0.6 * self.width:
            return True
        return features.is_prose(row.text)

    def listed(self, row: Row | None) -> bool:
        """Whether a row is an item of a list, of Markdown's or of another make."""
        return row is not None and (row.depth > 0 or row.words[:1] in "-•●■▪◦·*–" or bool(_LETTERED.match(row.words)))
