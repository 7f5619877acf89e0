"""A web page's chosen element as Markdown, and the proof that no word of it was lost, added or moved.

Lexbor parses the page. One walk over its tree makes blocks of it and another says which words it has, what is set
aside left out; they must agree in order, and so must what the book's own reader reads in the Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from ..core.lines import Lines
from ..core.record import Damage
from . import RefusedError
from .candidates import candidates, menus
from .html_asides import set_aside
from .html_blocks import Reader
from .html_doubts import DIRECTION, missing_numbers, refuse_directions
from .html_fallback import proved_blocks
from .html_page import SILENT, Page, parse_page
from .markdown_writer import read_words, write
from .nodes import Node, descend, words_of

#: Where a policy usually stands, the first that a page has exactly once and that is no small part of it.
USUAL = ("main", "[role=main]", "article", "body")
#: The share of a page's words below which the usual element can't be the policy.
_LEAST_SHARE = 0.1
#: Notes that a record has of one page at most.
MAX_NOTES = 60
#: Characters of what was set aside that are said.
_SAID = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """The words of one element of a page as Markdown. ``said``: what a maintainer is told, a line each.

    ``damage``: what is recorded of it. ``written_out``: whether numbers that the page's markup makes stand
    among the words. ``left_out``: the words of what was set aside.
    """

    text: str
    selector: str
    language: str | None
    markdown: bool = True
    said: tuple[str, ...] = ()
    damage: tuple[Damage, ...] = ()
    written_out: bool = False
    left_out: tuple[str, ...] = ()


def read_element(text: str, selector: str | None, base: str | None) -> Element:
    """The element of a page that a CSS selector names, or else the usual one.

    ``base``: the page's address, against which relative links are written out. Raises :class:`RefusedError`.
    """
    page = parse_page(text)
    chosen, selector, said = _chosen(page, selector)
    set_aside(page, chosen)
    wanted = [] if chosen.tag in SILENT else "".join(page.words(chosen)).split()
    if not any(character.isalpha() for word in wanted for character in word):
        aside = "; ".join(f"{one.kind}: {_short(one.words)}" for one in page.skipped.values() if one.words)
        more = f" (set aside: {aside})" if aside else ""
        raise RefusedError(f"the element {selector!r} of the page has no words{more}; name another with --element")
    refuse_directions(page, chosen)
    reader = Reader(page, base)
    nodes, flat = proved_blocks(reader, chosen)
    written = write(nodes)
    read, all_words = read_words(written.text), [word for node in nodes for word in words_of(node)]
    if read != all_words:
        raise RefusedError(f"the words of the page could not be kept: {_first_difference(all_words, read)}")
    lost = [*((1, one) for one in flat), *written.lost]
    damage = [Damage(lines=Lines.at(line), kind="markup", note=f"Not kept: {one}.") for line, one in lost]
    for before, one in page.places(chosen):
        if one.words:
            line = max([line for line, count in written.starts if count < before] or [1])
            damage.append(
                Damage(lines=Lines.at(line), kind="left-out", note=f"Left out here: {one.kind}: {_short(one.words)}")
            )
    for line, note in _repeated(nodes, written.starts):
        damage.append(Damage(lines=Lines.at(line), kind="repeated", note=note))
    if missing := missing_numbers(page, nodes):
        damage.append(Damage(lines=Lines.at(1), kind="numbering", note=f"{missing[0].upper()}{missing[1:]}."))
        said.append(missing)
    if reader.controls:
        names = ", ".join(sorted(f"U+{ord(one):04X}" for one in reader.controls))
        damage.append(Damage(lines=Lines.at(1), kind="control", note=f"Control characters are left out: {names}."))
        said.append(f"control characters, for which no browser shows anything, are left out: {names}")
    said += [f"line {line}: not kept: {one}" for line, one in lost]
    said += _said(page, chosen, selector)
    return Element(
        text=written.text,
        selector=selector,
        language=_language(page),
        said=tuple(said),
        damage=tuple(damage[:MAX_NOTES]),
        left_out=tuple(one.words for one in page.skipped.values() if one.words),
        written_out=any(piece.made == "number" for node in descend(nodes) for piece in node.pieces),
    )


def _repeated(nodes: Sequence[Node], starts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """A note for each block with a cell that the page has once and the text wherever it holds."""
    for node, (line, _count) in zip(nodes, starts, strict=True):
        again = sum(piece.made == "repeated" for inner in descend([node]) for piece in inner.pieces)
        if again:
            yield line, "Cells of this table that span several rows or columns are repeated in each."


def _short(words: str) -> str:
    return words if len(words) <= _SAID else f"{words[:_SAID]}…"


def _control(words: str) -> str:
    found = DIRECTION.search(words)
    return f", with the control U+{ord(found[0]):04X}, which so does not reach the text" if found else ""


def _said(page: Page, chosen: LexborNode, selector: str) -> list[str]:
    apart: dict[tuple[str, str], int] = {}
    for one in page.skipped.values():
        if one.words:
            apart[one.kind, one.words] = apart.get((one.kind, one.words), 0) + 1
    said = []
    for (kind, words), times in apart.items():
        often = f" ({times} times)" if times > 1 else ""
        said.append(f"left out: {kind}{often}, {len(words.split()):,} words{_control(words)}: {_short(words)}")
    said += [f"taken though hidden until opened: {len(words.split()):,} words: {words[:80]}" for words in page.folded]
    said += [f"taken, though it looks like a menu: {words[:120]}" for words in menus(page, chosen)]
    if found := candidates(page, chosen):
        listed = ", ".join(f"{one} ({words:,} words)" for one, words in found)
        said.append(f"taken from {selector} ({page.count(chosen):,} words); others for --element: {listed}")
    return said


def _chosen(page: Page, selector: str | None) -> tuple[LexborNode, str, list[str]]:
    tree = page.tree
    said: list[str] = []
    body = tree.body
    whole = page.count(body) if body else 0
    for one in (selector,) if selector else USUAL:
        try:
            found = tree.css(one)
        except Exception:  # noqa: BLE001 - the selector is the user's; what the parser raises for it varies
            raise RefusedError(f"--element {one!r} is no CSS selector") from None
        if len(found) == 1:
            if selector or one == "body" or page.count(found[0]) >= whole * _LEAST_SHARE:
                return found[0], one, said
            said.append(f"{one} holds {page.count(found[0])} of the page's {whole:,} words and was not taken")
        if selector:
            many = f"{len(found)} elements" if found else "no element"
            near = ", ".join(f"{name} ({words:,} words)" for name, words in candidates(page, None))
            hint = f"; of the page's elements: {near}" if near else ""
            raise RefusedError(f"--element {one!r} names {many} of the page; it must name one{hint}")
    frames = [address for node in tree.css("frame[src]") if (address := node.attributes.get("src"))]
    if frames:
        raise RefusedError(f"the page only shows others, in frames: {', '.join(frames[:5])}; take the right one in")
    raise RefusedError("the page has no body; give the policy's text as a file")


def _language(page: Page) -> str | None:
    root = page.tree.css_first("html")
    language = (root.attributes.get("lang") or "").strip() if root else ""
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", language):
        return None
    return "-".join([part.lower() if not at else part for at, part in enumerate(language.split("-"))])


def words_of_page(text: str) -> list[str]:
    """The words of a page's body, in order."""
    page = parse_page(text)
    return "".join(page.words(page.tree.body)).split() if page.tree.body else []


def _first_difference(wanted: list[str], there: list[str]) -> str:
    for at, (want, found) in enumerate(zip(wanted, there, strict=False)):
        if want != found:
            around = " ".join(wanted[max(at - 6, 0) : at])
            return f"after {around!r} stands {want!r} on the page and {found!r} as converted"
    return f"{len(wanted)} words on the page and {len(there)} as converted"
