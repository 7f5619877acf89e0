"""From source lines to blocks: excluded lines left out, paragraphs told apart as the record says.

A text is never changed to be read. What this module hands to the parser is a copy with blank lines put in where a
paragraph ends without one, and a map back to the source lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..core.model import OutlineEntry
from ..core.record import ExcludedLines, TextFormat
from .blocks import Block, markdown_blocks, plain_blocks
from .markdown import parse

_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*$")
_WORDS = re.compile(r"[^\W_]+")
_DEEP = re.compile(r"(?: {4}|\t)\s*(?=\S)")


def read_blocks(
    lines: Sequence[str], reading: TextFormat, excluded: Sequence[ExcludedLines], entries: Sequence[OutlineEntry]
) -> list[Block]:
    """Blocks of a text. ``lines``: source lines without line ends; ``entries``: the outline, whose headings end the
    paragraph before them and, where they fill their line, begin a new one after them."""
    if reading.syntax == "markdown":
        text, source_line = prepared(lines, reading, excluded, entries)
        return markdown_blocks(parse(text), source_line)
    paragraphs = _paragraphs(
        _policy_lines(lines, excluded), _breaks(lines, reading, entries), _joined(reading), reading.paragraphs == "line"
    )
    return plain_blocks(paragraphs, breaks=reading.paragraphs != "wrapped")


def prepared(
    lines: Sequence[str], reading: TextFormat, excluded: Sequence[ExcludedLines], entries: Sequence[OutlineEntry]
) -> tuple[str, list[int]]:
    """What the parser of Markdown is given of a text, and the source line of each of its lines."""
    kept, breaks, joined = _policy_lines(lines, excluded), _breaks(lines, reading, entries), _joined(reading)
    headings = {entry.lines.first for entry in entries if entry.lines}
    text: list[str] = []
    source_line: list[int] = []
    before = ""
    for number, line in kept:
        apart = reading.paragraphs == "line" and number not in joined and not _same_block(before, line)
        if before.strip() and line.strip() and (number in breaks or apart):
            text.append("")
            source_line.append(number)
        marked = line.lstrip().startswith(("-", "*", "+", "#")) or before.strip().startswith(("-", "*", "+"))
        read_as = _DEEP.sub("   ", line, count=1) if number in headings and not marked else line
        text.append(read_as)
        source_line.append(number)
        before = read_as
    return "\n".join(text), source_line


def _policy_lines(lines: Sequence[str], excluded: Sequence[ExcludedLines]) -> list[tuple[int, str]]:
    """Line numbers with their lines, excluded ones blank."""
    away = {number for taken in excluded for number in taken.lines.numbers()}
    return [(number, "" if number in away else line) for number, line in enumerate(lines, 1)]


def _joined(reading: TextFormat) -> set[int]:
    """Lines that belong to the paragraph of the line before them."""
    return {number for first, last in reading.keep_together for number in range(first + 1, last + 1)}


def _breaks(lines: Sequence[str], reading: TextFormat, entries: Sequence[OutlineEntry]) -> set[int]:
    """Lines before which a paragraph ends although no blank line says so."""
    breaks = set(reading.paragraph_before)
    for entry in entries:
        if entry.lines is None or entry.lines.last > len(lines):
            continue
        first, last = entry.lines
        breaks.add(first)
        following = lines[last] if last < len(lines) else ""
        written = _WORDS.findall(" ".join(lines[first - 1 : last]))
        fills = len(written) <= len(_WORDS.findall(entry.heading)) + 1
        if fills and not (reading.syntax == "markdown" and _UNDERLINE.match(following)):
            breaks.add(last + 1)
    return breaks


def _same_block(before: str, line: str) -> bool:
    """Whether two neighbouring lines belong to one table in a text of a paragraph a line."""
    return before.lstrip().startswith("|") and line.lstrip().startswith("|")


def _paragraphs(
    kept: Sequence[tuple[int, str]], breaks: set[int], joined: set[int], by_line: bool
) -> Iterator[list[tuple[int, str]]]:
    paragraph: list[tuple[int, str]] = []
    for number, line in kept:
        ends = not line.strip() or number in breaks or (by_line and number not in joined)
        if paragraph and ends:
            yield paragraph
            paragraph = []
        if line.strip():
            paragraph.append((number, line))
    if paragraph:
        yield paragraph
