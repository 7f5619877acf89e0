"""Where the words of a page are gathered: finished blocks, the line that is open, and what holds for its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .nodes import BREAK, Node, Piece, is_label, lines_of, paragraphs_of

#: The margin at which the lines of a typed text end.
_MARGIN = 100


@dataclass(slots=True)
class Flow:
    """Where blocks are gathered: those that are finished, and the pieces of the line that is open."""

    blocks: list[Node] = field(default_factory=list)
    line: list[Piece] = field(default_factory=list)

    def end(self) -> None:
        """End the paragraph that is open."""
        if self.line:
            self.blocks.extend(paragraphs_of(self.line))
            self.line = []

    def add(self, node: Node) -> None:
        """Add a finished block."""
        self.end()
        self.blocks.append(node)


@dataclass(frozen=True, slots=True)
class Inline:
    """What holds for the words at a place: marks, link, whether line ends count, and raised or lowered."""

    marks: frozenset[str] = frozenset()
    link: str | None = None
    pre: bool = False
    raised: str = ""


#: Words without any mark.
PLAIN = Inline()


def unwrapped(nodes: Sequence[Node]) -> Sequence[Node]:
    """Paragraphs of a text that was typed with a line end at its margin, as one line each."""
    for node in nodes:
        lines = lines_of(node.pieces)
        lengths = [sum(len(piece.text) for piece in line) for line in lines]
        if (
            node.kind == "paragraph"
            and len(lines) > 1
            and max(lengths[:-1]) <= _MARGIN
            and min(lengths[:-1]) > _MARGIN / 3
        ):
            node.pieces = [Piece(" ") if piece == BREAK else piece for piece in node.pieces]
    return nodes


def unbold(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces of a heading, which is no bolder for being bold."""
    return [replace(piece, marks=piece.marks - {"strong"}) for piece in pieces]


def embolden(nodes: Sequence[Node]) -> Sequence[Node]:
    """Make paragraphs that head others bold, so that they are read as headings; gives them back."""
    for node in nodes:
        if node.kind == "paragraph":
            node.pieces = [replace(piece, marks=piece.marks | {"strong"}) for piece in node.pieces]
    return nodes


def labelled(nodes: Sequence[Node], head: Sequence[Piece]) -> list[Node]:
    """The blocks of a long cell behind the head of its column, which is repeated in the line of its first words."""
    words = " ".join("".join(piece.text for piece in head).split()).rstrip(":")
    if not words or not nodes:
        return list(nodes)
    label = Piece(f"{words}: ", made="repeated")
    first, *rest = nodes
    if first.kind != "paragraph" or is_label(first.pieces):
        return [Node("paragraph", [replace(label, text=f"{words}:")]), *nodes]
    return [replace(first, pieces=[label, *first.pieces]), *rest]
