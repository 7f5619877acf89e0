"""``fineprint check-site``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..build.vendor_build import check_builder
from ..core.problems import CLEAN, FOUND, report
from ..read.book import load_book
from ..read.result import ReadBook
from ..store.workers import HERE, Workers
from ..verify.site_check import check_site
from . import options


@click.command()
@options.book_folder
@click.option("--site", type=click.Path(path_type=Path), metavar="FOLDER", help="The built site; by default site/.")
@options.form
@options.workers
def command(root: Path, site: Path | None, form: str, workers: Workers) -> int:
    """Check a built site.

    Words are conserved, addresses, links and ids lead somewhere, the content security policy holds. Building a site
    checks it as well; this is for one that something else built, or that was copied. It needs no network.

    \b
    Example:
      fineprint check-site --site /srv/www/voip
    """
    folder = site or root / "site"
    if not (folder / "index.html").is_file():
        print(f"{folder}: no built site here; run fineprint build --site first", file=sys.stderr)
        return FOUND
    loaded = load_book(root, check_builder(root, workers))
    if loaded.book is None:
        print("the book can't be read; run fineprint check", file=sys.stderr)
        return FOUND
    return print_check(loaded, folder, form, workers)


def print_check(loaded: ReadBook, site: Path, form: str = "text", workers: Workers = HERE) -> int:
    """Check a site, print its problems and the words of each version; the exit code."""
    problems = check_site(loaded.book, site, workers)
    sys.stdout.write(report(problems, form))
    if form == "text":
        for key, words in (item for made in loaded.made.values() for item in made.checked.counts.items()):
            excluded = f"{words.excluded:,} excluded (not policy text)"
            print(f"{key}: {words.source:,} words in the text, {words.policy:,} shown, {excluded}")
    return FOUND if problems else CLEAN
