#!/usr/bin/env python3
"""Check a book and print every problem at once; --record adds its new addresses to the ledgers."""

from __future__ import annotations

import argparse
import sys

from fineprint import command
from fineprint.addresses import book_paths
from fineprint.ledger import new_lines
from fineprint.load import Loaded, load_book
from fineprint.outputs import write_file
from fineprint.problems import CLEAN, FOUND, report, stops
from fineprint.rules import check


def record(root: command.Path, loaded: Loaded) -> int:
    """Append the addresses of today that no ledger has; returns how many."""
    added = 0
    for version in loaded.book.versions():
        added += _append(root / version.folder / "addresses.txt", new_lines(version))
    known = set(loaded.book.ledger)
    return added + _append(root / "policies/addresses.txt", [path for path in book_paths(loaded.book) if path not in known])


def _append(path: command.Path, lines: list[str]) -> int:
    if lines:
        before = path.read_bytes() if path.exists() else b""
        write_file(path, before + "".join(f"{line}\n" for line in lines).encode())
    return len(lines)


def main() -> int:
    """Read the command line and check."""
    parser = argparse.ArgumentParser(description=__doc__)
    command.add_root(parser)
    parser.add_argument("--format", choices=("text", "github", "json"), default="text", help="form of the problems")
    parser.add_argument("--strict", action="store_true", help="exit with 1 on warnings as well")
    parser.add_argument("--record", action="store_true", help="add new addresses to the ledgers, if nothing is wrong")
    options = parser.parse_args()
    loaded = load_book(options.root)
    problems = check(loaded)
    if options.record and loaded.book is not None and not stops(problems):
        print(f"{record(options.root, loaded)} addresses recorded", file=sys.stderr)
        loaded = load_book(options.root)
        problems = check(loaded)
    sys.stdout.write(report(problems, options.format))
    errors = sum(problem.severity == "error" for problem in problems)
    print(f"{errors} errors, {len(problems) - errors} warnings", file=sys.stderr)
    return FOUND if stops(problems, options.strict) or loaded.book is None else CLEAN


if __name__ == "__main__":
    command.run(main)
