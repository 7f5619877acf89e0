"""The cite control: by keyboard, with the same references as the files beside the version, and a barrier to nobody."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import bibtexparser
import pytest
import rispy
from barriers import violations
from playwright.sync_api import Page, expect

from fineprint.publish.citation_styles import filled, table
from fineprint.publish.citations import reference
from fineprint.read.book import load_book

VERSION = "vendors/dialpad/privacy-policy/2004-12-06/"


def field(page: Page, name: str) -> str:
    """The text of one form of the reference in the open dialog."""
    return page.locator("dialog").get_by_label(name, exact=True).input_value()


@pytest.fixture
def version(watched, base, context):
    """The page of a version, which may use the clipboard."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    watched.page.goto(base + VERSION)
    yield watched.page
    assert watched.said == []
    assert watched.foreign == []


def test_a_clause_is_cited_and_copied_with_the_keyboard_alone(version, watched):
    assert not [url for url in watched.asked if "cite-holes.json" in url], "nothing is fetched before a reader asks"
    version.locator('[id="cookies.3"] .clause-link').focus()
    version.keyboard.press("ArrowRight")
    button = version.locator(":focus")
    expect(button).to_have_accessible_name("Cite Cookies, clause 3")
    version.keyboard.press("Enter")
    dialog = version.get_by_role("dialog", name="Cite: Cookies, clause 3")
    expect(dialog).to_be_visible()
    link = "https://voip-privacy.example/vendors/dialpad/privacy-policy/2004-12-06/#cookies.3"
    assert field(version, "Link") == link
    for part in (
        "Dialpad Communications, Inc.",
        "Privacy Policy",
        "6 December 2004",
        link,
        "web.archive.org",
        "15396f09",
    ):
        assert part in field(version, "Reference")
    copies = dialog.get_by_role("button", name="Copy Clause with reference")
    copies.focus()
    version.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("Clause with reference copied")
    copied = version.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“We use cookies only for these objectives.")
    assert link in copied
    assert field(version, "Reference") in copied
    version.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_the_forms_are_those_of_the_files(version, built):
    beside = built / VERSION
    items = {item["id"].split("12-06:")[-1]: item for item in json.loads((beside / "cite.json").read_text())}
    entries = bibtexparser.parse_string((beside / "cite.bib").read_text()).entries_dict
    records = {record["id"]: record for record in rispy.loads((beside / "cite.ris").read_bytes().decode())}
    for section in version.locator(".section-topics .cite").all():
        section.click()
        item = json.loads(field(version, "CSL-JSON"))[0]
        # The reader's own day is the one thing that a file can't know.
        assert item.pop("accessed")
        assert item == items[item["URL"].split("#")[1]]
        (entry,) = bibtexparser.parse_string(field(version, "BibTeX")).entries
        fields = {name: value.value for name, value in entry.fields_dict.items()}
        assert fields.pop("urldate")
        assert fields == {name: value.value for name, value in entries[item["id"]].fields_dict.items()}
        (record,) = rispy.loads(field(version, "RIS"))
        assert record.pop("access_date")
        assert record == records[item["id"]]
        version.keyboard.press("Escape")
    version.locator(".version-bar .cite").click()
    printed = version.locator("p.reference").inner_text()
    accessed = re.sub(r" Accessed on \d+ \w+ \d{4}\.", "", field(version, "Reference"))
    assert " ".join(printed.split()) == accessed


@pytest.mark.parametrize("fragment", ["", "cookies.3", "_effective-date"])
def test_the_script_fills_each_form_as_the_files_are_filled(version, root, fragment):
    book = load_book(root).book
    kept = next(each for each in book.versions() if VERSION.endswith(f"{each.key}/"))
    holes = dict(reference(book, kept, fragment))
    version.clock.set_fixed_time(datetime(2026, 11, 8, 12, tzinfo=UTC))
    if fragment.startswith("_"):
        version.locator(f'[id="{fragment}"] > summary').click()
    version.locator(f'[id="{fragment}"] .cite' if fragment else ".version-bar .cite").first.click()
    expect(version.get_by_role("dialog")).to_be_visible()
    for style, form in table()["styles"].items():
        if form["group"] == "embed":
            continue
        said = filled(style, holes | {"accessed": "2026-11-08"}).replace("\r\n", "\n")
        assert field(version, form["label"]) == (f"[{said}]" if style == "csl" else said)


