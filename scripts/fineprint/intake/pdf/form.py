"""The blocks of a PDF as the blocks that Markdown is written from; items that follow one another make lists."""

from __future__ import annotations

from collections.abc import Sequence

from ..nodes import Node, Piece
from .blocks import Block

_BOLD = frozenset(["strong"])


def nodes_of(blocks: Sequence[Block]) -> tuple[list[Node], list[int]]:
    """The blocks to be written, and for each block of the PDF which of them it is in."""
    nodes: list[Node] = []
    places: list[int] = []
    lists: list[Node] = []
    for block in blocks:
        if block.kind != "item":
            lists = []
            nodes.append(_node(block))
        else:
            # An item can stand one deeper than the one above it, and no more.
            lists = lists[: block.depth + 1]
            if not lists:
                lists = [Node("list", mark="ul")]
                nodes.append(lists[0])
            elif block.depth >= len(lists):
                inner = Node("list", mark="ul")
                lists[-1].children[-1].children.append(inner)
                lists.append(inner)
            lists[-1].children.append(Node("item", children=[Node("paragraph", _pieces(block))]))
        places.append(len(nodes) - 1)
    return nodes, places


def _node(block: Block) -> Node:
    if block.kind == "table":
        rows = [
            Node("row", children=[Node("cell", [Piece(cell)] if cell else []) for cell in row]) for row in block.cells
        ]
        return Node("table", children=rows)
    if block.kind == "heading":
        return Node("heading", [Piece(block.text)], level=block.level)
    return Node("paragraph", _pieces(block))


def _pieces(block: Block) -> list[Piece]:
    return [Piece(text, _BOLD if bold else frozenset()) for text, bold in block.pieces]
