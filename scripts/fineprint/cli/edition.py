"""``fineprint edition``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from ..core.dates import is_calendar_date
from ..core.problems import CLEAN, FOUND, USAGE, report, stops
from ..publish.edition import deposit_files, edition_address, edition_of, with_edition
from ..read.book import load_book
from ..read.files import is_id, read_files
from ..rules import check
from ..store.page_writer import write_file
from . import options


@click.command()
@options.book_folder
@click.argument("name", required=False)
@click.option("--day", default=lambda: date.today().isoformat(), help="The day of the state, by default today.")
def command(root: Path, name: str | None, day: str) -> int:
    """Name a dated state of the book that papers can cite.

    Adds it to policies/book.yml, from which the site's page of editions is made, and writes a manifest of all files
    and a form for a deposit into editions/NAME/. By default it is named by the day.

    \b
    Example:
      fineprint edition 2026-autumn
    """
    name = name or day
    files, problems = read_files(root)
    loaded = load_book(root, files=(files, problems))
    wrong = [f"--day {day!r} is no day; write it as YYYY-MM-DD"] * (not is_calendar_date(day))
    wrong += [f"{name!r} can't name an edition: small letters, digits and single hyphens"] * (not is_id(name))
    if loaded.book and name in [edition.id for edition in loaded.book.editions]:
        wrong.append(f"an edition {name!r} is there already and is never changed; give this one another name")
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return USAGE
    found = check(loaded)
    if stops(found, strict=False) or loaded.book is None:
        print(f"{report(found)}no edition named: its state must be without errors", file=sys.stderr)
        return FOUND
    kept = {path: data for path, data in files.items() if not path.endswith("/")}
    edition = edition_of(kept, name, day)
    text = with_edition(kept["policies/book.yml"].decode(), edition)
    if text is None:
        print(
            "policies/book.yml: write the list under editions with a line for each key, then run again", file=sys.stderr
        )
        return FOUND
    for path, data in deposit_files(loaded.book, kept, edition):
        write_file(root / "editions" / name / path, data)
    write_file(root / "policies" / "book.yml", text.encode())
    print(f"{edition_address(loaded.book, edition)}\n{edition.swhid}\ndeposit: editions/{name}/")
    return CLEAN
