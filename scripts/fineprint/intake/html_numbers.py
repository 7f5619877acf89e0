"""The numbers that a browser writes before list items and headings: by attributes, list styles and CSS counters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from .html_styles import Declared, Styles, is_hidden, list_type

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    )
)
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_CJK = "一二三四五六七八九十"
_PART = re.compile(
    r"""(counters?)\(\s*([\w-]+)\s*(?:,\s*("[^"]*"|'[^']*'|[\w-]+)\s*)?(?:,\s*([\w-]+)\s*)?\)"""
    r"""|("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|attr\(\s*([\w-]+)\s*\)"""
)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_COUNTED = re.compile(r"([a-z_][\w-]*|-[\w-]+)(?:\s+(-?\d+))?", re.IGNORECASE)
_BULLETS = frozenset(["none", "disc", "circle", "square", "disclosure-open", "disclosure-closed"])


def written(value: int, style: str) -> str:
    """A number in a list style of CSS; decimal where the style is not known or does not reach it."""
    roman = style.removeprefix("lower-").removeprefix("upper-")
    if roman == "roman" and 0 < value < 4000:
        said = ""
        for worth, sign in _ROMAN:
            said += sign * (value // worth)
            value %= worth
        return said.lower() if style.startswith("lower") else said
    if roman in ("alpha", "latin", "greek") and value > 0:
        letters = _GREEK if roman == "greek" else "abcdefghijklmnopqrstuvwxyz"
        said = ""
        while value > 0:
            value, rest = divmod(value - 1, len(letters))
            said = letters[rest] + said
        return said.upper() if style.startswith("upper") else said
    if style in ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal") and 0 < value < 100:
        tens, ones = divmod(value, 10)
        return (_CJK[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (_CJK[ones - 1] if ones else "")
    return f"{value:02d}" if style == "decimal-leading-zero" else str(value)


def holds_items(node: LexborNode) -> bool:
    """Whether an element that stands in a list only wraps items of it."""
    return (
        not is_list(node) and node.tag != "table" and any(is_item(child) or holds_items(child) for child in node.iter())
    )


def is_list(node: LexborNode) -> bool:
    """Whether an element is a list, by its tag or its role."""
    return node.tag in ("ul", "ol", "menu", "dir") or node.attributes.get("role") == "list"


def is_item(node: LexborNode) -> bool:
    """Whether an element is an item of a list, by its tag or its role."""
    return node.tag == "li" or (node.tag is not None and node.attributes.get("role") == "listitem")


def _items(node: LexborNode) -> Iterator[LexborNode]:
    for child in node.iter():
        if is_item(child):
            yield child
        elif not is_list(child) and holds_items(child):
            yield from _items(child)


def item_marks(node: LexborNode, styles: Styles, counters: dict[int, str]) -> Iterator[tuple[LexborNode, str]]:
    """The items of a list with the mark of each, as ``3.``, ``b.`` or ``(i)``; empty for a bullet or none."""
    items = list(_items(node))
    ordered, style = node.tag == "ol", list_type(styles.of(node))
    attributes = node.attributes
    backwards = ordered and "reversed" in attributes
    value = _integer(attributes.get("start"), len(items) if backwards else 1)
    for item in items:
        own, declared = item.attributes, styles.of(item)
        value = _integer(own.get("value"), value) if ordered else value
        kind = (
            list_type(declared)
            or _TYPES.get((own.get("type") or "").strip())
            or style
            or _TYPES.get((attributes.get("type") or "").strip())
            or ("decimal" if ordered else "none")
        )
        if item.mem_id in counters:
            yield item, counters[item.mem_id].strip()
        elif kind in _BULLETS or kind.startswith(("url(", "var(")):
            yield item, ""
        elif kind[:1] in "\"'":
            yield item, _string(kind).strip() if any(map(str.isalnum, kind)) else ""
        else:
            end = "、" if kind.startswith(("cjk", "simp", "trad")) else "."
            yield item, written(value, kind) + end
        value += -1 if backwards else 1


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,9}\s*", text) else otherwise


def _string(text: str) -> str:
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16) % 0x110000) if m[1] else m[2], text[1:-1])


def computed_counters(body: LexborNode, styles: Styles, skipped: set[int]) -> dict[int, str]:
    """What counters of style sheets print before the words of an element, by its memory id.

    ``skipped``: elements that are not shown and so do not count.
    """
    return _Counters(styles, skipped).run(body) if styles.counts else {}


class _Counters:
    """Counters as CSS scopes them: each instance holds for its element, later siblings, and what is inside them."""

    def __init__(self, styles: Styles, skipped: set[int]) -> None:
        self.styles, self.skipped = styles, skipped
        self.held: dict[str, list[list[int]]] = {}
        self.found: dict[int, str] = {}

    def run(self, body: LexborNode) -> dict[int, str]:
        root = body.parent
        if root is not None:
            self.count(root, self.styles.of(root), 0)
        self.visit(body, 0)
        return self.found

    def visit(self, node: LexborNode, parent: int) -> None:
        declared = self.styles.of(node)
        if node.mem_id in self.skipped or is_hidden(declared):
            return
        if node.tag in ("ol", "ul"):
            self.reset("list-item", _integer(node.attributes.get("start"), 1) - 1, parent)
        elif node.tag == "li" and "list-item" in self.held and self.held["list-item"]:
            self.held["list-item"][-1][0] += 1
        self.count(node, declared, parent)
        before = self.styles.before.get(node.mem_id)
        if before and not is_hidden(before):
            self.count(node, before, node.mem_id)
            said = self.content(node, before.get("content", ""))
            if said and any(map(str.isalnum, said)):
                self.found[node.mem_id] = said
        for child in node.iter():
            self.visit(child, node.mem_id)
        for instances in self.held.values():
            while instances and instances[-1][1] == node.mem_id:
                instances.pop()

    def count(self, node: LexborNode, declared: Declared, parent: int) -> None:
        for name, value in self.pairs(declared.get("counter-reset"), 0):
            self.reset(name, value, parent)
        for name, value in self.pairs(declared.get("counter-increment"), 1):
            if not self.held.get(name):
                self.reset(name, 0, parent)
            self.held[name][-1][0] += value
        for name, value in self.pairs(declared.get("counter-set"), 0):
            if self.held.get(name):
                self.held[name][-1][0] = value

    def reset(self, name: str, value: int, parent: int) -> None:
        instances = self.held.setdefault(name, [])
        if instances and instances[-1][1] == parent:
            instances[-1][0] = value
        else:
            instances.append([value, parent])

    @staticmethod
    def pairs(text: str | None, otherwise: int) -> Iterator[tuple[str, int]]:
        for name, value in _COUNTED.findall(text or ""):
            if name != "none":
                yield name, int(value) if value else otherwise

    def content(self, node: LexborNode, text: str) -> str:
        if "counter" not in text:
            return ""
        said = ""
        for kind, name, second, third, string, attribute in _PART.findall(text):
            values = [instance[0] for instance in self.held.get(name.lower(), ())] or [0]
            if kind == "counter":
                said += written(values[-1], second.lower() or "decimal")
            elif kind == "counters":
                between = _string(second) if second[:1] in "\"'" and second else "."
                said += between.join(written(value, third.lower() or "decimal") for value in values)
            elif string:
                said += _string(string)
            elif attribute:
                said += node.attributes.get(attribute) or ""
        return said
