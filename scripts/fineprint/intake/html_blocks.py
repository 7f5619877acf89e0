"""From the elements of a page to blocks. An element inside another that can't hold it ends it, as on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from selectolax.lexbor import LexborNode

from ..text.blocks import fold
from .html_fallback import add_words, elements_below
from .html_flow import PLAIN, Flow, Inline, embolden, labelled, unbold, unwrapped
from .html_lists import definition_nodes, list_nodes
from .html_numbers import is_list
from .html_page import CONTROL, SILENT, Page, shown
from .html_styles import is_bold
from .html_tables import has_long_cells, is_layout, joined_row, numbered_rows, spread_rows, table_nodes
from .link_targets import target
from .nodes import BREAK, Node, Piece, ends_like_sentence, joined
from .raised import RAISED, raised

_MARKS = {"b": "strong", "strong": "strong", "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em"}
_MARKS |= {"s": "s", "del": "s", "strike": "s", "code": "code", "kbd": "code", "samp": "code", "tt": "code"}
_HEADING = re.compile(r"h([1-6])$")
#: A heading of more words than this is a paragraph that somebody made large.
_HEADING_WORDS = 60
#: From so many words on, a heading with a sentence below its first line is one that was never closed.
_OPEN_HEADING = 12
_OWN_FORM = frozenset(["ul", "ol", "menu", "dir", "dl", "blockquote", "pre"])
_FOLDER = re.compile(r"accord|collaps|expand|toggle|faq", re.IGNORECASE)
#: Words of a text from which one that is set off by blanks and line ends alone is read by paragraphs.
_PROSE_WORDS = 60


class Reader:
    """Reads a page's elements; ``base``: its address; ``level``: of the heading that was met last.

    ``controls``: the control characters that were left out; ``flat``: elements of which only the words are taken.
    """

    def __init__(self, page: Page, base: str | None) -> None:
        self.page, self.base = page, base
        self.level = 1
        self.controls: set[str] = set()
        self.flat: set[int] = set()

    def blocks(self, node: LexborNode, inline: Inline = PLAIN) -> list[Node]:
        """The blocks of an element."""
        flow = Flow()
        self.walk(node, flow, inline)
        flow.end()
        return flow.blocks

    def walk(self, node: LexborNode, flow: Flow, inline: Inline) -> None:
        """Add what an element contains to a flow."""
        orphans: list[LexborNode] = []
        for child in node.iter(include_text=True):
            tag = child.tag or "-"
            if tag == "li":
                orphans.append(child)
                continue
            if orphans and (tag != "-text" or (child.text_content or "").strip()):
                self.orphans(orphans, flow)
                orphans = []
            if tag == "-text":
                self.text(child, flow, inline)
            elif not tag.startswith(("-", "!")) and tag not in SILENT:
                self.element(child, tag, flow, inline)
        if orphans:
            self.orphans(orphans, flow)

    def orphans(self, items: Sequence[LexborNode], flow: Flow) -> None:
        """Items that stand in no list."""
        made = [Node("item", children=self.blocks(item)) for item in items if item.mem_id not in self.page.skipped]
        if made := [item for item in made if item.children]:
            flow.add(Node("list", children=made, mark="ul"))

    def text(self, node: LexborNode, flow: Flow, inline: Inline) -> None:
        """Add a text to the line that is open."""
        self.controls.update(CONTROL.findall(node.text_content or ""))
        said = re.sub(
            r"[\u2028\u2029\x0b\x0c\x85\x1c-\x1f]", "\n" if inline.pre else " ", shown(node.text_content or "")
        )
        if inline.raised and said.strip():
            before = next((piece.text for piece in reversed(flow.line) if piece.text), "")
            said = raised(said, inline.raised, before)
        parts = said.split("\n") if inline.pre else [said]
        for number, part in enumerate(parts):
            if number:
                flow.line.append(BREAK)
            if part:
                flow.line.append(Piece(part, inline.marks, inline.link))

    def element(self, node: LexborNode, tag: str, flow: Flow, inline: Inline) -> None:
        """Add an element to a flow."""
        if node.mem_id in self.page.skipped:
            if self.page.is_block(node):
                flow.end()
        elif node.mem_id in self.flat:
            add_words(self.page, node, flow)
        elif tag == "br":
            flow.line.append(BREAK)
        elif tag == "hr":
            flow.add(Node("rule"))
        elif tag == "img":
            self.image(node, flow, inline)
        elif (level := self.heading_level(node, tag)) and self.can_head(node):
            self.heading(node, level, flow, inline)
        elif tag == "table":
            flow.end()
            self.table(node, flow, inline)
        elif tag in _OWN_FORM or is_list(node):
            flow.end()
            flow.blocks.extend(self.own_form(node, tag, inline))
        else:
            self.others(node, tag, flow, inline)

    def own_form(self, node: LexborNode, tag: str, inline: Inline) -> Iterable[Node]:
        """The blocks of a list, of terms, of a quotation or of a typed text."""
        if tag == "dl":
            return definition_nodes(self, node, inline)
        if tag == "blockquote":
            quoted = self.blocks(node, inline)
            return [Node("quote", children=quoted)] if quoted else []
        if tag != "pre":
            return list_nodes(self, node, inline)
        marked = self.marked(node, tag, self.page.styles.of(node), inline)
        if self.page.count(node) > _PROSE_WORDS or any(map(self.page.is_block, elements_below(node))):
            return unwrapped(self.blocks(node, marked))
        typed = Flow()
        self.walk(node, typed, Inline(pre=True))
        lines = "".join(piece.text for piece in typed.line).split("\n")
        text = "\n".join(line.rstrip() for line in lines).strip("\n")
        return [Node("pre", [Piece(text)])] if text else []

    def others(self, node: LexborNode, tag: str, flow: Flow, inline: Inline) -> None:
        """Any other element: a block ends the line before and after it, the words of the rest stand in the line."""
        block = self.page.is_block(node)
        if block:
            flow.end()
        if before := self.page.counters.get(node.mem_id):
            flow.line.append(Piece(before.rstrip() + " ", made="number"))
        start = len(flow.blocks)
        self.walk(node, flow, self.marked(node, tag, self.page.styles.of(node), inline))
        if block:
            flow.end()
            if self.is_folder(node, tag):
                embolden(flow.blocks[start:])

    def can_head(self, node: LexborNode) -> bool:
        """Whether a heading is one: short, and no block in it that a heading can't hold."""
        return self.page.count(node) <= _HEADING_WORDS and node.css_first("table, ul, ol, dl, pre") is None

    def heading_level(self, node: LexborNode, tag: str) -> int:
        """The level of a heading, 0 for none: ``h1`` to ``h6``, a role, or the summary of details."""
        if found := _HEADING.match(tag):
            return int(found[1])
        if (node.attributes.get("role") or "").lower() == "heading":
            said = node.attributes.get("aria-level") or ""
            return min(int(said), 6) if said.isdecimal() and int(said) else 2
        if tag == "summary":
            depth, parent = 0, node.parent
            while parent is not None and parent.parent is not None:
                depth += parent.tag == "details"
                parent = parent.parent
            return min(max(self.level, 1) + depth, 6)
        return 0

    def heading(self, node: LexborNode, level: int, flow: Flow, inline: Inline) -> None:
        """Add a heading, its number before it where a style sheet counts."""
        flow.end()
        blocks = self.blocks(node, replace(inline, marks=inline.marks - {"strong"}))
        rest: list[Node] = []
        if len(blocks) > 1 and self.page.count(node) > _OPEN_HEADING and ends_like_sentence(blocks[-1]):
            blocks, rest = blocks[:1], blocks[1:]
        pieces = [Piece(" ") if piece == BREAK else piece for piece in joined(blocks)]
        if not any(map(str.isalnum, "".join(piece.text for piece in pieces))):
            flow.blocks.extend([Node("paragraph", pieces)] if "".join(piece.text for piece in pieces).strip() else [])
        else:
            if node.tag != "summary":
                self.level = level
            before = self.page.counters.get(node.mem_id)
            number = [Piece(before.rstrip() + " ", made="number")] if before else []
            flow.add(Node("heading", [*number, *unbold(pieces)], level=level))
        flow.blocks.extend(rest)

    def image(self, node: LexborNode, flow: Flow, inline: Inline) -> None:
        """Add the alternative text of a picture, if it has one."""
        if said := fold(node.attributes.get("alt") or ""):
            source = node.attributes.get("src") or ""
            address = "" if source.startswith("data:") else target(source, self.base)
            flow.line.append(Piece(said, inline.marks, inline.link, image=address))

    def marked(self, node: LexborNode, tag: str, declared: dict[str, str], inline: Inline) -> Inline:
        """What holds for the words of an element, by its tag and its style."""
        marks = set(inline.marks)
        if mark := _MARKS.get(tag):
            marks.add(mark)
        bold = is_bold(declared)
        if bold is not None:
            marks.discard("strong")
            marks |= {"strong"} if bold else set()
        if declared.get("font-style") in ("italic", "oblique"):
            marks.add("em")
        if tag == "u" and self.alone(node):
            marks.add("strong")
        link = inline.link
        if tag == "a" and (href := node.attributes.get("href")):
            link = target(href, self.base)
        white = declared.get("white-space", "")
        pre = tag == "pre" or white in ("pre", "pre-wrap", "pre-line", "break-spaces")
        pre = pre or (inline.pre and white not in ("normal", "nowrap"))
        return Inline(frozenset(marks), link, pre, RAISED.get(tag, inline.raised))

    def alone(self, node: LexborNode) -> bool:
        """Whether an element holds all words of its paragraph."""
        parent = node.parent
        while parent is not None and not self.page.is_block(parent):
            parent = parent.parent
        return parent is not None and self.page.count(parent) == self.page.count(node)

    def is_folder(self, node: LexborNode, tag: str) -> bool:
        """Whether an element is the visible head of words that it shows and hides."""
        attributes = node.attributes
        if tag != "button" and (attributes.get("role") or "").lower() not in ("button", "tab"):
            return False
        named = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
        return "aria-expanded" in attributes or "aria-controls" in attributes or bool(_FOLDER.search(named))

    def table(self, node: LexborNode, flow: Flow, inline: Inline) -> None:
        """Add a table, or the parts of one that only lays a page out."""
        for caption in node.css("caption"):
            if caption.parent is not None and caption.parent.mem_id == node.mem_id:
                self.walk(caption, flow, inline)
                flow.end()
        rows = numbered_rows(node, self.page)
        if rows:
            items = [joined_row(self.blocks(mark, inline), self.blocks(words, inline)) for mark, words in rows]
            flow.blocks.append(Node("list", children=items, mark="ul"))
        elif is_layout(node, self.page):
            for part in node.iter():
                if part.tag != "caption":
                    self.element(part, part.tag or "-", flow, inline)
                    flow.end()
        elif has_long_cells(node, self.page):
            for cell, head in spread_rows(node, self.page):
                flow.blocks.extend(labelled(self.blocks(cell, inline), joined(self.blocks(head)) if head else ()))
        else:
            flow.blocks.extend(table_nodes(node, self.page, lambda cell: joined(self.blocks(cell))))
