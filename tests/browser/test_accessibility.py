"""Barriers: axe over every kind of page, the way by keyboard, 200 % zoom, and what the accessibility tree tells.

``make a11y`` (the environment's FINEPRINT_A11Y=all) tries every kind of page at every width in both schemes; else
each kind that test_every_page.py does not open is tried once.
"""

from __future__ import annotations

import os
import re

import pytest
from barriers import violations
from playwright.sync_api import BrowserContext, Page, expect

#: Kind of page → its address in the shipped book.
SHIPPED = {
    "home": "",
    "matrix": "matrix/",
    "questions": "questions/",
    "question": "questions/sale/",
    "findings": "findings/",
    "topics": "topics/",
    "topic": "topics/cookies/",
    "topic-beside": "topics/cookies/?beside=digium,voip-com",
    "vendors": "vendors/",
    "vendor": "vendors/phone-com/",
    "document": "vendors/phone-com/privacy-policy/",
    "version": "vendors/dialpine/privacy-policy/2023-11-28/",
    "readings": "vendors/dialpine/privacy-policy/2023-11-28/readings/",
    "data": "data/",
    "search": "search/?q=listen",
    "search-nothing": "search/?q=cookies&vendor=Digium&topic=Children",
    "about": "about/",
    "method": "about/method/",
    "accessibility": "about/accessibility/",
    "contribute": "about/contribute/",
    "brief-choice": "about/brief/",
    "brief": "about/brief/?vendor=voip-com,dialpine&question=sale,cookies",
    "documents-referred-to": "about/documents-referred-to/",
    "glossary": "about/glossary/",
    "links": "about/links/",
    "not-here": "404.html",
}
#: Kinds that need two versions, a version that nobody has read, or an address that moved.
GROWN = {
    "document": "vendors/voip-com/privacy-policy/?on=2006-12-01",
    "since": "vendors/voip-com/privacy-policy/2007-10-16/since/2006-10-16/",
    "unread": "vendors/voip-com/privacy-policy/2007-10-16/",
    "worksheets": "about/worksheets/",
    "worksheet": "about/worksheets/voip-com/privacy-policy/2007-10-16/",
    "moved": "vendors/voipcom/privacy-policy/2006-10-16/",
}
ALL = os.environ.get("FINEPRINT_A11Y") == "all"
WIDTHS = (320, 390, 768, 1280) if ALL else (390,)
SCHEMES = ("light", "dark") if ALL else ("light",)
ONCE = {
    "questions",
    "readings",
    "topic-beside",
    "search",
    "search-nothing",
    "accessibility",
    "contribute",
    "brief-choice",
    "brief",
} | {
    "links",
    "not-here",
}
NEAR = SHIPPED if ALL else {kind: path for kind, path in SHIPPED.items() if kind in ONCE}


def barriers(page: Page, address: str) -> list[object]:
    """What axe finds on a page, and by how much the page is too wide for its window."""
    page.goto(address, wait_until="networkidle")
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*violations(page), *([f"{over} px too wide"] if over > 0 else [])]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", NEAR.values(), ids=NEAR)
def test_axe_finds_nothing(look, base, path, width, scheme):
    assert barriers(look(width, scheme=scheme, motion="reduce"), base + path) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", GROWN.values(), ids=GROWN)
def test_axe_finds_nothing_where_a_book_has_grown(look, grown, path, width, scheme):
    assert barriers(look(width, scheme=scheme, motion="reduce"), grown + path) == []


_FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const seen = at.type === "radio" ? at.form.querySelector("label:not([hidden])") : at;
  const style = getComputedStyle(seen);
  const box = seen.getBoundingClientRect();
  return {
    name: at.getAttribute("aria-label") || at.textContent.trim().slice(0, 40) || at.name || at.tagName,
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    order: [...document.querySelectorAll("*")].indexOf(at),
  };
}"""


def fresh(context: BrowserContext, width: int) -> Page:
    """A page of its own: where the focus was on the last one must not matter."""
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    return page


def tabs(page: Page, most: int) -> list[dict]:
    """What has the focus after each press of the tab key, until it leaves the page."""
    seen = []
    for _ in range(most):
        page.keyboard.press("Tab")
        at = page.evaluate(_FOCUS)
        if at is None:
            break
        seen.append(at)
    return seen


@pytest.mark.parametrize("path", [SHIPPED[kind] for kind in ("home", "question", "version", "search", "not-here")])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_focus_is_seen_follows_the_page_and_is_never_caught(context, base, path, width):
    page = fresh(context, width)
    page.goto(base + path, wait_until="networkidle")
    if "search" in path:
        page.evaluate("document.activeElement.blur()")
    stops = tabs(page, 60)
    assert len(stops) > 8
    assert [stop["name"] for stop in stops if not stop["outline"]] == []
    assert [stop["name"] for stop in stops if not stop["shown"]] == []
    order = [stop["order"] for stop in stops]
    assert order == sorted(order), "the focus follows the order of the page"
    assert len(set(order)) == len(order), "nothing holds the focus"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_header_is_seen_in_the_order_of_its_stops(look, base, width):
    page = look(width, 800)
    page.goto(base)
    places = page.locator(".site-header :is(a, label:not([hidden]))").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect())"
        ".map(box => [Math.round((box.y + box.bottom) / 40), box.x])"
    )
    assert places == sorted(places)


@pytest.mark.parametrize("path", [*(SHIPPED[kind] for kind in ("home", "matrix", "version")), "404.html"])
def test_the_first_stop_is_a_link_that_skips_to_the_heading(context, base, path):
    page = fresh(context, 390)
    page.goto(base + path)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to content"
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert skip.evaluate("node => getComputedStyle(node).opacity") == "1"
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').tagName") == "H1"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("path", [SHIPPED[kind] for kind in ("home", "matrix", "version", "not-here")])
def test_landmarks_are_few_and_named(watched, base, path):
    page = watched.page
    page.goto(base + path)
    assert page.get_by_role("banner").count() == 1
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("contentinfo").count() == 1
    names = page.locator("nav").evaluate_all("all => all.map(nav => nav.getAttribute('aria-label'))")
    assert all(names)
    assert len(set(names)) == len(names) <= 3


@pytest.mark.parametrize("path", [SHIPPED[kind] for kind in ("home", "matrix", "question", "version", "brief")])
def test_at_200_percent_nothing_is_lost(look, base, path):
    page = look(640, 450, device_scale_factor=2)
    page.goto(base + path, wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert page.get_by_role("link", name="Search", exact=True).is_visible()
    assert page.get_by_role("navigation", name="Main").is_visible()


@pytest.mark.parametrize("kind", ["home", "matrix", "question", "topics", "vendors", "findings", "version", "search"])
def test_at_400_percent_nothing_is_lost(look, base, kind):
    page = look(320, 256, device_scale_factor=4)
    page.goto(base + SHIPPED[kind], wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("h1").is_visible()


#: Words that are cut off: their box hides what runs over it.
_CUT = """() => [...document.querySelectorAll("main *")].filter(node => {
  const style = getComputedStyle(node);
  return !node.closest(".visually-hidden, thead, svg, textarea") && ["hidden", "clip"].includes(style.overflowX) &&
    (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1) && node.clientWidth > 1;
}).map(node => `${node.tagName}.${node.className}`)"""


@pytest.mark.parametrize("kind", ["home", "matrix", "question", "vendors", "findings", "version", "search"])
@pytest.mark.parametrize("width", [1280, 390])
def test_text_can_be_spaced(look, base, kind, width):
    page = look(width)
    page.goto(base + SHIPPED[kind], wait_until="networkidle")
    # Put in by the style sheet's own rules, as the page's policy admits no style of anybody else.
    page.evaluate("""document.styleSheets[0].insertRule(
      "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }")""")
    assert page.evaluate(_CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_nothing_moves_for_whoever_asked_for_it(look, base):
    page = look(1280, motion="reduce")
    page.goto(base + SHIPPED["version"])
    moving = """() => [...document.querySelectorAll("*")].filter(node => {
      const style = getComputedStyle(node);
      return parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0;
    }).map(node => node.tagName + "." + node.className)"""
    assert page.evaluate(moving) == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_the_matrix_tells_row_column_and_answer_and_nothing_of_its_shapes(watched, base):
    page = watched.page
    page.goto(base + "matrix/")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Is personal data sold?"))
    told = row.aria_snapshot()
    assert [line.split('"')[1] for line in told.splitlines() if line.strip().startswith("- cell")] == [
        cell.inner_text().replace("\n", " ").strip() for cell in row.locator("td").all()
    ]
    assert page.get_by_role("columnheader", name="Dialpad archived 2004").count() == 1
    assert page.get_by_role("radiogroup", name="Colours").get_by_role("radio").count() == 2


def test_a_policy_names_its_tools(watched, base):
    page = watched.page
    page.goto(base + SHIPPED["version"])
    told = page.locator("main").aria_snapshot()
    assert '- heading "Why do we Need your Personal Data?" [level=2]' in told
    assert '- link "Link to this section"' in told
    assert '- link "Why do we Need your Personal Data?, clause 1"' in told
    assert '- button "Cite Why do we Need your Personal Data?, clause 1"' in told
    assert '"§"' not in told


def test_no_heading_is_heard_twice(watched, base):
    page = watched.page
    page.goto(base + SHIPPED["version"])
    told = page.locator("main").aria_snapshot().splitlines()
    heard = [line for line in told if re.match(r" *- '?heading ", line)]
    assert len(heard) > 30
    for line in heard:
        assert re.search(r'heading "[^"]', line), "no heading is empty"
        assert "Link to" not in line
    assert not [line for line in told if "Link to the section" in line]


def test_a_policy_has_fewer_than_100_stops_and_arrow_keys_reach_the_rest(watched, base):
    page = watched.page
    page.goto(base + SHIPPED["version"], wait_until="networkidle")
    stops = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")].filter(
      node => node.tabIndex >= 0 && node.checkVisibility({visibilityProperty: true})).length"""
    assert 20 < page.evaluate(stops) < 100
    tools = page.locator('[id="california-privacy-rights.1"] .clause-link')
    assert tools.get_attribute("tabindex") == "-1"
    page.locator("#california-privacy-rights .headerlink").focus()
    for _ in range(20):
        page.keyboard.press("ArrowDown")
        if tools.evaluate("node => node === document.activeElement"):
            break
    expect(tools).to_be_focused()
    expect(tools).to_have_attribute("tabindex", "0")


