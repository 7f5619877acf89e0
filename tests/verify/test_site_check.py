"""A built site checked: each fault that is planted in a good one is told, on its page."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from builders import BookFolder, build_site
from fineprint.build.vendor_build import check_builder
from fineprint.core.model import Book
from fineprint.read.book import load_book
from fineprint.store.workers import Workers
from fineprint.verify.page_check import SITE_POLICY
from fineprint.verify.site_check import check_site

VERSION = "companies/acorn/privacy-policy/2020-03-04/index.html"


@dataclass
class Site:
    """A built site in a folder."""

    book: Book
    folder: Path

    def told(self) -> list[tuple[str, str]]:
        """Page and code of each problem."""
        return [(problem.path, problem.code) for problem in check_site(self.book, self.folder)]

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace the first occurrence of words in a file."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def site(book_folder: BookFolder, root: Path) -> Site:
    """The site of the small book."""
    book = book_folder.book()
    build_site(book, book_folder.root / "site")
    return Site(book, book_folder.root / "site")


def test_a_good_site_has_no_problem(site: Site) -> None:
    assert site.told() == []


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (VERSION, "few data", "no data", "site.text-integrity"),
        (VERSION, "taken from the page", "taken from a page", "site.text-integrity"),
        (VERSION, 'id="cookies.2.1"', 'id="biscuits"', "site.address"),
        (VERSION, 'id="cookies.1"', "", "site.address"),
        (VERSION, "<p>We sell", "<p><font>We</font> sell", "site.markup"),
        ("index.html", "default-src 'none'", "default-src *", "site.csp"),
        ("index.html", "style-src 'self'", "style-src 'self' 'unsafe-inline'", "site.csp"),
        ("index.html", "<h1", "<h1 style='display:none'", "site.csp"),
        ("index.html", "</body>", "<style>h1{display:none}</style></body>", "site.markup"),
        ("index.html", "</body>", "<iframe></iframe></body>", "site.markup"),
        ("index.html", "</body>", "<meta http-equiv=Refresh content='0; url=x/'></body>", "site.markup"),
        (VERSION, "<p>We sell", "<p><font>We</font> sell", "site.second-opinion"),
        (VERSION, "<p>We sell", '<p><a href="javascript:x()">We</a> sell', "site.second-opinion"),
        (VERSION, 'id="_provenance"', 'id="cookies"', "site.id"),
        (VERSION, 'href="policy.txt"', 'href="policy.pdf"', "site.link"),
        (VERSION, 'href="#cookies"', 'href="#biscuits"', "site.link"),
        (VERSION, 'href="#cookies"', 'href="../../../../../../outside/"', "site.link"),
        ("index.html", 'href="topics/cookies/"', 'href="topics/biscuits/"', "site.link"),
        ("index.html", 'href="topics/cookies/"', 'href="topics/cookies/#biscuits"', "site.link"),
        ("index.html", "</body>", '<img src="https://elsewhere.example/x.png"></body>', "site.external-resource"),
        ("index.html", "</body>", '<img src="//elsewhere.example/x.png"></body>', "site.external-resource"),
        (
            "index.html",
            "</head>",
            '<link rel="stylesheet" href="https://b.example/x.css"></head>',
            "site.external-resource",
        ),
        ("index.html", "</body>", '<script src="gone.js"></script></body>', "site.link"),
        ("index.html", "</body>", "<script>x()</script></body>", "site.csp"),
        ("index.html", "<body>", '<body><p onclick="x()">x</p>', "site.csp"),
        ("index.html", "Content-Security-Policy", "Description", "site.csp"),
    ],
)
def test_a_planted_fault_is_told_on_its_page(site: Site, path: str, old: str, new: str, code: str) -> None:
    site.edit(path, old, new)
    assert (path, code) in site.told()


@pytest.mark.parametrize("path", [VERSION, "topics/cookies/index.html", "companies/acorn/index.html"])
def test_a_page_that_is_missing_is_told(site: Site, path: str) -> None:
    (site.folder / path).unlink()
    assert (path, "site.page") in site.told()


def test_a_site_with_another_name_than_its_book_is_told(site: Site) -> None:
    site.edit("index.html", "<head>", '<head><meta property="og:site_name" content="Small Book">')
    assert site.told() == []
    site.edit("index.html", 'content="Small Book"', 'content="Large Book"')
    assert site.told() == [("index.html", "site.name")]


def test_a_script_whose_hash_the_policy_names_is_let_through(site: Site) -> None:
    known = base64.b64encode(hashlib.sha256(b"x()").digest()).decode()
    site.edit("index.html", "script-src 'self'", f"script-src 'self' 'sha256-{known}'")
    site.edit("index.html", "</body>", '<script>x()</script><script type="application/json">{}</script></body>')
    assert site.told() == []


def test_links_that_no_browser_can_read_are_no_crash(site: Site) -> None:
    odd = "".join(f'<a href="{target}">x</a>' for target in ("http://[", "%zz", "?x", ""))
    site.edit("index.html", "</body>", f"{odd}</body>")
    assert site.told() == [("index.html", "site.link")]


def test_what_is_never_resolved_is_left_alone(site: Site) -> None:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{SITE_POLICY}">'
    (site.folder / "404.html").write_text(f'{policy}<a href="/anything/">x</a>', encoding="utf-8")
    assert site.told() == []


@pytest.mark.parametrize("start", ["fork", "spawn"])
@pytest.mark.parametrize("workers", [1, 2, 4])
def test_any_number_of_processes_find_the_same_in_the_same_order(
    book_folder: BookFolder, site: Site, monkeypatch: pytest.MonkeyPatch, start: str, workers: int
) -> None:
    for path in (VERSION, "index.html", "questions/index.html", "topics/cookies/index.html"):
        if (site.folder / path).is_file():
            site.edit(path, "</body>", '<a href="nowhere/">x</a><b id="a"></b><b id="a"></b></body>')
    site.edit(VERSION, "few data", "no data")
    plain = check_site(site.book, site.folder)
    assert {"site.text-integrity", "site.id", "site.link"} <= {problem.code for problem in plain}
    monkeypatch.setattr("fineprint.verify.site_check.MANY", 1)
    monkeypatch.setattr("fineprint.store.workers.START", start)
    assert check_site(site.book, site.folder, Workers(count=workers)) == plain
    # Texts that were kept are read by the process that checks their page.
    load_book(book_folder.root, check_builder(book_folder.root))
    kept = load_book(book_folder.root, check_builder(book_folder.root)).book
    assert type(next(kept.versions())).__name__ == "LazyVersion"
    assert check_site(kept, site.folder, Workers(count=workers)) == plain


def test_a_page_by_hand_carries_no_form(site: Site) -> None:
    site.edit("index.html", "</body>", "<article><form><input></form></article></body>")
    assert site.told() == []
    found = check_site(site.book, site.folder, by_hand=["index.html"])
    assert [problem.code for problem in found] == ["site.markup"]
