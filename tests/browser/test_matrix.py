"""The matrix: heads in view under the page's one scroll, filters, cards, and one stop of the tab key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from conftest import Watched

SIZES = [(390, 800), (1280, 720), (1366, 657), (1920, 950)]
# Where the heads stand, and what lies at the middle of each: a head that something covers is not in view.
HEADS = """() => {
  const bar = document.querySelector(".site-header").getBoundingClientRect().bottom;
  const heads = [...document.querySelectorAll(".matrix thead th")].filter((head) => head.checkVisibility());
  const rows = [...document.querySelectorAll(".matrix tr[data-question]")].filter((row) => {
    const box = row.getBoundingClientRect();
    return box.top > heads[0].getBoundingClientRect().bottom && box.top + 24 < innerHeight;
  });
  const seen = (node) => {
    const box = node.getBoundingClientRect();
    return box.left >= 0 && box.right <= innerWidth + 1 && node.contains(document.elementFromPoint(box.left + 12, box.top + 12));
  };
  return {
    under: heads[0].getBoundingClientRect().top - Math.max(bar, 0),
    heads: heads.every(seen),
    first: rows.length > 0 && rows.every((row) => seen(row.cells[0])),
  };
}"""


# From where to where the page is scrolled for the table to go through the window.
SPAN = """() => {
  const box = document.querySelector(".matrix").getBoundingClientRect();
  return [scrollY + box.top, scrollY + box.bottom - innerHeight];
}"""


def shown(page: Page) -> list[str]:
    """The questions that are shown."""
    return page.locator("tr[data-question]:visible th").all_inner_texts()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_heads_are_in_view_wherever_the_page_is_scrolled_to(
    look: Callable[..., Page], base: str, width: int, height: int, scheme: str
) -> None:
    page = look(width, height, scheme)
    page.goto(f"{base}matrix/")
    expect(page.locator(".matrix.ready")).to_be_visible()
    start, end = page.evaluate(SPAN)
    for step in range(12):
        page.evaluate("y => scrollTo({top: y, behavior: 'instant'})", start + (end - start) * step / 11)
        told = page.evaluate(HEADS)
        assert abs(told["under"]) < 2, step
        assert told["heads"], step
        assert told["first"], step
    scrolls = """() => [...document.querySelectorAll("main *")].filter(node =>
      /auto|scroll/.test(getComputedStyle(node).overflowY) && node.scrollHeight > node.clientHeight).length"""
    assert page.evaluate(scrolls) == 0, "the page's scroll is the only one"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_first_screen_shows_questions_more_than_controls(look: Callable[..., Page], base: str) -> None:
    page = look(1280, 720)
    page.goto(f"{base}matrix/")
    expect(page.locator(".matrix.ready")).to_be_visible()
    bottoms = page.locator("tr[data-question]").evaluate_all(
        "all => all.map(row => row.getBoundingClientRect().bottom)"
    )
    assert sum(bottom <= 720 for bottom in bottoms) >= 6


def test_without_scripts_it_is_whole_and_keeps_its_heads(look: Callable[..., Page], base: str) -> None:
    page = look(1280, 720, java_script_enabled=False)
    page.goto(f"{base}matrix/")
    questions = page.locator("tr[data-question]").count()
    assert page.locator("tbody td a").count() == questions * 5 > 200
    page.evaluate("scrollTo(0, 1500)")
    head = page.locator("thead th").first.bounding_box()
    bar = page.locator(".site-header").bounding_box()
    assert head is not None
    assert bar is not None
    assert abs(head["y"] - bar["height"]) < 2


def test_filters_by_topic_words_and_answer_stand_in_the_address(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}matrix/")
    every = len(shown(page))
    page.get_by_label("Topic").select_option("Cookies and tracking")
    topic = shown(page)
    assert 0 < len(topic) < every
    page.get_by_role("searchbox", name="Words").fill("track")
    assert 0 < len(shown(page)) < len(topic)
    page.get_by_label("Topic").select_option("all")
    page.get_by_role("searchbox", name="Words").fill("")
    page.get_by_label("Answer").select_option("Conflicting")
    rows = page.locator("tr[data-question]:visible")
    assert 0 < rows.count() < every
    assert all(row.locator("td.hit .state-conflicting").count() for row in rows.all())
    assert page.url.endswith("?answer=Conflicting")
    left = shown(page)
    page.reload()
    expect(page.locator("#_chosen")).to_contain_text(f"{len(left)} of {every} questions")
    assert shown(page) == left
    assert watched.said == []


def test_choosing_vendors_and_only_differences_stands_in_the_address(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}matrix/")
    rows = len(shown(page))
    for name in ("Dialpad", "Digium", "Phone.com"):
        page.get_by_label(name).uncheck()
    page.get_by_label("Differences only").check()
    assert page.url.endswith("?show=dialpine,voip-com&differ=1")
    fewer = shown(page)
    assert 0 < len(fewer) < rows
    page.reload()
    expect(page.locator("#_chosen")).to_contain_text("2 of 5 columns")
    assert shown(page) == fewer
    assert not page.locator("th[data-vendor=dialpad]").is_visible()
    page.goto(f"{base}matrix/?show=voip-com&differ=1")
    expect(page.locator("#_chosen")).to_contain_text("1 of 5 columns")
    assert shown(page) == [], "one vendor differs from nobody"


def test_on_a_phone_a_card_for_each_question_is_a_choice(look: Callable[..., Page], base: str) -> None:
    page = look(390, 800)
    page.goto(f"{base}matrix/")
    expect(page.locator("thead th:visible")).to_have_count(3)
    page.get_by_role("button", name="Next columns").click()
    expect(page.locator("thead th:visible").nth(1)).to_contain_text("Digium")
    page.get_by_label("Cards").check()
    card = page.locator("tr[data-question=sale]")
    assert [cell.get_attribute("data-name") for cell in card.locator("td:visible").all()] == [
        "Dialpad",
        "DialPine",
        "Digium",
        "Phone.com",
        "Voip.com",
    ]
    lefts = card.locator("td").evaluate_all("all => all.map(cell => cell.getBoundingClientRect().left)")
    assert len(set(lefts)) == 1
    assert page.url.endswith("?view=cards")


def test_the_table_is_one_stop_and_arrow_keys_go_through_it(watched: Watched, base: str) -> None:
    page = watched.page
    page.goto(f"{base}matrix/")
    expect(page.locator(".matrix.ready")).to_be_visible()
    page.locator("#_copy").focus()
    page.keyboard.press("Tab")
    at = page.locator(":focus")
    assert at.evaluate("node => node.closest('td')?.dataset.vendor") == "dialpad"
    page.keyboard.press("ArrowRight")
    assert at.evaluate("node => node.closest('td').dataset.vendor") == "dialpine"
    page.keyboard.press("ArrowDown")
    assert at.evaluate("node => node.closest('tr').dataset.question") == "scope"
    page.keyboard.press("Home")
    assert at.evaluate("node => node.closest('th').scope") == "row"
    page.keyboard.press("End")
    assert at.evaluate("node => node.closest('td').dataset.vendor") == "voip-com"
    box, head = at.bounding_box(), page.locator("thead th").first.bounding_box()
    assert box is not None
    assert head is not None
    assert box["y"] >= head["y"] + head["height"], "the heads do not cover what has the focus"
    page.keyboard.press("Tab")
    assert not at.evaluate("node => Boolean(node.closest('table'))")
    page.keyboard.press("Shift+Tab")
    assert at.evaluate("node => node.closest('td').dataset.vendor") == "voip-com", "the stop is where it was left"
