"""Options that several verbs have."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click

from ..store.cluster import wrong_address
from ..store.workers import Workers

#: More processes than this are surely a slip; Windows can wait for no more than 61.
MAX_WORKERS = 61


def _book(ctx: click.Context, option: click.Parameter, folder: Path) -> Path:
    if not (folder / "policies").is_dir():
        raise click.BadParameter(
            f"no book in {folder.absolute()}, as it has no policies/; run this in a book's folder, or name it",
            ctx,
            option,
        )
    return folder


_FOLDER = click.Path(file_okay=False, exists=True, path_type=Path)

#: The book's folder, which has to hold a book.
book_folder = click.option(
    "--root",
    type=_FOLDER,
    default=".",
    metavar="FOLDER",
    callback=_book,
    help="The book's folder, which holds policies/ and mkdocs.yml; by default the one you are in.",
)

#: The same where a book may be missing, as in a state of long ago.
any_folder = click.option(
    "--root", type=_FOLDER, default=".", metavar="FOLDER", help="The book's folder; by default the one you are in."
)

#: The folder in which a new book's own is made.
around = click.option(
    "--root",
    type=_FOLDER,
    default=".",
    metavar="FOLDER",
    help="Where FOLDER is made; by default in the one you are in.",
)

_count = click.option(
    "--workers",
    "count",
    type=click.IntRange(1, MAX_WORKERS),
    metavar="N",
    help="Processes to divide work among; by default one for each processor.",
)


def _address(ctx: click.Context, option: click.Parameter, address: str | None) -> str | None:
    if address is not None and (wrong := wrong_address(address)):
        raise click.BadParameter(wrong, ctx, option)
    return address


_scheduler = click.option(
    "--scheduler",
    metavar="ADDRESS",
    callback=_address,
    help="Let the workers of this Dask scheduler do the work: tls://HOST:PORT, or tcp://127.0.0.1:PORT.",
)


def workers(command: Callable[..., int]) -> Callable[..., int]:
    """Both options of who does the work, given to a verb as ``workers``."""

    @_count
    @_scheduler
    @wraps(command)
    def with_workers(*arguments: object, count: int | None, scheduler: str | None, **named: object) -> int:
        return command(*arguments, workers=Workers(count=count, scheduler=scheduler), **named)

    return with_workers


form = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="How problems are printed.",
)
