"""Marks that Markdown takes for its own though they may say something: > 18 years, + 5 percent, * Except, 2*3*4, C:\\.

Nothing is read otherwise for it. Each place is told, so that somebody looks at the original and says how it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_FIGURE = re.compile(
    r"[~≈<>=±]?\s*[$€£¥]?\d+(?:[.,]\d+)*\s*(?:%|percent|per cent|°|years?\b|days?\b|[$€£¥])", re.IGNORECASE
)
_QUOTE = re.compile(r"\s{0,3}>\s*(?=\S)")
_DRIVE = re.compile(r"(?<![A-Za-z])[A-Za-z]:\\[^\w\s]|(?<!\S)\\\\\w")
_EXCEPTION = re.compile(r"(?:except|excluding|other than|unless|subject to|only|not|applies|see)\b", re.IGNORECASE)


def telling_marks(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The 0-based line of each mark that may belong to the words, and what it is."""
    for position, token in enumerate(tokens):
        line = token.map[0] if token.map else 0
        if token.type == "blockquote_open":
            words = _QUOTE.sub("", lines[line])
            if _FIGURE.match(words):
                yield line, "> before a figure is read as a quotation, and may mean more than"
        elif token.type == "bullet_list_open" and (token.markup == "+" or _is_single(tokens, position)):
            words = tokens[position + 3].content if tokens[position + 3].type == "inline" else ""
            if _FIGURE.match(words):
                yield line, f"{token.markup} before a figure is read as a bullet, and may be a sign"
            elif token.markup == "*" and _EXCEPTION.match(words):
                yield line, "* before one line alone is read as a bullet, and may mark a note"
        elif token.type == "inline":
            yield from _inside(token, line, lines)


def _is_single(tokens: Sequence[Token], position: int) -> bool:
    """Whether a list that opens here has one item."""
    level, items = tokens[position].level, 0
    for token in tokens[position + 1 :]:
        if token.level == level:
            break
        items += token.type == "list_item_open" and token.level == level + 1
    return items == 1


def _inside(token: Token, line: int, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    children = token.children or ()
    for before, mark, after in zip(children, children[1:], children[2:], strict=False):
        if mark.type == "softbreak":
            continue
        if mark.type in ("em_open", "strong_open") and before.content[-1:].isdigit() and after.content[:1].isdigit():
            yield line, f"{mark.markup} between figures is read as emphasis, and may be a sign"
    first, last = token.map or (line, line + 1)
    for number in range(first, min(last, len(lines))):
        if _DRIVE.search(lines[number]):
            yield number, "a backslash is read as an escape and not shown, and may belong to a path"
