"""Where a reader objects to an answer: an issue or a mail that names it and holds its link."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from ..compare.matrix import Cell
from ..core.addresses import permanent
from ..core.model import Book

#: Hosts of repositories with a form of their own for a new issue; all others have that of GitHub.
_GITLAB = ("gitlab.",)


def objection_link(book: Book, cell: Cell) -> str | None:
    """A new issue in the book's repository with its title and text filled in, else a mail, else the contact's page.

    None where the book names none of these, or the cell has no answer.
    """
    if cell.answer is None:
        return None
    email, page = book.contact
    title = f"Objection: {cell.vendor.name}, {cell.question.id}"
    address = permanent(book, cell.version, f"_{cell.question.id}")
    text = (
        f"Answer: {address}\nQuestion: {cell.question.question}\n"
        f"Value: {cell.label} (reviewed {cell.answer.reviewed})\n\n"
        "What is wrong, and which words of the text show it:\n"
    )
    if book.repository:
        host = urlsplit(book.repository).hostname or ""
        base = book.repository.rstrip("/").removesuffix(".git")
        if host.startswith(_GITLAB):
            return f"{base}/-/issues/new?issue[title]={_part(title)}&issue[description]={_part(text)}"
        return f"{base}/issues/new?title={_part(title)}&body={_part(text)}"
    if email:
        return f"mailto:{quote(email, safe='@')}?subject={_part(title)}&body={_part(text)}"
    return page


def _part(text: str) -> str:
    return quote(text, safe="")
