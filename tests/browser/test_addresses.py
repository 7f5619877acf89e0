"""Every address of every ledger, opened in a browser that runs no script: the right words are in view."""

from __future__ import annotations

from dataclasses import replace
from urllib.request import urlopen
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from fineprint.core.answers import Finding
from fineprint.core.dates import last_change
from fineprint.core.model import Book, Version
from fineprint.pages.moved import stubs
from fineprint.prove.ledger import words_digest
from fineprint.read.book import load_book

# What stands at each of a page's addresses: the words of a heading, a clause, an item or an answer. The first was
# opened with the page, each other is gone to as by a link.
PLACES = """(fragments) => fragments.map((fragment, number) => {
  if (number) location.hash = fragment;
  const place = document.querySelector(":target");
  if (!place) return null;
  const shown = place.querySelector(place.matches(".clause") ? ":scope > .words" : ":scope > summary > h4") ?? place;
  const top = place.getBoundingClientRect().top;
  const mark = shown.querySelector(".headerlink");
  const words = mark ? shown.innerText.slice(0, -mark.innerText.length) : shown.innerText;
  // What is not shown at all stands at no height, and so at 0.
  return { id: place.id, words, inView: place.getClientRects().length > 0 && top > -1 && top < innerHeight };
})"""


@pytest.fixture(scope="module")
def book(root) -> Book:
    return load_book(root).book


@pytest.fixture
def plain(look) -> Page:
    """A page of a browser without scripts, as small as a phone's."""
    return look(390, 844, java_script_enabled=False)


def opened(page: Page, address: str, *fragments: str) -> list[dict]:
    """What stands at each of some addresses of a page."""
    page.goto(f"{address}#{fragments[0]}")
    places = page.evaluate(PLACES, fragments)
    for fragment, found in zip(fragments, places, strict=True):
        assert found is not None, f"{address}#{fragment} leads to nothing"
        assert found["inView"], f"{address}#{fragment} is not in view"
    return places


def heading_words(version: Version) -> dict[str, str]:
    return {section.id: f"{section.marker} {section.heading}".strip() for section in version.sections if section.lines}


def test_every_address_of_every_version_brings_its_words_into_view(plain, base, book):
    """Those of its sections and clauses, which its ledger lists, and those of its dated answers."""
    questions = {question.id: question.question for question in book.questions}
    opened_addresses = 0
    for version in book.versions():
        headings = heading_words(version)
        fragments = [*(one.fragment for one in version.ledger), *(f"_{answer}" for answer in version.answers)]
        places = opened(plain, f"{base}{book.vendors_path}/{version.key}/", *fragments)
        answers = places[len(version.ledger) :]
        for answer, found in zip(version.answers, answers, strict=True):
            assert " ".join(found["words"].split()) == " ".join(questions[answer].split())
        for address, found in zip(version.ledger, places, strict=False):
            words = " ".join(found["words"].split())
            assert found["id"] == address.fragment
            if address.fragment in headings:
                assert words == " ".join(headings[address.fragment].split())
            elif "." in address.fragment:
                assert words_digest(words) == address.digest, f"{version.key}#{address.fragment}: {words}"
            else:
                assert words == "Preamble"
            opened_addresses += 1
    assert opened_addresses == sum(len(version.ledger) for version in book.versions()) > 200


def test_every_address_of_the_book_has_its_page(plain, base, book):
    names = {(book.vendors_path, vendor.id): vendor.name for vendor in book.vendors}
    names |= {("questions", question.id): question.question for question in book.questions}
    names |= {("topics", topic.id): topic.title for topic in book.lexicon.topics}
    findings: dict[str, Finding] = {finding.id: finding for finding in book.findings}
    pages: dict[str, LexborHTMLParser] = {}
    for address in book.ledger:
        path, _, fragment = address.partition("#")
        if path == "findings/":
            assert findings[fragment].title in opened(plain, base + path, fragment)[0]["words"]
            continue
        if path not in pages:
            with urlopen(base + path) as answer:
                pages[path] = LexborHTMLParser(answer.read())
        heading = pages[path].css_first("h1")
        assert heading
        assert names[tuple(path.split("/")[:2])] in heading.text()
        # An answer: on the page of its version by its question, on that of its question by its vendor.
        if fragment:
            place = pages[path].css_first(f'[id="{fragment}"]')
            assert place, address
            key = ("questions", fragment[1:]) if fragment.startswith("_") else (book.vendors_path, fragment)
            assert names[key] in place.text()


def test_an_address_that_moved_leads_on_without_scripts(plain, base, book):
    version = next(book.versions())
    old = f"{book.vendors_path}/former-name/"
    path = f"{old}{version.document}/{version.date}/"
    new = f"{book.vendors_path}/{version.vendor}/"
    made = dict(stubs(replace(book, ledger=(*book.ledger, old, path), redirects={old: new})))
    pages = {base + where: made[f"{where}index.html"] for where in (old, path)}
    plain.route(
        lambda url: url.split("#")[0] in pages,
        lambda route: route.fulfill(body=pages[route.request.url.split("#")[0]], content_type="text/html"),
    )
    plain.goto(base + old)
    plain.wait_for_url(base + new)
    # A refresh would drop the clause, so the old page of a text stays and shows where the clause is now.
    fragment = version.ledger[-1].fragment
    assert opened(plain, base + path, fragment)[0]["words"] == fragment
    plain.locator(":target a").click()
    plain.wait_for_url(f"{base}{new}{version.document}/{version.date}/#{fragment}")
    assert plain.evaluate(PLACES, [fragment])[0]["inView"]


def test_the_site_map_has_permanent_addresses_and_true_days(built, book):
    listed = {}
    for entry in ElementTree.parse(built / "sitemap.xml").getroot():
        where, *day = [child.text or "" for child in entry]
        listed[where] = day[0] if day else None
    assert all(where.startswith(book.base_url) for where in listed)
    for version in book.versions():
        assert listed[f"{book.base_url}{book.vendors_path}/{version.key}/"] == last_change([version])
    days = [last_change(book.versions()), *(finding.reviewed for finding in book.findings)]
    assert listed[f"{book.base_url}matrix/"] == max(days)
    indexed = [path for path in built.rglob("index.html") if 'content="noindex"' not in path.read_text()]
    assert len(listed) == len(indexed)


def test_the_files_for_programs_stand_in_the_site(built, book):
    assert f"Sitemap: {book.base_url}sitemap.xml" in (built / "robots.txt").read_text()
    told = (built / "llms.txt").read_text()
    for version in book.versions():
        place = f"{book.vendors_path}/{version.key}/"
        assert f"{book.base_url}{place}policy.txt" in told
        for name in ("cite.json", "cite.bib", "cite.ris", "policy.txt"):
            assert (built / place / name).is_file()
        page = (built / place / "index.html").read_text()
        assert f'<link rel="canonical" href="{book.base_url}{place}">' in page
        assert f'<link rel="cite-as" href="{book.base_url}{place}">' in page
        assert page.count('rel="canonical"') == 1
        assert f'<meta property="og:url" content="{book.base_url}{place}">' in page
        assert version.record.sha256 in page
