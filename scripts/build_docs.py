#!/usr/bin/env python3
"""Check a book and write its pages and search index below docs/, only what changed.

On any error nothing is written and the last good state stays.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from fineprint import command
from fineprint.load import load_book
from fineprint.outputs import write_pages
from fineprint.pages import pages_of
from fineprint.problems import CLEAN, FOUND, report, stops
from fineprint.rules import check, described
from fineprint.search import records_of, write_index


def build(root: Path, search: bool = True, strict: bool = False) -> int:
    """Check and write once; the exit code."""
    loaded = load_book(root)
    problems = check(loaded)
    sys.stderr.write(report(problems))
    if stops(problems, strict) or loaded.book is None:
        print("nothing written", file=sys.stderr)
        return FOUND
    docs = root / "docs"
    written, left, removed = write_pages(docs, pages_of(loaded.book, described()))
    indexed = write_index(docs, records_of(loaded.book)) if search else False
    print(f"{written} files written, {left} unchanged, {removed} removed; search index {'made' if indexed else 'unchanged'}")
    return CLEAN


def watch(root: Path) -> int:
    """Build, then again after each change below policies/, until interrupted."""
    seen: dict[Path, int] = {}
    while True:
        now = {path: path.lstat().st_mtime_ns for path in sorted((root / "policies").rglob("*"))}
        if now != seen:
            seen = now
            build(root)
        time.sleep(0.5)


def main() -> int:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    command.add_root(parser)
    parser.add_argument("--strict", action="store_true", help="let warnings stop the build as well")
    parser.add_argument("--no-search", action="store_true", help="leave the search index as it is")
    parser.add_argument("--watch", action="store_true", help="build again after each change below policies/")
    options = parser.parse_args()
    if options.watch:
        return watch(options.root)
    return build(options.root, search=not options.no_search, strict=options.strict)


if __name__ == "__main__":
    command.run(main)
