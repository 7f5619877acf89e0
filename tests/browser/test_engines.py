"""The same pages in another engine: Firefox, where it is installed. Where it isn't, the run says so."""

from __future__ import annotations

from collections.abc import Iterator

import firefox
import pypdfium2
import pytest
from firefox import Firefox
from test_accessibility import SHIPPED
from test_matrix import HEADS, SIZES, SPAN

VERSION = "vendors/dialpine/privacy-policy/2023-11-28/"
TAB, RIGHT, DOWN = "\ue004", "\ue014", "\ue015"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """One Firefox for all tests of this module."""
    path = firefox.find()
    if path is None:
        pytest.skip("Firefox is not installed: the pages were not tried in it (Debian's package is firefox-esr)")
    started = Firefox(path, tmp_path_factory.mktemp("firefox"))
    yield started
    started.close()


@pytest.fixture
def page(running: Firefox) -> Iterator[Firefox]:
    """Its window, whose console must stay empty."""
    # What the page before was still fetching is told when it is left.
    running.goto("about:blank")
    running.said.clear()
    yield running
    assert running.said == []


@pytest.mark.parametrize("path", SHIPPED.values(), ids=SHIPPED)
def test_a_page_loads_without_a_word_on_the_console(page: Firefox, base: str, path: str) -> None:
    page.goto(base + path)
    assert page.evaluate("document.querySelector('h1').textContent.trim().length") > 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_heads_of_the_matrix_are_in_view(page: Firefox, base: str, width: int, height: int) -> None:
    page.goto(f"{base}matrix/", width, height)
    page.until("document.querySelector('.matrix.ready') !== null")
    start, end = page.evaluate(f"({SPAN})()")
    for step in range(6):
        told = page.evaluate(
            f"(scrollTo({{top: {start + (end - start) * step / 5}, behavior: 'instant'}}), ({HEADS})())"
        )
        assert abs(told["under"]) < 2, step
        assert told["heads"], step
        assert told["first"], step


def test_the_matrix_is_filtered_and_gone_through_by_keyboard(page: Firefox, base: str) -> None:
    page.goto(f"{base}matrix/?answer=Conflicting")
    page.until("document.querySelector('.matrix.ready') !== null")
    assert page.until("/^\\d+ of \\d+ questions/.exec(document.querySelector('#_chosen').textContent)")
    page.evaluate("document.querySelector('#_copy').focus()")
    page.press(TAB, RIGHT, DOWN)
    assert page.evaluate("document.activeElement.closest('td').dataset.vendor") == "dialpine"
    page.press(TAB)
    assert page.evaluate("document.activeElement.closest('table') === null")


def test_the_search_finds(page: Firefox, base: str) -> None:
    page.goto(f"{base}search/?q=listen")
    assert page.until("document.querySelectorAll('.results li').length") > 0
    assert page.evaluate("document.querySelector('.results mark') !== null")


def test_the_address_of_a_clause_brings_it_into_view(page: Firefox, base: str) -> None:
    page.goto(f"{base}{VERSION}#california-privacy-rights.2")
    top, bar = page.evaluate(
        """[document.querySelector(":target").getBoundingClientRect().top,
            document.querySelector(".site-header").getBoundingClientRect().bottom]"""
    )
    assert bar - 1 <= top < 900
    page.goto(f"{base}{VERSION}#_sale")
    assert page.until("document.querySelector('#_sale .quote').getBoundingClientRect().height") > 10


def test_a_clause_is_cited(page: Firefox, base: str) -> None:
    page.goto(base + VERSION)
    page.evaluate("document.querySelector('[id=\"california-privacy-rights.2\"] .cite').click()")
    said = page.until("document.querySelector('dialog[open] textarea') && document.querySelector('dialog').textContent")
    assert "California Privacy Rights, clause 2" in said
    # Boxes are as high as their words, also where a browser does not do that by itself.
    cut = """[...document.querySelectorAll("dialog .form > textarea")].filter(
      box => box.scrollHeight > box.clientHeight + 2 && box.clientHeight < parseFloat(getComputedStyle(box).maxHeight) - 12).map(box => box.value)"""
    assert page.evaluate(cut) == []


def test_colours_are_chosen_and_last(page: Firefox, base: str) -> None:
    page.goto(base)
    before = page.evaluate("document.body.dataset.mdColorScheme")
    page.evaluate("document.querySelector('[data-md-component=palette] label:not([hidden])').click()")
    after = page.evaluate("document.body.dataset.mdColorScheme")
    assert {before, after} == {"default", "slate"}
    page.goto(f"{base}topics/")
    assert page.evaluate("document.body.dataset.mdColorScheme") == after
    page.evaluate("localStorage.clear()")


def test_a_brief_is_made(page: Firefox, base: str) -> None:
    page.goto(f"{base}about/brief/?vendor=voip-com,dialpine&question=sale,cookies")
    assert page.until("document.querySelectorAll('#_made .brief-entry').length === 4")


@pytest.mark.parametrize("path", ["matrix/", VERSION, "questions/sale/", "findings/"])
def test_a_page_is_printed_whole(page: Firefox, base: str, path: str) -> None:
    page.goto(base + path)
    paper = pypdfium2.PdfDocument(page.printed())
    words = " ".join(" ".join(sheet.get_textpage().get_text_range().split()) for sheet in paper)
    assert len(paper) >= 2
    assert page.evaluate("document.querySelector('h1').firstChild.textContent.trim()") in words
    assert "Skip to content" not in words
    last = page.evaluate(
        "[...document.querySelectorAll('.matrix td, .words p, .extract p, .support li')].at(-1).textContent"
    )
    assert last.split()[-1] in words
