"""The splitter: drafts how a text is to be read and where its sections begin. ``outline.yml`` decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.model import OutlineEntry
from ..core.record import Damage, ExcludedLines, TextFormat
from ..text import markdown
from ..text.slugs import section_ids
from . import boilerplate, candidates, features, format_detection, levels, markdown_rows, row_tokens, selection
from .layout import Layout

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The splitter's proposal: how the text is read, what of it is not the policy, what became of it, and its headings.

    Each heading has lines.
    """

    text_format: TextFormat
    excluded: tuple[ExcludedLines, ...]
    damage: tuple[Damage, ...]
    headings: tuple[OutlineEntry, ...]


def draft(text: str) -> Draft:
    """The draft of a policy's text (decoded, LF line ends). Pure; raises on no text."""
    # The parser takes a carriage return for a line end and so would count lines that are none.
    source = text.replace("\r", " ").split("\n")
    excluded = boilerplate.head(source)
    hidden = {line for part in excluded for line in part.lines.numbers()}
    body = ["" if number in hidden else line for number, line in enumerate(source, start=1)]
    noted = any(part.kind == "archive-note" for part in excluded)
    setting = format_detection.paragraphs(body)
    parsed = markdown.parse("\n".join(body))
    remains = boilerplate.layout_tables(parsed)
    if remains:
        excluded += remains
        hidden = {line for part in remains for line in part.lines.numbers()}
        body = ["" if number in hidden else line for number, line in enumerate(body, start=1)]
        parsed = markdown.parse("\n".join(body))
    written = format_detection.syntax(_below_title(parsed) if noted else parsed, setting)
    found = row_tokens.markdown_rows(parsed, body) if written == "markdown" else markdown_rows.plain_rows(body)
    markdown_rows.mend_broken_emphasis(found)
    if written == "markdown":
        setting = format_detection.of_rows(found, setting)
    if written == "markdown" and setting == "line":
        found = _line_by_line(body)
        markdown_rows.mend_broken_emphasis(found)
    gone: set[int] = set(hidden)
    for part in boilerplate.titles(found, noted) + boilerplate.furniture(found, body) + boilerplate.debris(found, body):
        covered = part.lines.numbers()
        if gone.isdisjoint(covered):
            excluded.append(part)
            gone.update(covered)
    lengths = sorted(features.width(row.text) for row in found)
    layout = Layout(
        [row for row in found if row.line not in gone], setting, lengths[len(lengths) * 9 // 10] if lengths else 0
    )
    chosen = selection.choose(layout, candidates.find(layout))
    depths = levels.assign(chosen, layout)
    ids = section_ids([(level, heading.words) for level, heading in zip(depths, chosen, strict=True)])
    headings = tuple(
        OutlineEntry(lines=heading.lines, level=level, heading=heading.heading, id=name)
        for heading, level, name in zip(chosen, depths, ids, strict=True)
    )
    taken = [line for heading in chosen for line in heading.lines.numbers()]
    alone = [c.row.line for c in chosen if c.sort != "label"]
    return Draft(
        text_format=TextFormat(
            syntax=written,
            paragraphs=setting,
            keep_together=format_detection.joins(layout.rows, taken) if setting == "line" else (),
            paragraph_before=format_detection.breaks(layout.rows, alone) if setting == "blank" else (),
        ),
        excluded=tuple(sorted(excluded, key=lambda part: part.lines)),
        damage=tuple(boilerplate.damage(body, found)),
        headings=headings,
    )


def _line_by_line(body: list[str]) -> list[markdown_rows.Row]:
    """The rows of Markdown in which each line is a paragraph, though no blank lines part them."""
    spread = "\n\n".join(body)
    found = row_tokens.markdown_rows(markdown.parse(spread), spread.split("\n"))
    for row in found:
        row.line, row.last, row.underline = (row.line + 1) // 2, (row.last + 1) // 2, (row.underline + 1) // 2
    return found


def _below_title(parsed: list[Token]) -> list[Token]:
    """The tokens without a first heading: the archive wrote that one, not the vendor."""
    return parsed[3:] if parsed and parsed[0].type == "heading_open" else parsed
