"""Another text beside the one that is read: chosen, kept in the address, and never mixed with it."""

from __future__ import annotations

from barriers import violations
from playwright.sync_api import expect

from conftest import Watched

VERSION = "vendors/dialpine/privacy-policy/2023-11-28/"
DIGIUM = "digium/privacy-policy/2007-10-14"


def test_another_vendors_text_is_read_beside(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(base + VERSION)
    page.get_by_role("button", name="Side by side").click()
    choice = page.get_by_label("Beside it")
    expect(choice).to_be_focused()
    assert len(choice.locator("option").all()) == 5
    choice.select_option(DIGIUM)
    other = page.get_by_role("group", name="The other text")
    expect(other.get_by_role("heading", level=2).first).to_have_text("Digium: privacy policy, 14 October 2007")
    assert page.url == f"{base}{VERSION}?beside={DIGIUM}"
    # The same words as on its own page, no id twice, and every link leads to where it leads from there.
    shown = other.locator(".words").all_inner_texts()
    assert page.evaluate(
        "[...document.querySelectorAll('[id]')].length === new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size"
    )
    clause = other.locator(".clause-link").first.evaluate("link => link.href")
    assert clause.startswith(f"{base}vendors/{DIGIUM}/#")
    assert violations(page) == []
    page.locator(".other select").nth(1).select_option(label="Links to Third Party Sites")
    expect(other.get_by_role("heading", name="Links to Third Party Sites")).to_be_in_viewport()
    page.reload()
    expect(other.locator(".words")).to_have_count(len(shown))
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_role("button", name="Side by side")).to_be_focused()
    expect(other).to_be_hidden()
    assert page.url == base + VERSION
    page.goto(f"{base}vendors/{DIGIUM}/")
    # A heading there has the sign that links to it.
    there = [words.removesuffix("§") for words in page.locator("article .words").all_inner_texts()]
    assert there[: len(shown)] == shown
    assert watched.said == []


def test_another_version_is_read_beside(watched: Watched, grown: str) -> None:
    page = watched.page
    page.goto(f"{grown}vendors/voip-com/privacy-policy/2007-10-16/?beside=voip-com/privacy-policy/2006-10-16")
    expect(page.get_by_label("Beside it").locator("optgroup").first).to_have_attribute("label", "Other versions")
    heading = page.get_by_role("group", name="The other text").get_by_role("heading", level=2).first
    expect(heading).to_have_text("Voip.com: privacy policy, 16 October 2006")


def test_nothing_but_a_version_is_fetched_and_nothing_on_a_phone(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}{VERSION}?beside=../../data/book.json")
    expect(page.get_by_role("button", name="Side by side")).to_be_visible()
    expect(page.get_by_role("complementary", name="Side by side")).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.get_by_role("button", name="Side by side")).to_be_hidden()
    assert watched.said == []
