"""Which pages have a card of their own, and what it says; a page without one is shared with that of the matrix."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from ..compare.matrix import CellSummaries
from ..core.addresses import version_path
from ..core.dates import dated
from ..core.limits import CARDS
from ..core.model import Book
from ..publish.cards import can_be_drawn, card, touch_icon
from ..store.cache import key_of
from ..store.page_writer import LazyPage, PageFile

#: The name of a card beside the page that it stands for.
CARD = "card.png"


def files(book: Book, summaries: CellSummaries) -> Iterator[PageFile]:
    """The cards, and what home screens show; ``summaries``: by vendor and question."""
    for path, *said in _cards(book, summaries):
        texts = (*said, book.title)
        if can_be_drawn(*texts):
            yield f"{path}{CARD}", LazyPage(key_of(repr(texts)), partial(card, *texts))
    yield "apple-touch-icon.png", LazyPage(key_of("touch icon"), touch_icon)
    yield "site.webmanifest", _manifest(book)


def _cards(book: Book, summaries: CellSummaries) -> Iterator[Sequence[str]]:
    """Folder, kind, title and sentence of each card."""
    asked = f"{len(book.questions)} questions asked of {len(book.vendors)} {book.vendor_label[1]}"
    yield "matrix/", "Matrix", book.title, f"{book.description} {asked}, each answer with the words it rests on."
    for question in book.questions:
        said = [each.label for cells in summaries.values() if (each := cells.get(question.id))]
        yield f"questions/{question.id}/", "Question", question.question, counted(said)
    for finding in book.findings:
        yield f"findings/{finding.id}/", "Finding", finding.title, finding.statement
    vendors, versions = book.vendors, list(book.versions())
    for vendor in vendors if len(vendors) <= CARDS else ():
        yield (
            f"{book.vendors_path}/{vendor.id}/",
            book.vendor_label[0].capitalize(),
            vendor.name,
            vendor.description.text,
        )
    names = {vendor.id: vendor.name for vendor in vendors}
    for version in versions if len(versions) <= CARDS else ():
        kind = book.documents.get(version.document, version.document)
        title = f"{names[version.vendor]}: {kind.lower()}, {dated(version)}"
        # Nothing here asks for a text: a change of one vendor reads no other's.
        yield version_path(book, version), kind, title, "Kept word for word, each clause with an address of its own."


def counted(labels: Sequence[str]) -> str:
    """How many say what, the most frequent first: ``Not sold: 2 · Not stated: 1``."""
    return " · ".join(f"{label}: {count}" for label, count in Counter(labels).most_common())


def _manifest(book: Book) -> bytes:
    data = {
        "name": book.title,
        "start_url": "./",
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": "#20415f",
        "icons": [
            {"src": "assets/favicon.svg", "type": "image/svg+xml", "sizes": "any"},
            {"src": "apple-touch-icon.png", "type": "image/png", "sizes": "180x180"},
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
