"""The matrix: questions down, vendors across, grouped by topic; each cell leads to the words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from ..compare.matrix import Cell, CellSummaries, CellSummary, matrix_table
from ..core.model import Book
from ..prove.quote_index import BookEvidence
from ..prove.shown import shown_quotes
from ..store.cache import Blobs
from .cells import cell_link, joint_link
from .page import PageContext, render_page

#: Columns of the page of a large book.
MOST_ACROSS = 20
_PATH = "matrix/index.md"
#: The page leaves its quotes, which are most of its weight, to the columns' files: a script fetches what is pointed at.
_QUOTES = re.compile(r' data-quotes="[^"]*"')


def matrix_cells(
    book: Book, evidence: BookEvidence, cells: Mapping[str, Sequence[Cell]], summaries: Mapping[str, CellSummary]
) -> dict[str, bytes]:
    """By question the HTML of a vendor's cell, with the quotes that can be shown beside it.

    ``summaries``: what the vendor's documents say together, where several are asked.
    """
    page = PageContext(book, _PATH)
    made = {}
    for question, of_vendor in cells.items():
        if len(of_vendor) > 1:
            made[question] = joint_link(of_vendor, summaries[question], page).encode()
            continue
        (each,) = of_vendor
        proof = evidence.of(each.version)
        quotes, limits = (shown_quotes(proof, found.get(question, ())) for found in (proof.places, proof.limits))
        made[question] = cell_link(each, page, proof.places, [*filter(None, quotes)], [*filter(None, limits)]).encode()
    return made


def columns_of(book: Book, html: Blobs) -> Iterator[tuple[str, bytes]]:
    """The columns of the one vendor of ``book`` as a file: its cells with their quotes."""
    for vendor in book.vendors:
        columns = [
            {
                "name": vendor.name,
                "year": version.date[:4],
                "version": version.key,
                "cells": {question.id: html[question.id].decode() for question in book.questions_asked_of(version)},
            }
            for _, version in book.latest()
        ]
        written = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
        yield f"{book.vendors_path}/{vendor.id}/column.json", written.encode()


def page(
    book: Book,
    day: str,
    large: bool,
    summaries: CellSummaries,
    html: Mapping[str, Blobs],
    data_files: Sequence[str],
) -> tuple[str, bytes]:
    """The matrix page; ``summaries`` and ``html``: by vendor and question. A large book has the first columns."""
    columns, titled = matrix_table(book, summaries, MOST_ACROSS if large else None)
    groups = []
    for title, rows in titled:
        shown = []
        for question, cells in rows:
            written = [
                Markup(_QUOTES.sub(" data-quotes", html[vendor.id][question.id].decode())) if each else None
                for (vendor, _), each in zip(columns, cells, strict=True)
            ]
            shown.append((question, written))
        groups.append((title, shown))
    values = {"groups": groups, "columns": columns, "large": large, "data_files": data_files}
    return render_page(book, "matrix.md", _PATH, updated=day, **values)
