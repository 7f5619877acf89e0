"""The guide does what it says: its commands run, its YAML is good data, its lists are those of the program."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import click
import pytest
import yaml

from fineprint.cli import VERBS, fineprint
from fineprint.core import problems
from fineprint.read.schema import schema_problems
from fineprint.read.schema_keys import FILES
from fineprint.read.strict_yaml import load
from tools.reference import pages, stale
from verbs import run

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "guide"
PAGES = [path for path in sorted(GUIDE.rglob("*.md")) if path.relative_to(GUIDE).parts[0] != "reference"]
_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
#: Who commits, which a reader's own settings say.
IDENTITY = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")
#: A block that is the whole of a file, or its key: the file is named in the paragraph before it.
_STEP = re.compile(
    r"`(?P<file>[^`\n]+\.(?:yml|md))`[^`]*:\n\n```(?:yaml|markdown)\n(?P<text>.*?)^```$|^```sh\n(?P<run>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def blocks_of(page: Path, kind: str) -> list[str]:
    """The blocks of a kind on a page, without what they are indented by."""
    found = _FENCE.findall(page.read_text(encoding="utf-8"))
    return [re.sub(f"^{indent}", "", body, flags=re.MULTILINE) for indent, given, body in found if given == kind]


def commands_of(page: Path) -> list[str]:
    """The commands of ours on a page, in the order in which a reader runs them."""
    lines = [line for kind in ("sh", "powershell") for body in blocks_of(page, kind) for line in body.splitlines()]
    return [found[1] for line in lines if (found := re.search(r"(?:^|[/\\ ])fineprint ([a-z].*)", line))]


COMMANDS = [(page.relative_to(GUIDE).as_posix(), line) for page in PAGES for line in commands_of(page)]


@pytest.mark.parametrize(("page", "line"), COMMANDS, ids=[f"{page}:{line[:40]}" for page, line in COMMANDS])
def test_a_command_of_the_guide_is_understood(
    page: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policy.html").touch()
    (tmp_path / "examples" / "plot-agreements" / "policies").mkdir(parents=True)
    (tmp_path / "nutmeg.md").touch()
    monkeypatch.chdir(tmp_path)
    verb, *options = shlex.split(line.replace("../", ""))
    command = fineprint.get_command(click.Context(fineprint), verb)
    assert command is not None, f"there is no command {verb}"
    command.make_context(verb, options)


YAML = [(page.relative_to(GUIDE).as_posix(), block) for page in PAGES for block in blocks_of(page, "yaml")]


@pytest.mark.parametrize(("page", "block"), YAML, ids=[page for page, _ in YAML])
def test_an_example_of_the_guide_is_good_data(page: str, block: str) -> None:
    file, wrong = load(block.encode(), page)
    assert wrong == []
    assert file is not None
    keys = set(file.value)
    fits = [name for name in FILES if keys <= set(yaml.safe_load(_schema(name))["properties"])]
    assert fits, f"no file has the keys {sorted(keys)}"
    told = {
        name: [str(one) for one in schema_problems(name, file) if "missing in the file" not in str(one)]
        for name in fits
    }
    assert [] in told.values(), told


def _schema(name: str) -> str:
    return (ROOT / "scripts/fineprint/schemas" / f"{name}.schema.json").read_text(encoding="utf-8")


def test_the_tutorial_ends_with_a_published_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step of it, as it stands on the page; only installing and the preview, which never ends, are left out."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769817600")
    place = tmp_path
    for step in _STEP.finditer((GUIDE / "tutorial/index.md").read_text(encoding="utf-8")):
        if step["file"]:
            file = place / step["file"]
            text = step["text"]
            if re.fullmatch(r"\w+: .*\n", text):
                before = file.read_text(encoding="utf-8")
                text = re.sub(rf"(?m)^{text.partition(':')[0]}: .*\n", text, before)
                assert text != before
            file.write_text(text, encoding="utf-8")
            continue
        for line in step["run"].splitlines():
            words = shlex.split(line)
            if words[0] == "cd":
                place /= words[1]
                monkeypatch.chdir(place)
            elif words[0] == "git":
                subprocess.run(["git", *IDENTITY, *words[1:]], check=True, capture_output=True)
            elif words[0] == "fineprint" and words[1] != "serve":
                ran = run(*words[1:])
                assert ran.returncode == 0, (line, ran.stdout, ran.stderr)
                assert " error " not in ran.stdout
    site = place / "site"
    matrix = (site / "matrix/index.html").read_text(encoding="utf-8")
    assert matrix.count("Not stated") >= 6
    assert "three months" in (site / "gardens/thistle/agreement/2025-01-20/index.html").read_text(encoding="utf-8")


def test_the_guide_leads_to_each_of_its_pages() -> None:
    text = (GUIDE / "index.md").read_text(encoding="utf-8")
    below = {page.relative_to(GUIDE).as_posix() for page in PAGES} - {"index.md"}
    assert [page for page in sorted(below) if f"({page})" not in text] == []


def test_the_reference_is_that_of_today() -> None:
    assert stale(pages()) == [], "run make reference"


@pytest.mark.parametrize("verb", VERBS)
def test_a_command_has_help_and_an_example_that_is_understood(verb: str) -> None:
    command = fineprint.get_command(click.Context(fineprint), verb)
    assert command is not None
    about, _, example = (command.help or "").partition("Example:\n")
    assert about.strip()
    assert f"fineprint {verb}" in example
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help, option.name


def test_the_exit_codes_of_the_reference_are_those_of_the_program() -> None:
    text = (GUIDE / "reference/exit-codes/index.md").read_text(encoding="utf-8")
    told = {int(number) for number in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    known = {problems.CLEAN, problems.FOUND, problems.USAGE, problems.BUG, problems.INTERRUPTED}
    assert told == known
