"""A web page's chosen element as Markdown, and the proof that no word of it was lost, added or moved.

markdownify writes the Markdown; lexbor, which it does not use, says which words the element has, and the book's own
reader which words the Markdown has. Where they differ, the same text is tried without emphasis, then without markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..core.model import TextFormat
from ..text.blocks import fold
from ..text.paragraphs import read_blocks
from . import RefusedError

#: Elements whose contents are no text of the page, taken out before anything is read.
NO_TEXT = "script, style, noscript, template, svg, iframe, object, head, canvas, audio, video"
#: Where a policy usually stands, the first that a page has exactly once.
USUAL = ("main", "[role=main]", "article", "body")
_BLOCK_TAGS = (
    "address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search"
    " section select summary table caption tbody td textarea tfoot th thead tr ul"
)
_KNOWN_TAGS = "blockquote body div h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td tfoot th thead tr ul"
_LAYOUT_TAGS = "ul ol table h1 h2 h3 h4 h5 h6 pre blockquote"
_BLOCKS, _KNOWN, _LAYOUT = frozenset(_BLOCK_TAGS.split()), frozenset(_KNOWN_TAGS.split()), _LAYOUT_TAGS.split()
_SPECIAL = re.compile(r"([\\`*_\[\]|]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)|(?<=~)~)")
_AT_START = re.compile(r"(?m)^(\s*)(?:([-+>=#:])|(\d+)([.)]))")
_UNSAFE_IN_TARGET = re.compile(r"[\s()<>\\\[\]`*_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """The words of one element of a page. ``markdown`` is False where only text without markup proved equal."""

    text: str
    selector: str
    language: str | None
    markdown: bool


def read_element(page: str, selector: str | None, base: str | None) -> Element:
    """The element of a page that a CSS selector names, or else the usual one.

    ``base``: the page's address, against which relative links are written out. Raises :class:`RefusedError`.
    """
    tree = LexborHTMLParser(page)
    root = tree.css_first("html")
    language = (root.attributes.get("lang") or "").strip() if root else ""
    chosen, selector = _chosen(tree, selector)
    for node in chosen.css(NO_TEXT):
        node.decompose()
    wanted = "".join(_words(chosen)).split()
    if not any(character.isalpha() for word in wanted for character in word):
        raise RefusedError(f"the element {selector!r} of the page has no words; name another with --element")
    html = chosen.html or ""
    for emphasis in (True, False):
        text = _markdown(html, base, emphasis)
        if _read_words(text) == wanted:
            break
    else:
        text = "\n\n".join(line for part in "".join(_words(chosen)).split("\n") if (line := fold(part))) + "\n"
        emphasis = None
    known = re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", language)
    language = "-".join([part.lower() if not at else part for at, part in enumerate(language.split("-"))])
    return Element(text=text, selector=selector, language=language if known else None, markdown=emphasis is not None)


def _chosen(tree: LexborHTMLParser, selector: str | None) -> tuple[LexborNode, str]:
    for one in (selector,) if selector else USUAL:
        try:
            found = tree.css(one)
        except Exception:  # noqa: BLE001 - the selector is the user's; what the parser raises for it varies
            raise RefusedError(f"--element {one!r} is no CSS selector") from None
        if len(found) == 1:
            return found[0], one
        if selector:
            many = f"{len(found)} elements" if found else "no element"
            raise RefusedError(f"--element {one!r} names {many} of the page; it must name one")
    raise RefusedError("the page has no body; give the policy's text as a file")


def words_of_page(page: str) -> list[str]:
    """The words of a page's body, in order."""
    tree = LexborHTMLParser(page)
    return "".join(_words(tree.body)).split() if tree.body else []


def _words(node: LexborNode) -> Iterator[str]:
    """The text of an element, a line end at every edge of a block."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield re.sub(r"\s", " ", child.text_content or "")
        elif child.tag == "img":
            yield fold(child.attributes.get("alt") or "")
        elif child.tag == "br":
            yield "\n"
        elif child.tag in _BLOCKS:
            yield "\n"
            yield from _words(child)
            yield "\n"
        elif not (child.tag or "-").startswith(("-", "!")):
            yield from _words(child)


def _read_words(text: str) -> list[str]:
    """The words of a Markdown text as the book reads them."""
    blocks = read_blocks(text.split("\n"), TextFormat(syntax="markdown", paragraphs="blank"), (), ())
    return [word for block in blocks for word in _pieces(block)]


def _pieces(block: object) -> Iterator[str]:
    yield from "".join(run.text for run in block.runs).split()
    for child in block.children:
        yield from _pieces(child)


class _Converter(MarkdownConverter):
    def escape(self, text: str, parent_tags: set[str]) -> str:
        """What Markdown would read as markup, and no more, as an escape."""
        text = _SPECIAL.sub(r"\\\1", text)
        return _AT_START.sub(lambda m: f"{m[1]}{'' if m[2] else m[3]}\\{m[2] or m[4]}", text)

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return super().convert_b(el, text, parent_tags) if _may_mark(el, text) else text

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return super().convert_em(el, text, parent_tags) if _may_mark(el, text) else text

    convert_strong = convert_b
    convert_i = convert_em


def _may_mark(el: Tag, text: str) -> bool:
    """Whether CommonMark would take marks here for emphasis: not next to a word on one side and a mark on the other."""
    before, after = _beside(el.previous_sibling, -1), _beside(el.next_sibling, 0)
    first, last = text[:1], text[-1:]
    opens = first.isalnum() or not before.isalnum()
    closes = last.isalnum() or not after.isalnum()
    return (opens and closes) or (first.isspace() and last.isspace())


def _beside(node: object, at: int) -> str:
    said = node.get_text() if isinstance(node, Tag) else str(node or "")
    return said[at] if said else " "


def _markdown(html: str, base: str | None, emphasis: bool) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        tag.attrs.pop("title", None)
        if tag.name in ("dt", "summary", "caption", "legend", "figcaption"):
            tag.name = "p"
        elif tag.name in _BLOCKS and tag.name not in _KNOWN:
            tag.name = "div"
    for table in reversed(soup.find_all("table")):
        if table.find(_LAYOUT) or len(table.find_all("tr")) == 0:
            for part in table.find_all(["table", "tbody", "thead", "tfoot", "tr", "td", "th"]):
                part.name = "div"
            table.name = "div"
    for link in soup.find_all("a"):
        link["href"] = _target(str(link.get("href") or ""), base)
    for image in soup.find_all("img"):
        image["src"], image["alt"] = _target(str(image.get("src") or ""), base), fold(str(image.get("alt") or ""))
        if not image["alt"]:
            image.decompose()
    strip = [] if emphasis else ["b", "strong", "em", "i", "s", "del", "code", "kbd", "samp"]
    made = _Converter(heading_style="atx", autolinks=False, bullets="-", strip=strip or None).convert_soup(soup)
    return (
        "\n".join(line if line.endswith("  ") and line.strip() else line.rstrip() for line in made.split("\n")).strip()
        + "\n"
    )


def _target(target: str, base: str | None) -> str:
    """A link's target, written out against the page's address, without what would end it in Markdown."""
    target = target.strip()
    try:
        if base and target and not target.startswith("#") and not urlsplit(target).scheme:
            target = urljoin(base, target)
    except ValueError:
        pass
    return _UNSAFE_IN_TARGET.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), target)
