#!/usr/bin/env python3
"""Check a book and print every problem at once; --record adds its new addresses to the ledgers."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from datetime import UTC, datetime

from fineprint.build.vendor_build import check_builder
from fineprint.cli import command
from fineprint.core.problems import CLEAN, FOUND, Problem, printable, report, stops
from fineprint.prove.ledger import new_lines, new_paths
from fineprint.prove.quote_search import search_report
from fineprint.prove.term_record import TERM_RECORD, term_record
from fineprint.read.book import load_book
from fineprint.read.files import read_files
from fineprint.read.result import ReadResult
from fineprint.rules import check
from fineprint.store.cache import CACHE_DIR, Cache, key_of
from fineprint.store.page_writer import write_file


def checked(root: command.Path) -> tuple[list[Problem], bool]:
    """Every problem of a book, and whether it could be read at all; kept until something changes."""

    found, unexpected = files = read_files(root)

    def make() -> tuple[list[Problem], bool]:
        loaded = load_book(root, check_builder(root), files)
        return check(loaded), loaded.book is not None

    return Cache(root / CACHE_DIR).of("check", key_of(found, repr(unexpected)), tuple[list[Problem], bool], make)


def record(root: command.Path, loaded: ReadResult) -> int:
    """Add the addresses of today that no ledger has, and the search terms; returns how many addresses."""
    added = 0
    for version in loaded.book.versions():
        added += _append(root / version.folder / "addresses.txt", new_lines(version))
    terms = term_record(loaded.book, datetime.now(UTC).date().isoformat()).encode()
    if loaded.book.questions and terms != loaded.found.get(TERM_RECORD, b""):
        write_file(root / TERM_RECORD, terms)
    return added + sum(_append(root / path, lines) for path, lines in new_paths(loaded.book).items())


def _append(path: command.Path, lines: list[str]) -> int:
    if lines:
        before = path.read_bytes() if path.exists() else b""
        # An editor may have left the last line without an end.
        before += b"\n" if before and not before.endswith(b"\n") else b""
        write_file(path, before + "".join(f"{line}\n" for line in lines).encode())
    return len(lines)


def main() -> int:
    """Read the command line and check."""
    parser = argparse.ArgumentParser(description=__doc__)
    command.add_root(parser)
    parser.add_argument("--format", choices=("text", "github", "json"), default="text", help="form of the problems")
    parser.add_argument("--strict", action="store_true", help="exit with 1 on warnings as well")
    parser.add_argument("--record", action="store_true", help="add new addresses to the ledgers, if nothing is wrong")
    parser.add_argument("--find-quote", metavar="WORDS", help="only print where these words stand, or the nearest")
    options = parser.parse_args()
    if options.find_quote is not None and (book := (loaded := load_book(options.root)).book):
        said, exact = search_report(book, loaded.evidence, options.find_quote)
        sys.stdout.write("\n".join(printable(line) for line in said.split("\n")))
        return CLEAN if exact else FOUND
    problems, whole = checked(options.root)
    if options.record and whole and not stops(problems):
        loaded = load_book(options.root)
        print(f"{record(options.root, loaded)} addresses recorded", file=sys.stderr)
        problems, whole = checked(options.root)
    sys.stdout.write(report(problems, options.format))
    number = Counter(problem.severity for problem in problems)
    notices = f", {number['notice']} notices" if number["notice"] else ""
    print(f"{number['error']} errors, {number['warning']} warnings{notices}", file=sys.stderr)
    return FOUND if stops(problems, options.strict) or not whole else CLEAN


if __name__ == "__main__":
    command.run(main)
