"""Addresses of the site: which first segments there are, and where each thing of a book stands."""

from __future__ import annotations

from .model import Book, Version

#: First segments of addresses, beside the book's own folder for vendors. Anything new goes under ``about``.
FIRST_SEGMENTS = ("about", "assets", "data", "findings", "matrix", "pagefind", "questions", "search", "topics")


def version_path(book: Book, version: Version) -> str:
    """Address of a version below the base: ``<folder>/<vendor>/<document>/<date>/``."""
    return f"{book.folder}/{version.key}/"


def book_paths(book: Book) -> list[str]:
    """Every address of the book but those inside versions, as its ledger records them."""
    paths = [f"topics/{topic.id}/" for topic in book.lexicon.topics]
    paths += [f"questions/{question.id}/" for question in book.questions]
    paths += [f"findings/#{finding.id}" for finding in book.findings]
    for vendor in book.vendors:
        paths.append(f"{book.folder}/{vendor.id}/")
        paths += [f"{book.folder}/{vendor.id}/{document}/" for document in vendor.documents()]
        paths += [version_path(book, version) for version in vendor.versions]
    return sorted(paths)
