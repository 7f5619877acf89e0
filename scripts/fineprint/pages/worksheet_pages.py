"""Review worksheets as pages of the preview: what awaits review in versions with unread questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..core.model import Book
from ..prove.quote_index import BookEvidence
from ..worksheet.by_text import passages
from ..worksheet.worksheet import worksheet_of
from .page import render_page

#: Sheets that are pages, the newest versions first; a book of a thousand unread texts would double with all of them.
PAGES = 10


def pages(book: Book, evidence: BookEvidence, unread: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    """The list of versions that are not read for every question, and a page for each of the newest of them.

    ``unread``: by version how many questions are left.
    """
    left = [
        (vendor, version, unread[version.key])
        for vendor in book.vendors
        for version in vendor.versions
        if version.key in unread
    ]
    shown = {version.key for _, version, _ in sorted(left, key=lambda one: one[1].date, reverse=True)[:PAGES]}
    yield render_page(book, "worksheets.md", "about/worksheets/index.md", left=left, shown=shown)
    for vendor, version, _ in left:
        if version.key not in shown:
            continue
        sheet = worksheet_of(book, evidence, vendor, version)
        groups = [
            (topic.title, mine)
            for topic in book.lexicon.topics
            if (mine := [one for one in sheet.unread if one.question.topic == topic.id])
        ]
        was = evidence.of(sheet.older) if sheet.older else None
        found = list(passages(sheet, evidence.of(version), was))
        numbers = {one.question.id: number for number, one in enumerate(sheet.unread, 1)}
        values = {"sheet": sheet, "vendor": vendor, "version": version, "groups": groups, "passages": found}
        values |= {"numbers": numbers, "questions": {one.id: one for one in book.questions}}
        yield render_page(book, "worksheet.md", f"about/worksheets/{version.key}/index.md", **values)
