"""The blocks of a PDF as Markdown that the book reads back as the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .blocks import Block

#: What Markdown would read as markup inside a line, and at its start.
_SPECIAL = re.compile(r"([\\`*_\[\]|]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)|(?<=~)~)")
_AT_START = re.compile(r"^(?:([-+>=#:])|(\d+)([.)]))")


def markdown_of(blocks: Sequence[Block], *, bold: bool) -> tuple[str, list[int]]:
    """The text, and for each block the number of its first line. ``bold``: keep what is bold."""
    lines: list[str] = []
    starts = []
    deepest = 0
    for at, block in enumerate(blocks):
        tight = at > 0 and block.kind == "item" and blocks[at - 1].kind == "item"
        if lines and not tight:
            lines.append("")
        starts.append(len(lines) + 1)
        # An item can stand one deeper than the one above it, and no more.
        depth = min(block.depth, deepest)
        deepest = depth + 1 if block.kind == "item" else 0
        lines += list(_written(block, depth, bold))
    return "\n".join(lines) + "\n", starts


def _written(block: Block, depth: int, bold: bool) -> Iterator[str]:
    if block.kind == "table":
        head, *rows = block.cells
        yield _row(head)
        yield "|" + " --- |" * len(head)
        yield from map(_row, rows)
        return
    text = _inline(block.pieces, bold and block.kind != "heading")
    if block.kind == "heading":
        yield "#" * block.level + " " + text
    elif block.kind == "item":
        yield "  " * depth + "- " + _start_escaped(text)
    else:
        yield _start_escaped(text)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(escape(cell) for cell in cells) + " |"


def escape(text: str) -> str:
    """Text in which Markdown sees no markup inside a line."""
    return _SPECIAL.sub(r"\\\1", text)


def _start_escaped(text: str) -> str:
    return _AT_START.sub(lambda found: f"{'' if found[1] else found[2]}\\{found[1] or found[3]}", text)


def _inline(pieces: Sequence[tuple[str, bool]], bold: bool) -> str:
    made = ""
    for at, (text, heavy) in enumerate(pieces):
        inner = text.strip()
        after = pieces[at + 1][0][:1] if at + 1 < len(pieces) else " "
        # CommonMark sees marks only where a blank or punctuation stands around them.
        free = (not made or made[-1].isspace() or text[:1].isspace()) and (text[-1:].isspace() or not after.isalnum())
        if bold and heavy and free and any(map(str.isalnum, inner)):
            before, behind = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            made += f"{before}**{escape(inner)}**{behind}"
        else:
            made += escape(text)
    return made
