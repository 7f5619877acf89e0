"""The book as typed tables: which there are, what each column holds, and how they hang together. Pure.

The same columns are the fields of the CSV files, of the data package that describes them, and of the reference page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.addresses import permanent
from ..core.model import Book
from ..core.values import CellState
from .citations import swhid

_SHA256 = "[0-9a-f]{64}"
_VERSION_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9]+)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """``kind``: a type of the Table Schema; ``choices``: the only values it has; ``needed``: never empty."""

    name: str
    about: str
    kind: str = "string"
    choices: tuple[str, ...] = ()
    pattern: str = ""
    needed: bool = False

    def described(self) -> dict[str, Any]:
        """The column as a field of a Table Schema."""
        limits: dict[str, Any] = {"required": True} if self.needed else {}
        if self.choices:
            limits["enum"] = list(self.choices)
        if self.pattern:
            limits["pattern"] = self.pattern
        return {
            "name": self.name,
            "type": self.kind,
            **({"format": "uri"} if self.name in _ADDRESSES else {}),
            "description": self.about,
            **({"constraints": limits} if limits else {}),
        }


_ADDRESSES = ("website", "address", "url", "archive_url", "clause", "answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """``key``: the columns that name a row, none where no column does; ``links``: columns → table and its columns."""

    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    links: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()

    def schema(self) -> dict[str, Any]:
        """The table as a Table Schema."""
        described: dict[str, Any] = {"fields": [column.described() for column in self.columns], "missingValues": [""]}
        if self.key:
            described["primaryKey"] = list(self.key)
        if self.links:
            described["foreignKeys"] = [
                {"fields": list(fields), "reference": {"resource": resource_name(table), "fields": list(referred)}}
                for fields, table, referred in self.links
            ]
        return described


def resource_name(file: str) -> str:
    """What a data package calls a file."""
    return file.replace(".", "-")


_KEY = ("vendor", "document", "version")

TABLES: dict[str, Table] = {
    "vendors.csv": Table(
        about="One row a vendor: its names and what it sold.",
        key=("id",),
        columns=(
            Column(name="id", about="Id of the vendor.", needed=True),
            Column(name="name", about="Its latest name.", needed=True),
            Column(name="website", about="Its site, where one is known."),
            Column(name="description", about="What it sold."),
        ),
    ),
    "questions.csv": Table(
        about="One row a question, with its explanation and the words searched for.",
        key=("id",),
        columns=(
            Column(name="id", about="Id of the question.", needed=True),
            Column(name="topic", about="Id of its topic."),
            Column(name="topic_title", about="Title of its topic."),
            Column(name="question", about="The question in words.", needed=True),
            Column(name="explanation", about="What is asked and why it matters."),
            Column(name="values", about="Its own values in words, parted by slashes."),
            Column(name="search_terms", about="The words searched for, parted by slashes."),
        ),
    ),
    "versions.csv": Table(
        about="One row a version of a text: its dates, sources and hashes.",
        key=_KEY,
        links=((("vendor",), "vendors.csv", ("id",)),),
        columns=(
            Column(name="vendor", about="Id of the vendor.", needed=True),
            Column(name="vendor_name", about="Name of the vendor."),
            Column(name="document", about="Kind of the document.", needed=True),
            Column(name="version", about="Date that names the version.", pattern=_VERSION_DATE, needed=True),
            Column(name="title", about="Title that the text gives itself."),
            Column(name="publisher", about="Publisher that the text names."),
            Column(name="language", about="Language of the text, as a BCP 47 tag."),
            Column(name="effective", about="Day from which the text says that it is in force.", kind="date"),
            Column(name="updated", about="Day on which the text says that it was last updated.", kind="date"),
            Column(name="archived", about="Day on which an archive kept it.", kind="date"),
            Column(name="retrieved", about="Day on which it was fetched for the book.", kind="date"),
            Column(name="url", about="Where it was published."),
            Column(name="archive_url", about="Where the archive keeps it."),
            Column(name="sha256", about="SHA-256 of the stored text.", pattern=_SHA256, needed=True),
            Column(name="swhid", about="Identifier of the stored text’s bytes (swhid.org)."),
            Column(name="address", about="Permanent address of the version.", needed=True),
        ),
    ),
    "cells.csv": Table(
        about="Every answer of every version: value, quote, address of the clause, dates, hash, day of review.",
        links=(
            (("vendor",), "vendors.csv", ("id",)),
            (("question",), "questions.csv", ("id",)),
            (_KEY, "versions.csv", _KEY),
        ),
        columns=(
            Column(name="vendor", about="Id of the vendor.", needed=True),
            Column(name="vendor_name", about="Name of the vendor.", needed=True),
            Column(name="document", about="Kind of the document.", needed=True),
            Column(name="version", about="Date that names the version.", pattern=_VERSION_DATE, needed=True),
            Column(name="question", about="Id of the question.", needed=True),
            Column(name="question_text", about="The question in words.", needed=True),
            Column(
                name="state",
                about="stated, or one of the shared values, or awaiting-review.",
                choices=tuple(state.value for state in CellState),
                needed=True,
            ),
            Column(name="value", about="Id of the value; empty while not read."),
            Column(name="label", about="The value in words."),
            Column(name="quote", about="The text’s words, one quote a row; empty for a silence."),
            Column(name="reads_as", about="In a conflict, the value that this quote alone would carry."),
            Column(name="lead_in", about="What leads in the list that the quote stands in, or the heads of its table."),
            Column(name="sentence", about="The whole sentences, item or row of the quote."),
            Column(
                name="limits", about="Passages that narrow what is quoted, in their whole sentences, parted by slashes."
            ),
            Column(name="clause", about="Permanent address of the paragraph, list item or row the quote stands in."),
            Column(name="note", about="The answer in a sentence."),
            Column(name="reviewed", about="Day of the last review.", kind="date"),
            Column(name="policy_sha256", about="SHA-256 of the stored text.", pattern=_SHA256, needed=True),
            Column(name="answer", about="Permanent address of the answer.", needed=True),
        ),
    ),
}


def heads(file: str) -> list[str]:
    """The names of a table's columns."""
    return [column.name for column in TABLES[file].columns]


def vendor_rows(book: Book) -> Iterator[Sequence[str]]:
    """The rows of vendors.csv."""
    for vendor in book.vendors:
        yield vendor.id, vendor.name, vendor.website or "", vendor.description.text


def question_rows(book: Book) -> Iterator[Sequence[str]]:
    """The rows of questions.csv."""
    for question in book.asked:
        topic = book.topic(question.topic)
        yield (
            question.id,
            question.topic,
            topic.title if topic else "",
            question.question,
            question.explanation or "",
            " / ".join(value.label for value in question.values),
            " / ".join(question.search_terms),
        )


def version_rows(book: Book) -> Iterator[Sequence[str]]:
    """The rows of versions.csv."""
    for vendor in book.vendors:
        for version in vendor.versions:
            record = version.record
            yield (
                vendor.id,
                vendor.name,
                version.document,
                version.date,
                record.title,
                record.publisher,
                record.language,
                *(day or "" for day in (record.effective, record.updated, record.archived, record.retrieved)),
                record.url or "",
                record.archive_url or "",
                record.sha256,
                swhid(version.raw),
                permanent(book, version),
            )
