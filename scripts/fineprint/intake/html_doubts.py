"""What a page makes doubtful: direction controls with their place, and numbers that another style sheet may make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from ..text.own_numbers import own_number
from . import RefusedError
from .candidates import selector_of
from .html_page import SILENT, Page
from .nodes import Node, descend

#: Controls that show words in another order, or not at all.
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_REFERENCE = re.compile(
    r"\b(?:sections?|clauses?|ziffern?|abschnitt)\s+(\d{1,2}(?:\.\d{1,2})*)\b(?!\s*(?:,|of)\s+(?:the|title|[A-Z]))",
    re.I,
)
#: Headings, and references to different numbers, from which numbers are missed.
_HEADINGS, _REFERENCES = 3, 2
#: The share of the chosen element's words that another must keep to be offered in its place.
_KEPT = 0.5


def refuse_directions(page: Page, chosen: LexborNode) -> None:
    """Raise :class:`RefusedError` where a direction control or a tag stands in the words, with its place."""
    found = DIRECTION.search("".join(page.words(chosen)))
    if not found:
        return
    holder = chosen
    while (
        inner := next((child for child in _inside(page, holder) if found[0] in _said(page, child)), None)
    ) is not None:
        holder = inner
    menu = _menu_around(holder)
    where = f"in the menu <{menu.tag}>" if menu is not None else f"in <{holder.tag}>"
    words = " ".join(_said(page, holder).split())[:60]
    raise RefusedError(
        f"the control U+{ord(found[0]):04X}, which can show words in another order, stands {where}: {words!r}; "
        + _without(page, chosen, found[0])
    )


def _said(page: Page, node: LexborNode) -> str:
    return "".join(page.words(node))


def _inside(page: Page, node: LexborNode) -> Iterator[LexborNode]:
    for child in node.iter():
        if (
            child.mem_id not in page.skipped
            and (child.tag or "-") not in SILENT
            and not (child.tag or "-").startswith("-")
        ):
            yield child


def _menu_around(node: LexborNode) -> LexborNode | None:
    """The list or row of links that an element stands in."""
    around: LexborNode | None = node
    for _ in range(3):
        if around is not None and around.tag in ("ul", "ol", "nav", "div") and len(around.css("a")) > 1:
            return around
        around = around.parent if around is not None else None
    return None


def _without(page: Page, chosen: LexborNode, control: str) -> str:
    least = page.count(chosen) * _KEPT
    for node in chosen.css("main, article, section, div, td"):
        if page.count(node) >= least and control not in _said(page, node) and (name := selector_of(node, page.tree)):
            return f"--element {name!r} leaves it out ({page.count(node):,} words)"
    return "name an element without it with --element"


def missing_numbers(page: Page, nodes: Sequence[Node]) -> str | None:
    """What is said where a text refers to its numbered sections and none has a number; None where that is not so."""
    if page.tree.css_first("link[rel~=stylesheet]") is None and page.tree.css_first("style") is None:
        return None
    texts = ["".join(piece.text for piece in node.pieces) for node in descend(nodes) if node.pieces]
    heads = [
        "".join(piece.text for piece in node.pieces)
        for node in descend(nodes)
        if node.kind == "heading" or (node.kind == "paragraph" and node.pieces and "strong" in node.pieces[0].marks)
    ]
    if len(heads) < _HEADINGS or any(own_number(f"{text} ") for text in texts):
        return None
    if any(re.match(r"\D{0,12}\d", text) for text in heads):
        return None
    if any(node.kind == "item" and node.mark for node in descend(nodes)):
        return None
    named = sorted({found[1] for text in texts for found in _REFERENCE.finditer(text)})
    if len(named) < _REFERENCES:
        return None
    return (
        f"the text refers to its sections {', '.join(named[:6])}, and none of its headings has a number: "
        "a style sheet that is not in the page may make them"
    )
