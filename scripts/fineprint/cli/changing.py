"""How the verbs for a book's life run: shown first, checked, then written where that is asked, all or nothing."""

from __future__ import annotations

import difflib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import click

from ..core.dates import is_calendar_date, today
from ..core.problems import CLEAN, FOUND, printable, report, stops
from ..life.book_files import BookFiles, LifeError
from ..read.files import read_files
from ..rules import check
from ..store.atomic_dir import exclusive
from ..store.page_writer import write_file

_Verb = TypeVar("_Verb", bound=Callable[..., int])
_CHANGELOG = "CHANGELOG.md"


def _day(ctx: click.Context, option: click.Parameter, day: str | None) -> str:
    if day and not is_calendar_date(day):
        raise click.BadParameter(f"{day} is no day of the calendar; write it as YYYY-MM-DD", ctx, option)
    return day or today()


def _reason(ctx: click.Context, option: click.Parameter, reason: str) -> str:
    if not reason.strip():
        raise click.BadParameter("say why, in a sentence that readers see", ctx, option)
    return " ".join(reason.split())


write = click.option("--write", is_flag=True, help="Write it; without this, only what would change is shown.")
_OPTIONS = (
    click.option("--reason", required=True, callback=_reason, metavar="WORDS", help="Why, in a sentence for readers."),
    click.option("--on", "day", callback=_day, metavar="DAY", help="The day from which it holds; by default today."),
    write,
)


def with_reason(verb: _Verb) -> _Verb:
    """The options of what readers are told the reason of."""
    for option in reversed(_OPTIONS):
        verb = option(verb)
    return verb


def carried_out(root: Path, act: Callable[[BookFiles], str], written: bool) -> int:
    """Change a book as ``act`` does; its exit code. Nothing is written where the book would have a new error."""
    with exclusive(root):
        found, problems = read_files(root)
        paper = root / _CHANGELOG
        files = BookFiles(found | ({_CHANGELOG: paper.read_bytes()} if paper.is_file() else {}))
        problems += check(files.loaded())
        if stops(problems):
            sys.stderr.write(report(problem for problem in problems if problem.severity == "error"))
            print("nothing written: mend what is wrong first", file=sys.stderr)
            return FOUND
        try:
            said = act(files)
            files.record(today())
            files.note(said)
        except LifeError as reason:
            print(f"nothing written: {printable(str(reason))}", file=sys.stderr)
            return FOUND
        after = files.problems()
        if stops(after):
            sys.stderr.write(report(problem for problem in after if problem.severity == "error"))
            print("nothing written: the book would have these errors", file=sys.stderr)
            return FOUND
        for line in _shown(files):
            print(printable(line))
        print(said)
        if written:
            _put(root, files)
        else:
            print("nothing written; --write does it, and git undoes it")
    return CLEAN


def _shown(files: BookFiles) -> Iterator[str]:
    """What changes, file by file: folders that move, files that go, and the lines of the others."""
    folders = Counter((old.rpartition("/")[0], new.rpartition("/")[0]) for new, old in files.moved.items())
    for (old, new), count in folders.items():
        yield f"{old}/ → {new}/, {count} files"
    for path in sorted(files.before.keys() - files.now.keys() - set(files.moved.values())):
        yield f"{path}: goes"
    for path, raw in files.now.items():
        before = files.before.get(files.moved.get(path, path), b"")
        if raw != before:
            lines = (before.decode().splitlines(), raw.decode().splitlines())
            yield from difflib.unified_diff(*lines, path, path, lineterm="", n=0)


def _put(root: Path, files: BookFiles) -> None:
    """What is new is written before anything goes, so that a run that is stopped loses nothing."""
    for path, raw in files.now.items():
        if files.before.get(path) != raw:
            write_file(root / path, raw)
    for path in sorted(files.before.keys() - files.now.keys()):
        os.unlink(root / path)
        folder = (root / path).parent
        while folder != root and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
