"""Which format a book's data files have, and what is said of one that can't be read. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..core.problems import Problem
    from .strict_yaml import Yaml

#: The present format; the schemas are those of this one.
FORMAT = 2
#: What a version says of itself.
READS = f"reads data of format {FORMAT}; fineprint upgrade brings older formats, from 1 on, to it"


def format_of(book: Yaml) -> int | None:
    """The format that a ``book.yml`` states, 1 where it states none; None where it is no known format."""
    stated = book.value.get("format", 1) if isinstance(book.value, dict) else 1
    return stated if isinstance(stated, int) and 1 <= stated <= FORMAT else None


def unknown_format(book: Yaml) -> Problem | None:
    """The problem of a ``book.yml`` whose format this program does not know, else None."""
    if format_of(book) is not None:
        return None
    stated = book.value["format"]
    if isinstance(stated, int) and stated > FORMAT:
        said = f"format {stated} is newer than this Fineprint, which reads format {FORMAT}; use a newer Fineprint"
        return book.error("format.newer", said, "format")
    said = f"{stated!r} is no format of the data files; write format: {FORMAT}"
    return book.error("format.unknown", said, "format")


def wrong_format(book: Yaml) -> Problem | None:
    """The problem of a ``book.yml`` that can't be read as it is: its format is unknown, or older; else None."""
    if (stated := format_of(book)) is None or stated == FORMAT:
        return unknown_format(book)
    said = f"format {stated} is older than this Fineprint, which reads format {FORMAT}; run its upgrade command"
    return book.error("format.older", said, "format")
