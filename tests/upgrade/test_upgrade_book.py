"""A book of one's own kept for years: an upgrade changes its data's form and the program's files, and nothing else."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import verbs
from fineprint.read import formats, schema
from fineprint.starter import pins, repository
from fineprint.upgrade import convert, keys

REVIEW = ".github/workflows/review.yml"
WHEEL = pins._WHEEL


@pytest.fixture
def book(tmp_path: Path) -> Path:
    root = tmp_path / "book"
    wheel = tmp_path / WHEEL
    wheel.write_bytes(b"the wheel")
    done = verbs.run("new", root, "--defaults", "--wheel", wheel)
    assert done.returncode == 0, done.stderr
    source = tmp_path / "rules.md"
    source.write_text("# Rules\n\n## Changes\n\nWe give notice before a change.\n")
    given = ["--vendor", "acorn", "--name", "Acorn", "--description", "Lets flats.", "--document", "policy"]
    done = verbs.run("add", "--root", root, source, *given, "--date", "2024-05-06", "--date-basis", "retrieved")
    assert done.returncode == 0, done.stderr
    assert verbs.run("record", "--root", root).returncode == 0
    return root


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def upgrade(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return verbs.run("upgrade", "--root", root, *options)


def addresses_of_pages(root: Path) -> set[str]:
    """Every page and every id on it that a reader could have noted."""
    assert verbs.run("build", "--root", root, "--strict", "--no-search").returncode == 0
    pages = {path.relative_to(root / "docs").as_posix(): path.read_text("utf-8") for path in root.rglob("docs/**/*.md")}
    ids = {f"{page}#{name}" for page, text in pages.items() for name in re.findall(r'\bid="([^"]+)"', text)}
    return pages.keys() | ids


def test_a_new_book_needs_no_upgrade(book: Path) -> None:
    before = files(book)
    done = upgrade(book)
    assert (done.returncode, done.stdout) == (0, "the book has the present form already; nothing to do\n")
    assert files(book) == before


def test_across_a_change_of_format_every_address_and_byte_of_text_is_kept(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Format 3 of this test: who is responsible no longer stands in book.yml."""
    data = book / "policies/book.yml"
    data.write_text(data.read_text() + "responsible: {name: Somebody}  # since the first day\n")
    before, pages = files(book), addresses_of_pages(book)
    monkeypatch.setitem(keys.CHANGES, 2, keys.FormatChange(dropped=frozenset({("book.yml", "responsible")})))
    for module in (formats, convert):
        monkeypatch.setattr(module, "FORMAT", 3)
    older = verbs.run("check", "--root", book)
    assert "format 2 is older than this Fineprint, which reads format 3" in older.stdout
    done = upgrade(book)
    assert done.returncode == 0, done.stderr
    after = files(book)
    changed = {path for path in after if path.startswith("policies/") and after[path] != before.get(path)}
    assert changed == {"policies/book.yml"}
    assert b"\nformat: 3\n" in after["policies/book.yml"]
    assert b"responsible" not in after["policies/book.yml"]
    assert b"# since the first day\n" in after["policies/book.yml"]
    kept_whole = [path for path in before if path.endswith(("policy.md", "addresses.txt")) or "/_addresses/" in path]
    assert len(kept_whole) >= 3
    assert {path: after[path] for path in kept_whole} == {path: before[path] for path in kept_whole}
    assert upgrade(book).stdout == "the book has the present form already; nothing to do\n"

    # A program that reads this format.
    stated = schema.schema_of("book")["properties"]["format"]
    monkeypatch.setitem(stated, "const", 3)
    schema._validator.cache_clear()
    checked = verbs.run("check", "--root", book, "--strict")
    assert checked.returncode == 0, checked.stdout
    assert addresses_of_pages(book) == pages
    schema._validator.cache_clear()


def test_a_book_of_format_1_goes_through_every_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(keys.CHANGES, 2, keys.FormatChange(renamed={"book.yml": {"base_url": "home"}}))
    monkeypatch.setattr(convert, "FORMAT", 3)
    monkeypatch.setattr(formats, "FORMAT", 3)
    made, problems = convert.convert({"policies/book.yml": "title: x # mine\nbase: y\n"})
    assert problems == []
    assert made == {"policies/book.yml": "format: 3\ntitle: x # mine\nhome: y\n"}


def test_files_that_the_program_keeps_come_to_their_present_form(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = tmp_path / "templates"
    place = templates / REVIEW.replace(".github", "dot.github")
    place.parent.mkdir(parents=True)
    place.write_text(repository.KEPT + "name: Another\n")
    monkeypatch.setattr(repository, "TEMPLATES", templates)
    before = files(book)
    shown = upgrade(book, "--diff")
    assert f"+++ {REVIEW}\n" in shown.stdout
    assert "+name: Another\n" in shown.stdout
    assert shown.stdout.endswith("1 file would be changed\n")
    assert files(book) == before
    done = upgrade(book)
    assert done.stdout == shown.stdout.replace("would be changed", "brought to the present form")
    assert {path for path, text in files(book).items() if text != before[path]} == {REVIEW}


@pytest.mark.parametrize("own", ["changed and its own", "deleted"])
def test_a_file_that_became_the_books_own_is_left_alone(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: str
) -> None:
    mine = book / REVIEW
    if own == "deleted":
        mine.unlink()
    else:
        mine.write_text("name: Mine\n")
    monkeypatch.setattr(pins, "__version__", "9.0.0")
    done = upgrade(book)
    assert done.returncode == 0
    assert (f"left alone, as they are the book's own: {REVIEW}\n" in done.stdout) == (own != "deleted")
    assert mine.read_text() == "name: Mine\n" if own != "deleted" else not mine.exists()


def test_the_list_of_versions_names_the_program_that_upgrades(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = "fineprint_book-9.0.0-py3-none-any.whl"
    (tmp_path / newer).write_bytes(b"a newer wheel")
    monkeypatch.setattr(pins, "__version__", "9.0.0")
    monkeypatch.setattr(pins, "_WHEEL", newer)
    done = upgrade(book, "--wheel", str(tmp_path / newer))
    assert done.returncode == 0, done.stderr
    assert "+fineprint-book==9.0.0 \\\n" in done.stdout
    assert "--hash" not in done.stdout
    assert "\nfineprint-book==9.0.0 \\\n" in (book / "requirements.txt").read_text()
    assert [path.name for path in (book / "packages").iterdir()] == [newer]


def test_a_hash_that_is_known_is_not_given_up(book: Path) -> None:
    # Here the program comes from a checkout: there is no wheel to name.
    assert upgrade(book).stdout == "the book has the present form already; nothing to do\n"
    assert f"packages/{WHEEL}" in files(book)
