"""Addresses of the site: first segments, where each thing of a book stands, and where what moved stands now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .model import Book, Vendor, Version

#: First segments of addresses, beside the book's own folder for vendors. Anything new goes under ``about``.
FIRST_SEGMENTS = (
    "about",
    "assets",
    "data",
    "findings",
    "matrix",
    "pagefind",
    "questions",
    "schemas",
    "search",
    "topics",
)

#: Pages that every book has.
_PAGES = frozenset(
    (
        *("", "matrix/", "findings/", "questions/", "topics/", "search/", "data/", "about/", "about/method/"),
        *("about/brief/", "about/glossary/", "about/documents-referred-to/", "about/check-a-citation/"),
    )
)

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


def live_paths(book: Book) -> list[str]:
    """Every address of the book's own pages and answers, but those of clauses, as its ledger records them."""
    paths = [f"topics/{topic.id}/" for topic in book.lexicon.topics]
    paths += [f"questions/{question.id}/" for question in book.questions]
    paths += [f"findings/#{finding.id}" for finding in book.findings]
    known = {question.id for question in book.questions}
    for vendor in book.vendors:
        paths.append(f"{book.vendors_path}/{vendor.id}/")
        paths += [f"{book.vendors_path}/{vendor.id}/{document}/" for document in vendor.documents()]
        for version in vendor.versions:
            place = version_path(book, version)
            paths += [place, *(f"{place}#_{question}" for question in version.answered if question in known)]
    paths += [
        f"questions/{question.id}/#{vendor.id}"
        for vendor, version in book.latest()
        for question in book.questions
        if version.document in question.documents
    ]
    paths += [redline_path(book, older, newer) for _, older, newer in redlined_pairs(book)]
    return sorted(set(paths))


def withdrawn_paths(book: Book) -> list[str]:
    """The addresses of withdrawn versions, of their documents and their vendors; notices stand there."""
    parts = [text.key.split("/") for text in book.withdrawn]
    return sorted({f"{book.vendors_path}/{'/'.join(key[:size])}/" for key in parts for size in (1, 2, 3)})


def book_paths(book: Book) -> list[str]:
    """Every address of the book but those inside versions, where words or a notice stand."""
    return sorted({*live_paths(book), *withdrawn_paths(book)})


def living_paths(book: Book) -> set[str]:
    """The pages of a book that may be cited, by their paths below its base."""
    own = {f"{book.vendors_path}/", *(f"findings/{finding.id}/" for finding in book.findings)}
    return {path.partition("#")[0] for path in book_paths(book)} | _PAGES | own


def permanent(book: Book, version: Version, fragment: str = "") -> str:
    """The permanent link to a version, or to a fragment of it."""
    return f"{book.base_url}{version_path(book, version)}{'#' if fragment else ''}{fragment}"
