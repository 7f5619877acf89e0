"""A page at each published address whose words are gone: why, since when, and what is known of the text.

Every address that stood on such a page still leads to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..core.addresses import book_paths, live_paths
from ..core.dates import spelled_out
from ..core.model import Book
from ..core.notices import WithdrawnText
from ..core.redirects import notice_at, redirect_target
from .page import render_page


def pages(book: Book, day: str) -> Iterator[tuple[str, bytes]]:
    """The pages of notices of a book; ``day``: the last on which anything of it changed."""
    if not (book.withdrawn or book.retired):
        return
    live = {path.partition("#")[0] for path in live_paths(book)}
    fragments: dict[str, dict[str, None]] = {}
    for path in (*book.ledger, *book.retired, *book_paths(book)):
        page, _, fragment = path.partition("#")
        # What moved before it went is led on by the page of the old address.
        if page not in live and page not in fragments and redirect_target(book, page) is None and notice_at(book, page):
            fragments[page] = {}
        if fragment and page in fragments:
            fragments[page][fragment] = None
    for page, ids in sorted(fragments.items()):
        texts = [text for text in book.withdrawn if f"{book.vendors_path}/{text.key}/".startswith(page)]
        here = [text for text in texts if page == f"{book.vendors_path}/{text.key}/"]
        for text in here:
            ids.update(dict.fromkeys(entry.fragment for entry in text.ledger))
        values = {"notice": notice_at(book, page), "texts": texts, "ids": list(ids), "updated": day}
        yield render_page(book, "notice.md", f"{page}index.md", title=_title(page, texts, book), **values)


def _title(page: str, texts: list[WithdrawnText], book: Book) -> str:
    """What stood here, by the name of its vendor where it had one."""
    if not texts:
        return page.rstrip("/").rpartition("/")[2].replace("-", " ").capitalize()
    depth = page.count("/") - book.vendors_path.count("/") - 1
    first = texts[0]
    parts = [first.vendor_name, book.documents.get(first.document, first.document).lower(), spelled_out(first.date)]
    return ": ".join([parts[0], ", ".join(parts[1:depth])] if depth > 1 else parts[:1])
