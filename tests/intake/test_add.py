"""Texts into a book: complete versions, days on which words were seen again, answers carried with their proof."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

import verbs
from answered import TEXT, AnsweredBook
from builders import BookFolder, sha256
from fineprint.core.answers import Quote
from fineprint.intake import RefusedError
from fineprint.intake.acquire import AddRequest
from fineprint.intake.add import AddResult, add_version
from fineprint.intake.drafting import words_of_version
from fineprint.intake.fetch import Fetched
from fineprint.intake.refresh import refresh
from fineprint.pages import pages_of
from fineprint.prove.quote_index import BookEvidence
from fineprint.worksheet.by_text import text_of
from fineprint.worksheet.worksheet import worksheet_of
from intake_sources import Answer, docx, html, paragraph, pdf, server
from intake_sources import run as run_of

COMMAND = [sys.executable, "-m", "fineprint", "add"]
TODAY = "2026-11-22"
BEECH = {"vendor": "beech", "name": "Beech Phones", "description": "Telephones."}


def take(book: BookFolder, source: str | bytes, called: str = "text.md", **said: object) -> AddResult:
    """Take a text in, of ``acorn`` and archived on the day, where nothing else is said."""
    if isinstance(source, bytes):
        file = book.root / called
        file.write_bytes(source)
        source = str(file)
    given = {"vendor": "acorn", "document": "privacy-policy", "today": TODAY, "allow_private": True, "timeout": 5.0}
    return add_version(book.root, book.load(), AddRequest(**{**given, "source": source, **said}))


def archived(book: BookFolder, text: str, date: str, **said: object) -> AddResult:
    """Take a text in that was archived on a day."""
    return take(book, text.encode(), date=date, date_basis="archived", **said)


def bytes_below(root: Path) -> dict[str, bytes]:
    """Every file of a book."""
    return {
        str(file.relative_to(root)): file.read_bytes()
        for file in sorted((root / "policies").rglob("*"))
        if file.is_file()
    }


def errors(book: BookFolder) -> list[str]:
    """The errors of a book."""
    return [str(problem) for problem in book.problems() if problem.severity == "error"]


def test_a_new_vendor_arrives_complete(book_folder: BookFolder) -> None:
    text = "# Privacy\n\nEffective date: March 6, 2023\n\n## Cookies\n\nWe set a cookie. Cookies end.\n"
    taken = archived(book_folder, text, "2023-04-01", **BEECH)
    assert (taken.kind, taken.version.key) == ("new", "beech/privacy-policy/2023-04-01")
    assert errors(book_folder) == []
    version = next(one for one in book_folder.book().versions() if one.vendor == "beech")
    assert version.raw == text.encode()
    assert (version.record, version.outline, version.sections) == (
        taken.version.record, taken.version.outline, taken.version.sections,
    )  # fmt: skip
    assert version.outline.reviewed is None
    assert [(section.id, section.topics) for section in version.sections][-1] == ("cookies", ("cookies",))
    record = (book_folder.root / version.folder / "record.yml").read_text()
    assert (version.record.effective, version.record.updated) == (None, None)
    assert "“Effective date: March 6, 2023” (2023-03-06)" in record


def test_a_new_vendor_needs_a_name_and_is_left_to_be_described(book_folder: BookFolder) -> None:
    with pytest.raises(RefusedError, match="--name"):
        archived(book_folder, "Words of a policy.", "2023-04-01", vendor="beech")
    taken = archived(book_folder, "Words of a policy.", "2023-04-01", vendor="beech", name="Beech: Phones")
    assert "policies/beech/vendor.yml: fill in description" in taken.said
    assert [line.split(": ")[1] for line in errors(book_folder)] == ["error yaml.schema"]
    book_folder.edit("policies/beech/vendor.yml", 'description: ""', "description: Phones.")
    assert errors(book_folder) == []
    assert {vendor.name for vendor in book_folder.book().vendors} == {"Acorn Phones", "Beech: Phones"}


NOTE = (
    "> *The following text is extracted and transformed from the beech.example privacy policy that was archived on"
    " 2019-05-27. Please check the [original snapshot on the Wayback Machine](https://web.archive.org/web/20190527101112"
    "id_/http%3A//beech.example/privacy) for the most accurate reproduction.*\n\n"
)
WRAPPED = """\
This text is wrapped by hand at a certain
width, as mails were, so that lines run
on and on until the paragraph is at its
end, which is here.

