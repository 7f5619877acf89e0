"""The matrix: questions down, vendors across, grouped by topic; each cell leads to the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from ..comparison import STATES, Compared, Told, by_topic, differs
from ..evidence import BookEvidence
from ..model import Book
from .page import Page, part, write

_PATH = "matrix/index.md"


def share(book: Book, evidence: BookEvidence, cells: Sequence[Compared], large: bool) -> dict[str, str]:
    """By question the HTML of a vendor's cell; where the book is not large it holds the quotes, to be shown there."""
    macros, page = part(book, "_parts.md", _PATH), Page(book, _PATH)
    return {
        each.question.id: str(macros.cell_link(page, each, evidence.of(each.version).places, not large))
        for each in cells
    }


def page(
    book: Book,
    day: str,
    told: Mapping[str, Mapping[str, Told]],
    html: Mapping[str, Mapping[str, str]],
    data_files: Sequence[str],
) -> tuple[str, bytes]:
    """The matrix page; ``told`` and ``html``: by vendor and question."""
    columns = list(book.latest())
    groups = []
    for title, questions in by_topic(book, book.questions):
        rows = []
        for question in questions:
            asked = [vendor.id for vendor, version in columns if version.document == question.document]
            cells = {vendor: Markup(html[vendor][question.id]) for vendor in asked}
            rows.append((question, cells, differs([told[vendor][question.id] for vendor in asked])))
        groups.append((title, rows))
    values = {"groups": groups, "columns": columns, "states": STATES, "data_files": data_files}
    return write(book, "matrix.md", _PATH, updated=day, **values)
