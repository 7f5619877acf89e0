"""The letter that asks a vendor what its document leaves open: plain text, ready to send."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..compare.matrix import Cell
from ..core.addresses import permanent
from ..core.dates import dated
from ..core.model import Book, Vendor, Version
from ..core.values import CellState
from ..prove.shown import Shown


def is_asked(vendor: Vendor, document: str) -> bool:
    """Whether a letter may go out: the vendor was seen in business, and the newest version of the document in force."""
    return vendor.current is not None and document in vendor.current.documents


def letter(book: Book, version: Version, cells: Sequence[Cell], quoted: Mapping[str, Sequence[Shown | None]]) -> str:
    """The letter to the publisher of a version, or nothing where no question is open. ``quoted``: by question."""
    groups = [(state.asks, [each for each in cells if each.state == state]) for state in CellState if state.asks]
    if not any(group for _, group in groups):
        return ""
    title = book.documents[version.document].lower()
    lines = [
        f"To: {version.record.publisher}",
        f"Subject: Questions about your {title}",
        "",
        "Dear Sir or Madam,",
        "",
        f"{book.title} keeps published texts and answers the same questions about each, from their words alone. "
        f"We have read your {title}, {dated(version)}; our copy of it is at {permanent(book, version)}. "
        "It leaves the questions below open for us. Could you tell us how you would answer them, and which words, of "
        f"your {title} or of another published document, say so? "
        f"The questions stand as we ask them of every {book.vendor_label[0]}.",
        "",
        *_asked(groups, quoted),
        "If we have misread your text, please tell us so: we will read the passage again and correct our page.",
        "",
        "Yours faithfully,",
        book.responsible[0] if book.responsible else f"The maintainers of {book.title}",
        *(place for place in book.contact if place),
        "",
    ]
    return "\n".join(lines)


def _asked(groups: Sequence[tuple[str, Sequence[Cell]]], quoted: Mapping[str, Sequence[Shown | None]]) -> Iterator[str]:
    """The questions, numbered, each with the sentences that bear on it."""
    number = 0
    for said, group in groups:
        if group:
            yield from (said, "")
        for each in group:
            number += 1
            yield f"{number}. {each.question.question}"
            yield from (f"   “{found.line}”" for found in quoted.get(each.question.id, ()) if found)
        if group:
            yield ""
