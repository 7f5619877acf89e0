"""``fineprint record``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..core.dates import today
from ..core.problems import stops
from ..prove.ledger import new_lines, new_paths
from ..prove.term_record import TERM_RECORD, term_record
from ..read.book import load_book
from ..read.result import ReadBook
from ..store.page_writer import write_file
from . import options
from .check import checked, print_problems, within_workspace


@click.command()
@options.book_folder
@options.form
def command(root: Path, form: str) -> int:
    """Add the book's new addresses to its ledgers.

    That is done where the check finds no error. From then on each address leads to the words it leads to now.

    \b
    Example:
      fineprint record
    """
    problems, readable = checked(root)
    if not stops(problems) and (loaded := load_book(root)).book:
        print(f"{record(root, loaded)} addresses recorded", file=sys.stderr)
        problems, readable = checked(root)
    return print_problems(problems, readable, form, folder=within_workspace(root))


def record(root: Path, loaded: ReadBook) -> int:
    """Add the addresses of today that no ledger has, and the search terms; how many addresses those are."""
    added = 0
    for version in loaded.book.versions():
        added += _append(root / version.folder / "addresses.txt", new_lines(version))
    terms = term_record(loaded.book, today()).encode()
    if loaded.book.questions and terms != loaded.found.get(TERM_RECORD, b""):
        write_file(root / TERM_RECORD, terms)
    return added + sum(_append(root / path, lines) for path, lines in new_paths(loaded.book).items())


def _append(path: Path, lines: list[str]) -> int:
    if lines:
        before = path.read_bytes() if path.exists() else b""
        # An editor may have left the last line without an end.
        before += b"\n" if before and not before.endswith(b"\n") else b""
        write_file(path, before + "".join(f"{line}\n" for line in lines).encode())
    return len(lines)
