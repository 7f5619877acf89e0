"""The copy for a disk: unpacked and opened from ``file:``, everything but the search works and nothing is fetched."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import Watched
from fineprint.build.offline import offline_files, pack


@pytest.fixture(scope="module")
def unpacked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the copy, taken out of its zip file."""
    made, out = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("disk")
    for path, content in offline_files(built):
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_bytes(content)
    for name in ("Small-Book.zip", "again/Small-Book.zip"):
        assert pack(made, out / name) > 100
    assert (out / "Small-Book.zip").read_bytes() == (out / "again/Small-Book.zip").read_bytes()
    with zipfile.ZipFile(out / "Small-Book.zip") as packed:
        packed.extractall(out)
    return out / "Small-Book"


@pytest.fixture
def disk(page: Page, unpacked: Path) -> Iterator[tuple[Watched, str]]:
    """A watched page without a network, and the address of the copy's folder."""
    page.context.set_offline(True)
    base = f"{unpacked.as_uri()}/"
    watched = Watched(page, base)
    yield watched, base
    watched.stop()
    assert watched.said == []
    assert [url for url in watched.asked if not url.startswith((base, "data:"))] == []


def test_from_the_home_page_every_kind_of_page_is_reached(disk):
    watched, base = disk
    page = watched.page
    page.goto(f"{base}index.html")
    for name in ("Matrix", "Findings", "Vendors", "Topics", "About"):
        page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()
        page.wait_for_url(f"{base}{name.lower()}/index.html")
        assert page.get_by_role("heading", level=1).inner_text() == name
    page.get_by_role("link", name="VoIP Privacy").click()
    page.wait_for_url(f"{base}index.html")
    page.locator(".finding.first .to-words").first.click()
    page.wait_for_url("**/2004-12-06/index.html#*")
    expect(page.locator(":target mark").first).to_be_in_viewport()


def test_answers_lead_to_their_words_and_choices_work(disk):
    watched, base = disk
    page = watched.page
    page.goto(f"{base}matrix/index.html")
    page.get_by_label("Digium").uncheck()
    assert page.url.endswith("?show=dialpad,dialpine,phone-com,voip-com")
    cell = page.locator("tr", has_text="Is personal data sold?").locator("td[data-vendor=dialpine] a")
    cell.hover()
    expect(page.locator("#_peek")).to_contain_text("We do not sell any data")
    cell.click()
    page.wait_for_url("**/2023-11-28/index.html#why-do-we-need-your-personal-data.1")
    page.goto(f"{base}questions/sale/index.html")
    page.get_by_role("link", name="Privacy Policy, clause 4").click()
    expect(page.locator(":target mark").first).to_contain_text("Voip.com will not trade, sell")


def test_references_and_briefs_are_made_from_the_files_beside(disk):
    watched, base = disk
    page = watched.page
    page.goto(f"{base}vendors/voip-com/privacy-policy/2006-10-16/index.html")
    page.get_by_role("button", name="Cite Communications, clause 1").click()
    assert page.get_by_role("dialog").get_by_label("Link", exact=True).input_value().endswith("#communications.1")
    page.goto(f"{base}about/brief/index.html?vendor=voip-com&question=sale")
    expect(page.locator("#_made")).to_contain_text("Voip.com will not trade, sell, disclose")


def test_the_search_says_that_it_does_not_work_here(disk):
    watched, base = disk
    watched.page.goto(f"{base}index.html")
    watched.page.get_by_role("searchbox").fill("listen")
    watched.page.keyboard.press("Enter")
    expect(watched.page.get_by_role("main")).to_contain_text("This copy can’t be searched")
