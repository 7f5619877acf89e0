"""What is kept between runs: found again only under the same key, and never a part of a result."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import verbs
from answered import AnsweredBook
from builders import BookFolder
from fineprint.build.vendor_build import check_builder, fragments_of, page_builder, vendor_files_dir
from fineprint.core.problems import Problem
from fineprint.pages import joint_pages, pages_of
from fineprint.read.book import load_book
from fineprint.rules import check, described
from fineprint.store.cache import CACHE_DIR, Cache, key_of
from fineprint.store.file_digests import FileDigests
from fineprint.store.page_writer import render_all
from fineprint.store.workers import Workers


def test_a_result_is_kept_under_its_key_and_made_again_under_another(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.of("a", "key-1", list[int], lambda: [1]) == [1]
    assert cache.of("a", "key-1", list[int], lambda: [2]) == [1]
    assert cache.get("a", "key-1", list[int]) == [1]
    assert cache.of("a", "key-2", list[int], lambda: [2]) == [2]
    assert cache.get("a", "key-1", list[int]) is None


def test_what_is_damaged_is_made_again_whatever_the_damage(tmp_path: Path) -> None:
    file, cache = tmp_path / "a.json", Cache(tmp_path)
    cache.put("a", "key-1", [41, 42])
    whole = file.read_bytes()
    spoiled = [whole[:end] for end in range(len(whole))]
    # A changed letter can leave JSON that reads well: 41 becomes 40.
    spoiled += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    spoiled += [whole + b" ", b"\xff" * 200]
    for data in spoiled:
        file.write_bytes(data)
        assert cache.get("a", "key-1", list[int]) is None, data
    assert cache.of("a", "key-1", list[int], lambda: [3]) == [3]


def test_json_of_another_shape_is_as_good_as_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for other in ([1], [[]], {"a": 1}, None, "text", [["a", 1, 2, 3]]):
        cache.put("a", "key-1", other)
        assert cache.get("a", "key-1", tuple[Problem, ...]) in (None, ())


def test_parts_are_told_apart() -> None:
    keys = [key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of(), key_of("abc", "")]
    keys += [key_of({"ab": "c"}), key_of({"a": "bc"}), key_of({"a": "", "bc": ""}), key_of({}), key_of({}, {})]
    assert len({*keys}) == len(keys)
    assert key_of({"a": b"1"}, "b") == key_of({"a": "1"}, b"b")


def test_the_code_is_among_what_a_result_is_made_from(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of("a")
    monkeypatch.setattr("fineprint.store.cache.code_digest", lambda: "other code")
    assert key_of("a") != before


def built(root: Path, workers: int | None = None) -> tuple[list[str], dict[str, bytes]]:
    """The problems and the pages of a book, as a build makes them with what is kept below its folder."""
    loaded = load_book(root, page_builder(root, FileDigests(root), Workers(count=workers)))
    problems = sorted(map(str, check(loaded)))
    pages = {path: (vendor_files_dir(root) / path).read_bytes() for made in loaded.made.values() for path in made.files}
    return problems, pages | dict(
        render_all(joint_pages(loaded.book, described(), loaded.evidence, fragments_of(root, loaded)))
    )


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of the shipped book."""
    shutil.copytree(root / "policies", tmp_path / "book/policies")
    return tmp_path / "book"


def test_a_book_is_the_same_from_what_is_kept(copy: Path) -> None:
    loaded = load_book(copy)
    plain = sorted(map(str, check(loaded))), dict(pages_of(loaded.book, described(), loaded.evidence))
    assert built(copy) == plain
    assert {path.stem for path in (copy / CACHE_DIR / "vendors").iterdir()} == {
        vendor.id for vendor in loaded.book.vendors
    }
    assert built(copy) == plain


def test_one_changed_vendor_gives_what_a_whole_build_gives(copy: Path) -> None:
    built(copy)
    file = copy / "policies/digium/privacy-policy/2007-10-14/answers.yml"
    file.write_text(file.read_text().replace("value: ", "value:  ").replace("note: ", "note: On reading, ", 1))
    (copy / "policies/dialpad/vendor.yml").write_text("names: nothing\n")
    kept = built(copy)
    loaded = load_book(copy)
    assert kept == (sorted(map(str, check(loaded))), dict(pages_of(loaded.book, described(), loaded.evidence)))


@pytest.mark.parametrize("start", ["fork", "spawn"])
@pytest.mark.parametrize("workers", [2, 4])
def test_any_number_of_processes_make_what_one_makes(
    copy: Path, monkeypatch: pytest.MonkeyPatch, start: str, workers: int
) -> None:
    one = built(copy, workers=1)
    shutil.rmtree(copy / CACHE_DIR)
    monkeypatch.setattr("fineprint.store.vendor_cache.MANY", 2)
    monkeypatch.setattr("fineprint.store.workers.START", start)
    assert built(copy, workers) == one


