"""Blocks as Markdown that the book's reader reads back as the same blocks with the same words, each proved by itself.

A mark that CommonMark would not take for one costs its own words their mark, a block that can't be written costs its
own lines their form, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..text.blocks import Block, markdown_blocks
from ..text.markdown import parse
from .markdown_inline import line_of
from .nodes import CARRIED, Node, Piece, descend, lines_of, words_of

#: What is tried in turn for the words of one block: all marks, then fewer, at last none.
_LADDER = (
    frozenset(["strong", "em", "s", "code", "link"]),
    frozenset(["strong", "s", "link"]),
    frozenset(["strong"]),
    frozenset(["link"]),
    frozenset[str](),
)


@dataclass(slots=True)
class Written:
    """A text as Markdown. ``lost``: what could not be kept, with the line on which its block begins.

    ``starts``: line and number of words before each block that the text was made from.
    """

    text: str = ""
    lost: list[tuple[int, str]] = field(default_factory=list)
    starts: list[tuple[int, int]] = field(default_factory=list)
    line: int = 1


def write(nodes: Sequence[Node]) -> Written:
    """The Markdown of some blocks."""
    made = Written()
    parts = []
    count = 0
    for node in nodes:
        made.starts.append((made.line, count))
        count += len(words_of(node, made=False))
        lines = _faithful_lines(node, made)
        if lines:
            parts.append("\n".join(lines))
            made.line += len(lines) + 1
    made.text = "\n\n".join(parts) + "\n"
    return made


def _faithful_lines(node: Node, made: Written) -> list[str]:
    """The lines of a block that is read back as it is; else those of its items one by one, or of its words alone."""
    lines = _block(node, made)
    if not lines or _read(lines) == [_shape(node)]:
        return lines
    if node.kind == "list" and len(node.children) > 1:
        alone = [_faithful_lines(replace(node, children=[item]), made) for item in node.children]
        return [line for item in alone for line in [*item, ""]][:-1]
    made.lost.append((made.line, f"the form of a {node.kind}: {_begins(node)}"))
    flat = [Node("paragraph", one.pieces) for one in descend([_spelled_out(node)]) if one.pieces]
    return [line for one in flat for line in [*_block(one, made), ""]][:-1]


def read_words(text: str) -> list[str]:
    """The words of a Markdown text as the book reads them, the numbers of lists left out."""

    def pieces(block: Block) -> Iterator[str]:
        yield from "".join(run.text for run in block.runs).split()
        for child in block.children:
            yield from pieces(child)

    return [word for block in _blocks(text.split("\n")) for word in pieces(block)]


def _blocks(lines: Sequence[str]) -> list[Block]:
    return markdown_blocks(parse("\n".join(lines)), range(1, len(lines) + 2))


def _read(lines: Sequence[str]) -> list[object]:
    return [_shape_of(block) for block in _blocks(lines)]


def _shape_of(block: Block) -> object:
    words = tuple("".join(run.text for run in block.runs).split())
    mark = block.marker if block.kind == "item" else ""
    return block.kind, mark, words, tuple(map(_shape_of, block.children))


def _shape(node: Node) -> object:
    words = tuple("".join(piece.text for piece in node.pieces).split())
    mark = node.mark[:-1] if node.kind == "item" and node.mark else ""
    return node.kind, mark, words, tuple(map(_shape, node.children))


def _spelled_out(node: Node) -> Node:
    """A block with the numbers of its items among their words."""
    children = [_spelled_out(child) for child in node.children]
    if node.kind == "item" and node.mark:
        number = Piece(f"{node.mark} ", made="number")
        if children and children[0].pieces:
            children[0] = replace(children[0], pieces=[number, *children[0].pieces])
        else:
            children.insert(0, Node("paragraph", [number]))
    return replace(node, children=children)


def _begins(node: Node) -> str:
    return " ".join(words_of(node)[:12])


def _block(node: Node, made: Written) -> list[str]:
    """The lines of a block."""
    if node.kind == "rule":
        return ["***"]
    if node.kind == "heading":
        return [f"{'#' * node.level} {_proved(node, made)}"]
    if node.kind == "paragraph":
        return _proved(node, made).split("\n")
    if node.kind == "pre":
        text = "".join(piece.text for piece in node.pieces)
        fence = "`" * max(3, max(map(len, re.findall(r"`+", text)), default=0) + 1)
        return [fence, *text.split("\n"), fence]
    if node.kind == "quote":
        return [f"> {line}".rstrip(" ") if not line.endswith("  ") else f"> {line}" for line in _body(node, made)]
    if node.kind == "list":
        return _list(node, made)
    return list(_table(node, made))


def _body(node: Node, made: Written) -> list[str]:
    lines: list[str] = []
    for before, child in zip([None, *node.children], node.children, strict=False):
        if before is not None and not (before.kind == "paragraph" and child.kind == "list" and node.kind == "item"):
            lines.append("")
        lines += _block(child, made)
    return lines


def _list(node: Node, made: Written) -> list[str]:
    lines: list[str] = []
    loose = any(sum(child.kind != "list" for child in item.children) > 1 for item in node.children)
    for number, item in enumerate(node.children):
        mark = item.mark if CARRIED.fullmatch(item.mark) else "-"
        body = _body(item, made)
        if loose and number:
            lines.append("")
        indent = " " * (len(mark) + 1)
        lines.append(f"{mark} {body[0]}" if body else mark)
        lines += [f"{indent}{line}" if line.strip() else "" for line in body[1:]]
    return lines


def _table(node: Node, made: Written) -> Iterator[str]:
    for number, row in enumerate(node.children):
        cells = [_proved(cell, made) if cell.pieces else "" for cell in row.children]
        yield f"| {' | '.join(cells)} |"
        if not number:
            yield "|" + "---|" * len(row.children)


def _proved(node: Node, made: Written) -> str:
    """The words of one block with the marks that they can have."""
    wanted = "".join(piece.text for piece in node.pieces).split()
    for step in _LADDER:
        text = _inline(node, step)
        if node.kind == "cell":
            lines = [f"| {text} |", "|---|"]
            found = _blocks(lines)
            kept = len(found) == 1 and found[0].kind == "table" and _words(found[0]) == wanted
        else:
            lines = ([f"# {text}"] if node.kind == "heading" else text.split("\n")) if text else []
            found = _blocks(lines)
            kept = len(found) == 1 and found[0].kind == node.kind and _words(found[0]) == wanted
        if kept:
            if step != _LADDER[0]:
                held = {mark for piece in node.pieces for mark in piece.marks | ({"link"} if piece.link else set())}
                if gone := sorted(held - step):
                    made.lost.append((made.line, f"marks ({', '.join(gone)}) of: {' '.join(wanted[:12])}"))
            return text
    return _inline(node, _LADDER[-1])


def _words(block: Block) -> list[str]:
    found = "".join(run.text for run in block.runs).split()
    for child in block.children:
        found += _words(child)
    return found


def _inline(node: Node, allowed: frozenset[str]) -> str:
    between = {"cell": "<br>", "heading": " "}.get(node.kind, "  \n")
    return between.join(line_of(line, allowed) for line in lines_of(node.pieces))
