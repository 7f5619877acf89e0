"""Machines unlike the one the program was written on, as far as one machine can stand for another.

What is simulated: a system without locks on folders, without further names of files, on which a folder in use can't be
renamed; a console that knows few characters; a folder with spaces; no git; no network; an older Python.
"""

from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import verbs
from fineprint.cli.serve import command as serve
from fineprint.core.addresses import book_paths
from fineprint.store import atomic_dir
from fineprint.text.slugs import LONGEST

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = str(ROOT / "scripts")
#: What a path on Windows may have, and what is left for the folder that a book lies in.
WINDOWS_PATH, FOLDER = 259, 48


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A new book in a folder with spaces."""
    root = tmp_path / "my new book"
    done = verbs.run("new", root, "--defaults", "--title", "Règles – 条款")
    assert done.returncode == 0, done.stderr
    return root


def shown(root: Path) -> str:
    return (root / "site/index.html").read_text(encoding="utf-8")


def test_a_system_without_locks_links_and_renames_of_folders_in_use(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*given: object, **named: object) -> None:
        raise OSError(errno.EPERM, "no further names here")

    renamed = os.rename

    def rename(source: str | Path, target: str | Path) -> None:
        if Path(source).name == "site":
            raise PermissionError(errno.EACCES, "in use")
        renamed(source, target)

    monkeypatch.setattr(atomic_dir, "fcntl", None)
    monkeypatch.setattr(os, "link", no_link)
    monkeypatch.setattr(os, "rename", rename)
    first = verbs.run("build", "--root", book, "--site")
    assert first.returncode == 0, first.stderr + first.stdout
    (book / "site/left-over").mkdir()
    (book / "site/left-over/page.html").write_text("old")
    text = book / "policies/book.yml"
    text.write_text(
        text.read_text(encoding="utf-8").replace("compared question by question", "set side by side"), "utf-8"
    )
    second = verbs.run("build", "--root", book, "--site")
    assert second.returncode == 0, second.stderr + second.stdout
    assert "set side by side" in shown(book)
    assert not (book / "site/left-over").exists()
    assert not list(book.glob(".site-*"))


def test_a_lock_that_is_a_file_makes_the_second_build_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(atomic_dir, "fcntl", None)
    order: list[str] = []

    def second() -> None:
        with atomic_dir.exclusive(tmp_path):
            order.append("second")

    with atomic_dir.exclusive(tmp_path):
        other = threading.Thread(target=second)
        other.start()
        other.join(0.5)
        order.append("first")
    other.join(20)
    assert order == ["first", "second"]
    assert "another build of this book is running" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
def test_a_console_that_knows_few_characters_ends_nothing(book: Path, encoding: str) -> None:
    (answers,) = (book / "policies/example").rglob("answers.yml")
    quoted = answers.read_text(encoding="utf-8").replace("We give notice thirty", "We give 条款 thirty")
    answers.write_text(quoted, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": PACKAGES, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "fineprint", "check", "--root", str(book)]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr
    assert rb"'\u6761\u6b3e' is 'notice' there" in done.stdout


def test_without_git_a_book_is_begun_checked_and_built(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": PACKAGES, "PATH": str(tmp_path)}
    assert shutil.which("git", path=environment["PATH"]) is None

    def run(*given: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "fineprint", *given]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert run("new", "book", "--defaults").returncode == 0
    assert run("build", "--root", "book", "--strict", "--no-search").returncode == 0
    review = run("review", "main", "--root", "book")
    assert review.returncode != 0
    assert review.stderr.count("\n") == 1, review.stderr


def test_once_installed_nothing_is_asked_of_a_network(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*given: object, **named: object) -> None:
        raise AssertionError("a network was asked")

    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket.socket, "connect", refused)
    assert verbs.run("check", "--root", book, "--strict").returncode == 0
    assert verbs.run("build", "--root", book, "--strict", "--no-search", "--workers", "1").returncode == 0


@pytest.mark.parametrize("started", ["import fineprint", "import runpy; runpy.run_module('fineprint')"])
@pytest.mark.parametrize("version", ["3.9.18", "3.11.2"])
def test_an_older_python_is_told_so_in_a_sentence(started: str, version: str) -> None:
    script = f"import sys; sys.version_info = ({version.replace('.', ', ')}); {started}"
    environment = {**os.environ, "PYTHONPATH": PACKAGES}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Fineprint needs Python 3.11.5 or later, and this is {version}; use a newer one\n"


def test_the_port_is_an_option_or_a_variable(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    context = serve.make_context("serve", ["--root", str(book)])
    assert context.params["port"] is None
    monkeypatch.setenv("PORT", "8123")
    context = serve.make_context("serve", ["--root", str(book)])
    assert context.params["port"] == 8123


def test_no_path_of_a_site_is_longer_than_windows_can_open(tmp_path: Path) -> None:
    made = ROOT / "examples/plot-agreements"
    shutil.copytree(made / "policies", tmp_path / "policies")
    longest = "a" * (LONGEST - 8) + "-garden"
    (tmp_path / "policies/figment-field").rename(tmp_path / "policies" / longest)
    from fineprint.read.book import load_book  # noqa: PLC0415

    paths = [*book_paths(load_book(tmp_path).book), ".cache/site/x"]
    assert any(longest in path for path in paths)
    # The document's id may be as long as the vendor's.
    room = LONGEST - len("plot-agreement")
    names = [f".cache/site/{path.partition('#')[0]}index.html" for path in paths]
    assert max(map(len, names)) + room + FOLDER <= WINDOWS_PATH
