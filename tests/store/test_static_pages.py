"""What a book in another folder is given of the project's pages by hand, and what of its own stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from fineprint.store.static_pages import static_files, with_static_pages


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a page and a script by hand and a page that was generated."""
    put(tmp_path / "project/docs", {"about/index.md": "ours", "about/method/index.md": "made", "assets/a.js": "code"})
    put(tmp_path / "project/docs", {".generated": "about/method/index.md\n"})
    return tmp_path / "project"


def put(folder: Path, files: dict[str, str]) -> None:
    """Write files below a folder."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def test_a_book_elsewhere_is_given_what_it_has_none_of(project: Path, tmp_path: Path) -> None:
    assert static_files(project, tmp_path / "book") == {"about/index.md": b"ours", "assets/a.js": b"code"}


def test_a_page_of_the_book_stands_in_the_place_of_the_project_s(project: Path, tmp_path: Path) -> None:
    put(tmp_path / "book/pages", {"about/index.md": "theirs", "about/more/index.md": "more"})
    given = static_files(project, tmp_path / "book")
    assert given == {"about/index.md": b"theirs", "about/more/index.md": b"more", "assets/a.js": b"code"}


def test_a_file_that_no_build_made_is_left_alone(project: Path, tmp_path: Path) -> None:
    put(tmp_path / "book/docs", {"about/index.md": "by hand", "assets/a.js": "old", ".generated": "assets/a.js\n"})
    assert static_files(project, tmp_path / "book") == {"assets/a.js": b"code"}


def test_the_project_s_own_book_is_given_nothing(project: Path) -> None:
    assert static_files(project, project / "docs" / "..") == {}


def test_a_generated_page_goes_before_one_by_hand() -> None:
    pages = [("about/method/index.md", b"made")]
    given = {"about/method/index.md": b"by hand", "about/index.md": b"ours"}
    assert list(with_static_pages(pages, given)) == [*pages, ("about/index.md", b"ours")]
