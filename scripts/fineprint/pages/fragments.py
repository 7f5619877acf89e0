"""What one vendor gives to the pages and files of the whole book, made while the vendor is read, and kept between runs.

A page of the book joins the shares of all vendors, so that one changed vendor does not make the others be read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..compare.combined import by_question, combined
from ..compare.matrix import CellSummary, cells_asked, retired_cells
from ..core.dates import last_change
from ..core.hashing import digest
from ..core.model import Book
from ..prove.quote_index import BookEvidence
from ..prove.shown import Shown
from ..prove.text_integrity import WordCount
from ..publish.book_json import vendor_of
from ..publish.data_files import CellRows, csv_of, encoded, rows_of
from ..publish.feeds import FeedEntry, entries_of
from ..publish.search import SearchRecords, search_records
from ..publish.tables import version_rows
from ..store.cache import Blobs
from ..worksheet.worksheet import pending_questions
from . import about, links, matrix, questions, topics

#: What of a share is read only when it is asked for.
BLOB_FIELDS = ("matrix", "questions", "topics", "tables", "exports")


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorFragment:
    """``counts``, ``unread`` and ``leaning`` by version; ``cells``, ``matrix``, ``questions`` and ``days`` by question.

    ``topics``: by topic the vendor's part of the topic's page, ``tables`` its cell in the table of sections; these,
    ``matrix`` and ``questions`` are HTML. ``marks`` tells by question what its page has of this vendor, ``on_topics``
    by topic. ``topic_words``: by newest version and topic the words in sections on it. ``exports``: the vendor's part
    of book.json, cells.csv and versions.csv, and the records of its search, which are not in ``records``. ``rows``:
    those of cells.csv, where the book is not large. ``day`` is the last on which anything of the vendor changed,
    ``days`` that with one answer alone.
    """

    counts: Mapping[str, WordCount]
    unread: Mapping[str, int]
    cells: Mapping[str, CellSummary]
    matrix: Blobs
    questions: Blobs
    topics: Blobs
    tables: Blobs
    exports: Blobs
    entries: tuple[FeedEntry, ...]
    referenced: Mapping[str, tuple[Shown | None, ...]]
    links: Mapping[str, tuple[links.Occurrence, ...]]
    rows: CellRows
    marks: Mapping[str, str]
    on_topics: Mapping[str, str]
    topic_words: Mapping[str, Mapping[str, int]]
    records: SearchRecords
    day: str
    days: Mapping[str, str]


def vendor_fragment(book: Book, evidence: BookEvidence, large: bool) -> VendorFragment:
    """The share of the one vendor of ``book``; ``large``: whether the whole book has many."""
    vendor = book.vendors[0]
    asked = cells_asked(book)
    every = by_question([*asked, *retired_cells(book)])
    summaries = {question: combined(cells, book.documents) for question, cells in every.items()}
    rows, answers = rows_of(book, evidence), questions.question_cells(book, evidence, every, summaries, large)
    of_topics, tables = topics.topic_parts(book, large)
    records = search_records(book)
    exports = {
        "json": encoded(vendor_of(book, vendor, evidence)),
        "csv": csv_of(rows),
        "versions": csv_of(version_rows(book)),
    }
    exports |= records.pieces
    return VendorFragment(
        counts={version.key: evidence.of(version).count for version in vendor.versions},
        unread={
            version.key: len(left) for version in vendor.versions if (left := list(pending_questions(book, version)))
        },
        cells=summaries,
        matrix=matrix.matrix_cells(book, evidence, by_question(asked), summaries),
        questions=answers,
        topics=of_topics,
        tables=tables,
        exports=exports,
        entries=tuple(entries_of(book, evidence)),
        referenced={version.key: about.referenced_shown(version, evidence.of(version)) for version in book.versions()},
        links=links.link_occurrences(book, large),
        rows=() if large else rows,
        marks={question: digest([answers[question], repr(said)])[:20] for question, said in summaries.items()},
        on_topics={topic: digest([html])[:20] for topic, html in of_topics.items()},
        topic_words={version.key: topics.words_by_topic(book, version) for _, version in book.latest()},
        records=replace(records, pieces={}),
        day=last_change(vendor.versions),
        days={question: last_change([cell.version for cell in cells], question) for question, cells in every.items()},
    )
