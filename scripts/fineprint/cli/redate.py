"""``fineprint redate``."""

from __future__ import annotations

from pathlib import Path

import click

from ..life.renaming import redate_version
from . import options
from .changing import carried_out, with_reason


@click.command()
@options.book_folder
@click.argument("kind", type=click.Choice(["version"]))
@click.argument("version")
@click.argument("date")
@with_reason
def command(root: Path, kind: str, version: str, date: str, reason: str, day: str, write: bool) -> int:
    """Name a version by another day; its addresses lead on.

    VERSION is vendor/document/date, DATE the day that is right: it goes into the record as well, as the day that
    date_basis names.

    \b
    Example:
      fineprint redate version acorn/privacy-policy/2024-05-06 2024-05-07 --reason "The archive's day was misread."
    """
    notice = {"on": day, "status": "renumbered", "reason": reason}
    return carried_out(root, lambda files: redate_version(files, version, date, notice), write)
