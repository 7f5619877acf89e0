"""Searching: one record a section, filters that filter sections, nothing fetched before a reader searches."""

from __future__ import annotations

from playwright.sync_api import expect


def test_the_slash_key_opens_the_search_and_a_result_leads_to_its_section(watched, base):
    page = watched.page
    page.goto(base)
    page.keyboard.press("/")
    page.keyboard.type("listen")
    page.keyboard.press("Enter")
    result = page.get_by_role("link", name="Communications", exact=True)
    expect(result).to_be_visible()
    expect(page.locator("#_status")).to_contain_text("found")
    result.click()
    page.wait_for_url("**/vendors/voip-com/privacy-policy/2006-10-16/#communications")
    assert watched.said == []
    assert watched.foreign == []


def test_the_header_leads_to_the_search_and_focus_is_in_the_field(watched, base):
    page = watched.page
    page.goto(base + "topics/cookies/")
    page.get_by_role("link", name="Search", exact=True).click()
    expect(page.locator("#_query")).to_be_focused()


def test_filters_hold_for_sections_and_stand_in_the_address(watched, base):
    page = watched.page
    page.goto(base + "search/?q=cookies")
    expect(page.locator("#_results li").first).to_be_visible()
    everywhere = page.locator("#_results li:not(.more)").count()
    page.get_by_label("Vendor").select_option("Digium")
    expect(page.locator("#_results .place").first).to_contain_text("Digium")
    places = page.locator("#_results .place").all_inner_texts()
    assert places
    assert all(place.startswith("Digium") for place in places)
    assert len(places) < everywhere
    assert "vendor=Digium" in page.url
    page.locator("select[name=topic]").select_option("Children")
    expect(page.locator("#_status")).to_contain_text("Nothing found")


def test_a_search_has_an_address(watched, base):
    page = watched.page
    page.goto(base + "search/?q=retention&year=2023")
    expect(page.locator("#_results .place").first).to_contain_text("DialPine")
    assert page.get_by_label("Year").input_value() == "2023"


def test_without_scripts_the_search_page_says_where_else_to_look(browser, base):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + "search/")
    assert "Searching needs scripts" in page.locator("noscript").inner_text()
    context.close()
