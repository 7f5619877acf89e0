"""The data files: whole, valid, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from fineprint.pages import pages_of
from fineprint.read.book import load_book


def files_of(book):
    return {path: data for path, data in pages_of(book, []) if path.startswith("data/") and path != "data/index.md"}


@pytest.fixture(scope="module")
def book(root):
    return load_book(root).book


@pytest.fixture(scope="module")
def files(book):
    return files_of(book)


def test_the_book_keeps_its_published_schema(files):
    schema = json.loads(files["data/book.schema.json"])
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(files["data/book.json"]))


def test_every_cell_has_a_row_and_every_quote_one_with_its_clause(book, files):
    rows = list(csv.DictReader(io.StringIO(files["data/cells.csv"].decode(), newline="")))
    read = {(each["vendor"], each["question"]) for each in rows}
    assert read == {(vendor.id, question.id) for vendor in book.vendors for question in book.questions}
    quotes = sum(len(answer.quotes) for version in book.versions() for answer in version.answers.values())
    assert sum(bool(each["quote"]) for each in rows) == quotes
    assert all(each["clause"].startswith(book.base_url) for each in rows if each["quote"])


def test_the_matrix_is_the_same_in_csv_and_in_the_spreadsheet(files):
    rows = list(csv.reader(io.StringIO(files["data/matrix.csv"].decode(), newline="")))
    sheet = openpyxl.load_workbook(io.BytesIO(files["data/matrix.xlsx"]))["Matrix"]
    assert [[cell.value or "" for cell in row] for row in sheet.iter_rows()] == rows
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_text_that_looks_like_a_formula_is_disarmed(book, start):
    question = replace(book.questions[0], question=f"{start}HYPERLINK(1)")
    made = files_of(replace(book, questions=(question, *book.questions[1:])))
    rows = list(csv.reader(io.StringIO(made["data/matrix.csv"].decode(), newline="")))
    assert rows[1][1] == f"'{start}HYPERLINK(1)"
    sheet = openpyxl.load_workbook(io.BytesIO(made["data/matrix.xlsx"]))["Matrix"]
    assert sheet.cell(2, 2).data_type == "s"


def test_the_package_lists_every_other_file_with_its_hash(files):
    package = json.loads(files["data/datapackage.json"])
    listed = {resource["path"]: resource["hash"] for resource in package["resources"]}
    assert listed == {
        path.removeprefix("data/"): f"sha256:{hashlib.sha256(data).hexdigest()}"
        for path, data in files.items()
        if path != "data/datapackage.json" and not path.startswith("data/feed.")
    }


def test_two_builds_give_the_same_bytes(book, files):
    assert files_of(book) == files


def test_the_picture_of_the_matrix_is_listed_and_linked_and_a_large_book_has_none(book, files, monkeypatch):
    assert "matrix.svg" in [each["path"] for each in json.loads(files["data/datapackage.json"])["resources"]]
    assert b'"../data/matrix.svg"' in dict(pages_of(book, []))["matrix/index.md"]
    monkeypatch.setattr("fineprint.pages.LARGE", 4)
    pages = dict(pages_of(book, []))
    assert "data/matrix.svg" not in pages
    assert b"matrix.svg" not in pages["matrix/index.md"] + pages["data/index.md"]
    assert "data/matrix.xlsx" not in pages
    head = pages["data/index.md"].split(b"---")[1]
    assert b"a spreadsheet" not in pages["matrix/index.md"] + head + pages["llms.txt"]
