#!/usr/bin/env python3
"""Check a built site: words conserved, addresses, links, ids, content security policy. No network."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fineprint.build.vendor_build import check_builder
from fineprint.cli import command
from fineprint.core.problems import CLEAN, FOUND, report
from fineprint.read.book import load_book
from fineprint.read.result import ReadResult
from fineprint.verify.site_check import check_site


def told(loaded: ReadResult, site: Path, form: str = "text", workers: int | None = None) -> int:
    """Check a site, print its problems and the words of each version; the exit code."""
    problems = check_site(loaded.book, site, workers)
    sys.stdout.write(report(problems, form))
    if form == "text":
        for key, words in (item for made in loaded.made.values() for item in made.checked.counts.items()):
            excluded = f"{words.excluded:,} excluded (not policy text)"
            print(f"{key}: {words.source:,} words in the text, {words.policy:,} shown, {excluded}")
    return FOUND if problems else CLEAN


def main() -> int:
    """Read the command line and check."""
    parser = argparse.ArgumentParser(description=__doc__)
    command.add_root(parser)
    parser.add_argument("--site", type=Path, help="the built site, by default site/ in the root")
    parser.add_argument("--format", choices=("text", "github", "json"), default="text", help="form of the problems")
    command.add_workers(parser)
    options = parser.parse_args()
    site = options.site or options.root / "site"
    if not (site / "index.html").is_file():
        print(f"{site}: no built site here; run mkdocs build first", file=sys.stderr)
        return FOUND
    loaded = load_book(options.root, check_builder(options.root, options.workers))
    if loaded.book is None:
        print("the book can't be read; run check_policies.py", file=sys.stderr)
        return FOUND
    return told(loaded, site, options.format, options.workers)


if __name__ == "__main__":
    command.run(main)
