"""``fineprint withdraw``."""

from __future__ import annotations

from pathlib import Path

import click

from ..life.ending import withdraw, withdraw_vendor
from . import options
from .changing import carried_out, with_reason


@click.command()
@options.book_folder
@click.argument("kind", type=click.Choice(["version", "vendor"]))
@click.argument("name")
@with_reason
def command(root: Path, kind: str, name: str, reason: str, day: str, write: bool) -> int:
    """Take a text out of the book, and leave a notice.

    NAME is a version, vendor/document/date, or a vendor with all its versions. The words go from the data and from
    every page; addresses, hashes, dates, the day and the reason stay. The history of the repository still has them.

    \b
    Example:
      fineprint withdraw version acorn/privacy-policy/2024-05-06 --reason "A court ordered that it be taken down."
    """
    if kind == "vendor":
        return carried_out(root, lambda files: withdraw_vendor(files, name, day, reason), write)
    return carried_out(root, lambda files: withdraw(files, [name], day, reason), write)
