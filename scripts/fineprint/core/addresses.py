"""Addresses of the site: first segments, where each thing of a book stands, and where what moved stands now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .model import Book, Vendor, Version

#: First segments of addresses, beside the book's own folder for vendors. Anything new goes under ``about``.
FIRST_SEGMENTS = ("about", "assets", "data", "findings", "matrix", "pagefind", "questions", "search", "topics")

_SINCE = re.compile(r"[^/]+/([^/]+)/([^/]+)/([^/]+)/since/([^/]+)/")


def version_path(book: Book, version: Version) -> str:
    """Address of a version below the base: ``<folder>/<vendor>/<document>/<date>/``."""
    return f"{book.vendors_path}/{version.key}/"


def redline_path(book: Book, older: Version, newer: Version) -> str:
    """Address of what changed between two versions of a document: ``<newer>/since/<older's date>/``."""
    return f"{version_path(book, newer)}since/{older.date}/"


def redlined_pairs(book: Book) -> Iterator[tuple[Vendor, Version, Version]]:
    """Pairs of versions with a page of their differences, older first: neighbours, and those once published as such."""
    published = {found.groups() for path in book.ledger if (found := _SINCE.fullmatch(path))}
    for vendor in book.vendors:
        for document in vendor.documents():
            versions = vendor.of(document)
            for position, newer in enumerate(versions):
                series = vendor.series(document, newer.record.variant)
                for older in versions[:position]:
                    if (
                        older in series[: series.index(newer)][-1:]
                        or (vendor.id, document, newer.date, older.date) in published
                    ):
                        yield vendor, older, newer


def book_paths(book: Book) -> list[str]:
    """Every address of the book but those inside versions, as its ledger records them."""
    paths = [f"topics/{topic.id}/" for topic in book.lexicon.topics]
    paths += [f"questions/{question.id}/" for question in book.questions]
    paths += [f"findings/#{finding.id}" for finding in book.findings]
    for vendor in book.vendors:
        paths.append(f"{book.vendors_path}/{vendor.id}/")
        paths += [f"{book.vendors_path}/{vendor.id}/{document}/" for document in vendor.documents()]
        paths += [version_path(book, version) for version in vendor.versions]
    paths += [redline_path(book, older, newer) for _, older, newer in redlined_pairs(book)]
    return sorted(paths)


def permanent(book: Book, version: Version, fragment: str = "") -> str:
    """The permanent link to a version, or to a fragment of it."""
    return f"{book.base_url}{version_path(book, version)}{'#' if fragment else ''}{fragment}"


def redirect_target(book: Book, path: str) -> str | None:
    """Where a published path stands now, None if it has not moved; the longest redirect decides."""
    if path in book.redirects:
        return book.redirects[path]
    page, mark, fragment = path.partition("#")
    parts = page.rstrip("/").split("/")
    for size in range(len(parts) - (0 if mark else 1), 0, -1):
        old = "/".join(parts[:size]) + "/"
        if old in book.redirects and "#" not in book.redirects[old]:
            return book.redirects[old] + page.removeprefix(old) + mark + fragment
    return None


def former_question_ids(book: Book) -> dict[str, list[str]]:
    """Id of a question today → the ids that it had before."""
    moved: dict[str, list[str]] = {}
    for old, new in book.redirects.items():
        if old.startswith("questions/") and new.startswith("questions/"):
            moved.setdefault(new.split("/")[1], []).append(old.split("/")[1])
    return moved
