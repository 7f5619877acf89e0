"""``fineprint build``."""

from __future__ import annotations

from pathlib import Path

import click

from ..build.pipeline import Options, build, watch
from ..store.atomic_dir import exclusive
from ..store.workers import Workers
from . import options


@click.command()
@options.book_folder
@click.option("--site", is_flag=True, help="Build and check the site too, and put it in place of site/.")
@click.option("--strict", is_flag=True, help="Let warnings stop the build as well.")
@click.option("--publish", is_flag=True, help="Refuse what must not be published, such as a placeholder address.")
@click.option("--no-search", is_flag=True, help="Leave the search index as it is.")
@click.option("--watch", "watching", is_flag=True, help="Build again after each change of the book, until interrupted.")
@click.option("--verify", is_flag=True, help="Believe no time of a file: read and check everything again.")
@options.workers
def command(
    *,
    root: Path,
    site: bool,
    strict: bool,
    publish: bool,
    no_search: bool,
    watching: bool,
    verify: bool,
    workers: Workers,
) -> int:
    """Build the pages and, if asked, the site.

    The book is checked; its pages and search index are written below docs/, the site is built from them. Only what
    changed is written; on any error nothing is, and the last good state stays.

    \b
    Example:
      fineprint build --strict --site
    """
    wanted = Options(search=not no_search, strict=strict, publish=publish, site=site, verify=verify, workers=workers)
    if watching:
        watch(root, options=wanted)
    with exclusive(root):
        return build(root, wanted)
