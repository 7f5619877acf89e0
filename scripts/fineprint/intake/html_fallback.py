"""Where the form of an element can't be kept without losing or moving a word, its words alone are taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborNode

from .html_flow import PLAIN, Flow
from .html_page import SILENT, Page
from .nodes import Node, Piece, words_of

if TYPE_CHECKING:
    from .html_blocks import Reader

#: How often blocks are made anew with more elements flat, before the whole is.
_ROUNDS = 8


def elements_below(node: LexborNode) -> Iterator[LexborNode]:
    """The elements inside one."""
    for child in node.iter():
        yield child
        yield from elements_below(child)


def add_words(page: Page, node: LexborNode, flow: Flow) -> None:
    """Add the words of an element to a flow, a paragraph for each line."""
    if page.is_block(node):
        flow.end()
    for said in page.words(node):
        if said == "\n":
            flow.end()
        else:
            flow.line.append(Piece(said))
    if page.is_block(node):
        flow.end()


def proved_blocks(reader: Reader, chosen: LexborNode) -> tuple[list[Node], list[str]]:
    """The blocks of an element, their words equal to its words in order, and what lost its form for that."""
    wanted = "".join(reader.page.words(chosen)).split()
    lost: list[str] = []
    for _ in range(_ROUNDS):
        nodes = reader.blocks(chosen)
        if _words(nodes) == wanted:
            return nodes, lost
        faulty = list(_faulty(reader, chosen))
        if not faulty:
            break
        for node in faulty:
            reader.flat.add(node.mem_id)
            lost.append(f"the form of <{node.tag}>: {' '.join(''.join(reader.page.words(node)).split()[:12])}")
    flow = Flow()
    add_words(reader.page, chosen, flow)
    flow.end()
    return flow.blocks, [f"the form of the whole element <{chosen.tag}>"]


def _words(nodes: list[Node]) -> list[str]:
    return [word for node in nodes for word in words_of(node, made=False)]


def _faulty(reader: Reader, node: LexborNode) -> Iterator[LexborNode]:
    """The smallest elements whose blocks have other words than they."""
    for child in node.iter():
        if child.mem_id in reader.page.skipped or child.mem_id in reader.flat or (child.tag or "-") in SILENT:
            continue
        flow = Flow()
        reader.element(child, child.tag or "-", flow, PLAIN)
        flow.end()
        if _words(flow.blocks) != "".join(reader.page.words(child)).split():
            inner = list(_faulty(reader, child))
            yield from inner or [child]
