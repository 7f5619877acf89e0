"""Citers' ways from the site into their own documents, and a year later back to a check of what they cited."""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import sqlite3
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest
from docx import Document
from playwright.sync_api import expect

from fineprint.build.offline import offline_files
from fineprint.compare.citation_check import check_citations
from fineprint.intake.cited_text import cited_paragraphs
from fineprint.pages.data import PANDAS, SQL
from fineprint.publish.brief import brief_of, in_markdown
from fineprint.publish.citation_styles import filled, table
from fineprint.publish.citations import reference
from fineprint.read.book import load_book
from fineprint.text.cited import citations_in

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VOIP = "vendors/voip-com/privacy-policy/2006-10-16/"


@pytest.fixture(scope="module")
def loaded(root):
    return load_book(root)


@pytest.fixture
def page(watched, context):
    """A page that may use the clipboard, which says nothing in the console and asks no other host."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield watched.page
    assert watched.said == []
    assert watched.foreign == []


def kept(page, button):
    """The bytes of the file that a button gives."""
    with page.expect_download() as given:
        page.get_by_role("button", name=button).click()
    return given.value.path().read_bytes()


def checked(loaded, name, raw):
    paragraphs = cited_paragraphs(name, raw)
    return list(check_citations(loaded.book, loaded.evidence, citations_in(paragraphs, loaded.book.base_url)))


@pytest.mark.parametrize("style", ["plain", "bluebook", "oscola"])
def test_a_lawyer_takes_the_sale_of_data_into_a_word_file_with_footnotes(page, base, loaded, style):
    page.goto(base + "matrix/")
    for other in ("Digium", "Phone.com"):
        page.get_by_label(other).uncheck()
    page.get_by_role("searchbox", name="Words").fill("Is personal data sold?")
    page.get_by_role("link", name="a brief of these").click()
    page.wait_for_url("**/about/brief/?vendor=dialpad,dialpine,voip-com&question=sale")
    expect(page.locator("#_made .brief-entry")).to_have_count(3)
    if style != "plain":
        page.locator("#_choice summary").click()
        page.get_by_label("References in the style of").select_option(style)
        page.get_by_role("button", name="Create brief").click()
        expect(page.locator("#_made")).to_contain_text(f"References: {table()['styles'][style]['label']}.")
    raw = kept(page, "Download for Word")
    vendors = [vendor for vendor in loaded.book.vendors if vendor.id in ("dialpad", "dialpine", "voip-com")]
    sale = [question for question in loaded.book.questions if question.id == "sale"]
    day = page.evaluate("globalThis.fineprintReferences.today()")
    right = brief_of(loaded.book, loaded.evidence, vendors, sale, style, day)
    entries = right.questions[0][1]
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert parts.testzip() is None
        notes = ElementTree.fromstring(parts.read("word/footnotes.xml"))
    told = ["".join(text.text or "" for text in note.iter(f"{W}t")).strip().rstrip(".") for note in notes][2:]
    holes = [each for entry in entries for each in (entry.reference, *(quote.reference for quote in entry.quotes))]
    assert told == [filled(style, each).rstrip(".") for each in holes]
    text = [paragraph.text for paragraph in Document(io.BytesIO(raw)).paragraphs]
    for entry in entries:
        for quote in entry.quotes:
            words = " ".join(f"“{each}”" for each in (*quote.lead_ins, quote.sentence))
            assert [line for line in text if line.endswith(words)], words
    found = checked(loaded, "brief.docx", raw)
    assert [check for check in found if not check.holds] == []
    assert sum(each.state == "same" for check in found for each in check.quotes) >= 3


def test_a_brief_of_everything_is_the_same_as_that_of_the_command_line(page, base, loaded):
    page.goto(base + "about/brief/?vendor=all&question=all")
    expect(page.locator("#_made .brief-entry")).to_have_count(len(loaded.book.vendors) * len(loaded.book.questions))
    day = page.evaluate("globalThis.fineprintReferences.today()")
    right = in_markdown(
        brief_of(loaded.book, loaded.evidence, loaded.book.vendors, loaded.book.questions, "plain", day)
    )
    quotes, notes = ([line for line in right.splitlines() if line.startswith(sign)] for sign in ("> ", "[^"))
    mine = kept(page, "Download as Markdown").decode().splitlines()
    assert [line for line in mine if line.startswith("> ")] == quotes
    assert [line for line in mine if line.startswith("[^")] == notes


def test_procurement_takes_every_question_of_dialpine_as_a_spreadsheet(page, base, loaded):
    page.goto(base + "vendors/dialpine/")
    page.get_by_role("link", name="All questions as a brief").click()
    page.wait_for_url("**/about/brief/?vendor=dialpine&question=all")
    expect(page.locator("#_made .brief-entry")).to_have_count(len(loaded.book.questions))
    sheet = openpyxl.load_workbook(io.BytesIO(kept(page, "Download as spreadsheet")))["Brief"]
    head, *rows = sheet.iter_rows()
    assert [cell.value for cell in head][:4] == ["Question", "Vendor", "Version", "Answer"]
    assert [row[0].value for row in rows] == [question.question for question in loaded.book.questions]
    assert {row[1].value for row in rows} == {"DialPine"}
    assert {str(row[2].value)[:10] for row in rows} == {"2023-11-28"}
    assert {type(row[7].value).__name__ for row in rows} == {"datetime"}
    assert all(row[8].hyperlink.target == row[8].value for row in rows)
    assert sheet.auto_filter.ref == f"A1:J{len(rows) + 1}"
    assert (
        sheet.page_setup.orientation,
        sheet.page_setup.fitToHeight,
        sheet.sheet_properties.pageSetUpPr.fitToPage,
    ) == (
        "landscape",
        0,
        True,
    )
    answers = loaded.book.vendors[1].versions[-1].answers
    assert [row[4].value or "" for row in rows] == [answers[each.id].note for each in loaded.book.questions]


def test_a_journalist_puts_a_quote_card_into_a_blank_page(page, base):
    page.goto(base + "questions/sale/")
    page.get_by_role("button", name="Cite Voip.com: Is personal data sold?").click()
    card = page.get_by_role("dialog").get_by_label("Quote as a card to embed", exact=True).input_value()
    sentence = (
        page.locator("#voip-com + .section [data-answer] .extract")
        .first.get_attribute("data-sentence")
        .splitlines()[-1]
    )
    page.goto("about:blank")
    page.set_content(card)
    expect(page.locator("blockquote p")).to_contain_text(sentence)
    link = page.get_by_role("link", name=re.compile("Privacy Policy"))
    assert link.get_attribute("href") == f"https://voip-privacy.example/{VOIP}#privacy-policy.4"
    assert page.locator("blockquote").bounding_box()["height"] > 40


def test_a_researcher_runs_the_examples_of_the_reference_page(page, base, built, loaded, tmp_path, monkeypatch):
    page.goto(base + "data/")
    printed = [text.strip() for text in page.locator("pre code").all_inner_texts()]
    assert PANDAS.strip() in printed
    assert SQL.strip() in printed
    for name in ("book.sqlite", "cells.csv"):
        (tmp_path / name).write_bytes((built / "data" / name).read_bytes())
    monkeypatch.chdir(tmp_path)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(PANDAS, "pandas", "exec"), {})
    assert f"[{len(loaded.book.questions)} rows x {len(loaded.book.vendors)} columns]" in out.getvalue()
    with sqlite3.connect("book.sqlite") as book:
        answers, hits = (book.execute(query).fetchall() for query in SQL.strip().split(";\n") if query)
    assert len(answers) > 2
    assert all("cookie" in words.lower() for _, words in hits)


@pytest.mark.parametrize("style", ["apa", "bluebook", "oscola"])
def test_a_student_copies_the_reference_of_a_clause(page, base, loaded, style):
    page.goto(base + VOIP)
    page.get_by_role("button", name="Cite Communications, clause 1").click()
    label = table()["styles"][style]["label"]
    page.get_by_role("button", name=f"Copy {label}").click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(f"{label} copied")
    version = next(each for each in loaded.book.versions() if VOIP.endswith(f"{each.key}/"))
    day = page.evaluate("globalThis.fineprintReferences.today()")
    right = filled(style, {**reference(loaded.book, version, "communications.1"), "accessed": day})
    assert page.evaluate("navigator.clipboard.readText()") == right


def test_selected_words_leave_with_their_reference_or_as_a_link(page, base):
    page.goto(base + VOIP)
    page.evaluate(
        """() => {
          const words = document.querySelector('[id="communications.1"] .words');
          const text = document.createTreeWalker(words, NodeFilter.SHOW_TEXT).nextNode();
          const range = document.createRange();
          range.selectNodeContents(text);
          getSelection().addRange(range);
        }"""
    )
    tools = page.get_by_role("group", name="The selected words")
    tools.get_by_role("button", name="Copy with reference").click()
    expect(tools.get_by_role("status")).to_have_text("Copied with reference")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“")
    assert f"https://voip-privacy.example/{VOIP}#communications.1" in copied
    tools.get_by_role("button", name="Copy link").click()
    expect(tools.get_by_role("status")).to_have_text("Link copied")
    assert "#communications.1:~:text=" in page.evaluate("navigator.clipboard.readText()")


def test_a_cell_of_the_matrix_is_cited_by_key_and_from_its_bubble(page, base):
    page.goto(base + "matrix/")
    cell = page.locator("tr[data-question=sale] td[data-vendor=voip-com] a")
    cell.focus()
    page.keyboard.press("c")
    dialog = page.get_by_role("dialog", name="Cite: Voip.com: Is personal data sold?")
    assert dialog.get_by_label("Link", exact=True).input_value().endswith(f"{VOIP}#_sale")
    assert "Voip.com will not trade" in dialog.get_by_label("Quote with reference", exact=True).input_value()
    page.keyboard.press("Escape")
    cell.hover()
    page.locator(".peek").get_by_role("button", name="Cite").click()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    silent = page.locator("tr[data-question=sale] td[data-vendor=digium] a")
    silent.focus()
    page.keyboard.press("c")
    expect(page.get_by_role("dialog", name="Cite: Digium: Is personal data sold?")).to_be_visible()


def pasted(page, text):
    page.get_by_label("Link, reference or text").fill(text)
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#_check-status")).not_to_have_text(re.compile("^$|Checking"))
    return page.locator("#_checked")


def test_a_year_later_a_brief_is_told_exactly_what_changed(context, grown, loaded):
    page = context.new_page()
    before = loaded.book
    old = [vendor for vendor in before.vendors if vendor.id == "voip-com"]
    asked = [question for question in before.questions if question.id in ("sale", "call-content", "effective-date")]
    brief = in_markdown(brief_of(before, loaded.evidence, old, asked, "plain", "2026-11-08"))
    page.goto(grown + "about/check-a-citation/")
    told = pasted(page, brief).inner_text()
    assert "does not match" not in told
    citations = citations_in(cited_paragraphs("brief.md", brief.encode()), before.base_url)
    assert page.locator(".checked > li").count() == len(citations)
    # "call-content" rests on the passage that the newer version words in another way; the others stand as they were.
    reworded = page.locator(".checked > li", has_text="has the passage reworded")
    assert reworded.count() == 1
    assert "#communications.1" in reworded.inner_text()
    reworded.get_by_role("link", name="what changed").click()
    page.wait_for_url("**/2007-10-16/since/2006-10-16/")
    expect(page.locator("ins").first).to_be_visible()


def test_what_is_altered_gone_or_never_was_is_told_apart(page, base, loaded):
    page.goto(base + "about/check-a-citation/")
    at = loaded.book.base_url + VOIP
    hash_ = next(each for each in loaded.book.versions() if VOIP.endswith(f"{each.key}/")).record.sha256
    texts = {
        f"“Voip.com will not read, listen to or disclose” {at}#communications.1": "matches the text",
        f"“Voip.com will never read, listen to or disclose” {at}#communications.1": "does not match",
        f"{at}#communications.99": "Is no address of this text",
        f"{loaded.book.base_url}vendors/nobody/": "Is no address of this book",
        f"{at} Text with SHA-256 {hash_}": "The SHA-256 named matches",
        f"{at} Text with SHA-256 {hash_[::-1]}": "The SHA-256 named does not match",
        f"{base}{VOIP}#communications.1": "the words there are those published",
    }
    for text, said in texts.items():
        expect(pasted(page, text)).to_contain_text(said)
    page.get_by_label("Link, reference or text").fill("nothing of the book")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#_check-status")).to_contain_text("No address of VoIP Privacy stands in this text")
    # A digest that was published of other words is told, whatever the page of today says.
    page.route("**/check.json", lambda route: route.fulfill(json=altered(route.fetch().json())))
    page.reload()
    expect(pasted(page, f"{at}#communications.1")).to_contain_text("do not match those published")


def altered(version):
    version["published"]["communications.1"] = "0" * 12
    return version


def test_the_page_reads_a_text_and_hashes_words_as_the_book_does(page, base, loaded):
    page.goto(base + "about/check-a-citation/")
    for words in ("", "a", "ä" * 55, "x" * 56, "y" * 64, "The quick brown fox " * 60):
        assert (
            page.evaluate("(text) => fineprintCited.sha256(text)", words) == hashlib.sha256(words.encode()).hexdigest()
        )
    brief = in_markdown(
        brief_of(loaded.book, loaded.evidence, loaded.book.vendors, loaded.book.questions, "apa", "2026-11-08")
    )
    right = citations_in(cited_paragraphs("brief.md", brief.encode()), loaded.book.base_url)
    mine = page.evaluate(
        "([text, base]) => fineprintCited.citationsIn(fineprintCited.paragraphsOf(text), base)",
        [brief, loaded.book.base_url],
    )
    assert len(right) > 300
    assert [(each["address"], tuple(each["quotes"]), each["sha256"], each["day"]) for each in mine] == [
        (each.address, each.quotes, each.sha256, each.day) for each in right
    ]


def test_rich_text_that_is_pasted_keeps_its_links_and_notes(page, base, loaded):
    page.goto(base + "about/check-a-citation/")
    at = loaded.book.base_url + VOIP
    html = (
        f'<p>“Voip.com will not read, listen to or disclose”<a href="#_ftn1" name="_ftnref1">[1]</a></p><p>Ours.</p>'
        f'<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> See <a href="{at}#communications.1">the policy</a>.</p></div>'
    )
    page.locator("textarea").evaluate(
        """(field, html) => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true }));
        }""",
        html,
    )
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#_checked")).to_contain_text("matches the text")


def test_the_check_works_from_a_disk(browser, built, tmp_path):
    for path, content in offline_files(built):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((tmp_path / "about/check-a-citation/index.html").as_uri())
    at = f"https://voip-privacy.example/{VOIP}#communications.1"
    told = pasted(page, f"“Voip.com will not read, listen to or disclose” {at}")
    expect(told).to_contain_text("the words there are those published")
    told.get_by_role("link").first.click()
    expect(page.locator(":target")).to_contain_text("will not read, listen to")
    context.close()
