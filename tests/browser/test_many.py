"""A book of more vendors than a table can show at once: 45 gardens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from conftest import Watched


@pytest.fixture
def page(page: Page, crowded: str) -> Iterator[Page]:
    """A page that must say nothing on the console."""
    watched = Watched(page, crowded)
    yield page
    watched.stop()
    assert watched.said == []


def columns(page: Page) -> list[str]:
    """Names of the columns shown, in order."""
    return [head.inner_text() for head in page.locator("thead th[data-vendor] a").all() if head.is_visible()]


def test_without_scripts_the_first_stand_in_the_page_and_the_rest_is_a_link_away(
    look: Callable[..., Page], crowded: str
) -> None:
    page = look(1280, java_script_enabled=False)
    page.goto(f"{crowded}matrix/")
    assert len(columns(page)) == 20
    expect(page.get_by_text("The table holds the first 20 of 45 gardens")).to_be_visible()
    expect(page.locator("#_choose")).to_be_hidden()
    page.get_by_role("link", name="May hens be kept?").click()
    expect(page.locator("tbody tr")).to_have_count(45)
    assert all(row.is_visible() for row in page.locator("tbody tr").all())
    page.goto(crowded)
    expect(page.locator(".cards li")).to_have_count(45)
    expect(page.get_by_label("Find a garden")).to_be_hidden()


def test_vendors_are_chosen_by_typing_and_stand_in_the_address(page: Page, crowded: str) -> None:
    page.goto(f"{crowded}matrix/")
    field = page.get_by_label("Add a garden")
    page.get_by_role("button", name="Remove all").click()
    field.fill("unicorn")
    field.press("Enter")
    expect(page.locator("#_chosen")).to_have_text("5 questions; 1 of 45 columns shown")
    field.fill("Garden 2")
    field.press("Enter")
    expect(page.locator("#_chosen")).to_have_text("5 questions; 2 of 45 columns shown")
    assert page.url == f"{crowded}matrix/?show=unicorn-meadow,garden-2"
    assert columns(page) == ["Unicorn Meadow", "Garden 2"]
    page.reload()
    expect(page.locator("#_chosen")).to_have_text("5 questions; 2 of 45 columns shown")
    assert columns(page) == ["Unicorn Meadow", "Garden 2"]
    cell = page.get_by_role("row", name="May a bonfire be lit?").locator("td[data-vendor=unicorn-meadow] a")
    expect(cell).to_have_text("Conflicting In some months / Never")
    cell.hover()
    expect(page.locator("#_peek")).to_contain_text("Bonfires may be lit in November.")
    cell.click()
    expect(page).to_have_url(
        f"{crowded}gardens/unicorn-meadow/plot-agreement/2022-05-12/#keeping-the-meadow-pleasant.1.2"
    )
    page.go_back()
    page.get_by_role("button", name="Remove Garden 2").click()
    assert columns(page) == ["Unicorn Meadow"]


def test_a_vendor_that_is_added_stands_beside_the_others_and_in_view(page: Page, crowded: str) -> None:
    page.goto(f"{crowded}matrix/")
    before = columns(page)
    expect(page.locator(".pager")).to_contain_text(f"1–{len(before)} of 20")
    page.get_by_label("Add a garden").fill("unicorn")
    page.get_by_label("Add a garden").press("Enter")
    expect(page.locator("#_chosen")).to_have_text("5 questions; 21 of 45 columns shown")
    assert columns(page)[-1] == "Unicorn Meadow"
    assert len(columns(page)) == len(before)
    while page.get_by_role("button", name="Previous columns").is_enabled():
        page.get_by_role("button", name="Previous columns").click()
    assert columns(page) == before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_column_that_is_fetched_is_as_one_in_the_page(page: Page, crowded: str) -> None:
    # Of the 20 in the page and the 25 that are not, two have the same answers.
    page.goto(f"{crowded}matrix/?show=garden-1,nowhere-lane")
    expect(page.locator("#_chosen")).to_have_text("5 questions; 2 of 45 columns shown")
    within, fetched = (
        [cell.inner_html() for cell in page.locator(f"tr[data-question] td[data-vendor={each}]").all()]
        for each in ("garden-1", "nowhere-lane")
    )
    assert len(within) == 5
    # A cell of the page leaves its quotes to the column's file.
    bare = [re.sub(' data-quotes="[^"]+"', ' data-quotes=""', cell) for cell in fetched]
    assert bare != fetched
    assert [cell.replace("garden-1/", "nowhere-lane/") for cell in within] == bare
    page.get_by_label("Differences only").check()
    expect(page.locator("#_chosen")).to_have_text("0 of 5 questions; 2 of 45 columns shown")


def test_a_name_that_nobody_has_is_said(page: Page, crowded: str) -> None:
    page.goto(f"{crowded}matrix/")
    page.get_by_label("Add a garden").fill("Zebra")
    page.get_by_label("Add a garden").press("Enter")
    expect(page.locator("#_chosen")).to_have_text("No other name begins with “Zebra”.")


@pytest.mark.parametrize(("path", "entries"), [("", ".cards > li"), ("gardens/", "tbody tr")])
def test_the_lists_find_a_vendor_by_typing(page: Page, crowded: str, path: str, entries: str) -> None:
    page.goto(crowded + path)
    page.get_by_label("Find a garden").fill("den 2")
    expect(page.locator("#_narrowed")).to_have_text("11 of 45")
    expect(page.locator(f"{entries}:visible")).to_have_count(11)
    page.get_by_label("Find a garden").fill("")
    expect(page.locator(f"{entries}:visible")).to_have_count(25)
    page.get_by_role("button", name="Next page").first.click()
    expect(page.locator(f"{entries}:visible")).to_have_count(20)
    expect(page.get_by_text("26–45 of 45").first).to_be_visible()


def test_the_answers_to_a_question_are_counted_filtered_and_gone_to(page: Page, crowded: str) -> None:
    page.goto(f"{crowded}questions/hens/")
    rows = page.locator("tbody tr:visible")
    expect(rows).to_have_count(25)
    counts = [int(told.split(" of ")[0]) for told in page.locator("dl.values dd").all_inner_texts()]
    assert sum(counts) == 45
    least = min(count for count in counts if count)
    page.locator("select[name=value]").select_option(index=[count for count in counts if count].index(least) + 1)
    expect(rows).to_have_count(least)
    assert "?value=" in page.url
    # Whoever comes to one vendor's answer finds it, on whichever page of the table it stands.
    page.goto(f"{crowded}questions/hens/?find=unicorn#garden-9")
    expect(page.locator("#garden-9")).to_be_in_viewport()
    expect(page.get_by_label("Find a garden")).to_have_value("")


def test_all_rows_are_on_paper(page: Page, crowded: str) -> None:
    page.goto(f"{crowded}questions/hens/")
    expect(page.locator("tbody tr:visible")).to_have_count(25)
    page.emulate_media(media="print")
    expect(page.locator("tbody tr:visible")).to_have_count(45)
    expect(page.get_by_role("button", name="Next page")).to_have_count(0)


def test_the_sections_on_a_topic_are_a_table(page: Page, crowded: str) -> None:
    page.goto(f"{crowded}topics/")
    page.locator("dl.topics a").first.click()
    every = page.locator("tbody tr")
    expect(every).to_have_count(45)
    none = page.locator("tbody tr[data-value=none]").count()
    page.get_by_label("Sections on it").select_option("none")
    expect(page.locator("tbody tr:visible")).to_have_count(min(none, 25))
    page.get_by_label("Sections on it").select_option("some")
    expect(page.locator("tbody tr:visible")).to_have_count(min(45 - none, 25))
