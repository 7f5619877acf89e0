"""What is kept between runs: found again only under the same key, and never a part of a result."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builders import BookFolder
from fineprint.cache import Cache, digest, inputs, state
from fineprint.load import load_book
from fineprint.outputs import write_pages
from fineprint.pages import pages_of, parts_of
from fineprint.parallel import beside
from fineprint.rules import check, described


def test_a_result_is_kept_under_its_key_and_made_again_under_another(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.of("a", "key-1", lambda: [1]) == [1]
    assert cache.of("a", "key-1", lambda: [2]) == [1]
    assert cache.has("a", "key-1")
    assert cache.of("a", "key-2", lambda: [2]) == [2]
    assert not cache.has("a", "key-1")


@pytest.mark.parametrize("spoiled", [b"", b"key", b"key-1", b"key-1\x80\x05nonsense", b"other"])
def test_what_can_not_be_read_is_made_again(tmp_path: Path, spoiled: bytes) -> None:
    (tmp_path / "a.pickle").write_bytes(spoiled)
    assert Cache(tmp_path).of("a", "key-1", lambda: [3]) == [3]


def test_parts_are_told_apart() -> None:
    assert len({digest(["ab", "c"]), digest(["a", "bc"]), digest(["abc"]), digest([])}) == 4


def test_a_book_is_the_same_from_the_cache(root: Path, tmp_path: Path) -> None:
    plain, cache = load_book(root), Cache(tmp_path)
    first, again = load_book(root, cache), load_book(root, cache)
    assert first.book == again.book == plain.book
    assert first.files == again.files == plain.files
    assert check(first) == check(again) == check(plain)
    assert sorted(path.stem for path in tmp_path.iterdir()) == sorted(vendor.id for vendor in plain.book.vendors)


def test_only_a_changed_vendor_is_read_again(book_folder: BookFolder, tmp_path: Path) -> None:
    book_folder.add_vendor("birch", "Birch Telephony", "2020-03-04")
    cache = Cache(tmp_path / "kept")
    load_book(book_folder.root, cache)
    times = {path.stem: path.stat().st_mtime_ns for path in cache.folder.iterdir()}
    file = book_folder.root / "policies/birch/vendor.yml"
    file.write_text(file.read_text().replace("Birch Telephony", "Birch"))
    assert [vendor.name for vendor in load_book(book_folder.root, cache).book.vendors] == ["Acorn Phones", "Birch"]
    now = {path.stem: path.stat().st_mtime_ns for path in cache.folder.iterdir()}
    assert {name for name in now if now[name] != times[name]} == {"birch"}


def test_every_input_counts(book_folder: BookFolder) -> None:
    before = inputs(book_folder.root)
    assert inputs(book_folder.root) == before
    os.symlink("book.yml", book_folder.root / "policies/link.yml")
    assert inputs(book_folder.root) != before


def test_a_generated_file_that_was_touched_or_taken_away_is_seen(tmp_path: Path) -> None:
    write_pages(tmp_path, [("a.md", b"1")])
    before = state(tmp_path)
    assert before == state(tmp_path) != ""
    os.utime(tmp_path / "a.md", (1, 1))
    assert state(tmp_path) != before
    (tmp_path / "a.md").unlink()
    assert state(tmp_path) == ""


def test_two_processes_write_what_one_writes(root: Path, tmp_path: Path) -> None:
    loaded = load_book(root)
    one, two = tmp_path / "one", tmp_path / "two"
    write_pages(one, pages_of(loaded.book, described(), loaded.evidence))
    write_pages(two, *parts_of(loaded.book, described(), loaded.evidence))
    names = {path.relative_to(one) for path in one.rglob("*") if path.is_file()}
    assert names == {path.relative_to(two) for path in two.rglob("*") if path.is_file()}
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in names)


def test_what_a_second_process_raises_is_raised_here() -> None:
    def fail() -> None:
        raise ValueError("no further")

    with pytest.raises(ValueError, match="no further"):
        beside(fail)()
    assert beside(lambda: 7)() == 7
