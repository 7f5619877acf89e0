"""What a check proved is kept for the same bytes and the same text, and no longer."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import BookFolder, build_site
from fineprint.build.proofs import load_proofs, page_keys, save_proofs
from fineprint.build.state import state_of
from fineprint.core.model import Book
from fineprint.core.problems import Problem
from fineprint.store.cache import Cache
from fineprint.verify import site_check
from fineprint.verify.page_check import check_page
from fineprint.verify.site_check import Proofs, check_site

VERSION = "companies/acorn/privacy-policy/2020-03-04/index.html"


@pytest.fixture
def site(book_folder: BookFolder) -> tuple[Book, Path]:
    """A small book and its site."""
    book, folder = book_folder.book(), book_folder.root / "site"
    build_site(book, folder)
    return book, folder


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are checked, not believed."""
    seen: list[str] = []

    def check(path: str, *others: object) -> object:
        seen.append(path)
        return check_page(path, *others)

    monkeypatch.setattr(site_check, "check_page", check)
    return seen


def told(site: tuple[Book, Path], proofs: Proofs) -> list[Problem]:
    """What a check finds that believes some proofs."""
    return check_site(*site, proofs=proofs)


def test_what_is_proved_is_not_looked_at_again(site: tuple[Book, Path], looked_at: list[str]) -> None:
    proofs: Proofs = {}
    assert told(site, proofs) == []
    assert sorted(proofs) == sorted(looked_at)
    looked_at.clear()
    assert told(site, proofs) == []
    assert looked_at == []


def _rename_id(folder: Path) -> None:
    file = folder / VERSION
    file.write_text(file.read_text(encoding="utf-8").replace('id="_provenance"', 'id="_elsewhere"'), encoding="utf-8")


def _take_away(folder: Path) -> None:
    (folder / "companies/acorn/privacy-policy/2020-03-04/policy.txt").unlink()


@pytest.mark.parametrize("change", [_rename_id, _take_away])
def test_a_proof_falls_with_what_its_links_lead_to(site: tuple[Book, Path], change: Callable[[Path], None]) -> None:
    proofs: Proofs = {}
    told(site, proofs)
    linked = '<a href="companies/acorn/privacy-policy/2020-03-04/#_provenance">x</a>'
    home = site[1] / "index.html"
    home.write_text(home.read_text(encoding="utf-8").replace("</body>", f"{linked}</body>"), encoding="utf-8")
    del proofs["index.html"]
    assert told(site, proofs) == []
    before = dict(proofs)
    change(site[1])
    # The version's own bytes changed, or a file that it links to went; the home page is as it was proved.
    believed = {path: proof for path, proof in before.items() if path != VERSION or change is _take_away}
    found = told(site, believed)
    assert [str(problem) for problem in found] == [str(problem) for problem in check_site(*site)]
    assert "site.link" in {problem.code for problem in found}


def test_nothing_is_kept_of_a_site_with_a_problem(site: tuple[Book, Path]) -> None:
    (site[1] / VERSION).unlink()
    proofs: Proofs = {}
    assert told(site, proofs) != []
    assert proofs == {}


def test_a_proof_is_found_under_the_same_key_alone(book_folder: BookFolder, site: tuple[Book, Path]) -> None:
    book, cache = site[0], Cache(book_folder.root / "kept")
    proofs: Proofs = {}
    told(site, proofs)
    pages = dict.fromkeys(proofs, "bytes") | {"policy.txt": "bytes"}
    found = book_folder.load().found
    keys = page_keys(book, pages, found, ())
    assert "policy.txt" not in keys
    save_proofs(cache, book, keys, proofs)
    assert load_proofs(cache, book, keys) == proofs
    other_bytes = page_keys(book, pages | {"index.html": "other bytes"}, found, ())
    assert proofs.keys() - load_proofs(cache, book, other_bytes).keys() == {"index.html"}
    by_hand = page_keys(book, pages, found, ["index.html"])
    assert proofs.keys() - load_proofs(cache, book, by_hand).keys() == {"index.html"}
    record = "policies/acorn/privacy-policy/2020-03-04/record.yml"
    other_text = page_keys(book, pages, {**found, record: b"another"}, ())
    assert proofs.keys() - load_proofs(cache, book, other_text).keys() == {VERSION}


def _write_same_size(root: Path) -> None:
    file = root / "policies/book.yml"
    data, stat = file.read_bytes(), file.stat()
    file.write_bytes(data.replace(b"Small", b"Large"))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "bytes of the same size and time": _write_same_size,
    "a file more": lambda root: (root / "policies/acorn/more.yml").write_text("x", encoding="utf-8"),
    "a link more": lambda root: (root / "site/link").symlink_to("index.html"),
    "a page of the site changed": lambda root: (root / "site/index.html").write_text("x", encoding="utf-8"),
    "settings": lambda root: (root / "mkdocs.yml").write_text(
        "site_name: Other\nplugins: [fineprint]\n", encoding="utf-8"
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_is_seen_without_a_file_being_opened(
    book_folder: BookFolder, site: tuple[Book, Path], change: Callable[[Path], object]
) -> None:
    root = book_folder.root
    book_folder.write("mkdocs.yml", "site_name: Small Book\nplugins: [fineprint]\n")
    before = state_of(root, search=True, site=True, address="")
    assert state_of(root, search=True, site=True, address="") == before
    assert state_of(root, search=True, site=True, address="https://other.example/") != before
    change(root)
    assert state_of(root, search=True, site=True, address="") != before
