"""Blocks of a text: paragraphs, lists, tables with the source lines they stand on, and their words as runs.

Everything later (clauses, quotes, digests, pages, search) reads the words from here and from nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from ..core.lines import Lines

if TYPE_CHECKING:
    from markdown_it.token import Token

#: ``("strong",)``, ``("em",)``, ``("s",)``, ``("code",)``, ``("br",)``, ``("info",)``, ``("title",)``,
#: ``("a", target, place)``, ``("auto", target, place)`` for a target that is its own label,
#: ``("image", target, place)``,
#: ``("empty", target, place)`` for a link without words. The place keeps neighbours with one target two links.
Tag = tuple[str, ...]
Kind = Literal["paragraph", "heading", "list", "item", "table", "row", "cell", "pre", "rule", "quote"]

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")
_INLINE = {"strong_open": "strong", "em_open": "em", "s_open": "s"}


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive characters under the same inline marks; ``line`` is the source line of the first."""

    text: str
    tags: tuple[Tag, ...] = ()
    line: int = 0

    def __reduce__(self) -> tuple[type[Run], tuple[object, ...]]:
        # A book has hundreds of thousands of these; the way in which data classes are kept otherwise is slow.
        return Run, (self.text, self.tags, self.line)


@dataclass(frozen=True, slots=True)
class Block:
    """A block and what it contains. ``marker``: of a list ``ul``, ``.`` or ``)``; of an item its number as written."""

    kind: Kind
    lines: Lines
    runs: tuple[Run, ...] = ()
    children: tuple[Block, ...] = ()
    marker: str = ""
    quoted: bool = False
    address: str = ""

    def __reduce__(self) -> tuple[type[Block], tuple[object, ...]]:
        return Block, (self.kind, self.lines, self.runs, self.children, self.marker, self.quoted, self.address)


def fold(text: str) -> str:
    """White space folded: each run of it one blank, none at the ends. Nothing else changes."""
    return " ".join(text.split())


def words_of(block: Block) -> str:
    """The words of a block as a reader meets them, white space folded, parts joined by a blank; no list numbers."""
    return fold(" ".join(_pieces(block)))


def _pieces(block: Block) -> Iterator[str]:
    if block.runs:
        yield "".join(run.text for run in block.runs)
    for child in block.children:
        yield from _pieces(child)


def has_words(block: Block) -> bool:
    """Whether a block holds a letter or a digit."""
    return any(_WORD.search(piece) for piece in _pieces(block))


def canonical(text: str) -> str:
    """Words as digests see them: Unicode NFC, white space folded."""
    return fold(unicodedata.normalize("NFC", text))


def plain_blocks(paragraphs: Iterable[Sequence[tuple[int, str]]], breaks: bool) -> list[Block]:
    """Blocks of a text without markup: each paragraph is given as its (line, text) pairs.

    ``breaks``: whether line ends inside a paragraph are shown as such.
    """
    made = []
    for lines in paragraphs:
        runs: list[Run] = []
        for number, text in lines:
            if runs:
                runs.append(Run("\n", (("br",),) if breaks else (), number - 1))
            runs.append(Run(text, (), number))
        made.append(Block("paragraph", Lines(lines[0][0], lines[-1][0]), tuple(runs)))
    return made


def markdown_blocks(tokens: Sequence[Token], source_line: Sequence[int]) -> list[Block]:
    """Blocks of parsed Markdown; ``source_line[i]`` is the source line of the parsed text's line ``i``."""
    return _Builder(tokens, source_line).blocks()


