"""The command that brings a book to the present format: what it prints, and how it ends."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from fineprint.cli.upgrade import command

DIFFERENCE = ("@@ -0,0 +1 @@", "+format: 2", "@@ -2 +3 @@", "-base: y", "+base_url: y")


def run(root: Path, *options: str) -> int:
    return command.main(["--root", str(root), *options], standalone_mode=False)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies/book.yml").write_text("title: x\nbase: y\n")
    return tmp_path


def test_the_difference_is_shown_and_nothing_written(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(book, "--diff") == 0
    assert capsys.readouterr().out.splitlines()[2:] == [
        *(*DIFFERENCE, "1 file would be changed"),
    ]
    assert (book / "policies/book.yml").read_text() == "title: x\nbase: y\n"


def test_a_book_is_brought_to_the_present_format_once(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(book) == 0
    assert capsys.readouterr().out.splitlines()[2:] == [*DIFFERENCE, "1 file brought to the present form"]
    assert (book / "policies/book.yml").read_text() == "format: 2\ntitle: x\nbase_url: y\n"
    assert run(book) == 0
    assert capsys.readouterr().out == "the book has the present form already; nothing to do\n"


def test_what_is_wrong_is_said_and_nothing_written(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book / "policies/topics.yml").write_text("assign: [\n")
    assert run(book) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("policies/topics.yml:2:1: error yaml.syntax: ")
    assert (book / "policies/book.yml").read_text() == "title: x\nbase: y\n"


@pytest.mark.parametrize(("typed", "written"), [("n", False), ("", False), ("y", True)])
def test_on_a_terminal_nothing_is_written_unasked(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, written: bool
) -> None:
    terminal = io.StringIO(f"{typed}\n")
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdin", terminal)
    assert run(book) == 0
    said = capsys.readouterr().out
    assert said.index("+format: 2") < said.index("Write 1 file?")
    assert ("nothing written" in said) != written
    assert (book / "policies/book.yml").read_text().startswith("format: 2\n") == written
