"""The matrix: questions down, vendors across, grouped by topic; each cell leads to the words."""

from __future__ import annotations

from collections.abc import Iterator

from ..comparison import STATES, by_topic, differs, row
from ..evidence import BookEvidence
from ..model import Book
from .page import write

#: Vendors up to which the quotes stand in the page, to be shown without leaving it.
MOST_WITH_QUOTES = 40


def pages(book: Book, evidence: BookEvidence) -> Iterator[tuple[str, bytes]]:
    """The matrix page."""
    groups = []
    for title, questions in by_topic(book, book.questions):
        rows = []
        for question in questions:
            cells = {(each.vendor.id, each.version.document): each for each in row(book, question)}
            rows.append((question, cells, differs(list(cells.values()))))
        groups.append((title, rows))
    values = {
        "groups": groups,
        "columns": list(book.latest()),
        "states": STATES,
        "peek": len(book.vendors) <= MOST_WITH_QUOTES,
        "places": {version.key: evidence.of(version).places for _, version in book.latest()},
    }
    yield write(book, "matrix.md", "matrix/index.md", **values)
