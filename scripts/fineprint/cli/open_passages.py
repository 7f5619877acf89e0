"""``fineprint open-passages``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..core.problems import CLEAN, USAGE, printable, report
from ..read.book import load_book
from ..worksheet.open_passages import open_entries
from . import options


@click.command()
@options.book_folder
@click.argument("version")
@click.argument("questions", nargs=-1, metavar="[QUESTION]...")
def command(root: Path, version: str, questions: tuple[str, ...]) -> int:
    """Print what a version's answers must still account for.

    Those are limiting phrases and passages, as YAML entries to be pasted, each with its whole words above it.
    VERSION is vendor/document/date; a vendor alone means its newest version. Without a QUESTION, an id, all
    questions are looked at.

    \b
    Example:
      fineprint open-passages acorn/privacy-policy/2024-05-06 do-not-track
    """
    loaded = load_book(root)
    found = {version.key: version for version in loaded.book.versions()} if loaded.book else {}
    named = [key for key in found if key == version or key.startswith(f"{version}/")]
    if loaded.book is None or not named:
        print(report(loaded.problems), end="", file=sys.stderr)
        print(f"no version {version!r}; there are {', '.join(found) or 'none'}", file=sys.stderr)
        return USAGE
    asked = found[named[-1]]
    made = open_entries(loaded.book, asked, loaded.evidence.of(asked), list(questions))
    sys.stdout.write("".join(f"{printable(line)}\n" for line in made.splitlines()))
    return CLEAN
