"""What is wrong in the data: one line each, all of them at once.

A rule yields :class:`Problem` objects; nothing raises for bad data. The command line prints them and turns them into
an exit code: 0 clean (or warnings only), 1 problems, 2 wrong usage, 70 a bug of ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

CLEAN, FOUND, USAGE, BUG, INTERRUPTED = 0, 1, 2, 70, 130

_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e01ef]"
)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where (path from the book's folder, line and column from 1) and how to mend it."""

    path: str
    line: int
    column: int
    code: str
    severity: str
    message: str

    @property
    def about_text(self) -> bool:
        """Whether it is a warning about a policy's words, which nobody may mend."""
        return self.severity == "warning" and self.path.endswith("/policy.md")

    def __str__(self) -> str:
        return printable(f"{self.path}:{self.line}:{self.column}: {self.severity} {self.code}: {self.message}")


def error(path: str, code: str, message: str, line: int = 1, column: int = 1) -> Problem:
    """A problem that stops the build."""
    return Problem(path, line, column, code, "error", message)


def warning(path: str, code: str, message: str, line: int = 1, column: int = 1) -> Problem:
    """A problem that is shown and does not stop the build, unless the caller is strict."""
    return Problem(path, line, column, code, "warning", message)


def notice(path: str, code: str, message: str, line: int = 1, column: int = 1) -> Problem:
    """What a maintainer should know and what is not wrong: it never stops a build."""
    return Problem(path, line, column, code, "notice", message)


def printable(text: str) -> str:
    """Text without the characters that steer a terminal, hide words or can't be written out, each as its escape."""
    return _UNPRINTABLE.sub(lambda found: ascii(found.group())[1:-1], text)


def stops(problems: Iterable[Problem], strict: bool = False) -> bool:
    """Whether these problems stop a build: any error, and under ``strict`` any warning that a maintainer can mend."""
    return any(
        problem.severity == "error" or (strict and problem.severity == "warning" and not problem.about_text)
        for problem in problems
    )


def report(problems: Iterable[Problem], form: str = "text", folder: str = "") -> str:
    """All problems in one of three forms: ``text`` (a line each), ``github`` (annotations) or ``json``.

    ``folder``: where the book lies in its repository, for annotations, which name files from there.
    """
    ordered = sorted(set(problems))
    if form == "github" and folder not in ("", "."):
        ordered = [replace(problem, path=f"{folder}/{problem.path}") for problem in ordered]
    if form == "json":
        return json.dumps({"schema": 1, "problems": [asdict(problem) for problem in ordered]}, indent=2) + "\n"
    lines = [_annotation(problem) if form == "github" else str(problem) for problem in ordered]
    return "".join(line + "\n" for line in lines)


def _annotation(problem: Problem) -> str:
    def escape(text: str, more: str = "") -> str:
        return "".join(f"%{ord(char):02X}" if char in "%\r\n" + more else char for char in printable(text))

    where = f"file={escape(problem.path, ':,')},line={problem.line},col={problem.column}"
    title = escape(problem.code, ":,")
    return f"::{problem.severity} {where},title={title}::{escape(problem.message)}"
