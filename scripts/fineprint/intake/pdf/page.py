"""A page of a PDF as it was read: runs of letters with their places, strokes, and what else is on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .strokes import Stroke

#: A gap between two glyphs of a line, in heights of the line, from which they stand apart as columns do.
COLUMN_GAP = 1.6
#: A gap between two pieces of a line, in heights, from which there is a blank between them.
WORD_GAP = 0.12


@dataclass(slots=True, kw_only=True)
class Run:
    """Glyphs that follow one another on one baseline. ``y``: the baseline; a page's origin is at its lower left."""

    text: str
    x0: float
    x1: float
    y: float
    top: float
    bottom: float
    size: float
    bold: bool
    #: Left end of the last glyph: the letters of a ligature have one box.
    last: float = 0.0

    @property
    def height(self) -> float:
        """Height of the font's box."""
        return self.top - self.bottom


@dataclass(slots=True, kw_only=True)
class Page:
    """One page: its upright runs in the order of the file, what is turned or unseen, and what kind of page it is.

    ``unmapped``: letters of which the file does not say what they are; ``signs``: all letters.
    """

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    noted: str = ""
    pictures: bool = False
    upright: list[Stroke] = field(default_factory=list)
    level: list[Stroke] = field(default_factory=list)
    unmapped: int = 0
    signs: int = 0