def test_a_reference_is_copied_with_its_italics(version):
    version.locator('[id="cookies.3"] .cite').click()
    version.get_by_role("button", name="Copy MLA").click()
    expect(version.get_by_role("dialog").get_by_role("status")).to_have_text("MLA copied")
    rich = version.evaluate("async () => (await (await navigator.clipboard.read())[0].getType('text/html')).text()")
    assert "<i>VoIP Privacy</i>" in rich


def test_an_answer_is_cited_with_a_link_to_its_words(version):
    answer = version.locator("#_effective-date")
    answer.locator("summary").first.click()
    answer.locator(".cite").click()
    quote = " ".join(answer.locator(".quote p").first.inner_text().split())
    link = field(version, "Link to the quote")
    address, _, words = link.partition(":~:text=")
    assert address == "https://voip-privacy.example/vendors/dialpad/privacy-policy/2004-12-06/#preamble.6"
    first, last = words.split(",")
    assert quote.startswith(first.replace("%20", " "))
    assert quote.endswith(last.replace("%20", " ").replace("%2C", ","))
    assert field(version, "Link").endswith("/#_effective-date")


def test_selected_words_get_a_link_of_their_own(version, base):
    version.evaluate(
        """() => {
          const text = document.querySelector('[id="cookies.3"] .words p').firstChild;
          const range = document.createRange();
          range.setStart(text, 0);
          range.setEnd(text, "We use cookies only".length);
          getSelection().addRange(range);
        }"""
    )
    version.locator('[id="cookies.3"] .cite').click()
    link = field(version, "Link to the selected words")
    assert link.endswith("#cookies.3:~:text=We%20use%20cookies%20only")
    # On the host that serves the site the same fragment leads to the clause.
    version.keyboard.press("Escape")
    version.goto("about:blank")
    version.goto(base + VERSION + "#" + link.split("#")[1])
    top = version.locator('[id="cookies.3"]').bounding_box()
    assert top is not None
    assert 0 <= top["y"] < 900


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_the_open_dialog(look, base, scheme, width):
    page = look(width, 844, scheme, "reduce")
    page.goto(base + VERSION)
    page.locator('[id="cookies.3"] .cite').click()
    expect(page.get_by_role("dialog")).to_be_visible()
    for summary in page.locator("dialog summary").all():
        summary.click()
    # What is behind an open dialog is out of reach; the page itself is tried without one by test_every_page.py.
    assert violations(page, "dialog") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_the_reference_and_the_files_stand_on_the_page(look, base):
    page = look(1280, java_script_enabled=False)
    page.goto(base + VERSION + "#_cite")
    assert page.locator(".cite").count() == 0
    assert (
        "Dialpad Communications, Inc.: Privacy Policy (effective 10 August 2004, archived on 6 December 2004)"
        in page.locator("p.reference").inner_text()
    )
    for name, kind in (("BibTeX", "@online{"), ("RIS", "TY  - ELEC"), ("CSL-JSON", "[\n{")):
        target = page.get_by_role("link", name=name, exact=True).get_attribute("href")
        assert page.request.get(base + VERSION + (target or "")).text().startswith(kind)
    assert page.locator(".verify > li").count() == 3
    assert "sha256sum policy.txt" in page.locator(".verify").inner_text()


def test_on_paper_nothing_is_left_of_a_control(watched, base):
    page = watched.page
    page.goto(base + "vendors/dialpine/privacy-policy/2023-11-28/")
    lines = page.locator(".version-bar, .section-topics")
    assert all("Cite" in line for line in lines.all_inner_texts())
    page.emulate_media(media="print")
    printed = lines.all_inner_texts()
    assert not [line for line in printed if line.rstrip().endswith("·") or "Cite" in line]
