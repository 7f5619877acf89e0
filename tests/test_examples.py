"""The books in ``examples/``: each is whole and without a problem, and a page of the site leads to all of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import verbs
from fineprint.core.addresses import redlined_pairs
from fineprint.read.book import load_book
from fineprint.theme import DEMONSTRATIONS
from fineprint.verify.site_check import BESIDE

ROOT = Path(__file__).resolve().parents[1]
BOOKS = sorted(path.parent for path in (ROOT / "examples").glob("*/mkdocs.yml"))


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.name)
def test_an_example_has_no_problem_and_no_question_left(book: Path) -> None:
    done = verbs.run("check", "--root", book, "--strict")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "0 errors, 0 warnings\n")


def test_one_example_shows_time_and_one_another_language() -> None:
    books = {path.name: load_book(path).book for path in BOOKS}
    ferries = books["ferry-conditions"]
    assert [(one.date, other.date) for _, one, other in redlined_pairs(ferries)] == [
        ("2015-03-01", "2019-05-01"),
        ("2019-05-01", "2024-04-01"),
    ]
    assert {version.record.language for version in books["buechereien"].versions()} == {"de"}


def test_a_page_of_the_site_leads_to_every_example() -> None:
    page = (ROOT / "docs" / DEMONSTRATIONS).read_text(encoding="utf-8")
    linked = re.findall(r'href="(?:\.\./)*([^"]+)/index\.html"', page)
    assert sorted(linked) == sorted(f"{BESIDE}{path.name}" for path in BOOKS)


def test_what_publishes_the_site_puts_the_examples_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.split("\npublish:")[1].split("\n\n")[0]
    assert "demonstrations" in recipe
    assert f"site/{BESIDE.rstrip('/')}" in makefile.split("\ndemonstrations:")[1].split("\n\n")[0]


def test_only_a_site_beside_this_one_is_linked_unseen(tmp_path: Path) -> None:
    root = tmp_path / "book"
    assert verbs.run("new", root, "--defaults").returncode == 0
    page = root / "docs" / DEMONSTRATIONS
    page.parent.mkdir(parents=True)
    for folder, code in (("elsewhere/", 1), (BESIDE, 0)):
        page.write_text(f'# Demonstrations\n\n<a href="../../{folder}one/index.html">One</a>\n')
        done = verbs.run("build", "--root", root, "--site", "--no-search")
        assert done.returncode == code, done.stdout + done.stderr
        assert ("leads to no file of the site" in done.stdout) == bool(code)
    assert ">Demonstrations</a>" in (root / "site/index.html").read_text(encoding="utf-8")
    # What lies there is another book's, and was checked where it was built.
    (root / "site" / BESIDE).mkdir()
    (root / "site" / BESIDE / "page.html").write_text("<script>another()</script>")
    assert verbs.run("check-site", "--root", root, "--site", root / "site").returncode == 0
