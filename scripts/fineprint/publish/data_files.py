"""The book as data files: JSON with its schema, CSV, a spreadsheet, and a Frictionless data package that lists them.

Every text that a spreadsheet could take for a formula gets a leading apostrophe in the CSV files; the XLSX file holds
text cells only (see OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import xlsxwriter

from ..compare.matrix import CellSummaries, cell_of
from ..core.addresses import version_path
from ..core.model import Book
from ..core.values import SHARED_LABELS
from ..prove.quote_index import BookEvidence
from ..prove.shown import shown_quotes
from ..read.schema import SCHEMAS
from .book_json import findings_of, head_of
from .charts import matrix_picture
from .parquet_files import parquet_files
from .sqlite_file import sqlite_file
from .tables import TABLES, heads, question_rows, resource_name, vendor_rows

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


_AS_CSV = {"profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}

#: Rows of cells.csv.
CellRows = tuple[tuple[str, ...], ...]


def data_files(
    book: Book,
    evidence: BookEvidence,
    vendors: Iterable[bytes],
    cells: Iterable[bytes],
    versions: Iterable[bytes],
    rows: Sequence[CellRows],
    summaries: CellSummaries,
    large: bool,
) -> Iterator[tuple[str, bytes]]:
    """Every data file: path below ``docs/`` and bytes.

    ``vendors``: the parts of book.json, ``cells`` those of cells.csv and ``versions`` those of versions.csv, all
    encoded, in the order of the vendors; ``rows``: the latter as text; ``summaries``: by vendor and question. A large
    book has no spreadsheet, which would take longer to make than everything else, no SQLite file and no picture; it has
    Parquet files if the library is there.
    """
    matrix = list(_matrix(book, summaries))
    parts = vendors if large else list(vendors)
    made = {
        "book.json": _book_json(book, evidence, parts),
        "book.schema.json": (SCHEMAS / "published-book.schema.json").read_bytes(),
        "questions.json": _json(head_of(book), None),
        "matrix.csv": csv_of(matrix),
        "cells.csv": b"".join([csv_of([heads("cells.csv")]), *cells]),
        "vendors.csv": csv_of([heads("vendors.csv"), *vendor_rows(book)]),
        "questions.csv": csv_of([heads("questions.csv"), *question_rows(book)]),
        "versions.csv": b"".join([csv_of([heads("versions.csv")]), *versions]),
    }
    if large:
        made |= parquet_files({name: made[name] for name in TABLES})
    else:
        made["book.sqlite"] = sqlite_file(head_of(book), map(json.loads, parts), SHARED_LABELS)
        made["matrix.xlsx"] = _xlsx(book, matrix, [heads("cells.csv"), *chain.from_iterable(rows)])
    if book.asked and not large:
        made["matrix.svg"] = matrix_picture(book, summaries).encode()
    for name, data in made.items():
        yield f"data/{name}", data
    yield "data/datapackage.json", _json(_package(book, made, matrix[0]), 1)


def encoded(value: object) -> bytes:
    """A part of book.json."""
    return _json(value, None)[:-1]


def _book_json(book: Book, evidence: BookEvidence, vendors: Iterable[bytes]) -> bytes:
    # Joined once, as the parts of many vendors are long.
    parts = [part for vendor in vendors for part in (b", ", vendor)][1:]
    findings = encoded(findings_of(book, evidence))
    return b"".join([encoded(head_of(book))[:-1], b', "vendors": [', *parts, b'], "findings": ', findings, b"}\n"])


def _matrix(book: Book, summaries: CellSummaries) -> Iterator[list[str]]:
    """One row a question, one column a vendor: the newest version's answer in words."""
    yield ["question", "asks", *(vendor.id for vendor in book.vendors)]
    for question in book.asked:
        said = [summaries[vendor.id].get(question.id) for vendor in book.vendors]
        yield [question.id, question.question, *(each.words if each else "" for each in said)]


def rows_of(book: Book, evidence: BookEvidence) -> CellRows:
    """The rows of cells.csv: one a quote of every cell of every version, one for a cell without quotes."""
    return tuple(_cells(book, evidence))


