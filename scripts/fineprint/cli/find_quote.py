"""``fineprint find-quote``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..core.problems import CLEAN, FOUND, printable, report
from ..prove.quote_search import search_report
from ..read.book import load_book
from . import options


@click.command()
@options.book_folder
@click.argument("words")
def command(root: Path, words: str) -> int:
    """Find the clauses in which some words stand.

    Prints the address of each, or of the nearest passage. Exits with 1 where no clause has exactly these words.

    \b
    Example:
      fineprint find-quote "We do not sell your personal information"
    """
    loaded = load_book(root)
    if loaded.book is None:
        print(f"{report(loaded.problems)}the book can't be read", file=sys.stderr)
        return FOUND
    said, exact = search_report(loaded.book, loaded.evidence, words)
    sys.stdout.write("\n".join(printable(line) for line in said.split("\n")))
    return CLEAN if exact else FOUND
