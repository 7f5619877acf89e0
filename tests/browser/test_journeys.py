"""Three readers from the home page to what they came for: one reads, one cites, one reviews a change."""

from __future__ import annotations

import re

import grow
from playwright.sync_api import expect


def test_a_reader_finds_who_may_listen_to_calls_and_lands_on_the_words(watched, base):
    page = watched.page
    page.goto(base)
    page.get_by_role("searchbox").fill("listen to calls")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=listen*")
    page.get_by_role("link", name="Does the vendor say whether it reads or listens to communications?").first.click()
    page.wait_for_url("**/questions/call-content/**")
    # Who says something, in one look; then the one vendor's words, and these in their place.
    page.get_by_role("definition").get_by_role("link", name="Voip.com").click()
    expect(page.get_by_role("heading", name="Voip.com")).to_be_in_viewport()
    page.get_by_role("link", name="Communications, clause 1").click()
    page.wait_for_url("**/vendors/voip-com/privacy-policy/2006-10-16/#communications.1")
    words = page.locator(":target mark").first
    expect(words).to_be_in_viewport()
    expect(words).to_contain_text("Voip.com will not read, listen to or disclose")
    assert watched.said == []
    assert watched.foreign == []


def test_a_citer_copies_the_reference_of_a_clause(watched, base, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = watched.page
    page.goto(base)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Vendors").click()
    page.get_by_role("row", name=re.compile("^Dialpad")).get_by_role("link", name="6 December 2004").click()
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Cookies").click()
    page.wait_for_url("**/#cookies")
    page.get_by_role("button", name="Cite Cookies, clause 3").click()
    page.get_by_role("button", name="Copy Reference").click()
    expect(page.get_by_role("status").filter(has_text="Reference copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    for part in ("Dialpad Communications, Inc.", "archived on 6 December 2004", "/2004-12-06/#cookies.3"):
        assert part in copied
    assert watched.said == []
    assert watched.foreign == []


def test_a_reviewer_opens_the_redline_of_two_versions(page, grown):
    page.goto(grown)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Vendors").click()
    page.get_by_role("row", name=re.compile("^Voip.com")).get_by_role("link", name="Privacy policy").click()
    page.get_by_role("link", name="What changed since 16 October 2006").click()
    page.wait_for_url("**/2007-10-16/since/2006-10-16/")
    # The passages without a change are folded; what is left is what the grown book changed, word by word.
    changed = page.locator(".change:visible")
    assert changed.count() == len(grow.CHANGES)
    expect(changed.nth(0).locator("del")).to_have_text(re.compile(r"\breject\b"))
    expect(changed.nth(0).locator("ins")).to_have_text(re.compile(r"\brefuse\b"))
    expect(changed.nth(1).locator("ins")).to_have_text(re.compile(r"\brecord,"))
    assert changed.nth(1).locator("del").count() == 0
    changed.nth(1).locator('a[href$="#communications.1"]').last.click()
    page.wait_for_url("**/2007-10-16/#communications.1")
    expect(page.locator(":target")).to_contain_text("will not read, record, listen to")
