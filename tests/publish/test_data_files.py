"""The data files: whole, valid, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sqlite3
from dataclasses import replace

import frictionless
import openpyxl
import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from fineprint.pages import pages_of
from fineprint.pages.data import PANDAS, SQL
from fineprint.publish.parquet_files import parquet_files
from fineprint.publish.tables import TABLES
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


def test_the_package_passes_the_validator_of_its_standard(files, tmp_path):
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    report = frictionless.validate(str(tmp_path / "data" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note", "message"])[:5]
    # The keys are held: a row of a vendor that is nowhere is refused.
    cells = tmp_path / "data" / "cells.csv"
    cells.write_bytes(cells.read_bytes().replace(b"\r\ndialpad,", b"\r\nnobody,", 1))
    descriptor = json.loads((tmp_path / "data" / "datapackage.json").read_text())
    for resource in descriptor["resources"]:
        resource.pop("hash")
        resource.pop("bytes")
    (tmp_path / "data" / "loose.json").write_text(json.dumps(descriptor))
    report = frictionless.validate(str(tmp_path / "data" / "loose.json"))
    assert {row[0] for row in report.flatten(["type"])} == {"foreign-key"}


def test_columns_are_typed_and_the_licence_is_named(files):
    package = json.loads(files["data/datapackage.json"])
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    tables = {resource["path"]: resource["schema"] for resource in package["resources"] if "schema" in resource}
    fields = {field["name"]: field for field in tables["cells.csv"]["fields"]}
    assert fields["reviewed"]["type"] == "date"
    assert fields["state"]["constraints"]["enum"][0] == "stated"
    assert [key["reference"]["resource"] for key in tables["cells.csv"]["foreignKeys"]] == [
        "vendors-csv",
        "questions-csv",
        "versions-csv",
    ]
    assert all(
        field.get("description") for schema in tables.values() for field in schema["fields"] if "title" not in field
    )


def test_the_sqlite_file_has_the_whole_book_and_is_searched(book, files, tmp_path):
    file = tmp_path / "book.sqlite"
    file.write_bytes(files["data/book.sqlite"])
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

    def count(table):
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]

    assert count("clauses") == sum(len(list(version.clauses())) for version in book.versions())
    assert count("answers") == sum(len(version.answers) for version in book.versions())
    assert count("quotes WHERE kind = 'quote'") == sum(
        len(answer.quotes) for version in book.versions() for answer in version.answers.values()
    )
    first, second = (statement for statement in SQL.split(";") if statement.strip())
    answered = connection.execute(first).fetchall()
    assert {row[0] for row in answered} <= {vendor.id for vendor in book.vendors}
    found = connection.execute(second).fetchall()
    assert found
    assert all("cookies" in words.lower() or address for address, words in found)
    connection.close()


def test_the_example_in_pandas_runs_as_it_stands(book, files, tmp_path, monkeypatch, capsys):
    (tmp_path / "cells.csv").write_bytes(files["data/cells.csv"])
    monkeypatch.chdir(tmp_path)
    made = {}
    exec(PANDAS, made)
    table = made["newest"].pivot(index="question_text", columns="vendor_name", values="label")
    assert table.shape == (len(book.questions), len(book.vendors))
    assert str(made["cells"]["reviewed"].dtype).startswith("datetime64")
    assert capsys.readouterr().out


def test_the_spreadsheet_has_links_dates_a_filter_and_pages_that_fit(files):
    sheet = openpyxl.load_workbook(io.BytesIO(files["data/matrix.xlsx"]))["Cells"]
    named = {cell.value: cell.column - 1 for cell in sheet[1]}
    row = next(each for each in sheet.iter_rows(min_row=2) if each[named["clause"]].value)
    assert row[named["clause"]].hyperlink
    assert row[named["reviewed"]].is_date
    assert sheet.auto_filter.ref
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert {cell.data_type for each in sheet.iter_rows() for cell in each} <= {"s", "n", "d"}


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


def test_every_link_of_llms_txt_parses_whatever_a_question_says(book):
    question = replace(book.questions[0], question="Is [data] sold `to` *all*] of <them>\\?")
    text = dict(pages_of(replace(book, questions=(question, *book.questions[1:])), []))["llms.txt"].decode()
    items = [line for line in text.splitlines() if line.startswith("- ")]
    inline = MarkdownIt().parse(text)
    links = [child for token in inline for child in token.children or () if child.type == "link_open"]
    assert len(links) == len(items) + len(list(book.latest()))
    assert all(link.attrs["href"].startswith(book.base_url) for link in links)


def test_tables_of_a_large_book_are_parquet_with_typed_days(files):
    parquet = pytest.importorskip("pyarrow.parquet", reason="the library is an extra one")
    tables = {name: files[f"data/{name}"] for name in TABLES}
    made = dict(parquet_files(tables))
    assert set(made) == {name.replace(".csv", ".parquet") for name in TABLES}
    for name, csv_bytes in tables.items():
        rows = list(csv.DictReader(io.StringIO(csv_bytes.decode(), newline="")))
        read = parquet.read_table(io.BytesIO(made[name.replace(".csv", ".parquet")])).to_pylist()
        plain = [{key: str(value) if value is not None else "" for key, value in row.items()} for row in read]
        assert plain == [{key: re.sub(r"^'([=+@\t\r-])", r"\1", value) for key, value in row.items()} for row in rows]
    assert type(read[0]["reviewed"]).__name__ == "date"


def test_each_fact_about_a_vendor_has_its_source_in_the_data(book, files):
    told = {vendor["id"]: vendor["facts"] for vendor in json.loads(files["data/book.json"])["vendors"]}
    for vendor in book.vendors:
        facts = told[vendor.id]
        assert [name["name"] for name in facts["names"]] == [name.name for name in vendor.names]
        sourced = [vendor.description, *vendor.names]
        sources = [facts["description"]["source"], *(name["source"] for name in facts["names"])]
        assert [bool(each) for each in sources] == [bool(fact.source) for fact in sourced]
    assert any(facts["description"]["source"] for facts in told.values())