Another one is wrapped in the same manner
and runs on in the same way, for as long
as it takes.
"""


def test_an_archives_note_tells_day_and_addresses(book_folder: BookFolder) -> None:
    taken = take(book_folder, (NOTE + "# Privacy\n\nWe keep few data.\n").encode(), **BEECH)
    record = taken.version.record
    assert (taken.version.date, record.date_basis, record.archived) == ("2019-05-27", "archived", "2019-05-27")
    assert record.url == "http://beech.example/privacy"
    assert record.archive_url == "https://web.archive.org/web/20190527101112id_/http%3A//beech.example/privacy"
    assert (record.excluded[0].lines, record.excluded[0].kind) == ((1, 1), "archive-note")
    with pytest.raises(RefusedError, match="the copy is of 2019-05-27"):
        archived(book_folder, NOTE + "Other words.\n", "2019-06-01", **BEECH)


def test_an_archives_raw_copy_tells_day_and_page(book_folder: BookFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def fetched(address: str, deadline: object, **said: object) -> Fetched:
        asked.append(address)
        return Fetched(address=address, body=b"<main><p>Words of a policy.</main>", kind="text/html", charset=None)

    monkeypatch.setattr("fineprint.intake.acquire.fetch", fetched)
    record = take(
        book_folder, "https://web.archive.org/web/20190527101112/http://beech.example/p", **BEECH
    ).version.record
    assert asked == ["https://web.archive.org/web/20190527101112id_/http://beech.example/p"]
    assert (record.archive_url, record.url) == (asked[0], "http://beech.example/p")
    assert (record.date_basis, record.archived, record.retrieved) == ("archived", "2019-05-27", None)


@pytest.mark.parametrize(
    ("text", "paragraphs", "excluded", "damage"),
    [
        ("---\ntitle: x\n---\n\nWords of one.\n\nAnd more of them.\n\nThe end.\n", "blank", ["front-matter"], []),
        ("One paragraph stands here.\nAnother stands here.\nThe third is the last.\nA fourth one.\n", "line", [], []),
        (WRAPPED, "wrapped", [], []),
        ("Windows\r\nline ends\r\n", "blank", [], ["crlf"]),
        ("\ufeffWords with a mark before them.\n", "blank", [], ["bom"]),
        ("A so\u00adft hyphen.\n", "blank", [], ["invisible"]),
    ],
)  # fmt: skip
def test_how_a_text_is_set_is_found_and_recorded(
    book_folder: BookFolder, text: str, paragraphs: str, excluded: list[str], damage: list[str]
) -> None:
    record = archived(book_folder, text, "2023-04-01", **BEECH).version.record
    assert record.text_format.paragraphs == paragraphs
    assert [one.kind for one in record.excluded] == excluded
    assert [one.kind for one in record.damage] == damage
    assert [line for line in book_folder.said() if "unrecorded" not in line] == []


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("a.html", b"<nav>Menu</nav><main><p>Privacy<p>We keep few data.</main>", "Privacy We keep few data."),
        ("a.docx", docx("Privacy", "We keep few data."), "Privacy We keep few data."),
        (
            "a.pdf",
            pdf("Privacy", "We keep few data about anybody at all."),
            "Privacy We keep few data about anybody at all.",
        ),
        ("a.txt", "Größe über Bäume, fällt häufig. ".encode("cp1252") * 9, "Größe über Bäume, fällt häufig. " * 9),
    ],
)
def test_the_original_stands_beside_a_converted_text(
    book_folder: BookFolder, name: str, raw: bytes, words: str
) -> None:
    version = take(book_folder, raw, name, date="2023-04-01", date_basis="retrieved", **BEECH).version
    file, sha256, _ = version.record.original
    assert (book_folder.root / version.folder / file).read_bytes() == raw
    assert sha256 == hashlib.sha256(raw).hexdigest()
    assert " ".join(words_of_version(version)) == words.strip()
    assert errors(book_folder) == []


def test_what_a_conversion_did_stands_in_the_record(book_folder: BookFolder) -> None:
    words = run_of("We keep few data") + f"<w:ins>{run_of(' and sell none')}</w:ins>" + run_of(".")
    raw = docx(paragraph(words), header1=paragraph("Draft of the house"))
    said = {"date": "2023-04-01", "date_basis": "retrieved", "tracked": "reject", **BEECH}
    made = take(book_folder, raw, "a.docx", **said)
    record = made.version.record
    assert " ".join(words_of_version(made.version)) == "We keep few data."
    assert record.tracked_changes == "rejected"
    for noted in ("and sell none", "Draft of the house"):
        assert any(noted in one.note for one in record.damage)
        assert any(noted in line for line in made.said)
    kept = next(one for one in book_folder.load().book.vendors if one.id == made.vendor.id).versions[-1]
    assert kept.record == record
    assert errors(book_folder) == []


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n\n", "\n\n\n"),
        TEXT.replace("days.", "days.  "),
        "---\nRetrieved: today\n---\n\n" + TEXT,
        TEXT.replace("Cookie Notice", "Cookie  Notice"),
    ],
)
def test_the_same_words_are_no_version(answered: AnsweredBook, changed: str) -> None:
    before = bytes_below(answered.root)
    taken = archived(answered, changed, "2021-01-01")
    assert (taken.kind, taken.version.date) == ("seen", "2020-03-04")
    after = bytes_below(answered.root)
    record = f"{answered.version}/record.yml"
    assert [path for path in after if after[path] != before.get(path)] == [record]
    assert after[record] == before[record].replace(b"source:", b"also_captured: ['2021-01-01']\nsource:")
    assert archived(answered, changed, "2021-01-01").kind == "same"
    assert bytes_below(answered.root) == after


def test_other_words_of_a_day_are_a_second_version(answered: AnsweredBook) -> None:
    assert archived(answered, TEXT + "\nMore.\n", "2020-03-04").version.date == "2020-03-04-2"
    assert archived(answered, TEXT + "\nMore.\n", "2020-03-04").kind == "same"
    assert archived(answered, TEXT + "\nStill more.\n", "2020-03-04").version.date == "2020-03-04-3"
    assert errors(answered) == []


def test_answers_whose_quotes_survive_are_carried_with_their_proof(answered: AnsweredBook) -> None:
    text = TEXT.replace("## Recordings", "## Calls").replace("ninety", "thirty")
    taken = archived(answered, text, "2021-01-01")
    version = answered.load().book.vendors[0].versions[-1]
    assert set(version.answers) == {"sale", "breach-notice", "cookie-kinds", "childrens-age", "privacy-signal"}
    assert {answer.carried_from for answer in version.answers.values()} == {"2020-03-04"}
    assert {answer.reviewed for answer in version.answers.values()} == {"2026-01-31"}
    assert version.answers == taken.version.answers
    assert [paper.id for paper in version.referenced_documents] == ["cookie-notice"]
    assert errors(answered) == []
    evidence = BookEvidence(answered.book())
    sheet = worksheet_of(answered.book(), evidence, answered.book().vendors[0], version)
    assert [one.question.id for one in sheet.unread] == ["recordings"]
    (lost,) = sheet.unread[0].before
    assert (lost.address, lost.differing) == ("calls.1", "'ninety' is 'thirty' there")
    assert "value: fill-in" in sheet.unread[0].stated


def test_a_quote_that_stands_twice_now_is_carried_only_where_its_clause_is_told(answered: AnsweredBook) -> None:
    text = TEXT + "\nOur staff knows: Ask your parents before you write to us.\n"
    version = archived(answered, text, "2021-01-01").version
    assert version.answers["childrens-age"].quotes == (
        Quote(text="Ask your parents before you write to us.", at="children.1"),
    )
    assert errors(answered) == []
    again = text.replace(
        "Ask your parents before you write to us.\n\nPlease", "Or: Ask your parents before you write to us.\n\nPlease"
    )
    assert "childrens-age" not in archived(answered, again, "2022-01-01").version.answers
    assert errors(answered) == []


def test_a_silence_is_searched_again(answered: AnsweredBook) -> None:
    moved = TEXT.replace("We may notify you of new prices.\n\n", "") + "\nWe may notify you of new prices.\n"
    version = archived(answered, moved, "2021-01-01").version
    assert [entry.at for entry in version.answers["breach-notice"].ruled_out] == [("cookies.3",)]
    version = archived(answered, moved.replace("new prices", "a breach"), "2021-02-01").version
    assert "breach-notice" not in version.answers
    version = archived(answered, moved + "\nA breach is told.\n", "2021-01-02").version
    assert "breach-notice" not in version.answers
    assert errors(answered) == []


def test_version_after_version_the_book_stays_without_error(answered: AnsweredBook) -> None:
    for year in range(2021, 2026):
        archived(answered, f"{TEXT}\nMore of {year}.\n", f"{year}-01-01")
        assert errors(answered) == []
    assert "sale" in answered.book().vendors[0].versions[-1].answers


def test_what_holds_no_longer_at_a_later_day_is_not_carried(answered: AnsweredBook) -> None:
    assert "privacy-signal" not in archived(answered, TEXT + "\nMore.\n", "2022-06-01").version.answers
    assert errors(answered) == []


def test_a_clause_that_changed_around_a_quote_is_told(answered: AnsweredBook) -> None:
    text = TEXT.replace("for ninety days.", "for ninety days. Except when we do not.")
    taken = archived(answered, text, "2021-01-01")
    sheet = worksheet_of(answered.book(), BookEvidence(answered.book()), taken.vendor, taken.version)
    assert [(question.id, clauses) for question, clauses in sheet.look_again] == [("recordings", ("recordings.1",))]
    assert sheet.unread == ()


LIMITED = """\
considered: all
limiting_phrases:
  en: [except*, but]
