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

from ..core.model import Section, Version
from ..text.blocks import Block
from ..text.words import count_words as words_in

_RUN = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
#: Marks that may stand inside a word; removed from both sides, escaped or not.
_EMPHASIS = re.compile(r"\\?[*~_]")
_TRANSPARENT = {"strong", "em", "s", "mark"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {"p", "li", "br", "td", "th", "tr", "div", "ul", "ol", "blockquote", "pre", "hr"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCount:
    """Sections of a version, and its words: in the file, shown as policy, shown as excluded lines."""

    sections: int
    source: int
    policy: int
    excluded: int


def expected_words(version: Version) -> list[str]:
    """The words that the page must show as policy, in order: headings, list numbers, clauses."""
    words: list[str] = []
    for section in version.sections:
        words += f"{section.marker} {section.heading}".split()
        for block in section.blocks:
            _add_words(block, words)
    return words


def _add_words(block: Block, words: list[str]) -> None:
    if block.kind == "item" and block.marker:
        words.append(str(int(block.marker)))
    if block.runs:
        words += "".join([run.text for run in block.runs]).split()
    for child in block.children:
        _add_words(child, words)


def excluded_lines(version: Version) -> list[str]:
    """The source lines that are shown under provenance, in order."""
    return [line for taken in version.record.excluded for line in taken.lines.of(version.source)]


def policy_lines(version: Version) -> list[str]:
    """The source lines that are not excluded."""
    away = {number for taken in version.record.excluded for number in taken.lines.numbers()}
    return [line for number, line in enumerate(version.source, 1) if number not in away]


def count_words(version: Version) -> WordCount:
    """Words by Unicode's segmentation, as the page states them; what is compared are the runs above."""
    return WordCount(
        sections=len(version.sections),
        source=sum(map(words_in, version.source)),
        policy=words_in(" ".join(expected_words(version))),
        excluded=sum(map(words_in, excluded_lines(version))),
    )


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
        added = [f"raw text: {word!r} added {number} times" for word, number in self.added.items()]
        return [*self.first, *lost, *added]


def losses(version: Version, page: str) -> list[str]:
    """What the built page of a version lost, added or altered; empty if nothing."""
    return differences(version, page).lines()


def differences(version: Version, page: str) -> Difference:
    """How the built page of a version differs from its stored text, by both guards."""
    tree = LexborHTMLParser(page)
    for link in tree.css("a.headerlink"):
        link.decompose()
    nodes = tree.css(".words")
    texts = [_page_words(node) for node in nodes]
    shown = [word for words, _ in texts for word in words.split()]
    printed = [word for node in tree.css(".excluded-lines") for word in node.text().split()]
    first, altered = [], 0
    for name, wanted, there in (
        ("policy", expected_words(version), shown),
        ("excluded lines", "\n".join(excluded_lines(version)).split(), printed),
    ):
        if said := _first_difference(wanted, there):
            first.append(f"{name}: {said}")
            altered += _unlike(wanted, there)
    raw = _runs("\n".join(policy_lines(version)))
    # A heading's words are plain on its page: where links and pictures parted them, only the text's own runs know.
    headings = {"".join(known.split()): known for known in map(_parted, version.sections) if " " in known.strip()}
    parted = [
        headings.get("".join(apart.split()), apart) if node.tag in _HEADINGS else apart
        for node, (_, apart) in zip(nodes, texts, strict=True)
    ]
    on_page = _runs("\n".join([*parted, *_targets(tree)]))
    return Difference(lost=raw - on_page, added=on_page - raw, altered=altered, first=tuple(first))


def _unlike(wanted: Sequence[str], shown: Sequence[str]) -> int:
    """How many words in order are not the same."""
    matched = SequenceMatcher(None, wanted, shown, autojunk=False).get_matching_blocks()
    return max(len(wanted), len(shown)) - sum(block.size for block in matched)


def _page_words(node: LexborNode) -> tuple[str, str]:
    """The text of a policy element; the second has a blank wherever a tag stands, as the raw text has its marks there.

    Emphasis alone parts no word in either: ``**Interest**s`` is one.
    """
    words: list[str] = []
    apart: list[str] = []
    around = None
    for inner in node.traverse(include_text=True):
        if inner.tag == "-text":
            text = inner.text(deep=False) if inner.text_content is None else inner.text_content
            holder = inner.parent
            while holder is not None and holder.tag in _TRANSPARENT:
                holder = holder.parent
            inside = holder.mem_id if holder is not None else None
            words.append(text)
            apart.append(text if inside == around else f" {text}")
            around = inside
            continue
        between = ""
        if inner.tag == "li" and inner.attributes.get("value"):
            between = f" {inner.attributes['value']} "
        elif inner.tag in _BLOCKS:
            between = " "
        words.append(between)
        apart.append(between)
        around = around if inner.tag in _TRANSPARENT else None
    return "".join(words), "".join(apart)


def _parted(section: Section) -> str:
    """A heading's words with a blank where a link or picture begins or ends."""
    out, around = [section.marker], None
    for run in section.heading_runs:
        inside = tuple(tag for tag in run.tags if tag[0] not in _TRANSPARENT)
        out.append(run.text if inside == around else f" {run.text}")
        around = inside
    return "".join(out)


def _targets(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css(".words a:not(.auto):not(.headerlink)"):
        yield node.attributes.get("href") or ""
    for node in tree.css(".target"):
        yield node.attributes.get("title") or ""


def _runs(text: str) -> Counter[str]:
    """Runs of letters and digits, entities resolved to the end, breaks as blanks, leading zeros and stars dropped."""
    before = None
    while before != text:
        before, text = text, html.unescape(text)
    return Counter(run.lstrip("0") or "0" for run in _RUN.findall(_EMPHASIS.sub("", _BREAK.sub(" ", text))))


def _first_difference(wanted: Sequence[str], shown: Sequence[str]) -> str | None:
    if list(wanted) == list(shown):
        return None
    for at, (want, show) in enumerate(zip(wanted, shown, strict=False)):
        if want != show:
            around = " ".join(wanted[max(at - 4, 0) : at])
            return f"word {at + 1} is {show!r}, not {want!r} (after {around!r})"
    return f"{len(shown)} words on the page, {len(wanted)} in the text"
