"""Searching: what is found stands by vendor and section, a search has an address, and every fault is told in words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from conftest import Watched


def groups(page: Page) -> dict[str, str]:
    """What the groups of a search are called, and how many each says it has."""
    expect(page.locator("#_status")).to_contain_text(re.compile("^(Found|Nothing found)"))
    heads = page.locator(".found h2").all()
    return {head.evaluate("node => node.firstChild.data.trim()"): head.locator(".count").inner_text() for head in heads}


def test_the_slash_key_opens_the_search_and_a_result_leads_to_its_section(watched, base):
    page = watched.page
    page.goto(base)
    page.keyboard.press("/")
    page.keyboard.type("listen")
    page.keyboard.press("Enter")
    result = page.get_by_role("link", name="Communications", exact=True)
    expect(result).to_be_visible()
    result.click()
    page.wait_for_url("**/vendors/voip-com/privacy-policy/2006-10-16/#communications")
    assert watched.said == []
    assert watched.foreign == []


def test_results_stand_by_vendor_each_says_how_many_and_only_what_is_shown_is_fetched(watched, base):
    page = watched.page
    page.goto(base + "search/?q=third+party")
    found = groups(page)
    assert next(iter(found)) == "Questions and topics"
    expect(page.locator("#_status")).to_have_text("Found: 24 sections of 5 vendors; 4 questions and topics. ")
    assert found["DialPine"] == "8 sections"
    assert sum(int(count.split()[0]) for name, count in found.items() if name != "Questions and topics") == 24
    shown = page.locator(".found li").count()
    assert len([url for url in watched.asked if "/fragment/" in url]) == shown
    mine = page.get_by_role("region", name=re.compile("^DialPine"))
    assert mine.locator("li").count() == 3
    assert mine.locator("li mark").first.inner_text().lower().startswith("third")
    page.get_by_role("button", name="Show 5 more of DialPine").click()
    expect(mine.locator("li")).to_have_count(8)
    expect(mine.locator("li").nth(3).get_by_role("link")).to_be_focused()
    assert watched.said == []


def test_focus_is_in_the_field_unless_something_was_asked(watched, base):
    page = watched.page
    page.goto(base + "topics/cookies/")
    page.get_by_role("link", name="Search", exact=True).click()
    expect(page.locator("#_query")).to_be_focused()
    page.goto(base + "search/?q=cookies")
    groups(page)
    assert page.evaluate("document.activeElement === document.body")


def test_arrows_go_through_what_is_found_and_escape_goes_back(watched, base):
    page = watched.page
    page.goto(base + "search/")
    page.keyboard.type("listen")
    page.keyboard.press("Enter")
    groups(page)
    links = page.locator(".found a")
    for key, at in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)):
        page.keyboard.press(key)
        expect(links.nth(at)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#_query")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#_query")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#_query")).to_have_value("")


def test_filters_hold_for_sections_stand_in_the_address_and_the_way_back_undoes_them(watched, base):
    page = watched.page
    page.goto(base + "search/?q=cookies")
    everywhere = groups(page)
    page.get_by_label("Vendor").select_option("Digium")
    expect(page.locator(".found")).to_have_count(1)
    assert groups(page) == {"Digium": everywhere["Digium"]}
    assert page.url.endswith("search/?q=cookies&vendor=Digium")
    page.go_back()
    expect(page.locator(".found")).to_have_count(len(everywhere))
    assert page.get_by_label("Vendor").input_value() == ""
    page.go_forward()
    expect(page.locator(".found")).to_have_count(1)
    assert page.title().startswith("cookies – Search")


def test_a_search_has_an_address(watched, base):
    page = watched.page
    page.goto(base + "search/?q=retention&year=2023")
    assert list(groups(page)) == ["DialPine"]
    assert page.get_by_label("Year").input_value() == "2023"


def test_where_nothing_is_found_there_is_something_to_try(watched, base):
    page = watched.page
    page.goto(base + "search/?q=cookies&vendor=Digium&topic=Children")
    assert groups(page) == {}
    expect(page.get_by_role("heading", name="What to try")).to_be_visible()
    page.get_by_role("link", name="The same words without a choice of vendor, topic: 17 places").click()
    assert len(groups(page)) == 6
    expect(page.get_by_role("heading", name="What to try")).to_be_hidden()


def test_older_versions_are_one_link_away(page, grown):
    page.goto(grown + "search/?q=listen")
    assert groups(page)["Voip.com"] == "1 section"
    expect(page.locator(".found .place").last).to_have_text("Privacy policy of 16 October 2007")
    page.get_by_role("link", name="1 section in older versions").click()
    page.wait_for_url("**/search/?q=listen&version=all")
    assert groups(page)["Voip.com"] == "2 sections"
    expect(page.locator("#_results")).to_contain_text("Privacy policy of 16 October 2006, an older version")


def test_a_large_book_is_searched_without_its_filters_until_a_reader_chooses(page, sharded):
    watched = Watched(page, sharded)
    page.goto(sharded + "search/?q=third+party")
    expect(page.locator("#_status")).to_have_text("Found: 28 places, older versions included. ")
    assert {url.split("/pagefind/")[1].split("/")[0] for url in watched.asked if "/index/" in url} > {"1", "index"}
    assert [url for url in watched.asked if "/filter/" in url] == []
    assert page.locator(".found li").count() == 8
    assert len([url for url in watched.asked if "/fragment/" in url]) == 8
    expect(page.locator(".found .place", has_text="DialPine, Privacy").first).to_be_visible()
    page.get_by_role("button", name="Choose where to look").click()
    expect(page.get_by_label("Vendor")).to_be_focused()
    assert [url for url in watched.asked if "/filter/" in url] != []
    page.get_by_label("Vendor").select_option("DialPine")
    expect(page.get_by_role("region", name=re.compile("^DialPine"))).to_be_visible()
    assert groups(page) == {"DialPine": "8 sections"}
    assert page.url.endswith("search/?q=third+party&vendor=DialPine")
    page.get_by_label("Vendor").select_option("any")
    expect(page.locator(".found li")).to_have_count(8)
    expect(page.locator("#_status")).to_contain_text("28 places")
    assert watched.said == []
    watched.stop()


def test_an_address_that_chooses_opens_the_filters_of_a_large_book(page, sharded):
    page.goto(sharded + "search/?q=retention&year=2023&version=newest")
    assert list(groups(page)) == ["DialPine"]
    assert page.get_by_label("Year").input_value() == "2023"
    assert page.get_by_label("Version").input_value() == "newest"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            {"json": []},
            "the search index is of another build than this page and must be made again with “fineprint build”.",
        ),
        ({"status": 404}, "there is no search index at its place; “fineprint build” makes it."),
    ],
)
def test_an_index_that_can_not_be_searched_is_told_in_words(watched, base, answer, said):
    page = watched.page
    page.route("**/pagefind/shards.json", lambda route: route.fulfill(**answer))
    page.goto(base + "search/?q=listen")
    expect(page.locator("#_status")).to_have_text(f"Searching does not work here: {said}")
    expect(page.get_by_role("heading", name="What to try")).to_be_visible()


def test_without_scripts_the_search_page_says_where_else_to_look(look, base):
    page = look(1280, java_script_enabled=False)
    page.goto(base + "search/")
    assert "Searching needs scripts" in page.locator("noscript").inner_text()
