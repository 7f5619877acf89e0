"""What a book is given of the pages that every book has, and what of its own stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from fineprint.store.static_pages import pages_by_hand, static_files, with_static_pages


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder of pages for every book."""
    put(tmp_path / "shared", {"about/index.md": "ours", "about/worksheets/index.md": "ours"})
    return tmp_path / "shared"


def put(folder: Path, files: dict[str, str]) -> None:
    """Write files below a folder."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def test_a_book_is_given_what_it_has_none_of(shared: Path, tmp_path: Path) -> None:
    given = static_files(shared, tmp_path / "book")
    assert given == {"about/index.md": b"ours", "about/worksheets/index.md": b"ours"}


def test_a_page_of_the_book_stands_in_the_place_of_a_shared_one(shared: Path, tmp_path: Path) -> None:
    put(tmp_path / "book/pages", {"about/index.md": "theirs", "about/more/index.md": "more"})
    given = static_files(shared, tmp_path / "book")
    assert given == {
        "about/index.md": b"theirs",
        "about/more/index.md": b"more",
        "about/worksheets/index.md": b"ours",
    }


def test_a_file_that_no_build_made_is_left_alone(shared: Path, tmp_path: Path) -> None:
    given = {
        "about/index.md": "by hand",
        "about/worksheets/index.md": "old",
        ".generated": "about/worksheets/index.md\n",
    }
    put(tmp_path / "book/docs", given)
    assert static_files(shared, tmp_path / "book") == {"about/worksheets/index.md": b"ours"}


def test_a_page_that_was_given_is_known_again_without_the_list(shared: Path, tmp_path: Path) -> None:
    put(tmp_path / "book/docs", {"about/index.md": "ours", "about/worksheets/index.md": "by hand"})
    assert static_files(shared, tmp_path / "book") == {"about/index.md": b"ours"}


def test_pages_by_hand_are_those_that_no_build_made(tmp_path: Path) -> None:
    put(tmp_path, {"index.md": "made", "a/b.md": "by hand", "c.txt": "no page", ".generated": "index.md\n"})
    put(tmp_path, {".hidden/e.md": "hidden", ".f.md": "hidden"})
    assert pages_by_hand(tmp_path) == ["a/b.md"]


def test_a_generated_page_goes_before_one_by_hand() -> None:
    pages = [("about/method/index.md", b"made")]
    given = {"about/method/index.md": b"by hand", "about/index.md": b"ours"}
    assert list(with_static_pages(pages, given)) == [*pages, ("about/index.md", b"ours")]
