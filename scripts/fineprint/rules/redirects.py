"""A redirect leads from an address of the past to one of today."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.addresses import book_paths
from ..core.model import Book
from ..core.problems import Problem
from ..read.result import ReadBook
from .answer_context import across_vendors


@across_vendors
def redirects_lead_somewhere(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A redirect leads from an address that is none any more to one of today."""
    now = book_paths(book)
    file = loaded.files["policies/book.yml"]
    for old, new in book.redirects.items():
        if old in now:
            yield file.error(
                "address.redirect", f"{old} is an address of today; take the redirect out", "redirects", old
            )
        elif not any(path == new or path.startswith(new) for path in now):
            said = f"the redirect of {old} leads to {new}, which is nowhere; name an address of today"
            yield file.error("address.redirect", said, "redirects", old)
        elif not any(path == old or path.startswith(old) for path in book.ledger):
            said = f"{old} was never published; take the redirect out, or restore its line in addresses.txt"
            yield file.error("address.redirect", said, "redirects", old)
