"""``fineprint schemas``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ..core.model import Book, Version
from ..core.problems import CLEAN, FOUND
from ..read.book import load_book
from ..read.editor_schemas import FOLDER, schemas_of_book
from ..store.page_writer import write_file
from . import options


@click.command()
@options.book_folder
def command(root: Path) -> int:
    """Write the schemas of the book's files, for editors.

    They lie in .cache/schemas/, where the first line of each data file names them, and know the book's own questions,
    values, topics, versions and addresses. Run it again after these changed.

    \b
    Example:
      fineprint schemas
    """
    book = load_book(root).book
    if book is None:
        click.echo("the book can't be read; fineprint check says why", err=True)
        return FOUND
    count = write_schemas(root, book, list(book.versions()))
    click.echo(f"{count} schemas in {FOLDER}/")
    return CLEAN


def write_schemas(root: Path, book: Book, versions: Sequence[Version]) -> int:
    """Write the book's schemas and those of some versions' answers; how many there are."""
    made = list(schemas_of_book(book, versions))
    for path, data in made:
        write_file(root / FOLDER / path, data)
    return len(made)
