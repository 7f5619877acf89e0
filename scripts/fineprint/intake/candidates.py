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
#: A menu has at least so many links, and at most so many words for each.
_MENU_LINKS, _MENU_WORDS = 2, 4
#: The share of its words that are links, and how near to the edge of the element's words it stands.
_MOSTLY, _EDGE = 0.9, 0.15
#: Links that stand in texts rather than menus.
_IN_TEXT = re.compile(r"#|mailto:|tel:")
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
        mixed = any(one.words for one in page.skipped.values()) or bool(menus(page, chosen))
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


def menus(page: Page, chosen: LexborNode) -> list[str]:
    """The words of what looks like a menu and was taken: short links and nothing else, at the edge of the element."""
    whole = " ".join("".join(page.words(chosen)).split())
    apart = set(page.skipped)
    found: list[str] = []
    for node in chosen.css("ul, ol, td, div, p"):
        links = node.css("a[href]")
        count = page.count(node)
        if not _MENU_LINKS <= len(links) <= count <= _MENU_WORDS * len(links):
            continue
        if any(child.css_first("div, table, ul ul") for child in node.iter()):
            continue
        if any(_IN_TEXT.match(link.attributes.get("href") or "") for link in links):
            continue
        words = " ".join("".join(page.words(node)).split())
        edge = min(whole.find(words), len(whole) - whole.rfind(words) - len(words))
        alone = sum(map(page.count, links)) >= count * _MOSTLY
        if alone and edge <= len(whole) * _EDGE and apart.isdisjoint(one.mem_id for one in _line(node)):
            found.append(words)
    return list(dict.fromkeys(found))[:_LISTED]


def _line(node: LexborNode | None) -> Iterator[LexborNode]:
    """An element and those around it."""
    while node is not None:
        yield node
        node = node.parent


def selector_of(element: LexborNode, tree: LexborHTMLParser) -> str | None:
    """The shortest selector found that names this element and no other."""
    attributes = element.attributes
    tag = element.tag or "*"
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
    node: LexborNode | None = element
    while node is not None and node.tag not in (None, "html", "-undef", "-document"):
        if node.tag == "body":
            path.append("body")
            break
        name = node.attributes.get("id") or ""
        if path and _NAME.match(name) and len(tree.css(f"#{name}")) == 1:
            path.append(f"#{name}")
            break
        number, before = 1, node.prev
        while before is not None:
            number += before.tag == node.tag
            before = before.prev
        path.append(f"{node.tag}:nth-of-type({number})")
        node = node.parent
    selector = " > ".join(reversed(path))
    return selector if path and len(tree.css(selector)) == 1 else None
