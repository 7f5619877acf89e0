"""A book as pages: pure data in, files out (path below ``docs/`` and bytes).

A generated page is front matter, Markdown headings and inert HTML blocks without blank lines; nothing of a policy is
left for the engine to interpret.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence import BookEvidence
from ..model import Book
from . import about, data, matrix, questions, topics, vendors, versions
from .page import write


def pages_of(book: Book, rules: list[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Every generated file of the site but the search index; ``rules``: code and first line of each rule."""
    evidence = BookEvidence(book)
    yield from vendors.pages(book, evidence)
    yield from versions.pages(book, evidence)
    yield from topics.pages(book)
    yield from matrix.pages(book, evidence)
    yield from questions.pages(book, evidence)
    yield from about.pages(book, rules)
    yield from data.pages(book, evidence)
    yield write(book, "search.md", "search/index.md")
