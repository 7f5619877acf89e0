"""The invariants of a page that shows hostile text, checked on the built HTML without a browser."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fineprint.core.addresses import version_path
from fineprint.core.model import Book, Version
from fineprint.prove.text_integrity import differences
from fineprint.publish.policy_html import TAGS
from fineprint.publish.search import records_of

CANARIES = ("CANARYBEFORE", "CANARYAFTER")
_ADDRESS = re.compile(r"_?[a-z0-9]+([-.][a-z0-9]+)*|_-page")
_LINKS = {
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "srcset",
    "srcdoc",
    "background",
    "ping",
    "xlink:href",
}
_RELATED = {"canonical", "alternate", "cite-as", "license", "next", "prev", "author", "describedby", "item", "up"}
_ATTRIBUTES = {
    "": {"class", "id"},
    "a": {"href", "rel"},
    "li": {"value"},
    "span": {"title"},
    "mark": {"title"},
    "div": {"tabindex", "role", "aria-label", "lang", "dir"},
}

Shape = set[tuple[str, str]]


def version_page(site: Path, book: Book, folder: str) -> str:
    """The HTML of the version that lies in a folder of the book."""
    version = next(version for version in book.versions() if version.folder == folder)
    return (site / version_path(book, version) / "index.html").read_text(encoding="utf-8")


def vendor_page(site: Path, book: Book, vendor: str) -> str:
    """The HTML of a vendor's page, by id."""
    return (site / book.vendors_path / vendor / "index.html").read_text(encoding="utf-8")


def shape_of(page: str) -> Shape:
    """Every pair of tag and attribute name of a page."""
    nodes = LexborHTMLParser(page).css("*")
    return {(node.tag, name) for node in nodes for name in ("", *node.attributes)}


def text_kept(version: Version, page: str, canaries: bool) -> Iterator[str]:
    """The words of the policy are the page's, in order; what follows them on the page is still there."""
    if (found := differences(version, page)).any:
        yield "words: " + "; ".join(found.lines())[:300]
    tree = LexborHTMLParser(page)
    shown = " ".join(node.text() for node in tree.css(".words, .excluded-lines"))
    for canary in CANARIES if canaries else ():
        if canary not in shown:
            yield f"rest of page: {canary} is gone"
    if not tree.css("body > * footer") or not tree.css("#_provenance"):
        yield "rest of page: what follows the text is gone"


def own_markup(page: str, plain: Shape) -> Iterator[str]:
    """Only tags, attributes and ids of ours; every link leads to http, https, mailto or our own site.

    ``plain``: the shape of a harmless page of the same book.
    """
    tree = LexborHTMLParser(page)
    for link in tree.css("a.headerlink"):
        link.decompose()
    for node in tree.css(".words *"):
        extra = set(node.attributes) - _ATTRIBUTES[""] - _ATTRIBUTES.get(node.tag, set())
        if node.tag not in TAGS or extra:
            yield f"markup: {node.tag} with {sorted(extra)} in the text"
        if node.tag == "a" and urlsplit(node.attributes.get("href") or "").scheme.lower() not in (
            "http",
            "https",
            "mailto",
        ):
            yield f"markup: the link {node.attributes.get('href')!r} in the text"
    for tag, name in sorted(shape_of(page) - plain):
        if tag not in TAGS or (name and name not in _ATTRIBUTES[""] | _ATTRIBUTES.get(tag, set())):
            yield f"markup: {tag} {name} is on no harmless page"
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", value or "", re.IGNORECASE)
            if name in _LINKS and scheme and scheme[1].lower() not in ("http", "https", "mailto", "data"):
                yield f"markup: {name}={value!r}"
            if name in _LINKS and scheme and scheme[1].lower() != "data" and _loads(node):
                yield f"markup: {node.tag} loads {value!r}"
            if name.startswith("on"):
                yield f"markup: {node.tag} has {name}"
            if name == "id" and not _ADDRESS.fullmatch(value or "") and not (value or "").startswith("__"):
                yield f"markup: the id {value!r}"
    ids = Counter(node.attributes["id"] or "" for node in tree.css("[id]"))
    if repeated := sorted(name for name, number in ids.items() if number > 1):
        yield f"markup: the ids {repeated} stand twice"


def _loads(node: LexborNode) -> bool:
    """Whether a browser fetches where the tag leads without being asked."""
    loading = {"script", "img", "iframe", "object", "embed", "source", "video", "audio", "input", "track"}
    return node.tag in loading or (node.tag == "link" and (node.attributes.get("rel") or "").lower() not in _RELATED)


def search_alike(version: Version) -> Iterator[str]:
    """The search records of a version hold the words of its sections, as text."""
    records = {record.section: record for record in records_of(version)}
    for section in version.sections:
        record = records.get(section.id)
        if record is None:
            if section.heading or section.clauses:
                yield f"search: section {section.id} has no record"
        elif record.words != section.words:
            yield f"search: section {section.id} has other words"


def exports_readable(site: Path) -> Iterator[str]:
    """Every JSON file of a site is JSON, every XML file XML."""
    for file in sorted(path for path in site.rglob("*") if path.suffix in (".json", ".xml", ".map")):
        try:
            if file.suffix == ".xml":
                ElementTree.parse(file)
            else:
                json.loads(file.read_text(encoding="utf-8"))
        except (ValueError, ElementTree.ParseError) as fault:
            yield f"export: {file.relative_to(site)}: {fault}"


def field_shown(pages: list[str], words: str) -> Iterator[str]:
    """A reviewed string stands on each of some pages as text, letter for letter."""
    wanted = " ".join(words.split())
    for page in pages:
        tree = LexborHTMLParser(page)
        if wanted not in " ".join(tree.body.text(separator="").split()):
            yield f"field: {wanted[:60]!r} is not on the page as text"


def secrets_kept(site: Path, secrets: list[str]) -> Iterator[str]:
    """No text of files outside the site stands in it."""
    for file in sorted(
        path for path in site.rglob("*") if path.is_file() and path.suffix in (".html", ".json", ".xml", ".txt")
    ):
        text = unescape(file.read_text(encoding="utf-8", errors="replace"))
        for secret in secrets:
            if secret in text:
                yield f"secret: {file.relative_to(site)} holds {secret[:20]!r}"
