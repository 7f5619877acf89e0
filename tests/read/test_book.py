"""From files to a frozen book: what is read, what is left out, and that nothing in a file raises."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import GOOD_TEXT, BookFolder
from fineprint.pages import pages_of
from fineprint.prove.ledger import addresses_of
from fineprint.read.book import load_book
from fineprint.rules import check, described

V = "policies/acorn/privacy-policy/2020-03-04"


def test_the_shipped_book_has_no_problem(root: Path) -> None:
    # That a new version is not read yet is a notice, and may be merged.
    assert [str(problem) for problem in check(load_book(root)) if problem.severity != "notice"] == []


@pytest.mark.parametrize(
    ("vendor", "fragment", "lines", "digest"),
    [
        ("dialpine", "your-rights", (67, 67), "845345cedf1c"),
        ("dialpine", "where-and-when-is-information-collected.1", (71, 71), "bb5776556e30"),
        ("dialpine", "where-and-when-is-information-collected.2", (72, 72), "956853363adc"),
        ("dialpine", "dialpine-ai-additional-terms", (161, 161), "42b07f620318"),
        ("dialpine", "dialpine-ai-additional-terms.1", (162, 162), "f0c7adacc338"),
    ],
)
def test_addresses_of_the_shipped_book_keep_their_words(
    root: Path, vendor: str, fragment: str, lines: tuple[int, int], digest: str
) -> None:
    book = load_book(root).book
    assert book is not None
    (version,) = next(found for found in book.vendors if found.id == vendor).versions
    now = {address.fragment: address for address in addresses_of(version.sections)}
    assert (now[fragment].lines, now[fragment].digest) == (lines, digest)


def test_a_book_is_sorted_and_frozen(book_folder: BookFolder) -> None:
    book_folder.add_vendor("zzz", "aardvark phones")
    book_folder.add_vendor("beech", "Beech")
    book_folder.add_vendor("beech", "Beech", "2019-01-01")
    book = book_folder.book()
    assert [vendor.id for vendor in book.vendors] == ["zzz", "acorn", "beech"]
    assert [version.date for version in book.vendors[2].versions] == ["2019-01-01", "2020-03-04"]
    assert [version.key for _, version in book.latest()][-1] == "beech/privacy-policy/2020-03-04"
    with pytest.raises(FrozenInstanceError):
        book.title = "Other"  # type: ignore[misc]


@contextmanager
def shuffled_folders(seed: int) -> Iterator[None]:
    """Folders listed in another order than their names'."""
    real = os.scandir
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            os, "scandir", lambda folder: random.Random(seed).sample(entries := list(real(folder)), len(entries))
        )
        yield


def test_the_order_of_files_on_disk_does_not_matter(book_folder: BookFolder) -> None:
    for vendor in ("beech", "cedar", "dogwood"):
        book_folder.add_vendor(vendor, "Same Name")
    book_folder.write("policies/stray.txt", "x")
    first = book_folder.load()
    for seed in range(3):
        with shuffled_folders(seed):
            other = book_folder.load()
        assert other.book == first.book
        assert check(other) == check(first)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("policies/book.yml", ["book.yml:1:1 error path.missing"]),
        ("policies/topics.yml", ["topics.yml:1:1 error path.missing"]),
        ("policies/acorn/vendor.yml", ["acorn/vendor.yml:1:1 error path.missing"]),
        (f"{V}/policy.md", ["acorn/privacy-policy/2020-03-04/policy.md:1:1 error path.missing"]),
        (f"{V}/record.yml", ["acorn/privacy-policy/2020-03-04/record.yml:1:1 error path.missing"]),
    ],
)
def test_a_file_that_is_missing_is_told(book_folder: BookFolder, path: str, told: list[str]) -> None:
    (book_folder.root / path).unlink()
    said = [line for line in book_folder.said() if "address" not in line]
    assert said == told


@pytest.mark.parametrize("folder", ["policies/beech", "policies/beech/privacy-policy"])
def test_a_vendor_without_a_version_is_told(book_folder: BookFolder, folder: str) -> None:
    (book_folder.root / folder).mkdir(parents=True)
    book_folder.write("policies/beech/vendor.yml", (book_folder.root / "policies/acorn/vendor.yml").read_bytes())
    assert book_folder.said() == ["beech:1:1 error vendor.empty"]


def test_an_empty_folder_of_a_version_is_told(book_folder: BookFolder) -> None:
    (book_folder.root / "policies/acorn/privacy-policy/2021-01-01").mkdir()
    told = [line.removeprefix("acorn/privacy-policy/2021-01-01/") for line in book_folder.said()]
    assert told == ["policy.md:1:1 error path.missing", "record.yml:1:1 error path.missing"]


