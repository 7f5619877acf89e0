#!/usr/bin/env python3
"""Check a built site: words conserved, addresses, links, ids, content security policy. No network."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fineprint import command
from fineprint.load import load_book
from fineprint.loaded import Loaded
from fineprint.problems import CLEAN, FOUND, report
from fineprint.site import check_site
from fineprint.vendor_made import checking


def told(loaded: Loaded, site: Path, form: str = "text") -> int:
    """Check a site, print its problems and the words of each version; the exit code."""
    problems = check_site(loaded.book, site)
    sys.stdout.write(report(problems, form))
    if form == "text":
        for key, words in (item for made in loaded.made.values() for item in made.checked.counts.items()):
            print(f"{key}: {words.source:,} words in the text, {words.policy:,} shown, {words.lifted:,} lifted")
    return FOUND if problems else CLEAN


def main() -> int:
    """Read the command line and check."""
    parser = argparse.ArgumentParser(description=__doc__)
    command.add_root(parser)
    parser.add_argument("--site", type=Path, help="the built site, by default site/ in the root")
    parser.add_argument("--format", choices=("text", "github", "json"), default="text", help="form of the problems")
    options = parser.parse_args()
    site = options.site or options.root / "site"
    if not (site / "index.html").is_file():
        print(f"{site}: no built site here; run mkdocs build first", file=sys.stderr)
        return FOUND
    loaded = load_book(options.root, checking(options.root))
    if loaded.book is None:
        print("the book can't be read; run check_policies.py", file=sys.stderr)
        return FOUND
    return told(loaded, site, options.format)


if __name__ == "__main__":
    command.run(main)
