"""What the splitter hands back: a draft of how to read a text and where its sections begin."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..core.lines import Lines
from ..core.record import Damage, ExcludedLines

Syntax = Literal["plain", "markdown"]
Paragraphs = Literal["line", "blank", "wrapped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftHeading:
    """One section's heading: its source lines (first, last, counted from 1), level from 1, words, drafted id."""

    lines: Lines
    level: int
    heading: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The splitter's proposal for ``record.yml`` (reading, excluded, damage) and ``outline.yml`` (headings)."""

    syntax: Syntax
    paragraphs: Paragraphs
    keep_together: tuple[Lines, ...] = ()
    paragraph_before: tuple[int, ...] = ()
    excluded: tuple[ExcludedLines, ...] = ()
    damage: tuple[Damage, ...] = ()
    headings: tuple[DraftHeading, ...] = field(default=())
