"""What README.md tells a reader to run or to look at is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from fineprint.cli import fineprint

ROOT = Path(__file__).resolve().parents[1]
PAPERS = [
    path
    for path in (ROOT / "README.md", ROOT / "examples/README.md", ROOT / "policies/README.md", ROOT / "CONTRIBUTING.md")
    if path.is_file()
]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in PAPERS)
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8") if (ROOT / "Makefile").is_file() else ""


def targets() -> set[str]:
    """The targets of the Makefile."""
    return set(re.findall(r"^([a-z][a-z0-9-]*):", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize(
    "target", sorted(set(re.findall(r"(?:^|[`$ ])make ([a-z][a-z0-9-]*)\b(?=[`\s]|$)", TEXT, re.MULTILINE)))
)
def test_a_target_that_is_named_exists(target: str) -> None:
    # Words of a sentence may follow "make"; only what stands as code is a command.
    if re.search(rf"`[^`\n]*make {target}\b|^\s*make {target}\b", TEXT, re.MULTILINE):
        assert target in targets()


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"\b(?:scripts|tests|docs|overrides|policies)/[\w./-]*\w/?", TEXT)))
)
def test_a_path_that_is_named_exists(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("target", sorted(targets()))
def test_each_target_is_explained_by_help(target: str) -> None:
    assert re.search(rf"^{target}:.*## \S", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\b(?:scripts|tests)/[\w/]+\.py", MAKEFILE))))
def test_a_script_that_the_makefile_runs_exists(path: str) -> None:
    assert (ROOT / path).is_file()


@pytest.mark.parametrize(
    ("paper", "line"),
    [
        (str(path.relative_to(ROOT)), line)
        for path in PAPERS
        for line in re.findall(r"\.venv/bin/fineprint (.+)", path.read_text(encoding="utf-8"))
    ],
)
def test_a_command_that_is_named_is_understood(paper: str, line: str) -> None:
    verb, *options = shlex.split(line.replace("--root examples/mine", f"--root {ROOT}"))
    command = fineprint.get_command(click.Context(fineprint), verb)
    assert command is not None
    command.make_context(verb, options)
