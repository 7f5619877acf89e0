"""``fineprint check``."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from ..build.vendor_build import check_builder
from ..core.problems import CLEAN, FOUND, Problem, report, stops
from ..read.book import load_book
from ..read.files import read_files
from ..rules import check
from ..rules.answers import AHEAD
from ..store.cache import CACHE_DIR, Cache, key_of
from ..store.workers import HERE, Workers
from . import options


@click.command()
@options.book_folder
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings as well.")
@options.form
@options.workers
def command(root: Path, strict: bool, form: str, workers: Workers) -> int:
    """Print every problem of the book at once.

    Each is told with its line and how to mend it.

    \b
    Example:
      fineprint check --strict
    """
    problems, readable = checked(root, workers)
    return print_problems(problems, readable, form, strict, folder=within_workspace(root))


def checked(root: Path, workers: Workers = HERE) -> tuple[list[Problem], bool]:
    """Every problem of a book, and whether it could be read at all; kept until something changes."""
    found, unexpected = files = read_files(root)

    def make() -> tuple[list[Problem], bool]:
        loaded = load_book(root, check_builder(root, workers), files)
        return check(loaded), loaded.book is not None

    kind = tuple[list[Problem], bool]
    cache, key = Cache(root / CACHE_DIR), key_of(found, repr(unexpected))
    kept: tuple[list[Problem], bool] = cache.of("check", key, kind, make)
    # A day that had not come may have come since.
    return make() if any(problem.code == AHEAD for problem in kept[0]) else kept


def within_workspace(root: Path) -> str:
    """Where a book lies in the folder that a workflow has checked out, else in the one that this runs in."""
    return Path(os.path.relpath(root, os.environ.get("GITHUB_WORKSPACE") or ".")).as_posix()


def print_problems(
    problems: Sequence[Problem], readable: bool, form: str, strict: bool = False, folder: str = ""
) -> int:
    """Print problems and how many there are; the exit code. ``folder``: as :func:`report` has it."""
    sys.stdout.write(report(problems, form, folder))
    number = Counter(problem.severity for problem in problems)
    shown = ["error", "warning", *(["notice"] if number["notice"] else [])]
    print(", ".join(f"{number[kind]} {kind}{'' if number[kind] == 1 else 's'}" for kind in shown), file=sys.stderr)
    return FOUND if stops(problems, strict) or not readable else CLEAN
