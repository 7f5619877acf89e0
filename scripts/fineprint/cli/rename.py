"""``fineprint rename``."""

from __future__ import annotations

from pathlib import Path

import click

from ..life import renaming
from . import options
from .changing import carried_out, with_reason

_OF_BOOK = {
    "vendor": renaming.rename_vendor,
    "question": renaming.rename_question,
    "document": renaming.rename_document,
}


@click.command()
@options.book_folder
@click.argument("kind", type=click.Choice([*_OF_BOOK, "section"]))
@click.argument("old")
@click.argument("new")
@click.option("--version", metavar="VERSION", help="Of a section: its version, vendor/document/date.")
@with_reason
def command(root: Path, kind: str, old: str, new: str, version: str | None, reason: str, day: str, write: bool) -> int:
    """Give a thing another id, and let its addresses lead on.

    OLD and NEW are ids of a vendor, a question, a kind of document or a section. What would change is shown; --write
    changes it: folders, every mention in the data, a redirect or an alias, and the ledgers.

    \b
    Example:
      fineprint rename vendor acorn oak --reason "The company took its old name again."
    """
    if (kind == "section") != (version is not None):
        raise click.UsageError("--version is given for a section, and for nothing else")
    notice = {"on": day, "status": "redesignated", "reason": reason}
    if version is not None:
        return carried_out(root, lambda files: renaming.rename_section(files, version, old, new), write)
    return carried_out(root, lambda files: _OF_BOOK[kind](files, old, new, notice), write)
