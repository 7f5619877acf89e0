"""A book in a git repository, and what a review of it says."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

import verbs
from answered import AnsweredBook

NEW = "policies/acorn/privacy-policy/2021-05-06"


class Repository:
    """A book in a git repository; each state is committed, the base is the first one."""

    def __init__(self, book: AnsweredBook) -> None:
        self.book, self.root = book, book.root
        self.git("init", "--quiet", "--initial-branch", "main")
        self.commit()
        self.git("tag", "base")

    def git(self, *arguments: str) -> None:
        identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *arguments], cwd=self.root, check=True, capture_output=True)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "A state", "--allow-empty")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return verbs.run("review", "--root", self.root, *arguments)

    def report(self, *arguments: str) -> str:
        done = self.run("base", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def facts(self) -> dict:
        return json.loads(self.report("--json"))


def list_of(text: str, title: str) -> list[str]:
    """The lines under a heading of the report."""
    _, _, after = text.partition(f"## {title}\n")
    return [line for line in after.partition("\n## ")[0].splitlines() if line.startswith(("- ", "<summary>"))]


def add_version(book: AnsweredBook, change: Callable[[str], str], place: str = NEW) -> str:
    """A newer version of the text, its outline drafted."""
    text = change((book.root / book.text).read_text(encoding="utf-8"))
    book.write(f"{place}/policy.md", text)
    record = book.record_yml(text, place.rpartition("/")[2])
    book.write(
        f"{place}/record.yml", record.replace("excluded:\n  - {lines: [1, 1], kind: archive-note}\n", "excluded: []\n")
    )
    return text
