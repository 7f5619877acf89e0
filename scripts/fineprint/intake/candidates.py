"""Which elements of a page could hold the policy, named by selectors that name one element each, with their words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .html_page import Page

#: Elements that can hold a whole text, and how many are listed at most.
_HOLDERS = "main, article, section, div, td, form, center"
_LISTED = 4
#: The share of a page's words that an element must hold to be named, and of the chosen one's that are as good as all.
_SHARE, _WHOLE = 1 / 3, 0.98
_NAME = re.compile(r"-?[A-Za-z_][\w-]*$")


def candidates(page: Page, chosen: LexborNode | None) -> list[tuple[str, int]]:
    """Other elements that hold more than a third of the page's words, or most of the chosen one's, largest first.

    Nothing where the chosen element holds no menu, banner, form or the like and no other element holds so much.
    """
    body = page.tree.body
    if body is None:
        return []
    large = [(node, page.count(node)) for node in body.css(_HOLDERS)]
    apart = {inner.mem_id for node in body.css("*") if node.mem_id in page.skipped for inner in node.css("*")}
    apart |= set(page.skipped)
    least = max(page.count(body) * _SHARE, 3)
    large = [(node, count) for node, count in large if count > least and node.mem_id not in apart]
    if chosen is not None:
        own = {node.mem_id for node in _line(chosen)}
        inside = {node.mem_id for node in chosen.css("*")}
        mixed = any(one.words for one in page.skipped.values())
        most = page.count(chosen) * _WHOLE
        large = [
            (node, count)
            for node, count in large
            if node.mem_id not in own and (node.mem_id not in inside or (mixed and count < most))
        ]
    found: dict[str, int] = {}
    for node, count in large:
        if count not in found.values() and (name := selector_of(node, page.tree)):
            found[name] = count
    return sorted(found.items(), key=lambda one: -one[1])[:_LISTED]


def _line(node: LexborNode | None) -> Iterator[LexborNode]:
    """An element and those around it."""
    while node is not None:
        yield node
        node = node.parent


def selector_of(node: LexborNode, tree: LexborHTMLParser) -> str | None:
    """The shortest selector found that names this element and no other."""
    attributes = node.attributes
    tag = node.tag or "*"
    tried = []
    if name := attributes.get("id"):
        tried.append(f"#{name}" if _NAME.match(name) else f'[id="{name}"]')
    tried.append(tag)
    tried += [f"{tag}.{name}" for name in (attributes.get("class") or "").split() if _NAME.match(name)]
    for selector in tried:
        try:
            if len(tree.css(selector)) == 1:
                return selector
        except Exception:  # noqa: BLE001 - a name that the parser takes for no selector is not used
            continue
    path = []
    while node is not None and node.tag not in (None, "html", "-undef", "-document"):
        if node.tag == "body":
            path.append("body")
            break
        number, before = 1, node.prev
        while before is not None:
            number += before.tag == node.tag
            before = before.prev
        path.append(f"{node.tag}:nth-of-type({number})")
        node = node.parent
    selector = " > ".join(reversed(path))
    return selector if path and len(tree.css(selector)) == 1 else None
