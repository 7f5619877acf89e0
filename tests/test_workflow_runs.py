"""Each step of the workflows run in a clean folder, with what the workflow sets and nothing else.

What a step uses of others (a checkout, Python, an artefact) is there or left out; installing is taken as done.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from answered import AnsweredBook

PROJECT = Path(__file__).parents[1]
WORKFLOWS = PROJECT / ".github/workflows"
_SHIM = """#!/bin/sh
PYTHONPATH="{scripts}" exec "{python}" {module}"$@"
"""


class CheckedOut:
    """A repository with a book, as a runner has it: the project's files, an environment, the workflow's variables."""

    def __init__(self, tmp: Path, place: str) -> None:
        self.root, self.home, self.place = tmp / "work", tmp / "home", place
        self.home.mkdir()
        for name in ("Makefile", "pyproject.toml", "requirements.txt", ".gitignore", ".gitattributes"):
            self.root.mkdir(exist_ok=True)
            shutil.copy(PROJECT / name, self.root / name)
        shutil.copytree(
            PROJECT / "scripts", self.root / "scripts", ignore=shutil.ignore_patterns("__pycache__", ".mypy_cache")
        )
        self.book = AnsweredBook(self.root / place)
        self.book.edit("policies/book.yml", "https://small-book.example/\n", "https://small-book.org/\n")
        for folder in dict.fromkeys((self.root, self.root / place)):
            given = PROJECT / ("." if folder == self.root else "examples/plot-agreements") / "mkdocs.yml"
            named = re.sub(r"(?m)^site_name: .*$", "site_name: Small Book", given.read_text(encoding="utf-8"))
            (folder / "mkdocs.yml").write_text(re.sub(r"\b(vendors|gardens)/index", "companies/index", named))
        for name, module in (("python", ""), ("fineprint", "-m fineprint ")):
            file = self.root / ".venv/bin" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_SHIM.format(scripts=self.root / "scripts", python=sys.executable, module=module))
            file.chmod(0o755)
        self.git("init", "--quiet", "--initial-branch", "main")
        self.commit()
        self.base = self.git("rev-parse", "HEAD").strip()
        (self.root / ".venv/book").touch()

    def git(self, *arguments: str) -> str:
        identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"]
        done = subprocess.run(["git", *identity, *arguments], cwd=self.root, check=True, capture_output=True, text=True)
        return done.stdout

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "A state")

    def steps(self, workflow: str, job: str) -> dict[str, subprocess.CompletedProcess[str]]:
        """Every command of a job, run in its order; by its name, or by the command itself."""
        told: dict[str, Any] = yaml.safe_load((WORKFLOWS / workflow).read_text(encoding="utf-8"))
        variables = {**told["env"], "BOOK": self.place}
        given = {
            "github.event.pull_request.base.sha": self.base,
            "github.server_url": "https://host.example",
            "github.repository": "acorn/book",
            "github.run_id": "7",
            "vars.SITE_URL": "",
        }
        runner = {
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "HOME": str(self.home),
            "GITHUB_WORKSPACE": str(self.root),
            "GITHUB_STEP_SUMMARY": str(self.home / "summary.md"),
            "RUNNER_TEMP": str(self.home),
        }
        ran = {}
        for step in told["jobs"][job]["steps"]:
            if "run" not in step:
                continue
            own = {
                name: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: given[found[1]], value)
                for name, value in step.get("env", {}).items()
            }
            ran[step.get("name", step["run"])] = subprocess.run(
                ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
                cwd=self.root, env={**runner, **variables, **own}, check=False, capture_output=True, text=True,
            )  # fmt: skip
        return ran


@pytest.fixture(params=[".", "examples/mine"])
def checked_out(tmp_path: Path, request: pytest.FixtureRequest) -> CheckedOut:
    """The repository with its book at the top, and with its book below ``examples/``."""
    return CheckedOut(tmp_path, request.param)


def prefix(checked_out: CheckedOut) -> str:
    """Where the book's files lie in the repository."""
    return "" if checked_out.place == "." else f"{checked_out.place}/"


def test_a_sound_pull_request_passes_every_step(checked_out: CheckedOut) -> None:
    book = checked_out.book
    book.edit(
        book.answers,
        "    note: Both are stated.\n    reviewed: 2026-01-31\n",
        "    note: Both are stated there.\n    reviewed: 2026-02-01\n",
    )
    checked_out.commit()
    ran = checked_out.steps("review.yml", "review")
    assert {name: (done.returncode, done.stderr) for name, done in ran.items() if done.returncode} == {}
    summary = (checked_out.home / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("# What changes for readers")
    assert "**`sale`**" in summary
    assert (checked_out.root / "review/report.md").read_text(encoding="utf-8").startswith("# What changes")
    (changed,) = json.loads((checked_out.root / "review/report.json").read_text(encoding="utf-8"))["answers"]
    assert changed["question"] == "sale"
    assert (checked_out.root / checked_out.place / "site/questions/sale/index.html").is_file()


def test_a_fault_is_annotated_where_the_host_finds_its_file(checked_out: CheckedOut) -> None:
    checked_out.book.edit(checked_out.book.answers, "value: for-days", "value: for-daze")
    checked_out.commit()
    ran = checked_out.steps("review.yml", "review")
    assert ran["Report"].returncode == 0
    problems = ran["Problems, at file and line"]
    assert problems.returncode == 1
    path = f"{prefix(checked_out)}{checked_out.book.answers}"
    assert f"::error file={path},line=3,col=12,title=answer.unknown-value::" in problems.stdout
    assert (checked_out.root / path).is_file()
    assert ran["Site"].returncode == 1


def test_the_site_is_published(checked_out: CheckedOut) -> None:
    ran = checked_out.steps("publish.yml", "build")
    assert {name: (done.returncode, done.stderr) for name, done in ran.items() if done.returncode} == {}
    home = (checked_out.root / checked_out.place / "site/index.html").read_text(encoding="utf-8")
    assert 'href="https://small-book.org/"' in home


def test_what_is_kept_of_a_run_is_where_the_steps_put_it() -> None:
    for workflow in ("review.yml", "publish.yml"):
        told = yaml.safe_load((WORKFLOWS / workflow).read_text(encoding="utf-8"))
        steps = [step for job in told["jobs"].values() for step in job["steps"]]
        assert "${{ env.BOOK }}/site/" in {step.get("with", {}).get("path") for step in steps}
