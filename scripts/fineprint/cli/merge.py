"""``fineprint merge``."""

from __future__ import annotations

from pathlib import Path

import click

from ..life.ending import merge_vendors
from . import options
from .changing import carried_out, with_reason


@click.command()
@options.book_folder
@click.argument("kind", type=click.Choice(["vendors"]))
@click.argument("old")
@click.argument("into")
@with_reason
def command(root: Path, kind: str, old: str, into: str, reason: str, day: str, write: bool) -> int:
    """Make two vendors one, and let the addresses lead on.

    OLD and INTO are ids. The versions, names and sources of OLD become those of INTO; other facts stay those of INTO.

    \b
    Example:
      fineprint merge vendors oak acorn --reason "They are one company."
    """
    notice = {"on": day, "status": "redesignated", "reason": reason}
    return carried_out(root, lambda files: merge_vendors(files, old, into, notice), write)
