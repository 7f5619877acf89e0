"""The command: each verb explains itself by an example that works; a run ends with its code and a plain line."""

from __future__ import annotations

import inspect
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

import verbs
from fineprint import __version__
from fineprint.cli import VERBS, fineprint, foreign_owners
from fineprint.core.problems import BUG, CLEAN, FOUND, INTERRUPTED, USAGE
from fineprint.read.formats import READS

ROOT = Path(__file__).resolve().parents[2]
FINEPRINT = [sys.executable, "-m", "fineprint"]


def verb(name: str) -> click.Command:
    found = fineprint.get_command(click.Context(fineprint), name)
    assert found is not None
    return found


def examples(name: str) -> list[str]:
    """The commands that a verb's help gives as examples."""
    text = inspect.cleandoc(verb(name).help or "").partition("\b\nExample:\n")[2]
    lines = text.replace("\\\n", " ").splitlines()
    return [line.strip() for line in lines if line.strip()]


def distribution(folder: Path, name: str, files: str = "") -> None:
    """What pip leaves of an installed distribution."""
    made = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    made.mkdir(parents=True)
    (made / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (made / "RECORD").write_text(files)


def test_the_modules_are_the_verbs() -> None:
    shared = {"__init__", "changing", "options", "taking"}
    modules = {path.stem for path in (ROOT / "scripts/fineprint/cli").glob("*.py")} - shared
    assert modules == {name.replace("-", "_") for name in VERBS}


@pytest.mark.parametrize("name", VERBS)
def test_each_verb_explains_itself_with_an_example_that_it_understands(name: str) -> None:
    # What the program knows of itself is the same for every book.
    root = [] if name == "explain" else ["--root", str(ROOT)]
    assert not root or "--root" in verbs.run(name, "--help").stdout
    assert examples(name)
    for example in examples(name):
        command, called, *given = shlex.split(example)
        assert (command, called) == ("fineprint", name)
        verb(name).make_context(name, [*given, *root])


@pytest.mark.parametrize("name", VERBS)
def test_the_list_of_verbs_says_what_each_does_in_a_whole_sentence(name: str) -> None:
    short = verb(name).get_short_help_str(60)
    assert short.endswith(".")
    assert not short.endswith("...")
    assert short in verbs.run("--help").stdout


def test_the_command_starts_as_a_process_of_its_own() -> None:
    done = subprocess.run([*FINEPRINT, "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (CLEAN, f"fineprint, version {__version__}\n{READS}\n", "")


def test_the_script_that_is_installed_enters_where_the_other_of_this_name_does() -> None:
    assert 'fineprint = "fineprint.cli:main"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "given", [["nonsense"], ["check", "--nonsense"], ["find-quote"], ["check", "--root", "/nowhere/at/all"]]
)
def test_wrong_usage_has_a_code_of_its_own(given: list[str]) -> None:
    done = verbs.run(*given)
    assert (done.returncode, done.stdout) == (USAGE, "")
    assert "Error: " in done.stderr


def test_a_folder_without_a_book_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = verbs.run("check")
    assert done.returncode == USAGE
    assert f"no book in {tmp_path}, as it has no policies/" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (KeyboardInterrupt(), INTERRUPTED, ""),
        (OSError(28, "No space left on device", "a/b"), FOUND, "a/b: No space left on device; nothing is half-written"),
        (ZeroDivisionError("x"), BUG, "a bug of Fineprint's: ZeroDivisionError('x'); please report it"),
    ],
)
def test_a_fault_is_one_line(
    fault: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(root: Path, *more: object) -> None:
        raise fault

    (tmp_path / "policies").mkdir()
    monkeypatch.setattr("fineprint.cli.check.checked", fails)
    done = verbs.run("check", "--root", tmp_path)
    assert done.returncode == code
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == bool(said)


def test_another_owner_of_the_package_is_found_by_what_it_brings_and_by_its_name(tmp_path: Path) -> None:
    package = tmp_path / "site" / "fineprint"
    distribution(tmp_path / "site", "fineprint-book", "fineprint/__init__.py,,\nfineprint/cli/__init__.py,,\n")
    distribution(tmp_path / "site", "neighbour", "fineprinter/__init__.py,,\nother/fineprint/__init__.py,,\n")
    assert foreign_owners(package) == []
    distribution(tmp_path / "site", "fine-print", "../../bin/fineprint,,\nfineprint/cli.py,,\n")
    assert foreign_owners(package) == ["fine-print"]


def test_the_command_stops_where_another_distribution_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distribution(tmp_path, "fineprint")
    monkeypatch.syspath_prepend(tmp_path)
    done = verbs.run("check", "--root", ROOT)
    assert (done.returncode, done.stdout) == (FOUND, "")
    assert done.stderr.count("\n") == 1
    assert "belongs to another distribution here (fineprint)" in done.stderr
    assert "install fineprint-book there" in done.stderr


def test_nothing_tells_to_install_the_other_fineprint() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    wrong = f"pip install {'fineprint'}"
    for path in filter(None, listed.split("\0")):
        file = ROOT / path
        if file.is_file() and file.suffix in (".md", ".py", ".yml", ".toml", ".html", ".txt", ""):
            assert wrong not in file.read_text(encoding="utf-8", errors="replace").replace(f"{wrong}-book", ""), path
