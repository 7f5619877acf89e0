"""The small book of another field: built by the same code, it speaks its own words and no other book's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from conftest import Watched

#: Words of the shipped book and of the glossary, which a reader of another field has no use for.
FOREIGN = re.compile(r"\b(polic(y|ies)|privacy|voip|vendors?|telephones?)\b(?!\.txt)", re.IGNORECASE)
#: Pages with the names of packages and of the data's columns.
TECHNICAL = ("about/licences/", "data/index.html")


def test_it_says_what_its_parties_and_texts_are_called(page: Page, example: tuple[Path, str]) -> None:
    _, base = example
    watched = Watched(page, base)
    page.goto(base)
    expect(page).to_have_title("Plot Agreements")
    expect(page.locator(".wordmark")).to_have_text("Plot Agreements")
    expect(page.get_by_label("Search the agreements")).to_be_visible()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Gardens").click()
    page.get_by_role("link", name="Figment Field Gardens", exact=True).click()
    expect(page).to_have_url(f"{base}gardens/figment-field/")
    page.goto(f"{base}matrix/")
    expect(page.get_by_role("row", name="May a bonfire be lit?")).to_contain_text("Conflicting")
    page.goto(f"{base}search/?q=hens")
    expect(page.locator("#_results")).to_contain_text("Hens and bees may be kept once the committee has agreed")
    expect(page.get_by_role("combobox", name="Garden")).to_be_visible()
    expect(page.get_by_role("combobox", name="Version")).to_contain_text("newest ones")
    assert watched.said == []
    watched.stop()


def test_no_page_speaks_of_another_field(example: tuple[Path, str]) -> None:
    site, _ = example
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        if path.startswith(TECHNICAL):
            continue
        tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
        for node in tree.css("script, style, code"):
            node.decompose()
        shown = [node.attributes.get(name) or "" for node in tree.css("*") for name in ("title", "aria-label")]
        words = " ".join([tree.root.text(separator=" ") if tree.root else "", *shown])
        assert FOREIGN.search(words) is None, f"{path}: {FOREIGN.search(words)}"


@pytest.mark.parametrize("path", ["about/contribute/index.html", "about/accessibility/index.html"])
def test_a_page_of_its_own_stands_in_the_place_of_the_project_s(example: tuple[Path, str], path: str) -> None:
    site, _ = example
    text = (site / path).read_text(encoding="utf-8")
    assert ("This book is an example" in text) == ("contribute" in path)
