"""An installed Fineprint: a wheel holds all that a book's folder doesn't, and gives way to a namesake in one line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package from a wheel; the libraries are those of this environment, as no index is asked."""
    made, place = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("installed")
    for command in (
        ["build", "--wheel", "--no-isolation", "--outdir", made, ROOT],
        [
            "pip",
            "install",
            "--quiet",
            "--no-index",
            "--no-deps",
            "--find-links",
            made,
            "--target",
            place,
            "fineprint-book",
        ],
    ):
        done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return place


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book's folder with nothing of the program in it: its data, its settings and a page of its own."""
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    (tmp_path / "pages/about/own").mkdir(parents=True)
    (tmp_path / "pages/about/own/index.md").write_text("# Our own page\n\nBy hand.\n")
    return tmp_path


def run(installed: Path, book: Path, *given: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in the book's folder."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-P", "-m", "fineprint", *given]
    return subprocess.run(command, cwd=book, env=environment, capture_output=True, text=True, check=False)


def test_the_wheel_holds_every_file_of_the_package(installed: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "scripts/fineprint"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    ours = {path.removeprefix("scripts/") for path in listed.stdout.splitlines() if (ROOT / path).is_file()}
    there = {path.relative_to(installed).as_posix() for path in (installed / "fineprint").rglob("*") if path.is_file()}
    assert ours
    assert {path for path in there if not path.endswith(".pyc")} >= ours


def test_a_book_without_the_program_is_built_and_checked(installed: Path, book: Path) -> None:
    done = run(installed, book, "build", "--strict", "--site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "checked; every word of 5 policies is on its page" in done.stdout
    assert "By hand." in (book / "site/about/own/index.html").read_text(encoding="utf-8")
    checked = run(installed, book, "check", "--strict")
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "0 errors, 0 warnings\n")


def test_beside_the_other_fineprint_it_stops_with_one_line(installed: Path, book: Path) -> None:
    told = installed / "fineprint-0.9.8.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: fineprint\nVersion: 0.9.8\n")
    (told / "RECORD").write_text("fineprint/__init__.py,,\nfineprint/cli.py,,\n")
    # What it brings lies beside ours, and its package file in the place of ours.
    ours = (installed / "fineprint/__init__.py").read_text()
    (installed / "fineprint/cli.py").write_text("def main():\n    print('the other')\n")
    (installed / "fineprint/__init__.py").write_text("__version__ = '0.9.8'\n")
    try:
        for given in ("build", "check"):
            done = run(installed, book, given)
            assert (done.returncode, done.stdout) == (1, "")
            assert done.stderr.startswith("the package fineprint belongs to another distribution here (fineprint);")
            assert done.stderr.count("\n") == 1
    finally:
        shutil.rmtree(told)
        (installed / "fineprint/cli.py").unlink()
        (installed / "fineprint/__init__.py").write_text(ours)
