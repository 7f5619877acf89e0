"""The one place that parses Markdown: a CommonMark parser (markdown-it-py) set so that it loses no word.

Three departures from the library's CommonMark preset, each because the preset drops words of real or possible texts:

* raw HTML is text (``html: False``), so nothing of it is swallowed by a browser or by us;
* link reference definitions are text: CommonMark prints neither their labels nor their titles;
* a table row with more cells than its header keeps them all.

An escaped ``<`` is remembered where text is joined, so that ``\\<br>`` stays words though ``<br>`` is a line break.

Link targets are kept as written: whether one may become a link is decided by ``render``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit, getLine, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

#: Nesting at which markdown-it-py drops words (its ``maxNesting``), and the level from which a text is refused.
#: The deepest of 315 real policies reaches level 16.
PARSER_NESTING = 62
REFUSED_NESTING = 52


def _table_keeping_surplus_cells(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    before = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    if silent:
        return True
    made = state.tokens[before:]
    del state.tokens[before:]
    cells = 0
    for token in made:
        if token.type == "tr_open":
            row, cells = token, 0
        elif token.type in ("td_open", "th_open"):
            cells += 1
        elif token.type == "tr_close" and row.map:
            line = getLine(state, row.map[0]).strip()
            if line.count("|") < cells + line.startswith("|") + line.endswith("|"):
                state.tokens.append(token)
                continue
            written = escapedSplit(line)
            if written and written[0] == "":
                del written[0]
            if written and written[-1] == "":
                del written[-1]
            for text in written[cells:]:
                state.push("td_open", "td", 1)
                inline = state.push("inline", "", 0)
                inline.map, inline.content, inline.children = row.map, text.strip(), []
                state.push("td_close", "td", -1)
        state.tokens.append(token)
    return True


def _remember_escapes(state: StateCore) -> None:
    """Before the library joins neighbouring texts: keep the places of escaped ``<`` in the ``meta`` of the first."""
    for token in state.tokens:
        if token.type == "inline":
            _see_escapes(token.children or ())


def _see_escapes(tokens: Sequence[Token]) -> None:
    first, length = None, 0
    for token in tokens:
        _see_escapes(token.children or ())
        if token.type not in ("text", "text_special"):
            first, length = None, 0
            continue
        first = first or token
        if token.type == "text_special" and token.content == "<":
            first.meta.setdefault("escaped", set()).add(length)
        length += len(token.content)


#: Links stay what the text says; nothing of them is ever followed.
_LINKS_AS_WRITTEN: dict[str, Callable[[str], object]] = {
    "normalizeLink": lambda url: url,
    "normalizeLinkText": lambda url: url,
    "validateLink": lambda url: True,
}


@cache
def parser() -> MarkdownIt:
    """The configured parser; it holds no state between texts."""
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": PARSER_NESTING})
    md.enable(["table", "strikethrough"]).disable(["reference", "html_block", "html_inline"])
    md.block.ruler.at("table", _table_keeping_surplus_cells, {"alt": ["paragraph"]})
    md.core.ruler.before("text_join", "remember_escapes", _remember_escapes)
    for name, instead in _LINKS_AS_WRITTEN.items():
        setattr(md, name, instead)
    return md


def parse(text: str) -> list[Token]:
    """Block tokens of a text, with inline children and 0-based ``map`` of lines [first, last)."""
    return parser().parse(text)


def too_deep(tokens: list[Token]) -> int | None:
    """The 0-based line of the first token nested so deep that words near it could be dropped."""
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if max([token.level, *(child.level for child in token.children or ())]) >= REFUSED_NESTING:
            return line
    return None


def unclosed_fence(tokens: list[Token]) -> int | None:
    """The 0-based line of a code fence that never closes, so that the rest of the text is taken for code."""
    for token in tokens:
        if token.type == "fence" and token.map:
            # The last line of a text may lack its line end.
            written = token.content.count("\n") + (token.content[-1:] not in ("", "\n"))
            if token.map[1] - token.map[0] - 1 == written:
                return token.map[0]
    return None


def inline_text(token: Token) -> str:
    """The words of an ``inline`` token as a reader sees them, markup removed, line breaks as newlines."""
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "image":
            parts.append(inline_text(child))
        else:
            parts.append(child.content)
    return "".join(parts)
