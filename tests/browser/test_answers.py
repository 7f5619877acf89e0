"""From an answer to its words: every quote's link, and the matrix with its choices."""

from __future__ import annotations

import pytest

from fineprint.core.addresses import version_path
from fineprint.prove.quote_index import BookEvidence
from fineprint.read.book import load_book

# Each clause is gone to once, whatever number of quotes lead to it.
_IN_VIEW_AND_MARKED = """(clauses) => Object.entries(clauses).map(([id, quotes]) => {
  location.hash = '#' + id;
  const place = document.getElementById(id);
  place.scrollIntoView();
  const box = place.getBoundingClientRect();
  const fold = (text) => text.replace(/\\s+/g, '');
  const marks = fold([...place.querySelectorAll('mark')].map((mark) => mark.textContent).join(''));
  return [id, box.top < innerHeight && box.bottom > 0, quotes.filter((quote) => !marks.includes(fold(quote)))];
})"""


@pytest.fixture(scope="module")
def quotes(root):
    """Version path → clause → its quotes, for every quote of every answer."""
    book = load_book(root).book
    evidence = BookEvidence(book)
    found = {}
    for version in book.versions():
        places = evidence.of(version).places
        clauses = found[version_path(book, version)] = {}
        for answer in version.answers.values():
            for quote, place in zip(answer.quotes, places[answer.question], strict=True):
                clauses.setdefault(place[0].address, []).append(quote.text)
    return found


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_link_of_every_quote_leads_to_the_clause_in_view_and_marked(look, base, quotes, scripts):
    page = look(1280, java_script_enabled=scripts)
    for path, clauses in quotes.items():
        page.goto(base + path)
        told = page.evaluate(_IN_VIEW_AND_MARKED, clauses)
        assert {clause for clause, *_ in told} == clauses.keys()
        for clause, in_view, unmarked in told:
            assert in_view, f"{path}#{clause}"
            assert unmarked == [], f"{path}#{clause}"
    assert sum(len(texts) for clauses in quotes.values() for texts in clauses.values()) > 100


def test_an_answer_of_the_matrix_leads_to_its_words(watched, base):
    page = watched.page
    page.goto(base + "matrix/")
    row = page.locator("tr", has_text="Is personal data sold?")
    row.locator("td[data-vendor=dialpine] a").click()
    page.wait_for_url("**/vendors/dialpine/**#why-do-we-need-your-personal-data.1")
    assert page.locator(":target mark").first.inner_text().startswith("We do not sell any data")


def test_choosing_vendors_and_only_differences_stands_in_the_address(watched, base):
    page = watched.page
    page.goto(base + "matrix/")
    rows = page.locator("tr[data-question]:visible").count()
    page.get_by_label("Dialpad").uncheck()
    page.get_by_label("Digium").uncheck()
    page.get_by_label("Phone.com").uncheck()
    page.get_by_label("Differences only").check()
    assert page.url.endswith("?show=dialpine,voip-com&differ=1")
    fewer = page.locator("tr[data-question]:visible").count()
    assert 0 < fewer < rows
    page.reload()
    assert page.locator("tr[data-question]:visible").count() == fewer
    assert not page.locator("th[data-vendor=dialpad]").is_visible()
    page.goto(base + "matrix/?show=voip-com&differ=1")
    assert page.locator("tr[data-question]:visible").count() == 0, "one vendor differs from nobody"


def test_the_matrix_is_complete_without_scripts_and_keeps_its_heads_in_view(look, base):
    page = look(390, 844, java_script_enabled=False)
    page.goto(base + "matrix/")
    assert page.locator("tbody td a").count() == 74 * 5
    page.locator(".matrix").evaluate("box => box.scrollTo(400, 2000)")
    head = page.locator("thead th").first.bounding_box()
    box = page.locator(".matrix").bounding_box()
    assert abs(head["y"] - box["y"]) < 3
    assert abs(head["x"] - box["x"]) < 3


def test_who_says_so_has_an_address(watched, base):
    page = watched.page
    page.goto(base + "questions/sale/#_value-no-sale")
    assert "DialPine" in page.locator(":target").inner_text()
    assert watched.said == []