def test_a_version_without_an_outline_is_drafted(book_folder: BookFolder) -> None:
    book_folder.policy(GOOD_TEXT)
    (version,) = book_folder.book().versions()
    assert version.outline.reviewed is None
    assert [section.heading for section in version.sections] == ["Privacy at Acorn", "Cookies", "Children"]
    assert [section.topics for section in version.sections] == [(), ("cookies",), ("children",)]


DOUBTFUL = GOOD_TEXT.replace("few data", "per\u00adsonal data").replace(
    "one cookie", "one [c.example](http://d.example/)"
)


def test_a_doubt_about_the_text_is_answered_by_damage_on_its_line(book_folder: BookFolder) -> None:
    book_folder.write(f"{V}/policy.md", DOUBTFUL)
    book_folder.write(f"{V}/record.yml", BookFolder.record_yml(DOUBTFUL))
    (book_folder.root / V / "addresses.txt").unlink()
    book_folder.record()
    assert [line.rsplit("/", 1)[1] for line in book_folder.said()] == [
        "policy.md:5:32 warning text.invisible",
        "policy.md:9:1 warning link.mismatch",
    ]
    book_folder.edit(f"{V}/record.yml", "damage: []", "damage: [{lines: [5, 5], kind: a, note: Known.}]")
    assert [line.rsplit(" ", 1)[1] for line in book_folder.said()] == ["link.mismatch"]
    book_folder.edit(f"{V}/record.yml", "lines: [5, 5]", "lines: [5, 9]")
    assert book_folder.said() == []


def test_damage_answers_no_error(book_folder: BookFolder) -> None:
    text = GOOD_TEXT.replace("few data", "few\a data")
    book_folder.write(f"{V}/policy.md", text)
    book_folder.write(
        f"{V}/record.yml",
        BookFolder.record_yml(text).replace("damage: []", "damage: [{lines: [5, 5], kind: a, note: b}]"),
    )
    assert "acorn/privacy-policy/2020-03-04/policy.md:5:32 error text.control" in book_folder.said()


FILES = [
    "policies/book.yml",
    "policies/topics.yml",
    "policies/addresses.txt",
    "policies/acorn/vendor.yml",
    *(f"{V}/{name}" for name in ("policy.md", "record.yml", "outline.yml", "addresses.txt")),
]


def survives(root: Path) -> None:
    """Checking raises nothing, and if nothing is wrong, all pages can be made."""
    loaded = load_book(root)
    if not any(problem.severity == "error" for problem in check(loaded)):
        assert loaded.book is not None
        assert dict(pages_of(loaded.book, described()))


@pytest.mark.parametrize("path", FILES)
def test_a_line_taken_away_or_doubled_raises_nothing(book_folder: BookFolder, path: str) -> None:
    before = (book_folder.root / path).read_bytes()
    lines = before.splitlines(keepends=True)
    for at in range(len(lines)):
        for changed in (lines[:at] + lines[at + 1 :], lines[: at + 1] + lines[at:]):
            book_folder.write(path, b"".join(changed))
            survives(book_folder.root)


@given(
    path=st.sampled_from(FILES),
    raw=st.binary(max_size=80) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace")),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_content_of_a_file_raises(book_folder: BookFolder, path: str, raw: bytes) -> None:
    before = (book_folder.root / path).read_bytes()
    try:
        book_folder.write(path, raw)
        survives(book_folder.root)
    finally:
        book_folder.write(path, before)


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("", "1:1: error format.older: format 1 is older than this Fineprint, which reads format 2; run its upgrade"),
        ("format: 3\n", "1:9: error format.newer: format 3 is newer than this Fineprint, which reads format 2; use a"),
        ("format: two\n", "1:9: error format.unknown: 'two' is no format of the data files; write format: 2"),
    ],
)
def test_of_a_book_of_another_format_only_that_is_told(book_folder: BookFolder, stated: str, told: str) -> None:
    book_folder.edit("policies/book.yml", "format: 2\n", f"{stated}noun: {{one: shop, many: shops}}\n")
    book_folder.write("policies/stray.txt", "x")
    book_folder.write("policies/acorn/vendor.yml", "names: [")
    loaded = book_folder.load()
    assert loaded.book is None
    (line,) = map(str, check(loaded))
    assert line.startswith(f"policies/book.yml:{told}")


def test_what_a_text_is_called_is_the_book_s_to_say(book_folder: BookFolder) -> None:
    assert book_folder.book().document_label == ("policy", "policies")
    book_folder.edit(
        "policies/book.yml", "document_label: {one: policy, many: policies}", "document_label: {many: laws, one: law}"
    )
    assert book_folder.book().document_label == ("law", "laws")
    book_folder.edit("policies/book.yml", "document_label: {many: laws, one: law}\n", "")
    assert book_folder.book().document_label == ("text", "texts")
