"""Briefs: every quote verbatim, every footnote read back, and the whole checked by what checks citations."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest
from docx import Document

from fineprint.cli import fineprint
from fineprint.compare.citation_check import check_citations
from fineprint.intake.cited_text import cited_paragraphs
from fineprint.publish.brief import brief_of, in_markdown
from fineprint.publish.brief_files import in_docx, in_xlsx
from fineprint.publish.citation_styles import filled, table
from fineprint.publish.citations import reference
from fineprint.read.book import load_book
from fineprint.text.cited import citations_in

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES = [name for name, each in table()["styles"].items() if each["group"] in ("text", "style")]
DAY = "2026-11-08"


@pytest.fixture(scope="module")
def loaded(root):
    return load_book(root)


def made(loaded, style="oscola", vendors=3, questions=None):
    book = loaded.book
    return brief_of(book, loaded.evidence, book.vendors[:vendors], questions or book.questions, style, DAY)


def checks(loaded, name, raw):
    paragraphs = cited_paragraphs(name, raw)
    return list(check_citations(loaded.book, loaded.evidence, citations_in(paragraphs, loaded.book.base_url)))


@pytest.mark.parametrize("style", STYLES)
def test_every_quote_of_a_word_file_is_verbatim_and_has_its_note(loaded, style):
    one = made(loaded, style)
    raw = in_docx(one)
    found = checks(loaded, "brief.docx", raw)
    quotes = [quote for _, entries in one.questions for entry in entries for quote in entry.quotes]
    answers = [entry for _, entries in one.questions for entry in entries if entry.reference]
    assert len(found) == len(quotes) + len(answers) + 1, "one note for each, and the book's address at the head"
    assert all(check.holds for check in found), [check for check in found if not check.holds][:3]
    matched = [each for check in found for each in check.quotes]
    assert len(matched) >= len([quote for quote in quotes if len(quote.sentence.split()) > 3]) * 0.9
    assert {each.state for each in matched} <= {"same", "elsewhere"}
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        notes = ElementTree.fromstring(parts.read("word/footnotes.xml"))
    told = ["".join(text.text or "" for text in note.iter(f"{W}t")).strip() for note in notes][2:]
    right = {filled(style, quote.reference).rstrip(".") for quote in quotes} | {
        filled(style, entry.reference).rstrip(".") for entry in answers
    }
    assert {note.rstrip(".") for note in told} == right
    assert Document(io.BytesIO(raw)).core_properties.created.date().isoformat() == DAY


def test_a_footnote_of_a_brief_is_the_reference_of_its_place(loaded):
    (_, entries), *_ = made(loaded).questions
    book = loaded.book
    versions = {version.key: version for version in book.versions()}
    for entry in entries:
        key = entry.reference["id"].rpartition(":")[0].replace(":", "/")
        expected = reference(book, versions[key], entry.reference["part"])
        assert entry.reference == expected | {"accessed": DAY}


def test_a_brief_in_markdown_is_read_back_whole(loaded):
    one = made(loaded, "plain")
    text = in_markdown(one)
    found = checks(loaded, "brief.md", text.encode())
    assert [(check.citation, check.quotes) for check in found if not check.holds] == []
    matched = sum(len(check.quotes) for check in found)
    quotes = [quote for _, entries in one.questions for entry in entries for quote in entry.quotes]
    assert matched >= len([quote for quote in quotes if len(quote.sentence.split()) > 3]) * 0.9
    calls = sum(text.count(f"[^{number}]") == 2 for number in range(1, text.count("]: ") + 1))
    assert calls == text.count("\n[^")
    for _, entries in one.questions:
        for entry in entries:
            if entry.searched:
                assert "Searched for, with no passage that answers" in text


def test_a_questionnaire_has_a_row_a_question_with_dates_and_links(loaded):
    book = loaded.book
    vendor = next(vendor for vendor in book.vendors if vendor.id == "dialpine")
    one = brief_of(book, loaded.evidence, [vendor], book.questions, "plain", DAY)
    sheet = openpyxl.load_workbook(io.BytesIO(in_xlsx(one)))["Brief"]
    rows = list(sheet.iter_rows(min_row=2))
    assert [row[0].value for row in rows] == [question.question for question in book.questions]
    version = vendor.versions[-1]
    for row, question in zip(rows, book.questions, strict=True):
        answer = version.answers[question.id]
        assert row[2].value.date().isoformat() == version.date
        assert row[7].value.date().isoformat() == answer.reviewed
        assert row[8].hyperlink.target + "#" + (row[8].hyperlink.location or "") in (
            f"{row[8].value}#",
            row[8].value,
        )
        assert bool(row[5].value) is bool(answer.quotes or answer.limits)
        assert bool(row[6].value) is (answer.value == "not-stated")
    assert sheet.auto_filter.ref
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0


def run(*arguments):
    return fineprint.main(arguments, standalone_mode=False)


def test_the_command_writes_each_form_and_refuses_what_is_not_there(root, tmp_path, capsys):
    for ending in ("docx", "md", "xlsx"):
        file = tmp_path / f"brief.{ending}"
        given = ["--root", str(root), "--vendor", "dialpine", "--style", "apa", "--day", DAY, str(file)]
        assert run("brief", *given) == 0
        assert file.stat().st_size > 1000
    assert run("brief", *["--root", str(root), "--vendor", "nobody", "--day", "soon", str(tmp_path / "a.pdf")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 3
    assert "'nobody' is not in the book" in said
    assert not (tmp_path / "a.pdf").exists()
