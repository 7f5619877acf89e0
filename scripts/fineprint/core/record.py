"""What record.yml says of a text: where it came from, its dates, how it is read, what of it is not the policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .lines import Lines

Syntax = Literal["plain", "markdown"]
Paragraphs = Literal["line", "blank", "wrapped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludedLines:
    """Whole source lines that are not the policy; shown under provenance."""

    lines: Lines
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """What happened to the text before it came here; nothing is repaired."""

    lines: Lines
    kind: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFormat:
    """How a text is read: its syntax, and what parts its paragraphs."""

    syntax: Syntax
    paragraphs: Paragraphs
    keep_together: tuple[Lines, ...] = ()
    paragraph_before: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """record.yml. Dates are text as ``YYYY-MM-DD`` or None. ``numbering``: ``written-out`` where numbers that the
    original's markup makes stand among the words. ``tracked_changes`` of it: accepted or rejected. ``variant``: what
    tells the text from others of the same document and day, None for the main one. ``noindex``: the day from which
    search engines are asked to leave the text out, and why.
    """

    publisher: str
    title: str
    language: str
    date_basis: str
    effective: str | None
    updated: str | None
    archived: str | None
    retrieved: str | None
    also_captured: tuple[str, ...]
    url: str | None
    archive_url: str | None
    source_note: str | None
    original: tuple[str, str, str] | None
    sha256: str
    text_format: TextFormat
    excluded: tuple[ExcludedLines, ...]
    damage: tuple[Damage, ...]
    numbering: str | None = None
    tracked_changes: str | None = None
    variant: str | None = None
    noindex: tuple[str, str] | None = None
