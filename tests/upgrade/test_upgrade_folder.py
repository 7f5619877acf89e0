"""A book's folder on disk is converted whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fineprint.upgrade import folder
from fineprint.upgrade.folder import upgrade

VERSION = "policies/acorn/terms/2020-01-01"
FILES = {
    "policies/book.yml": "title: x\nbase: y\n",
    "policies/README.md": "why\n",
    "policies/acorn/vendor.yml": "sold: x\r\n",
    f"{VERSION}/record.yml": "lifted: []\n",
    f"{VERSION}/policy.md": "cues: a\r\nb\n",
}
CONVERTED = FILES | {
    "policies/book.yml": "format: 2\ntitle: x\nbase_url: y\n",
    "policies/acorn/vendor.yml": "description: x\r\n",
    f"{VERSION}/record.yml": "excluded: []\n",
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    return tmp_path


def on_disk(root: Path) -> dict[str, str]:
    files = (file for file in root.rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes().decode() for file in files}


def test_a_book_is_converted_and_again_without_harm(book: Path) -> None:
    (book / "policies/book.yml").chmod(0o640)
    made, problems = upgrade(book)
    assert problems == []
    assert set(made) == {path for path in FILES if FILES[path] != CONVERTED[path]}
    assert on_disk(book) == CONVERTED
    assert (book / "policies/book.yml").stat().st_mode & 0o777 == 0o640
    assert upgrade(book) == ({}, [])
    assert on_disk(book) == CONVERTED


def test_nothing_is_written_where_it_is_only_asked_for(book: Path) -> None:
    assert upgrade(book, write=False)[0]["policies/book.yml"] == CONVERTED["policies/book.yml"]
    assert on_disk(book) == FILES


@pytest.mark.parametrize(("raw", "code"), [(b"sold: [\n", "yaml.syntax"), (b"sold: \xff\n", "text.utf8")])
def test_one_file_that_can_not_be_converted_stops_all(book: Path, raw: bytes, code: str) -> None:
    (book / "policies/acorn/vendor.yml").write_bytes(raw)
    made, problems = upgrade(book)
    assert (made, [(problem.path, problem.code) for problem in problems]) == ({}, [("policies/acorn/vendor.yml", code)])
    assert (book / "policies/book.yml").read_text() == FILES["policies/book.yml"]
    assert (book / f"{VERSION}/record.yml").read_text() == FILES[f"{VERSION}/record.yml"]


def test_a_link_is_not_followed(book: Path, tmp_path: Path) -> None:
    away = tmp_path / "away.yml"
    away.write_text("sold: x\n")
    (book / "policies/acorn/vendor.yml").unlink()
    (book / "policies/acorn/vendor.yml").symlink_to(away)
    assert [problem.code for problem in upgrade(book)[1]] == ["path.symlink"]
    assert away.read_text() == "sold: x\n"


def test_a_file_that_no_reader_opens_is_not_in_the_way(book: Path) -> None:
    (book / "policies/notes.txt").write_text("mine")
    assert upgrade(book)[1] == []


def test_what_was_stopped_half_way_is_finished_by_the_next_run(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right, left = os.replace, [1]

    def stopped(new: Path, place: Path) -> None:
        if not left:
            raise OSError("the disk is full")
        left.pop()
        right(new, place)

    monkeypatch.setattr(folder.os, "replace", stopped)
    with pytest.raises(OSError, match="full"):
        upgrade(book)
    half = on_disk(book)
    assert half["policies/book.yml"] == FILES["policies/book.yml"]
    assert half != FILES
    monkeypatch.setattr(folder.os, "replace", right)
    assert upgrade(book)[1] == []
    assert on_disk(book) == CONVERTED
