"""What the style sheets inside a page say of bold, hidden, blocks, list numbers and counters. Others are not fetched.

Only what changes which words a reader sees, or how a line is read, is looked at: a page is not laid out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: The properties that are looked at.
PROPERTIES = frozenset(
    [
        "display",
        "visibility",
        "font-weight",
        "font-style",
        "list-style",
        "list-style-type",
        "content",
        "white-space",
        "counter-reset",
        "counter-increment",
        "counter-set",
    ]
)
#: Rules of a page that are looked at; the largest page of 64 had 2,900 of them that matter.
MAX_RULES = 6_000
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PSEUDO = re.compile(r"::?(before|marker)\s*$", re.IGNORECASE)
_ALWAYS = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)\s*$|@layer\b|@supports\b", re.IGNORECASE)
_DECLARATION = re.compile(r"""([\w-]+)\s*:\s*((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^;"'])*)""")
_STATE = re.compile(r":(?:hover|focus|active|visited|target|checked|disabled|host)|\*$", re.IGNORECASE)
#: What a list's ``list-style`` may say beside its type.
_NO_TYPE = frozenset(["inside", "outside", "initial", "inherit", "unset", "revert"])

Declared = dict[str, str]


@dataclass(slots=True)
class Styles:
    """Property and value by the memory id of an element; ``before``: those of what stands before its words."""

    own: dict[int, Declared] = field(default_factory=dict)
    before: dict[int, Declared] = field(default_factory=dict)
    #: Whether a counter is printed anywhere.
    counts: bool = False

    def of(self, node: LexborNode) -> Declared:
        """What holds for an element: the rules of the page, then its own ``style``."""
        held = self.own.get(node.mem_id)
        style = node.attributes.get("style")
        if not style:
            return held or {}
        return {**(held or {}), **declarations(style)}


def declarations(text: str) -> Declared:
    """Properties that matter with their values, in lower case but for strings."""
    found = {}
    for written, value in _DECLARATION.findall(text):
        name = written.lower()
        if name in PROPERTIES:
            said = re.sub(r"\s*!important\s*$", "", value.strip(), flags=re.IGNORECASE)
            found[name] = said if name == "content" else said.lower()
    return found


def read_styles(tree: LexborHTMLParser) -> Styles:
    """What the style sheets in a page say of its elements."""
    styles = Styles()
    ranked: list[tuple[tuple[int, ...], str, str, Declared]] = []
    for sheet in tree.css("style"):
        media = (sheet.attributes.get("media") or "all").strip().lower()
        if media not in ("", "all", "screen"):
            continue
        for selectors, body in _rules(_COMMENT.sub(" ", sheet.text() or "")):
            if not (declared := declarations(body)):
                continue
            for selector in _split(selectors):
                ranked.append((*_placed(selector), declared))
    for _rank, selector, pseudo, declared in sorted(ranked[:MAX_RULES], key=lambda one: one[0]):
        held = styles.before if pseudo else styles.own
        try:
            found = tree.css(selector)
        except Exception:  # noqa: BLE001 - a selector that the parser does not know holds for nothing
            continue
        for node in found:
            held.setdefault(node.mem_id, {}).update(declared)
        if found and "counter" in declared.get("content", ""):
            styles.counts = True
    return styles


def _placed(selector: str) -> tuple[tuple[int, ...], str, str]:
    """How much a selector weighs, itself without a last ``::before`` or ``::marker``, and that one's name."""
    pseudo = _PSEUDO.search(selector)
    bare = selector[: pseudo.start()].strip() if pseudo else selector.strip()
    ids, classes = bare.count("#"), len(re.findall(r"[.\[]|:(?!:)", bare))
    names = len(re.findall(r"(?:^|[\s>+~])[a-zA-Z]", bare))
    return (ids, classes, names), bare or "*", pseudo[1].lower() if pseudo else ""


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of each rule that always holds on a screen."""
    at = 0
    while (start := sheet.find("{", at)) >= 0:
        head = sheet[at:start].rpartition(";")[2].strip()
        end, depth = start + 1, 1
        while end < len(sheet) and depth:
            depth += {"{": 1, "}": -1}.get(sheet[end], 0)
            end += 1
        body, at = sheet[start + 1 : end - 1], end
        if head.startswith("@"):
            if _ALWAYS.match(head):
                yield from _rules(body)
        elif "{" not in body:
            yield head, body


def _split(selectors: str) -> Iterator[str]:
    for one in re.split(r",(?![^(]*\))", selectors):
        if one.strip() and not _STATE.search(one):
            yield one.strip()


def is_bold(declared: Declared) -> bool | None:
    """Whether a weight is bold; None where none is said."""
    weight = declared.get("font-weight", "")
    if weight.isdecimal():
        return int(weight) >= 600
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(weight)


def is_hidden(declared: Declared) -> bool:
    """Whether an element is not shown."""
    return declared.get("display") == "none" or declared.get("visibility") in ("hidden", "collapse")


def list_type(declared: Declared) -> str | None:
    """The type of a list's marks as a style sheet says it; None where it says nothing."""
    if said := declared.get("list-style-type"):
        return said
    for word in declared.get("list-style", "").split():
        if word not in _NO_TYPE and not word.startswith("url("):
            return word
    return None
