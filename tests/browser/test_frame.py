"""What every page has around its text: colours that follow the system until one is chosen, and the outline."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from conftest import Watched

POLICY = "vendors/dialpine/privacy-policy/2023-11-28/"


def test_colours_follow_the_system_until_one_is_chosen(page: Page, base: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(base)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.locator("label[title='Use dark colours']").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{base}matrix/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.locator("label[title='Use light colours']")).to_be_visible()
    expect(page.locator("label[title='Use dark colours']")).to_be_hidden()
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_outline_marks_the_section_that_is_read_and_keeps_it_in_view(look: Callable[..., Page], base: str) -> None:
    page = look(1280, 500)
    page.goto(f"{base}{POLICY}#where-will-data-be-transferred")
    marked = page.locator(".md-nav__link--active")
    expect(marked).to_contain_text("Where will Data be Transferred?")
    expect(marked).to_be_in_viewport()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(marked).not_to_contain_text("Where will Data be Transferred?")
    expect(marked).to_have_count(1)
    expect(marked).to_be_in_viewport()


def test_a_first_view_of_a_policy_weighs_little(watched: Watched, base: str) -> None:
    watched.page.goto(base + POLICY, wait_until="networkidle")
    scripts = [url.removeprefix(base) for url in watched.asked if url.endswith(".js")]
    # The theme's own script would be more than all others together.
    assert sorted(scripts) == ["assets/cite.js", "assets/policy.js", "assets/site.js"]
