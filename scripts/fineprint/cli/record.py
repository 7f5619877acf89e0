"""``fineprint record``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..core.dates import today
from ..core.problems import stops
from ..life.aliases import missing_aliases
from ..life.edits import with_value
from ..prove.ledger import new_lines, new_paths
from ..prove.term_record import TERM_RECORD, term_record
from ..read.book import load_book
from ..read.result import ReadBook
from ..store.page_writer import write_file
from . import options
from .check import checked, print_problems, within_workspace


@click.command()
@options.book_folder
@click.option("--aliases", is_flag=True, help="First write the aliases that a corrected outline.yml lacks.")
@options.form
def command(root: Path, aliases: bool, form: str) -> int:
    """Add the book's new addresses to its ledgers.

    That is done where the check finds no error. From then on each address leads to the words it leads to now. Where an
    outline was corrected by hand, --aliases writes for each published address where its words stand now.

    \b
    Example:
      fineprint record
    """
    problems, readable = checked(root)
    if any(problem.code == "address.broken" for problem in problems) and _aliases(root, aliases):
        problems, readable = checked(root)
    if not stops(problems) and (loaded := load_book(root)).book:
        print(f"{record(root, loaded)} addresses recorded", file=sys.stderr)
        problems, readable = checked(root)
    return print_problems(problems, readable, form, folder=within_workspace(root))


def _aliases(root: Path, written: bool) -> bool:
    """Tell the aliases that are missing, and write them if that is asked; whether any were written."""
    loaded = load_book(root)
    missing = {version.folder: missing_aliases(version) for version in loaded.book.versions()} if loaded.book else {}
    done = False
    for folder, made in missing.items():
        path = f"{folder}/outline.yml"
        if not made or path not in loaded.found:
            continue
        text = loaded.found[path].decode("utf-8")
        for address, targets in made.items():
            print(f"{path}: aliases: {address} leads to {' and '.join(targets)}", file=sys.stderr)
            text = with_value(text, ("aliases", address), list(targets))
        done |= written and write_file(root / path, text.encode())
    if missing and not written and any(missing.values()):
        print("fineprint record --aliases writes these; look at each before you do", file=sys.stderr)
    return done


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