class _Builder:
    def __init__(self, tokens: Sequence[Token], source_line: Sequence[int]) -> None:
        self.tokens, self.source_line, self.at = tokens, source_line, 0

    def lines(self, token: Token) -> Lines:
        first, last = token.map or (0, 1)
        end = min(max(last - 1, first), len(self.source_line) - 1)
        return Lines(self.source_line[first], self.source_line[end])

    def blocks(self, until: str = "") -> list[Block]:
        made: list[Block] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == until:
                break
            made.append(self.block(token))
        return made

    def block(self, token: Token) -> Block:
        lines = self.lines(token)
        kind: Any = token.type.removesuffix("_open")
        if kind in ("paragraph", "heading"):
            inline = self.tokens[self.at]
            self.at += 2
            return Block(kind, lines, self.runs(inline, lines))
        if kind in ("bullet_list", "ordered_list"):
            children = tuple(self.blocks(f"{kind}_close"))
            return Block(
                "list", _covered(children, lines), (), children, "ul" if kind == "bullet_list" else token.markup
            )
        if kind == "list_item":
            children = tuple(self.blocks("list_item_close"))
            return Block("item", _covered(children, Lines(lines.first, lines.first)), (), children, token.info)
        if kind == "blockquote":
            return Block("quote", lines, (), tuple(self.blocks("blockquote_close")))
        if kind == "table":
            return Block("table", lines, (), tuple(self.rows()))
        if kind == "hr":
            return Block("rule", lines)
        runs = [Run(token.content.rstrip("\n"), (), lines.first)]
        if token.info.strip():
            runs.insert(0, Run(token.info.strip() + "\n", (("info",),), lines.first))
        return Block("pre", lines, tuple(runs))

    def rows(self) -> Iterator[Block]:
        cells: list[Block] = []
        lines = Lines(0, 0)
        while True:
            token = self.tokens[self.at]
            self.at += 1
            if token.type == "table_close":
                return
            if token.type == "tr_open":
                cells, lines = [], self.lines(token)
            elif token.type == "inline":
                cells.append(Block("cell", lines, self.runs(token, lines), marker=self.tokens[self.at].tag))
            elif token.type == "tr_close":
                yield Block("row", lines, (), tuple(cells))

    def runs(self, inline: Token, lines: Lines) -> tuple[Run, ...]:
        return tuple(_inline_runs(inline.children or (), (), lines.first))


def _covered(children: Sequence[Block], lines: Lines) -> Lines:
    """Lines from the first of a list or item to the last of what it contains (token maps run into blank lines)."""
    return Lines(lines.first, max([lines.first, *(child.lines.last for child in children)]))


def _inline_runs(children: Sequence[Token], outer: tuple[Tag, ...], line: int) -> Iterator[Run]:
    tags = list(outer)
    titles: list[str] = []
    for position, token in enumerate(children):
        now = tuple(tags)
        if token.type in ("softbreak", "hardbreak"):
            yield Run("\n", (*now, ("br",)) if token.type == "hardbreak" else now, line)
            line += 1
        elif token.type == "code_inline":
            yield Run(token.content, (*now, ("code",)), line)
        elif token.type == "image":
            within = (*now, ("image", str(token.attrs.get("src", "")), str(position)))
            yield from list(_inline_runs(token.children or (), within, line)) or [Run("", within, line)]
            if title := str(token.attrs.get("title", "")):
                yield Run(f" {title}", (*now, ("title",)), line)
        elif token.type == "link_open":
            target = str(token.attrs.get("href", ""))
            tags.append(("auto" if token.info == "auto" else "a", target, str(position)))
            titles.append(str(token.attrs.get("title", "")))
            if children[position + 1].type == "link_close":
                yield Run("", (*now, ("empty", target, str(position))), line)
        elif token.type == "link_close":
            tags.pop()
            if title := titles.pop():
                yield Run(f" {title}", (*tags, ("title",)), line)
        elif token.type in _INLINE:
            tags.append((_INLINE[token.type],))
        elif token.nesting < 0:
            tags.pop()
        elif token.content:
            yield from _text_runs(token, now, line)


def _text_runs(token: Token, tags: tuple[Tag, ...], line: int) -> Iterator[Run]:
    """The runs of a text, which a written ``<br>`` breaks unless its first sign is escaped."""
    escaped, at = token.meta.get("escaped", ()), 0
    for found in _BREAK.finditer(token.content):
        if found.start() in escaped:
            continue
        if at < found.start():
            yield Run(token.content[at : found.start()], tags, line)
        yield Run("\n", (*tags, ("br",)), line)
        at = found.end()
    if at < len(token.content):
        yield Run(token.content[at:], tags, line)


def split_runs(runs: Sequence[Run], at: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Runs before and from the character offset ``at``."""
    before: list[Run] = []
    after: list[Run] = []
    seen = 0
    for run in runs:
        cut = min(max(at - seen, 0), len(run.text))
        if cut or (not run.text and seen < at):
            before.append(replace(run, text=run.text[:cut]))
        else:
            cut = 0
        if cut < len(run.text) or (not run.text and seen >= at):
            after.append(replace(run, text=run.text[cut:]))
        seen += len(run.text)
    return tuple(before), tuple(after)


def addressed_blocks(block: Block) -> Iterator[Block]:
    """The block and all below it that have an address, in order."""
    if block.address:
        yield block
    for child in block.children:
        yield from addressed_blocks(child)
