"""Rows of Markdown, from the parser's tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..text import markdown
from .markdown_rows import Emphasis, Item, Row

if TYPE_CHECKING:
    from markdown_it.token import Token

_NUMBER_BEFORE = re.compile(r"\s*\(?(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})(?:\.\d{1,3})*[.)]?\s*[-–—]?\s*")
_MARKER = re.compile(r"\s*\d{1,9}[.)]\s+(?=\S)")
_ANCHOR = re.compile(r"[^\s]*#")


@dataclass(slots=True)
class _Gathering:
    """A row while its inline tokens are read."""

    parts: list[str] = field(default_factory=list)
    bold: int = 0
    italic: int = 0
    linked: int = 0
    pictured: int = 0
    total: int = 0
    label: list[str] = field(default_factory=list)
    label_open: bool = True
    label_kind: str = ""
    before: list[str] = field(default_factory=list)
    anchored: bool = False
    span: int = 0

    def add(self, content: str, bold: int, italic: int, linked: int, picture: bool = False) -> None:
        self.parts.append(content)
        size = sum(map(str.isalnum, content))
        self.total += size
        self.italic += size if italic else 0
        self.linked += size if linked else 0
        self.pictured += size if picture else 0
        if not self.bold:
            self.before.append("" if bold else content)
        self.bold += size if bold else 0
        kind = "bold" if bold else "italic" if italic else ""
        if not self.label_open or not content.strip():
            return
        if kind and self.label_kind in ("", kind):
            self.label_kind = kind
            self.label.append(content)
        else:
            self.label_open = False

    def row(self, line: int, hard: bool) -> Row:
        text = "".join(self.parts).strip()
        whole = self.total > 0
        numbered = bool(self.bold) and bool(_NUMBER_BEFORE.fullmatch("".join(self.before)))
        counted = self.bold + (sum(map(str.isalnum, "".join(self.before))) if numbered else 0)
        bold: Emphasis = "all" if whole and counted == self.total else ""
        italic: Emphasis = "all" if whole and self.italic == self.total else ""
        label = "".join(self.label).strip()
        if not bold and not italic and label and text.startswith(label):
            if self.label_kind == "bold":
                bold = "lead"
            else:
                italic = "lead"
        row = Row(line, line, text, bold=bold, italic=italic, label=label, hard=hard, span=self.span)
        row.linked = whole and self.linked == self.total
        row.anchored = self.anchored
        row.picture = whole and self.pictured == self.total
        row.words = text
        return row


def _inline_rows(token: Token, first_line: int, source: Sequence[str]) -> list[Row]:
    """The rows of an inline token; each line break of the source parts two of them."""
    rows: list[Row] = []
    now, bold, italic, linked, span, line = _Gathering(), 0, 0, 0, 0, first_line
    breaks = sum(child.type in ("softbreak", "hardbreak") for child in token.children or ())
    hidden = max(0, token.content.count("\n") - breaks)

    def close(hard: bool) -> None:
        nonlocal now, line, hidden
        row = now.row(line, hard)
        # A line break inside a code span or a link target has no token: find the line by its first word.
        word = re.search(r"[^\W_]+", row.text) if hidden else None
        ahead = range(row.line, min(row.line + hidden + 1, len(source) + 1)) if word else ()
        row.line = next((number for number in ahead if word and word[0] in source[number - 1]), row.line)
        hidden -= row.line - line
        row.last = line = row.line
        rows.append(row)
        line += 1
        now = _Gathering(span=span if bold else 0)

    for child in token.children or ():
        if child.type == "strong_open":
            bold += 1
            span += bold == 1
            now.span = now.span or span
        elif child.type == "strong_close":
            bold -= 1
        elif child.type == "em_open":
            italic += 1
        elif child.type == "em_close":
            italic -= 1
        elif child.type == "link_open":
            linked += 1
            now.anchored = now.anchored or bool(_ANCHOR.match(str(child.attrGet("href") or "")))
        elif child.type == "link_close":
            linked -= 1
        elif child.type in ("softbreak", "hardbreak"):
            close(child.type == "hardbreak")
        elif child.type == "image":
            now.add(markdown.inline_text(child), bold, italic, linked, picture=True)
        else:
            now.add(child.content, bold, italic, linked)
    close(False)
    return rows


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token | None, Item | None, bool, int]]:
    """Each token that holds text, with its opening token, its list item, whether it opens that item, and quotes."""
    items: list[Item] = []
    lists: list[tuple[bool, list[int]]] = []
    quoted = 0
    opener: Token | None = None
    for token in tokens:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            lists.append((kind[0] == "o", [0]))
            if items:
                items[-1].blocks += 1
        elif kind in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif kind == "list_item_open":
            ordered, count = lists[-1]
            count[0] += 1
            items.append(Item(len(lists), ordered, token.info + token.markup, count))
        elif kind == "list_item_close":
            items.pop()
        elif kind in ("blockquote_open", "blockquote_close"):
            quoted += token.nesting
        elif kind == "inline" or kind in ("code_block", "fence"):
            opens = False
            if items:
                items[-1].blocks += 1
                opens = items[-1].blocks == 1
                items[-1].chars += len(token.content)
            yield token, opener, items[-1] if items else None, opens, quoted
        elif token.nesting == 1:
            opener = token


def markdown_rows(tokens: Sequence[Token], source: Sequence[str]) -> list[Row]:
    """The rows of parsed Markdown; ``source`` are its lines."""
    rows: list[Row] = []
    for number, (token, opener, item, opens, quoted) in enumerate(_blocks(tokens), start=1):
        if not token.map:
            continue
        start = token.map[0] + 1
        # The parser strips a paragraph of lines that hold nothing but blanks of another kind.
        while start < token.map[1] and not source[start - 1].strip():
            start += 1
        made: list[Row]
        if token.type != "inline":
            made = [
                Row(line, line, source[line - 1].strip(), kind="code", words=source[line - 1].strip())
                for line in range(start, min(token.map[1], len(source)) + 1)
            ]
        else:
            made = _inline_rows(token, start, source)
            _see_markers(made, source)
            kind = opener.type if opener else ""
            if kind in ("td_open", "th_open"):
                for row in made:
                    row.kind = "cell"
            elif kind == "heading_open" and opener and not _is_rule_under_prose(opener, token):
                whole = Row(start, made[-1].line, " ".join(row.text for row in made).strip(), kind="heading")
                whole.underline = opener.map[1] if opener.map and opener.markup in ("=", "-") else 0
                whole.raw_level = int(opener.tag[1:])
                whole.anchored = made[0].anchored
                whole.linked = all(row.linked for row in made)
                whole.italic = made[0].italic
                whole.words = whole.text
                made = [whole]
        for index, row in enumerate(made):
            row.paragraph, row.item, row.opens_item, row.quoted = number, item, opens and index == 0, quoted
            row.first, row.final = index == 0, index == len(made) - 1
        rows.extend(made)
    return rows


def _see_markers(rows: Sequence[Row], source: Sequence[str]) -> None:
    """Mark numbers that are a list's, though the parser saw no list since the line continues a paragraph."""
    for row in rows[1:]:
        marker = _MARKER.match(source[row.line - 1]) if row.line <= len(source) else None
        if marker and row.text.startswith(marker[0].strip()):
            row.marker = len(marker[0].lstrip())


def _is_rule_under_prose(opener: Token, token: Token) -> bool:
    """A rule drawn right below a paragraph makes CommonMark take the paragraph for a heading."""
    return opener.markup == "-" and (token.content.count("\n") > 2 or len(token.content) > 200)
