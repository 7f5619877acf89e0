"""``fineprint split``."""

from __future__ import annotations

from pathlib import Path

import click

from ..life.ending import split_question
from . import options
from .changing import carried_out, with_reason


@click.command()
@options.book_folder
@click.argument("kind", type=click.Choice(["question"]))
@click.argument("name")
@click.option(
    "--into",
    multiple=True,
    required=True,
    metavar="ID=WORDS",
    help="One of the new questions: its id and its words; the id alone of one that is there already.",
)
@with_reason
def command(root: Path, kind: str, name: str, into: tuple[str, ...], reason: str, day: str, write: bool) -> int:
    """Ask several questions in the place of one.

    NAME is its id. The new ones begin with its values, coding rules and search terms, and without answers; the old one
    is retired and leads to them.

    \b
    Example:
      fineprint split question sale --into names="Are names sold?" --into calls="Are calls?" --reason "They differ."
    """
    named = [(name.strip(), words.strip()) for name, _, words in (one.partition("=") for one in into)]
    return carried_out(root, lambda files: split_question(files, name, named, day, reason), write)
