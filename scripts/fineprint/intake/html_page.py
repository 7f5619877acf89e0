"""A web page as parsed: its elements with their styles, its words, and what of it was set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..text.blocks import fold
from . import RefusedError
from .html_numbers import computed_counters
from .html_styles import Styles, read_styles
from .raised import RAISED, raised

#: Elements open at one place. A page of a policy has at most a few dozen; a parser is quadratic in them.
MAX_NESTING = 600
_NESTING_TAG = re.compile(
    r"<(/?)(div|span|section|b|i|u|em|strong|font|table|blockquote|ul|ol|center|a)\b", re.IGNORECASE
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
#: Stands for what is set aside; no text of a page has it, as control characters are left out.
APART_MARK = "\x01"
#: Elements that never have words of their own on a screen.
SILENT = frozenset(
    [
        "script",
        "style",
        "head",
        "svg",
        "math-annotation",
        "canvas",
        "audio",
        "video",
        "link",
        "meta",
        "base",
        "param",
        "source",
        "track",
        "area",
    ]
)
_BLOCK_TAGS = (
    "address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search"
    " section select summary table caption tbody td textarea tfoot th thead tr ul noscript iframe object template"
)
BLOCKS = frozenset(_BLOCK_TAGS.split())
_BLOCK_DISPLAYS = frozenset(["block", "flex", "grid", "list-item", "table", "flow-root", "table-row", "table-cell"])


def shown(text: str) -> str:
    """Text without control characters, for which a browser shows nothing; white space stays."""
    return CONTROL.sub("", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """What was left out: what it is, its words, and the memory id of its element."""

    kind: str
    words: str
    node: int


@dataclass
class Page:
    """A page: its tree, what style sheets say, and what was set aside in the element that ``look`` was given."""

    tree: LexborHTMLParser
    styles: Styles
    skipped: dict[int, SetAside] = field(default_factory=dict)
    folded: list[str] = field(default_factory=list)
    marking: bool = False
    counted: dict[tuple[int, int], int] = field(default_factory=dict)

    @cached_property
    def counters(self) -> dict[int, str]:
        """What counters of style sheets print, by the memory id of the element before whose words it stands."""
        body = self.tree.body
        return computed_counters(body, self.styles, set(self.skipped)) if body else {}

    def is_block(self, node: LexborNode) -> bool:
        """Whether an element begins and ends a line."""
        if node.tag in BLOCKS:
            return True
        return self.styles.of(node).get("display", "") in _BLOCK_DISPLAYS

    def words(self, node: LexborNode, every: bool = False) -> list[str]:
        """The text of an element, a line end at every edge of a block. ``every``: what is set aside too."""
        out: list[str] = []
        self._gather(node, every, "", out)
        return out

    def _gather(self, node: LexborNode, every: bool, how: str, out: list[str]) -> None:
        for child in node.iter(include_text=True):
            tag = child.tag or "-"
            if tag == "-text":
                said = re.sub(r"\s", " ", shown(child.text_content or ""))
                if said:
                    out.append(raised(said, how, out[-1] if out else "") if how and said.strip() else said)
            elif tag == "img":
                if said := fold(child.attributes.get("alt") or ""):
                    out.append(said)
            elif tag in ("br", "hr"):
                out.append("\n")
            elif not tag.startswith(("-", "!")) and tag not in SILENT:
                edge = ["\n"] if self.is_block(child) else []
                out += edge
                if every or child.mem_id not in self.skipped:
                    self._gather(child, every, RAISED.get(tag, how), out)
                    out += edge
                elif self.marking:
                    out.append(f" {APART_MARK}{child.mem_id} ")

    def places(self, node: LexborNode) -> list[tuple[int, SetAside]]:
        """What is set aside in an element, each with how many of its words stand before it."""
        self.marking = True
        found, count = [], 0
        for word in "".join(self.words(node)).split():
            if word.startswith(APART_MARK):
                found.append((count, self.skipped[int(word[1:])]))
            else:
                count += 1
        self.marking = False
        return found

    def count(self, node: LexborNode) -> int:
        """How many words an element has, without what is set aside."""
        key = (node.mem_id, len(self.skipped))
        if key not in self.counted:
            self.counted[key] = len("".join(self.words(node)).split())
        return self.counted[key]


def parse_page(text: str) -> Page:
    """A page's tree with its style sheets read. Raises :class:`RefusedError` where elements are nested too deep."""
    depth = deepest = 0
    for found in _NESTING_TAG.finditer(text):
        depth = max(depth - 1, 0) if found[1] else depth + 1
        deepest = max(deepest, depth)
    if deepest > MAX_NESTING * 4:
        raise RefusedError(f"elements of the page are nested {deepest:,} deep; save the text of the page as a file")
    tree = LexborHTMLParser(text)
    if _depth(tree) > MAX_NESTING:
        raise RefusedError(
            f"elements of the page are nested more than {MAX_NESTING} deep; save the text of the page as a file"
        )
    return Page(tree, read_styles(tree))


def _depth(tree: LexborHTMLParser) -> int:
    """How deep the deepest element stands, without recursion."""
    node, depth, deepest = tree.root, 0, 0
    while node is not None:
        if (child := node.child) is not None:
            node, depth = child, depth + 1
            deepest = max(deepest, depth)
            continue
        while node is not None and node.next is None:
            node, depth = node.parent, depth - 1
            if depth <= 0:
                return deepest
        node = node.next if node is not None else None
    return deepest
