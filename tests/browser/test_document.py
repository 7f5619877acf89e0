"""The page of a document answers what applied on a day; the day stands in the address."""

from __future__ import annotations

PAGE = "vendors/dialpad/privacy-policy/"


def test_a_day_is_answered_and_its_row_marked(watched, base):
    page = watched.page
    page.goto(base + PAGE)
    page.fill("#_day", "2004-09-15")
    assert "as it says itself (in force from 10 August 2004)" in page.inner_text("#_on output")
    assert page.inner_text("tr[aria-current] th") == "10 August 2004"
    assert page.url.endswith("?on=2004-09-15")
    assert watched.said == []


def test_a_day_in_the_address_is_answered_and_one_without_a_version_is_not_guessed(watched, base):
    page = watched.page
    page.goto(base + PAGE + "?on=1999-01-01")
    assert page.input_value("#_day") == "1999-01-01"
    assert page.inner_text("#_on output") == "Not known: no version of these days is kept."
    page.fill("#_day", "2015-01-01")
    assert "was not seen after 6 December 2004" in page.inner_text("#_on output")


def test_the_table_of_days_is_there_without_scripts(look, base):
    page = look(1280, java_script_enabled=False)
    page.goto(base + PAGE)
    assert page.locator("tr[data-from]").count() == 4
    assert not page.locator("#_on").is_visible()
