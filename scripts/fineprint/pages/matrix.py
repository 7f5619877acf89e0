"""The matrix: questions down, vendors across, grouped by topic; each cell leads to the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from ..comparison import STATES, AllTold, Compared, differs, table
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
    told: AllTold,
    html: Mapping[str, Mapping[str, str]],
    data_files: Sequence[str],
) -> tuple[str, bytes]:
    """The matrix page; ``told`` and ``html``: by vendor and question."""
    columns, told_groups = table(book, told)
    groups = []
    for title, rows in told_groups:
        shown = []
        for question, cells in rows:
            written = [
                Markup(html[vendor.id][question.id]) if each else None
                for (vendor, _), each in zip(columns, cells, strict=True)
            ]
            shown.append((question, written, differs([each for each in cells if each])))
        groups.append((title, shown))
    values = {"groups": groups, "columns": columns, "states": STATES, "data_files": data_files}
    return write(book, "matrix.md", _PATH, updated=day, **values)
