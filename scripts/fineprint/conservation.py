"""Words conserved: nothing of a text is lost, added or altered on its page. Two guards that share no parser.

The first compares, in order, the words read from the text with the words of the page's policy elements. The second
never parses Markdown: it compares, as multisets, the letter-and-digit runs of the raw lines with those of the page,
to which the targets of its links are added (a target is no text on the page, but it is in the raw line).
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .blocks import Block
from .model import Version

_RUN = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Words of a version: in the file, shown as policy, shown as lifted lines."""

    source: int
    policy: int
    lifted: int


def expected_words(version: Version) -> list[str]:
    """The words that the page must show as policy, in order: headings, list numbers, clauses."""
    words: list[str] = []
    for section in version.sections:
        words += f"{section.marker} {section.heading}".split()
        for block in section.blocks:
            words += _block_words(block)
    return words


def _block_words(block: Block) -> Iterator[str]:
    if block.kind == "item" and block.marker:
        yield str(int(block.marker))
    yield from "".join(run.text for run in block.runs).split()
    for child in block.children:
        yield from _block_words(child)


def lifted_lines(version: Version) -> list[str]:
    """The source lines that are shown under provenance, in order."""
    return [
        line for taken in version.record.lifted for line in version.source[taken.lines[0] - 1 : taken.lines[1]]
    ]


def policy_lines(version: Version) -> list[str]:
    """The source lines that are not lifted."""
    away = {number for taken in version.record.lifted for number in range(taken.lines[0], taken.lines[1] + 1)}
    return [line for number, line in enumerate(version.source, 1) if number not in away]


def count(version: Version) -> Count:
    """Words by white space, as the page states them."""
    lifted = sum(len(line.split()) for line in lifted_lines(version))
    return Count(source=sum(len(line.split()) for line in version.source), policy=len(expected_words(version)), lifted=lifted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Between a stored text and its page: runs of the raw text lost and added, words in order that are not the same."""

    lost: Counter[str]
    added: Counter[str]
    altered: int
    first: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether there is a difference at all."""
        return bool(self.lost or self.added or self.altered)

    def lines(self) -> list[str]:
        """What differs, a line each."""
        lost = [f"raw text: {word!r} lost {number} times" for word, number in self.lost.items()]
        return [*self.first, *lost, *(f"raw text: {word!r} added {number} times" for word, number in self.added.items())]


def losses(version: Version, page: str) -> list[str]:
    """What the built page of a version lost, added or altered; empty if nothing."""
    return differences(version, page).lines()


def differences(version: Version, page: str) -> Difference:
    """How the built page of a version differs from its stored text, by both guards."""
    tree = LexborHTMLParser(page)
    for link in tree.css("a.headerlink"):
        link.decompose()
    shown = [word for node in tree.css(".words") for word in _page_words(node).split()]
    printed = [word for node in tree.css(".lifted-lines") for word in node.text().split()]
    first, altered = [], 0
    for name, wanted, there in (
        ("policy", expected_words(version), shown),
        ("lifted lines", "\n".join(lifted_lines(version)).split(), printed),
    ):
        if said := _first_difference(wanted, there):
            first.append(f"{name}: {said}")
            altered += _unlike(wanted, there)
    raw = _runs("\n".join(policy_lines(version)))
    on_page = Counter[str]()
    for node in tree.css(".words"):
        on_page += _runs(_page_words(node, apart=True))
    for target in _targets(tree):
        on_page += _runs(target)
    return Difference(lost=raw - on_page, added=on_page - raw, altered=altered, first=tuple(first))


def _unlike(wanted: Sequence[str], shown: Sequence[str]) -> int:
    """How many words in order are not the same."""
    matched = SequenceMatcher(None, wanted, shown, autojunk=False).get_matching_blocks()
    return max(len(wanted), len(shown)) - sum(block.size for block in matched)


def _page_words(node: LexborNode, apart: bool = False) -> str:
    """The text of a policy element; ``apart`` puts a blank at every tag, as the raw text has its marks there."""
    out: list[str] = []
    for inner in node.traverse(include_text=True):
        if inner.tag == "-text":
            out.append(inner.text(deep=False) if inner.text_content is None else inner.text_content)
        elif inner.tag == "li" and inner.attributes.get("value"):
            out.append(f" {inner.attributes['value']} ")
        elif inner.tag in ("p", "li", "br", "td", "th", "tr", "div", "ul", "ol", "blockquote", "pre", "hr"):
            out.append(" ")
        if apart:
            out.append(" ")
    return "".join(out)


def _targets(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css(".words a:not(.auto):not(.headerlink)"):
        yield node.attributes.get("href") or ""
    for node in tree.css(".target"):
        yield node.attributes.get("title") or ""


def _runs(text: str) -> Counter[str]:
    """Runs of letters and digits, entities resolved to the end, breaks as blanks, leading zeros dropped."""
    before = None
    while before != text:
        before, text = text, html.unescape(text)
    return Counter(run.lstrip("0") or "0" for run in _RUN.findall(_BREAK.sub(" ", text)))


def _first_difference(wanted: Sequence[str], shown: Sequence[str]) -> str | None:
    if list(wanted) == list(shown):
        return None
    for at, (want, show) in enumerate(zip(wanted, shown, strict=False)):
        if want != show:
            around = " ".join(wanted[max(at - 4, 0) : at])
            return f"word {at + 1} is {show!r}, not {want!r} (after {around!r})"
    return f"{len(shown)} words on the page, {len(wanted)} in the text"
