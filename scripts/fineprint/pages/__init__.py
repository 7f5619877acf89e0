"""A book as pages: pure data in, files out (path below ``docs/`` and bytes).

A generated page is front matter, Markdown headings and inert HTML blocks without blank lines; nothing of a policy is
left for the engine to interpret.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence import BookEvidence
from ..model import Book
from . import about, data, matrix, published, questions, reading, since, topics, vendors, versions
from .page import write


def pages_of(
    book: Book, rules: list[tuple[str, str]], evidence: BookEvidence | None = None
) -> Iterator[tuple[str, bytes]]:
    """Every generated file of the site but the search index; ``rules``: code and first line of each rule."""
    for part in parts_of(book, rules, evidence or BookEvidence(book)):
        yield from part


def parts_of(
    book: Book, rules: list[tuple[str, str]], evidence: BookEvidence
) -> tuple[Iterator[tuple[str, bytes]], Iterator[tuple[str, bytes]]]:
    """The same in two parts that take about as long, for two processes."""
    return _of_versions(book, evidence), _of_book(book, rules, evidence)


def _of_versions(book: Book, evidence: BookEvidence) -> Iterator[tuple[str, bytes]]:
    yield from versions.pages(book, evidence)
    yield from since.pages(book, evidence)
    yield from topics.pages(book)


def _of_book(book: Book, rules: list[tuple[str, str]], evidence: BookEvidence) -> Iterator[tuple[str, bytes]]:
    yield from vendors.pages(book, evidence)
    yield from matrix.pages(book, evidence)
    yield from questions.pages(book, evidence)
    yield from about.pages(book, rules)
    yield from reading.pages(book, evidence)
    yield from data.pages(book, evidence)
    yield from published.files(book, evidence)
    yield write(book, "search.md", "search/index.md")
