"""How a text is set: with Markdown or without, and what parts its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ..core.lines import Lines
from ..core.record import Paragraphs, Syntax
from . import features
from .markdown_rows import Row

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKUP = frozenset(("strong_open", "em_open", "link_open", "image", "code_inline", "s_open"))
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_BLOCKS = frozenset(("heading_open", "table_open", "fence", "blockquote_open"))
#: Wrapped lines end in the middle of a sentence, below this length.
LONGEST_WRAPPED = 140


def syntax(tokens: Iterable[Token], setting: Paragraphs) -> Syntax:
    """``markdown`` if anything in the text is markup; numbered lists and indents alone are not."""
    bullets = 0
    for token in tokens:
        if token.type in _BLOCKS:
            return "markdown"
        bullets += token.type == "list_item_open" and token.markup in ("*", "-", "+")
        if token.type != "inline":
            continue
        if _ESCAPE.search(token.content) or any(map(_is_markup, token.children or ())):
            return "markdown"
    return "markdown" if bullets >= 2 and setting == "blank" else "plain"


def _is_markup(token: Token) -> bool:
    """Whether an inline token needs Markdown to be read: an address between angle brackets does not."""
    return token.type in _MARKUP and token.markup != "autolink"


def paragraphs(source: Sequence[str]) -> Paragraphs:
    """``wrapped`` if lines run on, ``blank`` if blank lines part paragraphs, else ``line``."""
    filled = parted = running = pairs = 0
    blank = True
    before = ""
    for line in source:
        text = line.strip()
        if not text:
            blank = True
            continue
        filled += 1
        if blank:
            parted += 1
        elif 40 <= len(before) <= LONGEST_WRAPPED:
            pairs += 1
            running += features.ending(before) == "" and text[0].islower()
        before, blank = text, False
    if filled < 3:
        return "blank"
    if pairs >= 0.4 * filled and running >= 0.3 * pairs:
        return "wrapped"
    return "blank" if parted >= 0.3 * filled else "line"


def of_rows(rows: Sequence[Row], seen: Paragraphs) -> Paragraphs:
    """The same for Markdown, whose list items need no blank line between them."""
    if seen != "line":
        return seen
    return "blank" if len({row.paragraph for row in rows}) >= 0.3 * len(rows) else "line"


def breaks(rows: Sequence[Row], headings: Iterable[int]) -> tuple[int, ...]:
    """Lines that begin a paragraph though no blank line stands before them.

    ``headings`` are lines of headings: those and the lines after them need no entry.
    """
    known = set(headings)
    found = []
    for before, row in pairwise(rows):
        if row.kind != "text" or row.paragraph != before.paragraph or before.hard:
            continue
        if row.line in known or before.line in known or row.line != before.line + 1:
            continue
        ends = features.is_sentence(before.text) or features.ending(before.text) in (":", "?", ")")
        if ends and features.starts_upper(row.text) and not row.text[0].isdigit():
            found.append(row.line)
    return tuple(found)


def joins(rows: Sequence[Row], headings: Iterable[int]) -> tuple[Lines, ...]:
    """Runs of short lines that belong together, such as postal addresses, where each line is a paragraph."""
    known = set(headings)
    found: list[Lines] = []
    run: list[Row] = []

    def close() -> None:
        if len(run) >= 3 and any(features.is_address_line(row.text) for row in run):
            found.append(Lines(run[0].line, run[-1].line))
        run.clear()

    for row in rows:
        short = len(row.text) <= 60 and not features.is_sentence(row.text) and row.line not in known
        if not short or row.depth:
            close()
        if short and not row.depth:
            run.append(row)
    close()
    return tuple(found)
