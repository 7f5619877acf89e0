"""The book as data files: JSON with its schema, CSV, a spreadsheet, and a Frictionless data package that lists them.

Every text that a spreadsheet could take for a formula gets a leading apostrophe in the CSV files; the XLSX file holds
text cells only (see OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import xlsxwriter

from ..compare.matrix import CellSummaries, cell_of, questions_asked_of
from ..core.addresses import version_path
from ..core.model import Book
from ..prove.quote_index import BookEvidence
from ..prove.shown import shown_quotes
from ..read.schema import SCHEMAS
from .book_json import findings_of, head_of
from .charts import matrix_picture

CELL_FIELDS = (
    ("vendor", "Id of the vendor."),
    ("document", "Kind of the document."),
    ("version", "Date that names the version."),
    ("question", "Id of the question."),
    ("state", "stated, or one of the shared values, or awaiting-review."),
    ("value", "Id of the value; empty while not read."),
    ("label", "The value in words."),
    ("quote", "The text’s words, one quote a row; empty for a silence."),
    ("reads_as", "In a conflict, the value that this quote alone would carry."),
    ("lead_in", "What leads in the list that the quote stands in, or the heads of its table."),
    ("sentence", "The whole sentences, item or row of the quote."),
    ("limits", "Passages that narrow what is quoted, each in its whole sentences, parted by slashes."),
    ("clause", "Permanent address of the paragraph, list item or row the quote stands in."),
    ("note", "The answer in a sentence."),
    ("reviewed", "Day of the last review."),
    ("policy_sha256", "SHA-256 of the stored text."),
    ("answer", "Permanent address of the answer."),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


#: Rows of cells.csv.
CellRows = tuple[tuple[str, ...], ...]


def data_files(
    book: Book,
    evidence: BookEvidence,
    vendors: Iterable[bytes],
    cells: Iterable[bytes],
    rows: Sequence[CellRows],
    told: CellSummaries,
    large: bool,
) -> Iterator[tuple[str, bytes]]:
    """Every data file: path below ``docs/`` and bytes.

    ``vendors``: the parts of book.json and ``cells``: those of cells.csv, both encoded, in the order of the vendors;
    ``rows``: the latter as text; ``told``: by vendor and question. A large book has no spreadsheet, which would take
    longer to make than everything else, and no picture.
    """
    matrix = list(_matrix(book, told))
    made = {
        "book.json": _whole(book, evidence, vendors),
        "book.schema.json": (SCHEMAS / "published-book.schema.json").read_bytes(),
        "matrix.csv": csv_of(matrix),
        "cells.csv": b"".join([csv_of([[name for name, _ in CELL_FIELDS]]), *cells]),
    }
    if not large:
        made["matrix.xlsx"] = _xlsx(book, matrix, [[name for name, _ in CELL_FIELDS], *chain.from_iterable(rows)])
    if book.questions and not large:
        made["matrix.svg"] = matrix_picture(book, told).encode()
    for name, data in made.items():
        yield f"data/{name}", data
    yield "data/datapackage.json", _json(_package(book, made, matrix[0]), 1)


def encoded(value: object) -> bytes:
    """A part of book.json."""
    return _json(value, None)[:-1]


def _whole(book: Book, evidence: BookEvidence, vendors: Iterable[bytes]) -> bytes:
    # Joined once, as the parts of many vendors are long.
    parts = [part for vendor in vendors for part in (b", ", vendor)][1:]
    findings = encoded(findings_of(book, evidence))
    return b"".join([encoded(head_of(book))[:-1], b', "vendors": [', *parts, b'], "findings": ', findings, b"}\n"])


def _matrix(book: Book, told: CellSummaries) -> Iterator[list[str]]:
    """One row a question, one column a vendor: the newest version's answer in words."""
    yield ["question", "asks", *(vendor.id for vendor in book.vendors)]
    for question in book.questions:
        said = [told[vendor.id].get(question.id) for vendor in book.vendors]
        yield [question.id, question.question, *(each.words if each else "" for each in said)]


def rows_of(book: Book, evidence: BookEvidence) -> CellRows:
    """The rows of cells.csv: one a quote of every cell of every version, one for a cell without quotes."""
    return tuple(_cells(book, evidence))


def _cells(book: Book, evidence: BookEvidence) -> Iterator[tuple[str, ...]]:
    for vendor in book.vendors:
        for version in vendor.versions:
            base = f"{book.base_url}{version_path(book, version)}"
            proof = evidence.of(version)
            for question in questions_asked_of(book, version):
                each = cell_of(vendor, version, question)
                answer = each.answer
                quotes = answer.quotes if answer else ()
                found = shown_quotes(proof, proof.places.get(question.id, ()))
                narrowed = shown_quotes(proof, proof.limits.get(question.id, ()))
                limits = " / ".join(limit.line for limit in narrowed if limit)
                for quote, shown in zip(quotes, found, strict=True) if quotes else [(None, None)]:
                    yield (
                        vendor.id,
                        version.document,
                        version.date,
                        question.id,
                        each.state,
                        answer.value if answer else "",
                        each.told.words,
                        quote.text if quote else "",
                        (quote.reads_as or "") if quote else "",
                        " ".join(shown.lead_ins) if shown else "",
                        shown.sentence if shown else "",
                        limits,
                        f"{base}#{shown.address}" if shown else "",
                        answer.note if answer else "",
                        answer.reviewed if answer else "",
                        version.record.sha256,
                        f"{base}#_{question.id}",
                    )


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """Some rows of a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for each in rows:
        writer.writerow([f"'{text}" if text.startswith(_FORMULA) else text for text in each])
    return out.getvalue().encode()


def _xlsx(book: Book, matrix: Sequence[Sequence[str]], cells: Sequence[Sequence[str]]) -> bytes:
    """Two sheets, text cells only: the matrix in words, and every cell with its quotes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as file:
        # A fixed day: the file must not differ from build to build.
        file.set_properties({"title": book.title, "created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        head = file.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text = file.add_format({"text_wrap": True, "valign": "top"})
        for name, rows in (("Matrix", matrix), ("Cells", cells)):
            sheet = file.add_worksheet(name)
            sheet.freeze_panes(1, 2)
            sheet.set_column(0, len(rows[0]) - 1, 28)
            for number, each in enumerate(rows):
                for column, value in enumerate(each):
                    sheet.write_string(number, column, value, text if number else head)
    return out.getvalue()


def _json(value: object, indent: int | None) -> bytes:
    # Without indentation the library writes in C, which is ten times as fast and a quarter shorter.
    return (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode()


def _package(book: Book, made: dict[str, bytes], columns: Sequence[str]) -> dict[str, Any]:
    """A Frictionless data package (specs.frictionlessdata.io, Data Package v1)."""
    fields = {"cells.csv": CELL_FIELDS, "matrix.csv": [(name, "") for name in columns]}
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
        "homepage": book.base_url,
        "licenses": [{"title": name, "path": address}],
        "resources": resources,
    }
