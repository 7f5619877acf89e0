"""A document between its file and its Markdown: blocks with pieces of words, and the numbers that were written out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal["paragraph", "heading", "list", "item", "table", "row", "cell", "pre", "quote", "rule"]
#: A number that Markdown can carry itself.
CARRIED = re.compile(r"\d{1,9}[.)]")
_WHITE = re.compile(r"[ \t\n\r\f]+")
#: A bold line before a line break is a heading up to so many characters.
_LABEL = 120


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same marks. ``made``: they are no words of the file, but a ``number`` or a ``repeated`` cell.

    ``link``: where it leads; ``image``: the address of a picture whose alternative text this is. A text of ``\\n`` is a
    line break.
    """

    text: str
    marks: frozenset[str] = frozenset()
    link: str | None = None
    image: str | None = None
    made: Literal["", "number", "repeated"] = ""


BREAK = Piece("\n")


@dataclass(slots=True)
class Node:
    """A block. ``mark``: of a list ``ul`` or ``ol``, of an item its number where Markdown carries it (``3.``)."""

    kind: Kind
    pieces: list[Piece] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    level: int = 0
    mark: str = ""


def words_of(node: Node, made: bool = True) -> list[str]:
    """The words of a block in order; ``made``: with what is no word of the file, numbers of lists left out."""
    found = "".join(piece.text for piece in node.pieces if made or not piece.made).split()
    for child in node.children:
        found += words_of(child, made)
    return found


def descend(nodes: Sequence[Node]) -> Iterator[Node]:
    """Blocks with all that they contain, in order."""
    for node in nodes:
        yield node
        yield from descend(node.children)


def collapsed(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with white space as a browser shows it: one blank for a run, none at the ends of a line."""
    out: list[Piece] = []
    open_line = True
    for piece in pieces:
        if piece.text == "\n":
            _trim(out)
            out.append(piece)
            open_line = True
            continue
        text = _WHITE.sub(" ", piece.text)
        if open_line or (out and out[-1].text.endswith(" ")):
            text = text.lstrip(" ")
        if open_line:
            text = text.lstrip()
        if text:
            out.append(replace(piece, text=text))
            open_line = False
    _trim(out)
    return out


def _trim(out: list[Piece]) -> None:
    """White space off the end of the line that was gathered last."""
    while out and out[-1].text != "\n":
        text = out[-1].text.rstrip()
        if text:
            out[-1] = replace(out[-1], text=text)
            return
        out.pop()


def lines_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The lines of a paragraph; an empty one between two breaks in a row."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.text == "\n":
            lines.append([])
        else:
            lines[-1].append(piece)
    return lines


def paragraphs_of(pieces: Sequence[Piece]) -> Iterator[Node]:
    """The paragraphs of one run of words: two breaks end one, and so does a short bold line at its start."""
    now: list[list[Piece]] = []
    for line in [*lines_of(collapsed(pieces)), []]:
        if line:
            now.append(line)
            if len(now) == 1 and is_label(line):
                yield Node("paragraph", line)
                now = []
        elif now:
            yield Node("paragraph", [piece for part in now for piece in (*part, BREAK)][:-1])
            now = []


def is_label(line: Sequence[Piece]) -> bool:
    """Whether a line is bold from end to end and short enough for a heading."""
    text = "".join(piece.text for piece in line)
    bold = all("strong" in piece.marks or not any(map(str.isalnum, piece.text)) for piece in line)
    return bold and 0 < len(text) <= _LABEL and not text.rstrip().endswith((",", ";"))


def ends_like_sentence(node: Node) -> bool:
    """Whether a block ends with a mark that ends a sentence."""
    return "".join(words_of(node)[-1:]).rstrip("\"'”’»)]").endswith((".", "!", "?", ";", ":", "。", "！", "？"))


def joined(nodes: Sequence[Node]) -> list[Piece]:
    """All words of some blocks on lines of one cell or heading; numbers and bullets of lists stand before the items."""
    out: list[Piece] = []

    def add(pieces: Sequence[Piece]) -> None:
        if pieces and out:
            out.append(BREAK)
        out.extend(pieces)

    for node in nodes:
        if node.kind == "list":
            for item in node.children:
                lines = joined(item.children)
                mark = [Piece(f"{item.mark} ", made="number")] if item.mark else []
                add([*mark, *lines] if lines else [])
        elif node.children:
            add(joined(node.children))
        else:
            marks = frozenset(["strong"]) if node.kind == "heading" else frozenset()
            add([replace(piece, marks=piece.marks | marks) for piece in node.pieces])
    return out
