"""What only a browser can show: pages load cleanly, fit a phone, and are free of known barriers."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from barriers import violations

from conftest import Watched

PAGES = {
    "home": "",
    "matrix": "matrix/",
    "topics": "topics/",
    "topic": "topics/cookies/",
    "questions": "questions/",
    "question": "questions/third-party-marketing/",
    "findings": "findings/",
    "data": "data/",
    "method": "about/method/",
    "documents-referred-to": "about/documents-referred-to/",
    "glossary": "about/glossary/",
    "vendors": "vendors/",
    "vendor": "vendors/phone-com/",
    "document": "vendors/dialpad/privacy-policy/",
    "version": "vendors/dialpine/privacy-policy/2023-11-28/",
    "search": "search/",
    "about": "about/",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one visit to a page shows: one load of it costs more than all there is to ask."""

    said: list[str]
    foreign: list[str]
    asked: list[str]
    sideways: int
    violations: list[object]


@pytest.fixture(scope="module")
def visit(look, base) -> Callable[[str], Visit]:
    """Visits a kind of page once: loaded on the smallest screen, then tried for barriers in another window.

    Pages are by turns wide and light, narrow and dark; ``make a11y`` tries every kind at four widths in both schemes.
    """

    @functools.cache
    def visited(kind: str) -> Visit:
        width, scheme = ((1280, "light"), (390, "dark"))[list(PAGES).index(kind) % 2]
        page = look(320, 640, scheme, "reduce")
        page.goto("about:blank")
        watched = Watched(page, base)
        page.goto(base + PAGES[kind], wait_until="networkidle")
        sideways = page.evaluate("document.documentElement.scrollWidth") - 320
        asked = list(watched.asked)
        wrong = violations(look(width, 900, scheme, "reduce"))
        watched.stop()
        return Visit(said=watched.said, foreign=watched.foreign, asked=asked, sideways=sideways, violations=wrong)

    return visited


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_loads_without_a_word_on_the_console_and_without_leaving_the_site(visit, kind):
    seen = visit(kind)
    assert seen.said == []
    assert seen.foreign == []
    assert seen.asked
    assert not [url for url in seen.asked if "pagefind" in url], "the search is fetched only when used"


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_never_scrolls_sideways_on_the_smallest_screen(visit, kind):
    assert visit(kind).sideways <= 0


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(visit, kind):
    assert visit(kind).violations == []


def test_the_outline_is_in_view_beside_the_text_and_folded_above_it_on_a_phone(look, base):
    page = look(1280)
    page.goto(base + PAGES["version"])
    assert page.locator(".md-sidebar--secondary").get_by_text("How Long will Data be Stored?").is_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    outline = page.locator("details.outline")
    outline.locator("summary").click()
    outline.get_by_text("How Long will Data be Stored?").click()
    assert page.url.endswith("#how-long-will-data-be-stored")


def test_a_clause_address_brings_the_clause_into_view_without_scripts(look, base):
    page = look(390, 844, java_script_enabled=False)
    page.goto(base + PAGES["version"] + "#california-privacy-rights.2")
    box = page.locator('[id="california-privacy-rights.2"]').bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 844


def test_colours_follow_the_reader_and_the_choice_lasts(watched, base):
    page = watched.page
    page.emulate_media(color_scheme="dark")
    page.goto(base)
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.locator("label[title='Use light colours']").click()
    page.goto(base + PAGES["topics"])
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"


def test_the_page_of_a_missing_address_leads_on(watched, base):
    watched.page.goto(base + "404.html")
    assert watched.page.get_by_role("heading", level=1).inner_text() == "This page is not here"
    assert watched.said == []


@pytest.mark.parametrize("path", ["vendor", "documents-referred-to", "data", "home"])
def test_on_a_phone_tables_of_sentences_and_pictures_need_no_scrolling_sideways(look, base, path):
    page = look(390, 844)
    page.goto(base + PAGES[path])
    frames = page.locator(".wide.rows, .picture")
    assert frames.count()
    assert [one.evaluate("node => node.scrollWidth - node.clientWidth") for one in frames.all()] == [0] * frames.count()


@pytest.mark.parametrize("path", ["home", "findings", "vendors"])
def test_links_in_pictures_stand_24_pixels_apart_on_the_smallest_phone(look, base, path):
    page = look(320, 640)
    page.goto(base + PAGES[path])
    middles = page.locator(".picture a").evaluate_all(
        "all => all.map((a) => a.getBoundingClientRect()).map((box) => [box.x + box.width / 2, box.y + box.height / 2])"
    )
    assert len(middles) > 10
    near = [(one, other) for one, other in itertools.combinations(middles, 2) if math.dist(one, other) < 24]
    assert near == []


@pytest.mark.parametrize(
    ("path", "words"), [("version", ".clause p"), ("question", "#_coding-rules + p"), ("topic", ".extract p")]
)
def test_a_line_has_65_to_75_characters(watched, base, path, words):
    watched.page.goto(base + PAGES[path])
    # The last line of a paragraph is not full, so whole lines are counted in long ones only.
    lines = watched.page.locator(words).evaluate_all(
        """all => all.filter(one => one.textContent.length > 300).map(one => {
          const lines = one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight);
          return one.textContent.length / (Math.round(lines) - 0.5);
        })"""
    )
    assert lines
    assert 60 <= sum(lines) / len(lines) <= 78


def test_the_first_screen_of_a_phone_says_what_this_is_offers_the_search_and_shows_a_finding(look, base):
    page = look(390, 600)
    page.goto(base)
    for what in (".lead", "form.find", ".finding.first .finding-title", ".finding.first q >> nth=0"):
        box = page.locator(what).bounding_box()
        assert box is not None
        # A quote is a whole sentence: of a long one the first lines are in view.
        assert box["y"] + min(box["height"], 84) <= 600, what
