"""``fineprint upgrade``."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

import click

from ..core.problems import CLEAN, FOUND, printable, report
from ..read.files import read_files
from ..upgrade.folder import upgrade
from . import options


@click.command()
@options.book_folder
@click.option("--diff", is_flag=True, help="Print the difference and write nothing.")
def command(root: Path, diff: bool) -> int:
    """Bring the data files to the present format.

    All of them are changed or none. Comments, order and quoting stay, and doing it twice does no harm.

    \b
    Example:
      fineprint upgrade --diff
    """
    before = read_files(root)[0] if diff else {}
    made, problems = upgrade(root, write=not diff)
    if problems:
        print(report(problems), end="", file=sys.stderr)
        return FOUND
    for path, text in made.items() if diff else ():
        lines = (before[path].decode().splitlines(), text.splitlines())
        print(*map(printable, difflib.unified_diff(*lines, path, path, lineterm="", n=0)), sep="\n")
    if not made:
        print("the data files have the present format already; nothing to do")
    else:
        done = "would be changed" if diff else "brought to the present format"
        print(f"{len(made)} {'file' if len(made) == 1 else 'files'} {done}")
    return CLEAN