"""


def test_an_item_is_carried_with_its_limits_and_what_was_ruled_out(answered: AnsweredBook) -> None:
    book = (answered.root / "policies/book.yml").read_text(encoding="utf-8")
    answered.write("policies/book.yml", book + LIMITED)
    items = "- Recordings of calls go by van.\n- Recordings of yours do not, except on Sundays.\n"
    items += "- But recordings of others do.\n"
    listed = TEXT.replace("We keep recordings of calls for ninety days.\n", f"We keep few:\n\n{items}")
    answered.write(answered.text, listed)
    record = answered.root / answered.version / "record.yml"
    record.write_text(record.read_text(encoding="utf-8").replace(sha256(TEXT), sha256(listed)), encoding="utf-8")
    (answered.root / answered.version / "outline.yml").unlink()
    (answered.root / answered.version / "addresses.txt").unlink()
    answered.edit(
        answered.answers,
        "    quotes: [{text: We keep recordings of calls for ninety days.}]\n",
        "    quotes: [{text: Recordings of calls go by van.}]\n    limits: [{text: 'except on Sundays.'}]\n"
        "    ruled_out: [{at: recordings.2.3, kind: other-party}]\n",
    )
    answered.record()
    assert errors(answered) == []
    # Another item comes before all: no word of what the answer rests on changes, and the new one has no term.
    taken = archived(answered, listed.replace("few:\n\n", "few:\n\n- Postcards are thrown away.\n"), "2021-01-01")
    answer = taken.version.answers["recordings"]
    assert [entry.at for entry in answer.ruled_out] == [("recordings.2.4",)]
    assert (answer.ruled_out[0].kind, answer.limits[0].text) == ("other-party", "except on Sundays.")
    assert errors(answered) == []
    sheet = worksheet_of(answered.book(), BookEvidence(answered.book()), taken.vendor, taken.version)
    assert [question.id for question, _ in sheet.look_again] == []
    # An item with a term, or an exception beside the quote, is in no entry: the answer is not carried.
    for old, new in (
        ("few:\n\n", "few:\n\n- Recordings of theirs go.\n"),
        ("by van.\n- R", "by van.\n- But not all.\n- R"),
    ):
        assert "recordings" not in archived(answered, listed.replace(old, new), "2021-01-02").version.answers
        shutil.rmtree(answered.root / taken.version.folder.replace("2021-01-01", "2021-01-02"))


def test_an_answer_on_a_paper_whose_quote_is_gone_is_not_carried(answered: AnsweredBook) -> None:
    answered.edit(answered.answers, "quote: Our Cookie Notice lists}", "quote: cookies that we set.}")
    text = TEXT.replace("the cookies that we set.", "the cookies.")
    assert "cookie-kinds" not in archived(answered, text, "2021-01-01").version.answers
    assert errors(answered) == []


def test_what_a_person_settled_is_taken_over(answered: AnsweredBook) -> None:
    answered.edit(f"{answered.version}/outline.yml", "id: sharing, line: 9, level: 2", "id: to-whom, line: 9, level: 3")
    answered.edit(
        f"{answered.version}/outline.yml", "heading: Recordings, topics: []", "heading: Recordings, topics: [children]"
    )
    for name in (answered.answers, f"{answered.version}/record.yml"):
        text = (
            (answered.root / name)
            .read_text()
            .replace("sharing.", "to-whom.")
            .replace("excluded: []", "excluded: [{lines: [22, 22], kind: furniture}]")
        )
        answered.write(name, text)
    text = TEXT.replace("thirty", "ninety").replace("Please read this page twice.", "Please read this page 3 times.", 1)
    version = archived(answered, "First of all.\n\n" + text, "2021-01-01").version
    outline = {entry.id: entry for entry in version.outline.entries}
    assert (outline["to-whom"].level, outline["to-whom"].lines) == (3, (11, 11))
    assert outline["recordings"].topics == ("children",)


@contextmanager
def watched(book: BookFolder, answer: Answer) -> Iterator[list[Answer]]:
    """``acorn`` with a source on a server, which gives the last answer of the list."""
    answers = [answer]
    with server(lambda path: answers[-1]) as address:
        source = f"sources: [{{document: privacy-policy, url: {address}/privacy}}]\n"
        book.write("policies/acorn/vendor.yml", (book.root / "policies/acorn/vendor.yml").read_text() + source)
        yield answers


def look(book: BookFolder, today: str) -> tuple[list[str], list[str]]:
    """The kinds of what a refresh took in, and what was refused."""
    taken, refused = refresh(
        book.root, book.load(), today, None, progress=lambda said: None, allow_private=True, timeout=5.0
    )
    return [one.kind for one in taken], refused


def test_a_refresh_keeps_what_changed_and_nothing_else(answered: AnsweredBook) -> None:
    body = "".join(f"<p>{line}</p>" for line in TEXT.replace("#", "").split("\n") if line.strip())
    page = f"<main><div id=text>{body}<p>See <a href='/x?1'>more</a>.</p></div><p>Served on 1 May 2026</p></main>"
    with watched(answered, html(page)) as answers:
        address = (answered.root / "policies/acorn/vendor.yml").read_text().rpartition("url: ")[2].strip("}]\n")
        take(answered, address, element="#text", today="2026-05-01")
        before = bytes_below(answered.root)
        answers.append(html(page.replace("x?1", "x?2").replace("1 May", "2 May")))
        assert look(answered, "2026-05-02") == (["same"], [])
        assert bytes_below(answered.root) == before
        answers.append(html(page.replace("ninety", "thirty")))
        assert look(answered, "2026-05-03") == (["new"], [])
        answers.append((500, {}, b""))
        kinds, refused = look(answered, "2026-05-04")
        assert kinds == []
        assert refused[0].startswith("acorn/privacy-policy: not taken in: http://127.0.0.1")
    assert errors(answered) == []
    versions = answered.book().vendors[0].versions
    assert [version.date for version in versions] == ["2020-03-04", "2026-05-01", "2026-05-03"]
    assert [set(versions[1].answers) - set(version.answers) for version in versions] == [set(), set(), {"recordings"}]
    assert {answer.carried_from for answer in versions[2].answers.values()} == {"2026-05-01"}


def test_a_day_in_an_excluded_line_is_no_change(answered: AnsweredBook) -> None:
    text = "Printed on Monday, 4 May 2026\n\n" + TEXT
    version = archived(answered, text, "2021-01-01").version
    answered.edit(f"{version.folder}/record.yml", "excluded: []", "excluded: [{lines: [1, 1], kind: furniture}]")
    answered.edit(f"{version.folder}/outline.yml", "  - {id: preamble, topics: []}\n", "")
    with watched(answered, (200, {"Content-Type": "text/markdown"}, text.replace("Monday, 4", "Friday, 8").encode())):
        assert look(answered, "2026-05-08") == (["same"], [])


def test_a_live_page_is_named_by_today(book_folder: BookFolder) -> None:
    with server(lambda path: html("<main lang=de><p>Words of a policy.</main>")) as address:
        record = take(book_folder, f"{address}/p", **BEECH).version.record
        assert (record.date_basis, record.retrieved, record.url) == ("retrieved", TODAY, f"{address}/p")
        for said in (
            {"date_basis": "archived", "date": TODAY},
            {"date_basis": "retrieved", "date": "2020-01-01"},
            {"date": "2020-01-01"},
        ):
            with pytest.raises(RefusedError):
                take(book_folder, f"{address}/p", **{**BEECH, "vendor": "cedar"}, **said)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"vendor": "No Id"}, "can't be an id"),
        ({"document": "recipes"}, "or add .id: recipes, title: …. to its documents"),
        ({"document": "My Recipes"}, r"give one that book.yml lists \(privacy-policy, terms\)$"),
        ({"date": "2023-02-30"}, "no day of the calendar"),
        ({"date": "2023-02-01-2"}, "no day of the calendar"),
        ({"date_basis": None}, "say with --date-basis"),
        ({"date": None}, "give --date"),
        ({"date_basis": "stated"}, "--effective or --updated"),
        ({"source": "/nowhere/x.md"}, "No such file"),
        ({"source": "/dev/null"}, "no regular file"),
        ({"source": "ftp://acorn.example/"}, "only http"),
        ({"source": "a\0b.md"}, "can't be the name"),
        ({"max_bytes": 3}, "at most 3"),
    ],
)
def test_what_cannot_be_taken_in_is_one_line_and_changes_nothing(
    answered: AnsweredBook, said: dict[str, object], message: str
) -> None:
    before = bytes_below(answered.root)
    file = answered.root / "text.md"
    file.write_text("Other words.")
    with pytest.raises(RefusedError, match=message) as refused:
        take(answered, **{"source": str(file), "date": "2023-04-01", "date_basis": "archived", **said})
    assert "\n" not in str(refused.value)
    assert bytes_below(answered.root) == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n",
        "12 34\n***\n".replace("1", "-").replace("2", "-").replace("3", "-").replace("4", "-"),
        "a\x00b",
        "x\u202ey",
    ],
)
def test_a_text_that_the_gate_refuses_is_not_taken_in(answered: AnsweredBook, text: str) -> None:
    before = bytes_below(answered.root)
    with pytest.raises(RefusedError):
        archived(answered, text, "2021-01-01")
    assert bytes_below(answered.root) == before


def test_a_vendor_with_problems_is_to_be_mended_first(answered: AnsweredBook) -> None:
    answered.write(f"{answered.version}/record.yml", "publisher: [")
    with pytest.raises(RefusedError, match="mended first"):
        archived(answered, "Words.", "2021-01-01")


def reading_pages(book: BookFolder) -> dict[str, bytes]:
    """The pages of the preview that are review worksheets, and their list."""
    return {path: page for path, page in pages_of(book.book(), []) if path.startswith("about/worksheets/")}


def test_the_reading_sheet_is_a_page_as_long_as_something_is_unread(answered: AnsweredBook) -> None:
    pages = reading_pages(answered)
    assert not [path for path in pages if path.startswith("about/worksheets/acorn")]
    archived(answered, TEXT.replace("ninety", "thirty <b>"), "2021-01-01")
    pages = reading_pages(answered)
    page = pages["about/worksheets/acorn/privacy-policy/2021-01-01/index.md"].decode()
    assert "noindex" in page
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert "2021-01-01/" in pages["about/worksheets/index.md"].decode()


def test_only_the_newest_unread_versions_have_pages(answered: AnsweredBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fineprint.pages.worksheet_pages.PAGES", 1)
    for year in ("2021", "2022"):
        archived(answered, f"{TEXT}\nMore of {year}.\n", f"{year}-01-01", **BEECH)
    pages = reading_pages(answered)
    assert list(pages) == ["about/worksheets/index.md", "about/worksheets/beech/privacy-policy/2022-01-01/index.md"]
    assert "fineprint worksheet beech/privacy-policy/2021-01-01" in pages["about/worksheets/index.md"].decode()


def test_no_entry_of_a_sheet_can_be_pasted_unread(answered: AnsweredBook) -> None:
    taken = archived(answered, TEXT, "2021-01-01", **BEECH)
    evidence = BookEvidence(answered.book())
    sheet = worksheet_of(answered.book(), evidence, taken.vendor, taken.version)
    assert len(sheet.unread) == 6
    assert "childrens-age" in text_of(sheet, evidence.of(taken.version))
    for unread in sheet.unread:
        for entry in (unread.stated, unread.silent):
            answered.write(f"{taken.version.folder}/answers.yml", f"answers:\n{entry}")
            said = [line for line in errors(answered) if "beech" in line]
            assert {line.split(": ")[1] for line in said} <= {"error yaml.schema"}
            assert said
            filled = entry.replace("fill-in  #", f"{unread.question.values[0].id}  #").replace(
                "YYYY-MM-DD", "2026-01-31"
            )
            filled = filled.replace('""', '"A reason of its own."')
            answered.write(f"{taken.version.folder}/answers.yml", f"answers:\n{filled}")
            if unread.sentences or entry == unread.silent:
                assert [line for line in errors(answered) if "beech" in line] == []


def run(*said: str | Path, root: Path) -> subprocess.CompletedProcess[str]:
    """Run the command; without a verb, to take a text in."""
    verb, *more = said if said and said[0] in ("refresh", "worksheet") else ("add", *said)
    return verbs.run(str(verb), "--root", root, *more)


def test_the_command_tells_what_it_did_and_what_is_left(answered: AnsweredBook) -> None:
    file = answered.root / "new.md"
    file.write_text(TEXT.replace("ninety", "thirty"))
    to = ("--vendor", "acorn", "--document", "privacy-policy", "--date", "2021-01-01", "--date-basis", "archived")
    done = run(file, *to, root=answered.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("policies/acorn/privacy-policy/2021-01-01: a new version, 5 sections, ")
    assert "5 answers carried over, 1 of 6 questions await review" in done.stdout
    sheet = answered.root / ".cache/worksheets/acorn/privacy-policy/2021-01-01.md"
    assert "1. recordings: How long are recordings kept?" in sheet.read_text()
    sheet.unlink()
    assert run("worksheet", "acorn/privacy-policy/2021-01-01", root=answered.root).returncode == 0
    assert sheet.exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ([], 2),
        (["x.md"], 2),
        (["x.md", "--vendor", "acorn", "--document", "privacy-policy", "--timeout", "0"], 2),
        (["refresh", "x.md"], 2),
        (["x.md", "--vendor", "acorn", "--document", "privacy-policy"], 1),
        (["refresh"], 1),
        (["worksheet", "acorn"], 1),
    ],
)
def test_wrong_usage_and_wrong_input_are_told_apart(answered: AnsweredBook, said: list[str], code: int) -> None:
    done = run(*said, root=answered.root)
    assert done.returncode == code
    assert done.stdout == ""
    assert code == 2 or done.stderr.count("\n") == 1


def test_progress_shows_on_a_terminal_only(answered: AnsweredBook) -> None:
    ours, theirs = os.openpty()
    (answered.root / "new.md").write_text("Other words.")
    to = ["--vendor", "acorn", "--document", "privacy-policy", "--date", "2021-01-01", "--date-basis", "archived"]
    command = [*COMMAND, "--root", answered.root, answered.root / "new.md", *to]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, text=True, check=False)
    assert b"drafting" in os.read(ours, 1000)
    assert "\x1b" not in done.stdout
    os.close(ours)
    os.close(theirs)


def test_ctrl_c_leaves_nothing_half_written(answered: AnsweredBook) -> None:
    before, command = bytes_below(answered.root), [*COMMAND, "--root", answered.root]
    asked = Event()

    def drips(path: str) -> Answer:
        asked.set()
        return 200, {"Content-Type": "text/plain"}, [b"words "] * 1200

    with server(drips) as address:
        heard = signal.signal(signal.SIGINT, signal.default_int_handler)
        child = subprocess.Popen(
            [*command, address, "--vendor", "acorn", "--document", "privacy-policy", "--allow-private"],
            stderr=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        # A shell lets what it runs in the background ignore this signal, which a child would inherit.
        signal.signal(signal.SIGINT, heard)
        assert asked.wait(60)
        os.kill(child.pid, 2)
        said = child.communicate(timeout=60)[1]
    assert (child.returncode, said) == (130, "")
    assert bytes_below(answered.root) == before
    assert json.dumps(sorted(path.name for path in (answered.root / "policies").iterdir())).count(".adding") == 0


def test_every_excluded_line_is_said_with_its_words(book_folder: BookFolder) -> None:
    text = "# Beech rules\n\nHome > Rules\n\n[](/empty)\n\n## Names\n\nWe keep names of callers for a year.\n"
    made = take(book_folder, text.encode(), **BEECH, date="2026-11-20", date_basis="archived")
    assert "line 1 is excluded (document-title): # Beech rules" in made.said
    assert "line 3 is excluded (breadcrumb): Home > Rules" in made.said
    assert "line 5 is excluded (debris): [](/empty)" in made.said


def test_a_page_is_recorded_with_what_was_left_out_and_written_out(book_folder: BookFolder) -> None:
    page = b"""<main><h1>Beech rules</h1><p>We keep names.</p><nav><a href="/">Shop</a></nav>
      <ol type="a"><li>one</li><li>two</li></ol></main>"""
    made = take(book_folder, page, "page.html", **BEECH, date="2026-11-20", date_basis="archived")
    record = made.version.record
    assert record.numbering == "written-out"
    assert [(one.lines, one.kind) for one in record.damage] == [((3, 3), "left-out")]
    assert any("a menu, 1 words: Shop" in line for line in made.said)
    (again,) = (vendor.versions[0].record for vendor in book_folder.book().vendors if vendor.id == "beech")
    assert again == record


GERMAN = (
    "Der Laden behält Namen und Straße jedes Lesers, damit ein Paket seine Tür findet. "
    "Niemand sonst sieht sie an, und im Winter wird die Liste im Hof verbrannt."
)


@pytest.mark.parametrize(
    ("lang", "language", "recorded", "said"),
    [
        (' lang="en"', None, "de", "its language is English (en), but its words are German"),
        (' lang="de-AT"', None, "de-AT", None),
        ("", None, "de", "told from the words: German"),
        ('lang="en"', "en", "en", "--language says en, but the words are German (de)"),
    ],
)
def test_the_language_is_told_from_the_words(
    book_folder: BookFolder, lang: str, language: str | None, recorded: str, said: str | None
) -> None:
    page = f"<!doctype html><html {lang}><body><main><h1>Regeln</h1><p>{GERMAN}</p></main></body></html>"
    made = take(book_folder, page.encode(), "page.html", date="2021-01-01", date_basis="archived", language=language)
    assert made.version.record.language == recorded
    record = (book_folder.root / made.version.folder / "record.yml").read_text(encoding="utf-8")
    told = [line for line in made.said if "words" in line and "German" in line]
    assert len(told) == (said is not None)
    assert said is None or (said in told[0] and told[0].split(",")[0] in record)
