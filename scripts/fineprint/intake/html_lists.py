"""Lists of a page: their items with the numbers that a browser writes, and terms with what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborNode

from .html_flow import Flow, Inline, embolden
from .html_numbers import holds_items, item_marks
from .html_page import SILENT
from .nodes import CARRIED, Node, Piece

if TYPE_CHECKING:
    from .html_blocks import Reader

#: A definition of more words, or with headings, is a part of a page and no definition.
_DEFINITION_WORDS = 150


def list_nodes(reader: Reader, node: LexborNode, inline: Inline) -> list[Node]:
    """A list, its items with their numbers; what stands in it outside an item goes to the item before."""
    marks = {item.mem_id: mark for item, mark in item_marks(node, reader.page.styles, reader.page.counters)}
    made: list[Node] = []
    loose = Flow()

    def gather(parent: LexborNode) -> None:
        for child in parent.iter(include_text=True):
            tag = child.tag or "-"
            if child.mem_id in marks:
                _settle(loose, made)
                if child.mem_id not in reader.page.skipped:
                    _item(reader, child, marks[child.mem_id], made, inline)
            elif tag == "-text":
                reader.text(child, loose, inline)
            elif not tag.startswith(("-", "!")) and tag not in SILENT:
                if holds_items(child) and child.mem_id not in reader.page.skipped:
                    gather(child)
                else:
                    reader.element(child, tag, loose, inline)

    gather(node)
    _settle(loose, made)
    found: list[Node] = []
    for item in made:
        mark = "ol" if item.mark else "ul"
        if not found or found[-1].mark != mark:
            found.append(Node("list", mark=mark))
        found[-1].children.append(item)
    return found


def _settle(loose: Flow, made: list[Node]) -> None:
    loose.end()
    if loose.blocks and made:
        made[-1].children.extend(loose.blocks)
    elif loose.blocks:
        made.append(Node("item", children=loose.blocks))
    loose.blocks = []


def _item(reader: Reader, node: LexborNode, mark: str, made: list[Node], inline: Inline) -> None:
    children = reader.blocks(node, reader.marked(node, "li", reader.page.styles.of(node), inline))
    if not children:
        return
    if mark and not CARRIED.fullmatch(mark):
        number, mark = Piece(f"{mark} ", made="number"), ""
        if children[0].kind in ("paragraph", "heading"):
            children[0].pieces.insert(0, number)
        else:
            children.insert(0, Node("paragraph", [replace(number, text=number.text.strip())]))
    made.append(Node("item", children=children, mark=mark))


def definition_nodes(reader: Reader, node: LexborNode, inline: Inline) -> list[Node]:
    """Terms with what they mean, each an item; where these are long, parts of the page under bold lines."""
    parts, whole = _parts(reader, node)
    long = node.css_first("h1, h2, h3, h4, h5, h6, table, dl dl") is not None
    if not whole or long or not parts or max(map(reader.page.count, parts)) > _DEFINITION_WORDS:
        return _as_sections(reader, node, inline)
    items: list[Node] = []
    term = False
    for part in parts:
        children = reader.blocks(part, reader.marked(part, part.tag or "-", reader.page.styles.of(part), inline))
        if children and (not items or (part.tag == "dt" and not term)):
            items.append(Node("item"))
        if children:
            items[-1].children.extend(children)
            term = part.tag == "dt"
    return [Node("list", children=items, mark="ul")] if items else []


def _parts(reader: Reader, node: LexborNode) -> tuple[Sequence[LexborNode], bool]:
    """The terms and definitions of a list in order, and whether it holds no other words."""
    found: list[LexborNode] = []
    whole = True
    for child in node.iter(include_text=True):
        if child.mem_id in reader.page.skipped or (child.tag or "-") in SILENT:
            continue
        if child.tag == "div":
            inner, all_of_it = _parts(reader, child)
            found.extend(inner)
            whole = whole and all_of_it
        elif child.tag in ("dt", "dd"):
            found.append(child)
        elif child.tag == "-text":
            whole = whole and not (child.text_content or "").strip()
        elif not (child.tag or "-").startswith(("-", "!")):
            whole = whole and not reader.page.count(child)
    return found, whole


def _as_sections(reader: Reader, node: LexborNode, inline: Inline) -> list[Node]:
    flow = Flow()
    for child in node.iter(include_text=True):
        tag = child.tag or "-"
        if tag == "-text":
            reader.text(child, flow, inline)
        elif tag == "dt":
            flow.end()
            start = len(flow.blocks)
            reader.element(child, tag, flow, inline)
            flow.end()
            embolden(flow.blocks[start:])
        elif not tag.startswith(("-", "!")) and tag not in SILENT:
            reader.element(child, tag, flow, inline)
    flow.end()
    return flow.blocks
