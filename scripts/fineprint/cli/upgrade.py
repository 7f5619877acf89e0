"""Brings a book's data files to the present format; comments, order and quoting stay, and twice does no harm."""

from __future__ import annotations

import argparse
import difflib
import sys

from ..core.problems import CLEAN, FOUND, printable, report
from ..read.files import read_files
from ..upgrade.folder import upgrade
from . import command


def main() -> int:
    """Bring the data files to the present format, all or none; with --diff show what would change."""
    parser = argparse.ArgumentParser(prog="python -m fineprint.cli.upgrade", description=main.__doc__)
    command.add_root(parser)
    parser.add_argument("--diff", action="store_true", help="print the difference and write nothing")
    arguments = parser.parse_args()
    before = read_files(arguments.root)[0] if arguments.diff else {}
    made, problems = upgrade(arguments.root, write=not arguments.diff)
    if problems:
        print(report(problems), end="", file=sys.stderr)
        return FOUND
    for path, text in made.items() if arguments.diff else ():
        lines = (before[path].decode().splitlines(), text.splitlines())
        print(*map(printable, difflib.unified_diff(*lines, path, path, lineterm="", n=0)), sep="\n")
    if not made:
        print("the data files have the present format already; nothing to do")
    else:
        done = "would be changed" if arguments.diff else "brought to the present format"
        print(f"{len(made)} {'file' if len(made) == 1 else 'files'} {done}")
    return CLEAN


if __name__ == "__main__":
    command.run(main)
