"""``fineprint retire``."""

from __future__ import annotations

from pathlib import Path

import click

from ..life.ending import retire_question
from . import options
from .changing import carried_out, with_reason


@click.command()
@options.book_folder
@click.argument("kind", type=click.Choice(["question"]))
@click.argument("name")
@click.option("--in-place", "others", multiple=True, metavar="ID", help="A question that is asked in its place.")
@with_reason
def command(root: Path, kind: str, name: str, others: tuple[str, ...], reason: str, day: str, write: bool) -> int:
    """Ask a question no longer, and keep its page.

    NAME is its id. What was answered stays on its page, with the reason; the matrix no longer has the row.

    \b
    Example:
      fineprint retire question fax-numbers --reason "None of the companies has had a fax since 2010."
    """
    return carried_out(root, lambda files: retire_question(files, name, day, reason, others), write)
