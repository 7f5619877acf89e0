"""Ranges of source lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Lines(NamedTuple):
    """First and last line of a text, from 1, both counted in. ``str`` gives ``3-5``."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"

    @classmethod
    def at(cls, line: int) -> Lines:
        """One line."""
        return cls(line, line)

    def numbers(self) -> range:
        """The numbers of the lines; ``in`` asks it whether a line is one of them."""
        return range(self.first, self.last + 1)

    def of(self, source: Sequence[str]) -> Sequence[str]:
        """The lines themselves, of a text's."""
        return source[self.first - 1 : self.last]

    def named(self, between: str = "-") -> str:
        """``line 3`` or ``lines 3-5``, or with other words ``between`` the numbers."""
        return f"line {self.first}" if self.first == self.last else f"lines {self.first}{between}{self.last}"

    def contain(self, other: Lines) -> bool:
        """Whether all lines of another range are among these."""
        return self.first <= other.first and other.last <= self.last


def spanning(ranges: Sequence[Lines]) -> Lines:
    """From the first line of some ranges to the last. Raises ValueError where there are none."""
    return Lines(min(one.first for one in ranges), max(one.last for one in ranges))
