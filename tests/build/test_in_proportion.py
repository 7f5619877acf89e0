"""A change is paid for by what it changes: nobody else's text is read again, and no other page made or checked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import verbs
from builders import BookFolder
from fineprint.read import book as reading
from fineprint.store import file_digests
from fineprint.verify import site_check
from fineprint.verify.page_check import check_page

OTHERS = ("birch", "cedar", "dogwood", "elder")


@pytest.fixture
def built(book_folder: BookFolder) -> BookFolder:
    """A book of five vendors whose site is built."""
    for name in OTHERS:
        book_folder.add_vendor(name, name.title(), "2020-03-04")
    settings = (Path(__file__).parents[2] / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("VoIP Privacy", "Small Book").replace("Vendors: vendors/", "Companies: companies/")
    book_folder.write("mkdocs.yml", settings.replace("  - Findings: findings/index.md\n", ""))
    build(book_folder)
    return book_folder


def build(book: BookFolder, *options: str) -> str:
    """Build the site; what was said."""
    done = verbs.run("build", "--root", book.root, "--site", "--workers", "1", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("large", [5, 2])
def test_one_vendor_s_change_reads_and_checks_no_other(
    built: BookFolder, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    for module in ("read.book", "pages"):
        monkeypatch.setattr(f"fineprint.{module}.LARGE", large)
    # What was kept was made for a book that was none.
    shutil.rmtree(built.root / ".cache")
    build(built)
    read, checked, read_vendor = [], [], reading.read_vendor

    def reads(folder: str, *more: object) -> object:
        read.append(folder)
        return read_vendor(folder, *more)

    def checks(path: str, *more: object) -> object:
        checked.append(path)
        return check_page(path, *more)

    monkeypatch.setattr(reading, "read_vendor", reads)
    monkeypatch.setattr(site_check, "check_page", checks)
    built.edit("policies/cedar/vendor.yml", "Telephones.", "Telephones and more.")
    build(built)
    assert set(read) == {"cedar"}
    assert "companies/cedar/index.html" in checked
    versions = [path for path in checked if path.startswith("companies/") and path.count("/") > 2]
    assert {path.split("/")[1] for path in versions} <= {"cedar"}


def test_where_nothing_changed_no_file_of_the_book_is_opened(
    built: BookFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(built)

    def opened(*given: object) -> object:
        raise AssertionError(f"{given} is opened")

    monkeypatch.setattr("fineprint.build.pipeline.read_files", opened)
    monkeypatch.setattr("fineprint.build.pipeline.FileDigests", opened)
    assert build(built) == "nothing changed since the last build\n"


def test_verify_reads_every_file_and_checks_every_page(built: BookFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    build(built)
    checked, hashed = [], []

    def checks(path: str, *more: object) -> object:
        checked.append(path)
        return check_page(path, *more)

    of = file_digests.FileDigests.of

    def hashes(self: file_digests.FileDigests, path: str) -> str:
        if path not in self._known:
            hashed.append(path)
        return of(self, path)

    monkeypatch.setattr(site_check, "check_page", checks)
    monkeypatch.setattr(file_digests.FileDigests, "of", hashes)
    said = build(built, "--verify")
    assert " 0 removed" in said
    pages = {path.relative_to(built.root / "site").as_posix() for path in (built.root / "site").rglob("*.html")}
    assert set(checked) == pages
    assert {f"site/{page}" for page in pages} <= set(hashed)