def _cells(book: Book, evidence: BookEvidence) -> Iterator[tuple[str, ...]]:
    for vendor in book.vendors:
        for version in vendor.versions:
            base = f"{book.base_url}{version_path(book, version)}"
            proof = evidence.of(version)
            for question in book.questions_asked_of(version):
                each = cell_of(vendor, version, question)
                answer = each.answer
                quotes = answer.quotes if answer else ()
                found = shown_quotes(proof, proof.places.get(question.id, ()))
                narrowed = shown_quotes(proof, proof.limits.get(question.id, ()))
                limits = " / ".join(limit.line for limit in narrowed if limit)
                for quote, shown in zip(quotes, found, strict=True) if quotes else [(None, None)]:
                    yield (
                        vendor.id,
                        vendor.name,
                        version.document,
                        version.date,
                        question.id,
                        question.question,
                        each.state,
                        answer.value if answer else "",
                        each.summary.words,
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
    """Two sheets: the matrix in words, and every cell with its quotes, links and dates. No cell is a formula."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as file:
        # A fixed day: the file must not differ from build to build.
        file.set_properties({"title": book.title, "created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        head = file.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text = file.add_format({"text_wrap": True, "valign": "top"})
        day = file.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        link = file.add_format({"text_wrap": True, "valign": "top", "font_color": "blue", "underline": 1})
        for name, rows in (("Matrix", matrix), ("Cells", cells)):
            sheet = file.add_worksheet(name)
            sheet.freeze_panes(1, 2)
            sheet.set_column(0, len(rows[0]) - 1, 28)
            for number, each in enumerate(rows):
                for column, value in enumerate(each):
                    if number and value and rows[0][column] == "reviewed":
                        when = datetime.fromisoformat(value)
                        sheet.write_datetime(number, column, when, day)
                    elif number and value and name == "Cells" and rows[0][column] in ("clause", "answer"):
                        sheet.write_url(number, column, value, link, string=value)
                    else:
                        sheet.write_string(number, column, value, text if number else head)
            sheet.autofilter(0, 0, max(len(rows) - 1, 1), len(rows[0]) - 1)
            sheet.set_landscape()
            sheet.set_paper(9 if len(rows[0]) < 12 else 8)
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
    return out.getvalue()


def _json(value: object, indent: int | None) -> bytes:
    # Without indentation the library writes in C, which is ten times as fast and a quarter shorter.
    return (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode()


def _package(book: Book, made: dict[str, bytes], columns: Sequence[str]) -> dict[str, Any]:
    """A Frictionless data package (specs.frictionlessdata.io, Data Package v1)."""
    resources = []
    for name, data in made.items():
        resource: dict[str, Any] = {
            "name": resource_name(name),
            "path": name,
            "bytes": len(data),
            "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        }
        if name in TABLES:
            resource |= {"description": TABLES[name].about} | _AS_CSV | {"schema": TABLES[name].schema()}
        elif name == "matrix.csv":
            titles = {vendor.id: vendor.name for vendor in book.vendors}
            fields = [{"name": column, "type": "string", "title": titles.get(column, column)} for column in columns]
            resource |= _AS_CSV | {"schema": {"fields": fields, "missingValues": [""], "primaryKey": ["question"]}}
        else:
            # Readers that guess would take a JSON Schema for the schema of a table.
            resource |= {"profile": "data-resource", "type": "file"}
        resources.append(resource)
    name, address, _ = book.licence
    return {
        "profile": "data-package",
        "name": re.sub(r"[^a-z0-9._-]+", "-", book.title.lower()).strip("-") or "book",
        "title": book.title,
        "description": book.description,
        "homepage": book.base_url,
        "licenses": [{"name": _licence_id(address), "title": name, "path": address}],
        "resources": resources,
    }


def _licence_id(address: str) -> str:
    """What Open Definition calls a licence of Creative Commons; of another, its address made a name."""
    found = re.search(r"creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)/(\d\.\d)", address)
    if found:
        return f"CC0-{found[2]}" if found[1] == "zero" else f"CC-{found[1].upper()}-{found[2]}"
    return re.sub(r"[^\w.-]+", "-", address.removeprefix("https://").removeprefix("http://")).strip("-")