def test_answers_are_a_list_that_opens_and_one_that_is_gone_to_is_open(watched, base):
    page = watched.page
    page.goto(base + SHIPPED["version"])
    answers = page.locator(".answer")
    assert answers.count() > 40
    assert page.locator(".answer[open]").count() == 0
    page.goto(base + SHIPPED["version"] + "#_sale")
    expect(page.locator("#_sale .quote").first).to_be_visible()
    expect(page.locator("#_sale")).to_be_in_viewport()
    page.get_by_role("button", name="Open all").click()
    assert page.locator(".answer[open]").count() == answers.count()


def test_without_scripts_an_answer_that_is_gone_to_shows_its_words(look, base):
    page = look(1280, java_script_enabled=False)
    page.goto(base + SHIPPED["version"] + "#_sale")
    box = page.locator("#_sale .quote p").first.bounding_box()
    assert box is not None
    assert box["height"] > 10


def test_the_policy_is_most_of_its_page(look, base):
    page = look(1280)
    page.goto(base + SHIPPED["version"], wait_until="networkidle")
    text, whole = page.evaluate(
        """() => [
          [...document.querySelectorAll(".words")].reduce((sum, one) => sum + one.getBoundingClientRect().height, 0),
          document.documentElement.scrollHeight,
        ]"""
    )
    assert whole < 24000
    assert text / whole > 0.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_the_answers_apart(browser, base, scheme):
    page = browser.new_page(forced_colors="active", color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page.goto(base + SHIPPED["matrix"])
    shapes = set()
    for state in ("stated", "not-stated", "conflicting"):
        told = page.locator(f".matrix .state-{state}").first.evaluate(
            "node => (({backgroundColor, backgroundImage}) => `${backgroundColor} ${backgroundImage}`)(getComputedStyle(node, '::before'))"
        )
        shapes.add(told)
    page.close()
    assert len(shapes) == 3


def test_a_table_whose_rows_are_blocks_on_a_phone_is_told_as_the_same_table(watched, base):
    told = []
    for width in (1280, 390):
        watched.page.set_viewport_size({"width": width, "height": 844})
        watched.page.goto(base + SHIPPED["documents-referred-to"])
        tree = watched.page.context.new_cdp_session(watched.page).send("Accessibility.getFullAXTree")
        told.append([node["role"]["value"] for node in tree["nodes"] if not node["ignored"]])
    roles = {"table", "row", "cell", "rowheader", "columnheader"}
    wide, narrow = ([role for role in each if role in roles] for each in told)
    assert wide == narrow
    assert roles <= set(wide)
