"""A book as pages: pure data in, Markdown files out (path below ``docs/`` to bytes).

A generated page is front matter, Markdown headings and inert HTML blocks without blank lines; nothing of a policy is
left for the engine to interpret.
"""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from . import conservation
from .ledger import alias_of
from .model import Book, Lifted, Section, Vendor, Version
from .render import escape, escape_markdown, heading_line, heading_targets, render_block
from .topics import Topic

#: Words of a section that a topic page shows before it links on.
WORDS_ON_TOPIC_PAGE = 250

#: First segments of addresses, beside the book's own folder for vendors. Anything new goes under ``about``.
FIRST_SEGMENTS = ("about", "assets", "data", "findings", "matrix", "pagefind", "questions", "search", "topics")

NAMED_BY = {
    "archived": "it was archived",
    "retrieved": "it was retrieved",
    "stated": "the text itself states",
}


class Page:
    """Where a page stands, for links relative to it: they hold on a host, below a path and from disk."""

    def __init__(self, book: Book, path: str) -> None:
        self.book = book
        self.path = path
        self.root = "../" * path.count("/")
        self.topics = {topic.id: topic for topic in book.lexicon.topics}

    def to(self, path: str) -> str:
        """The link to a path from the site's root."""
        return f"{self.root}{path}" or "./"

    def version(self, version: Version) -> str:
        """Path of a version's page."""
        return version_path(self.book, version)


def version_path(book: Book, version: Version) -> str:
    """Address of a version below the base: ``<folder>/<vendor>/<document>/<date>/``."""
    return f"{book.folder}/{version.key}/"


def day(text: str) -> str:
    """A date written out: ``6 December 2004``; a second version of a day is told by its number."""
    written = date.fromisoformat(text[:10])
    number = f" ({text[11:]})" if len(text) > 10 else ""
    return f"{written.day} {written:%B %Y}{number}"


def book_paths(book: Book) -> list[str]:
    """Every address of the book but those inside versions, as its ledger records them."""
    paths = [f"topics/{topic.id}/" for topic in book.lexicon.topics]
    for vendor in book.vendors:
        paths.append(f"{book.folder}/{vendor.id}/")
        paths += [f"{book.folder}/{vendor.id}/{document}/" for document in vendor.documents()]
        paths += [version_path(book, version) for version in vendor.versions]
    return sorted(paths)


def pages_of(book: Book) -> Iterator[tuple[str, bytes]]:
    """Every generated file of the site but the search index: path below ``docs/`` and bytes."""
    write = partial(_write, _environment(), book)
    counts = {version.key: conservation.count(version) for version in book.versions()}
    latest = [(vendor, version, counts[version.key]) for vendor, version in book.latest()]
    topics = book.lexicon.topics
    yield write("home.md", "index.md", latest=latest, topics=topics)
    yield write("vendors.md", f"{book.folder}/index.md", latest=latest)
    yield write("topics.md", "topics/index.md", topics=topics)
    yield write("search.md", "search/index.md")
    columns = [(vendor, version) for vendor, version, _ in latest]
    rows = [(topic, [(version, _about(version, topic)) for _, version in columns]) for topic in topics]
    yield write("matrix.md", "matrix/index.md", columns=columns, rows=rows)
    for topic in topics:
        shown = [
            (vendor, version, [(section, *_opening(section)) for section in _about(version, topic)])
            for vendor, version in columns
        ]
        yield write("topic.md", f"topics/{topic.id}/index.md", topic=topic, rows=shown, most=WORDS_ON_TOPIC_PAGE)
    for vendor in book.vendors:
        yield write("vendor.md", f"{book.folder}/{vendor.id}/index.md", vendor=vendor, counts=counts)
        for document in vendor.documents():
            place = f"{book.folder}/{vendor.id}/{document}"
            versions = vendor.of(document)
            yield write(
                "document.md", f"{place}/index.md", vendor=vendor, document=document, versions=versions, counts=counts
            )
            for version in versions:
                yield write(
                    "version.md",
                    f"{place}/{version.date}/index.md",
                    **_version_page(book, vendor, version, versions),
                    count=counts[version.key],
                )
                yield f"{place}/{version.date}/policy.txt", version.raw


def _version_page(book: Book, vendor: Vendor, version: Version, versions: tuple[Version, ...]) -> dict:
    by_section: dict[str, list[tuple[str, str]]] = defaultdict(list)
    by_clause: dict[str, list[str]] = defaultdict(list)
    sections = {section.id for section in version.sections}
    clauses = {clause.address for clause in version.clauses()}
    published = [*version.outline.aliases, *(address.fragment for address in version.ledger)]
    for alias in dict.fromkeys(published):
        targets = alias_of(alias, version.outline.aliases)
        if not targets:
            continue
        if targets[0] in sections:
            by_section[targets[0]].append((targets[0], alias))
        else:
            clause = ".".join(targets[0].split(".")[:2])
            if clause in clauses:
                by_clause[clause].append(alias)
    return {
        "vendor": vendor,
        "version": version,
        "versions": versions,
        "newest": versions[-1],
        "newer": version is not versions[-1],
        "document": book.documents[version.document],
        "aliases": by_section,
        "clause_aliases": by_clause,
    }


def _about(version: Version, topic: Topic) -> list[Section]:
    return [section for section in version.sections if topic.id in section.topics]


def _opening(section: Section) -> tuple[list, int]:
    """The first clauses of a section, up to a number of words but at least one, and how many words are left."""
    shown, used = [], 0
    for clause in section.clauses:
        size = len(clause.words.split())
        if shown and used + size > WORDS_ON_TOPIC_PAGE:
            break
        shown.append(clause.block)
        used += size
    return shown, len(section.words.split()) - used


def _write(environment: Environment, book: Book, template: str, path: str, **values: object) -> tuple[str, bytes]:
    page = Page(book, path)
    text = environment.get_template(template).render(book=book, page=page, named_by=NAMED_BY, **values)
    return path, re.sub(r"\n{3,}", "\n\n", text.lstrip("\n")).encode()


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "date": day,
        "number": lambda number: f"{number:,}",
        "front": lambda text: Markup(json.dumps(html.escape(str(text)), ensure_ascii=False)),
        "md": lambda text: Markup(escape_markdown(str(text))),
        "lines": lambda lines: f"Line {lines[0]}" if lines[0] == lines[1] else f"Lines {lines[0]} to {lines[1]}",
        "heading_line": lambda section: Markup(heading_line(section, min(section.level + 1, 6))),
        "heading_targets": heading_targets,
        "render_block": lambda block, ids=True: Markup(render_block(block, ids)),
        "lifted_text": _lifted_text,
    }
    return environment


def _lifted_text(taken: Lifted, version: Version) -> Markup:
    return Markup("&#10;".join(escape(line) for line in version.source[taken.lines[0] - 1 : taken.lines[1]]))
