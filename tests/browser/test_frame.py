"""What every page has around its text: colours that follow the system until one is chosen, and the outline."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

POLICY = "vendors/dialpine/privacy-policy/2023-11-28/"


def test_colours_follow_the_system_until_one_is_chosen(browser: Browser, base: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
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
    context.close()


def test_the_outline_marks_the_section_that_is_read_and_keeps_it_in_view(browser: Browser, base: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 500})
    page.goto(f"{base}{POLICY}#where-will-data-be-transferred")
    marked = page.locator(".md-nav__link--active")
    expect(marked).to_contain_text("Where will Data be Transferred?")
    expect(marked).to_be_in_viewport()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(marked).not_to_contain_text("Where will Data be Transferred?")
    expect(marked).to_have_count(1)
    expect(marked).to_be_in_viewport()
    page.close()


def test_a_first_view_of_a_policy_weighs_little(browser: Browser, base: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(base)))
    page.goto(base + POLICY, wait_until="networkidle")
    scripts = [path for path in asked if path.endswith(".js")]
    # The theme's own script would be more than all others together.
    assert sorted(scripts) == ["assets/cite.js", "assets/policy.js", "assets/site.js"]
    page.close()
