"""What one vendor gives to the pages and files of the whole book, made while the vendor is read, and kept between runs.

A page of the book joins the shares of all vendors, so that one changed vendor does not make the others be read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..comparison import Told, asked_of, compared
from ..conservation import Count
from ..data import Rows, csv_of, encoded, rows_of
from ..days import last_day
from ..digests import digest
from ..evidence import BookEvidence, Place
from ..feeds import Entry, entries_of
from ..intake.sheet import unread_of
from ..laid import Pieces
from ..model import Book
from ..search import Records, packed, records_of
from ..whole_book import vendor_of
from . import about, links, matrix, questions, topics

#: What of a share is read only when it is asked for.
PIECES = ("matrix", "questions", "topics", "tables", "whole")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """``counts``, ``unread`` and ``leaning`` by version; ``cells``, ``matrix``, ``questions`` and ``days`` by question.

    ``topics``: by topic the vendor's part of the topic's page, ``tables`` its cell in the table of sections; these,
    ``matrix`` and ``questions`` are HTML. ``marks`` tells by question what its page has of this vendor, ``on_topics``
    by topic. ``whole``: the vendor's part of book.json and of cells.csv, and the records of its
    search, which are not in ``records``. ``rows``: those of cells.csv, where the book is not large. ``day`` is
    the last on which anything of the vendor changed, ``days`` that with one answer alone.
    """

    counts: Mapping[str, Count]
    unread: Mapping[str, int]
    cells: Mapping[str, Told]
    matrix: Pieces
    questions: Pieces
    topics: Pieces
    tables: Pieces
    whole: Pieces
    entries: tuple[Entry, ...]
    leaning: Mapping[str, tuple[Place | None, ...]]
    links: Mapping[str, tuple[links.Occurrence, ...]]
    rows: Rows
    marks: Mapping[str, str]
    on_topics: Mapping[str, str]
    records: Records
    day: str
    days: Mapping[str, str]


def share_of(book: Book, evidence: BookEvidence, large: bool) -> Share:
    """The share of the one vendor of ``book``; ``large``: whether the whole book has many."""
    vendor = book.vendors[0]
    newest = {version.document: version for _, version in book.latest()}
    asked = [compared(vendor, version, question) for version in newest.values() for question in asked_of(book, version)]
    rows, answers = rows_of(book, evidence), questions.share(book, evidence, asked)
    of_topics, tables = topics.share(book, large)
    records = packed(records_of(book))
    whole = {"json": encoded(vendor_of(book, vendor, evidence)), "csv": csv_of(rows), **records.pieces}
    return Share(
        counts={version.key: evidence.of(version).count for version in vendor.versions},
        unread={version.key: len(left) for version in vendor.versions if (left := list(unread_of(book, version)))},
        cells={each.question.id: each.told for each in asked},
        matrix=matrix.share(book, evidence, asked),
        questions=answers,
        topics=of_topics,
        tables=tables,
        whole=whole,
        entries=tuple(entries_of(book, evidence)),
        leaning=about.share(book, evidence),
        links=links.share(book, large),
        rows=() if large else rows,
        marks={each.question.id: digest([answers[each.question.id], repr(each.told)])[:20] for each in asked},
        on_topics={topic: digest([html])[:20] for topic, html in of_topics.items()},
        records=replace(records, pieces={}),
        day=last_day(vendor.versions),
        days={each.question.id: last_day([each.version], each.question.id) for each in asked},
    )
