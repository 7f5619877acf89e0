"""The data page beside the data files."""

from __future__ import annotations

from collections.abc import Iterator

from ..data import CELL_FIELDS, files_of
from ..evidence import BookEvidence
from ..model import Book
from .page import write

_ABOUT = {
    "book.json": "The whole book: texts by clause with digests, answers with quotes, questions, topics, findings.",
    "book.schema.json": "The JSON Schema of book.json.",
    "cells.csv": "Every answer of every version: value, quote, address of the clause, dates, hash, day of review.",
    "matrix.csv": "Questions down, vendors across, answers in words.",
    "matrix.xlsx": "The matrix, and every cell with its quotes, as a spreadsheet.",
    "datapackage.json": "A Frictionless data package that lists the files with their hashes.",
}


def pages(book: Book, evidence: BookEvidence) -> Iterator[tuple[str, bytes]]:
    """The data files and the page that explains them."""
    sizes = {}
    for path, data in files_of(book, evidence):
        sizes[path.removeprefix("data/")] = len(data)
        yield path, data
    files = [(name, about, sizes[name]) for name, about in _ABOUT.items()]
    yield write(book, "data.md", "data/index.md", files=files, fields=CELL_FIELDS)
