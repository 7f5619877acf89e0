"""The data page beside the data files."""

from __future__ import annotations

from collections.abc import Mapping

from ..core.model import Book
from ..publish.data_files import CELL_FIELDS
from .page import render_page

_ABOUT = {
    "book.json": "The whole book: texts by clause with digests, answers with quotes, questions, topics, findings.",
    "book.schema.json": "The JSON Schema of book.json.",
    "cells.csv": "Every answer of every version: value, quote, address of the clause, dates, hash, day of review.",
    "matrix.csv": "Questions down, {many} across, answers in words.",
    "matrix.xlsx": "The matrix, and every cell with its quotes, as a spreadsheet.",
    "matrix.svg": "The matrix as a picture to share: a shape an answer, the questions in words, light and dark.",
    "datapackage.json": "The list of these files with their hashes, in the form of the Frictionless Data Package.",
}


def page(book: Book, day: str, made: Mapping[str, bytes]) -> tuple[str, bytes]:
    """The page that explains the data files, given by name."""
    files = [
        (name, about.format(many=book.vendor_label[1]), len(made[name]))
        for name, about in _ABOUT.items()
        if name in made
    ]
    values = {"files": files, "fields": CELL_FIELDS, "data_files": list(made)}
    return render_page(book, "data.md", "data/index.md", updated=day, **values)
