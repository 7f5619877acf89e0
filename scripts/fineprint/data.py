"""The book as data files: JSON with its schema, CSV, a spreadsheet, and a Frictionless data package that lists them.

Every text that a spreadsheet could take for a formula gets a leading apostrophe in the CSV files; the XLSX file holds
text cells only (see OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from .addresses import version_path
from .comparison import Compared, asked_of, compared, row
from .evidence import BookEvidence
from .model import Book
from .shape import SCHEMAS
from .whole_book import whole_book

CELL_FIELDS = (
    ("vendor", "Id of the vendor."),
    ("document", "Kind of the document."),
    ("version", "Date that names the version."),
    ("question", "Id of the question."),
    ("state", "stated, or one of the shared values, or not-read."),
    ("value", "Id of the value; empty while not read."),
    ("label", "The value in words."),
    ("quote", "The policy’s words, one quote a row; empty for a silence."),
    ("reads_as", "In a conflict, the value that this quote alone would carry."),
    ("clause", "Permanent address of the clause the quote stands in."),
    ("note", "The answer in a sentence."),
    ("reviewed", "Day of the last review."),
    ("policy_sha256", "SHA-256 of the stored text."),
    ("answer", "Permanent address of the answer."),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def files_of(book: Book, evidence: BookEvidence) -> Iterator[tuple[str, bytes]]:
    """Every data file: path below ``docs/`` and bytes."""
    made = {
        "book.json": _json(whole_book(book, evidence), None),
        "book.schema.json": (SCHEMAS / "published-book.schema.json").read_bytes(),
        "matrix.csv": _csv(_matrix(book)),
        "cells.csv": _csv([[name for name, _ in CELL_FIELDS], *_cells(book, evidence)]),
        "matrix.xlsx": _xlsx(book, evidence),
    }
    for name, data in made.items():
        yield f"data/{name}", data
    yield "data/datapackage.json", _json(_package(book, made))


def _matrix(book: Book) -> Iterator[list[str]]:
    """One row a question, one column a vendor: the newest version's answer in words."""
    yield ["question", "asks", *(vendor.id for vendor in book.vendors)]
    for question in book.questions:
        cells = {each.vendor.id: each for each in row(book, question)}
        said = [_in_words(cells[vendor.id]) if vendor.id in cells else "" for vendor in book.vendors]
        yield [question.id, question.question, *said]


def _in_words(each: Compared) -> str:
    return f"{each.label}: {each.detail}" if each.detail else each.label


def _cells(book: Book, evidence: BookEvidence) -> Iterator[list[str]]:
    """One row a quote of every cell of every version, one for a cell without quotes."""
    for vendor in book.vendors:
        for version in vendor.versions:
            base = f"{book.base}{version_path(book, version)}"
            places = evidence.of(version).places
            for question in asked_of(book, version):
                each = compared(vendor, version, question)
                answer = each.answer
                quotes = answer.quotes if answer else ()
                found = places.get(question.id, ())
                for quote, stands in zip(quotes, found, strict=True) if quotes else [(None, ())]:
                    yield [
                        vendor.id,
                        version.document,
                        version.date,
                        question.id,
                        each.state,
                        answer.value if answer else "",
                        _in_words(each),
                        quote.text if quote else "",
                        (quote.reads_as or "") if quote else "",
                        f"{base}#{stands[0].address}" if stands else "",
                        answer.note if answer else "",
                        answer.reviewed if answer else "",
                        version.record.sha256,
                        f"{base}#_{question.id}",
                    ]


def _csv(rows: Iterator[list[str]] | Sequence[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for each in rows:
        writer.writerow([f"'{text}" if text.startswith(_FORMULA) else text for text in each])
    return out.getvalue().encode()


def _xlsx(book: Book, evidence: BookEvidence) -> bytes:
    """Two sheets, text cells only: the matrix in words, and every cell with its quotes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as file:
        # A fixed day: the file must not differ from build to build.
        file.set_properties({"title": book.title, "created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        head = file.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text = file.add_format({"text_wrap": True, "valign": "top"})
        sheets = (
            ("Matrix", list(_matrix(book))),
            ("Cells", [[name for name, _ in CELL_FIELDS], *_cells(book, evidence)]),
        )
        for name, rows in sheets:
            sheet = file.add_worksheet(name)
            sheet.freeze_panes(1, 2)
            sheet.set_column(0, len(rows[0]) - 1, 28)
            for number, each in enumerate(rows):
                for column, value in enumerate(each):
                    sheet.write_string(number, column, value, text if number else head)
    return out.getvalue()


def _json(value: object, indent: int | None = 1) -> bytes:
    # Without indentation the library writes in C, which is ten times as fast and a quarter shorter.
    return (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode()


def _package(book: Book, made: dict[str, bytes]) -> dict[str, Any]:
    """A Frictionless data package (specs.frictionlessdata.io, Data Package v1)."""
    fields = {"cells.csv": CELL_FIELDS, "matrix.csv": [(name, "") for name in next(iter(_matrix(book)))]}
    resources = []
    for name, data in made.items():
        resource: dict[str, Any] = {
            "name": name.replace(".", "-"),
            "path": name,
            "bytes": len(data),
            "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        }
        if name in fields:
            resource |= {"profile": "tabular-data-resource", "format": "csv", "encoding": "utf-8"}
            resource["schema"] = {
                "fields": [
                    {"name": field, "type": "string"} | ({"description": about} if about else {})
                    for field, about in fields[name]
                ]
            }
        resources.append(resource)
    name, address, _ = book.licence
    return {
        "name": book.title.lower().replace(" ", "-"),
        "title": book.title,
        "description": book.description,
        "homepage": book.base,
        "licenses": [{"title": name, "path": address}],
        "resources": resources,
    }