def test_only_a_changed_vendor_is_read_again(book_folder: BookFolder) -> None:
    book_folder.add_vendor("birch", "Birch Telephony", "2020-03-04")
    folder = book_folder.root / CACHE_DIR / "vendors"
    load_book(book_folder.root, page_builder(book_folder.root, FileDigests(book_folder.root)))
    times = {path.stem: path.stat().st_mtime_ns for path in folder.iterdir()}
    file = book_folder.root / "policies/birch/vendor.yml"
    file.write_text(file.read_text().replace("Birch Telephony", "Birch"))
    loaded = load_book(book_folder.root, page_builder(book_folder.root, FileDigests(book_folder.root)))
    assert [vendor.name for vendor in loaded.book.vendors] == ["Acorn Phones", "Birch"]
    now = {path.stem: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert {name for name in now if now[name] != times[name]} == {"birch"}


def test_what_is_not_at_hand_of_a_kept_vendor_is_read_when_asked_for(book_folder: BookFolder) -> None:
    load_book(book_folder.root, check_builder(book_folder.root))
    (plain,) = book_folder.book().versions()
    (kept,) = load_book(book_folder.root, check_builder(book_folder.root)).book.versions()
    assert type(kept).__name__ == "LazyVersion"
    assert (kept.key, kept.record, kept.sections, kept.raw) == (plain.key, plain.record, plain.sections, plain.raw)


@pytest.mark.parametrize("kept", ["files/companies/acorn/index.md", "fragments/acorn"])
def test_a_kept_file_that_was_touched_is_made_again(book_folder: BookFolder, kept: str) -> None:
    _, pages = built(book_folder.root)
    (book_folder.root / CACHE_DIR / kept).write_bytes(b"something else")
    assert built(book_folder.root)[1] == pages


def test_a_copied_book_keeps_nothing_in_the_folder_it_came_from(book_folder: BookFolder, tmp_path: Path) -> None:
    _, pages = built(book_folder.root)
    copied = tmp_path / "copied"
    shutil.copytree(book_folder.root / "policies", copied / "policies")
    shutil.copytree(book_folder.root / ".cache", copied / ".cache", copy_function=shutil.copy2)
    shutil.rmtree(book_folder.root / ".cache")
    assert built(copied)[1] == pages


def test_what_is_kept_of_a_vendor_goes_with_it(book_folder: BookFolder) -> None:
    book_folder.add_vendor("birch", "Birch Telephony", "2020-03-04")
    command = ["build", "--root", book_folder.root, "--no-search"]
    verbs.run(*command).check_returncode()
    assert list((book_folder.root / CACHE_DIR).rglob("*birch*"))
    shutil.rmtree(book_folder.root / "policies/birch")
    verbs.run(*command).check_returncode()
    assert not list((book_folder.root / CACHE_DIR).rglob("*birch*"))


def test_without_what_was_kept_no_page_gets_another_time(book_folder: BookFolder) -> None:
    command = ["build", "--root", book_folder.root, "--no-search"]
    verbs.run(*command).check_returncode()
    times = {path: path.stat().st_mtime_ns for path in (book_folder.root / "docs").rglob("*.md")}
    shutil.rmtree(book_folder.root / CACHE_DIR)
    verbs.run(*command).check_returncode()
    assert times == {path: path.stat().st_mtime_ns for path in (book_folder.root / "docs").rglob("*.md")}
    (book_folder.root / "policies/acorn/vendor.yml").unlink()
    assert verbs.run(*command).returncode == 1
    assert times.keys() == set((book_folder.root / "docs").rglob("*.md"))


def test_every_input_counts(book_folder: BookFolder) -> None:
    command = ["check", "--root", book_folder.root]
    assert verbs.run(*command).returncode == 0
    os.symlink("book.yml", book_folder.root / "policies/link.yml")
    assert "path.symlink" in verbs.run(*command).stdout
    (book_folder.root / "policies/link.yml").unlink()
    assert verbs.run(*command).returncode == 0


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (AnsweredBook.answers, "Ninety days are stated.", "It is ninety days."),
        (AnsweredBook.questions, "Obeyed", "Honoured"),
        (f"{AnsweredBook.version}/outline.yml", "topics: [children]", "topics: [children, cookies]"),
        ("policies/topics.yml", "Small files in a browser.", "Files in a browser."),
        ("policies/topics.yml", "title: Children", "title: Young people"),
        ("policies/acorn/vendor.yml", "Acorn Phones", "Acorn"),
        (
            "policies/book.yml",
            "document_label: {one: policy, many: policies}",
            "document_label: {one: notice, many: notices}",
        ),
    ],
)
def test_after_a_change_the_pages_on_disk_are_those_of_a_first_build(
    answered: AnsweredBook, path: str, old: str, new: str
) -> None:
    command = ["build", "--root", answered.root, "--no-search"]
    verbs.run(*command).check_returncode()
    answered.edit(path, old, new)
    verbs.run(*command).check_returncode()
    docs = answered.root / "docs"
    again = {file: file.read_bytes() for file in docs.rglob("*") if file.is_file()}
    shutil.rmtree(docs)
    shutil.rmtree(answered.root / CACHE_DIR)
    verbs.run(*command).check_returncode()
    assert {file: file.read_bytes() for file in docs.rglob("*") if file.is_file()} == again
