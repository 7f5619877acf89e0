"""``fineprint worksheet``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..core.problems import CLEAN, FOUND
from ..read.book import load_book
from . import options
from .taking import write_worksheet


@click.command()
@options.book_folder
@click.argument("version")
def command(root: Path, version: str) -> int:
    """Write a version's review worksheet again.

    VERSION is vendor/document/date. The worksheet lists what awaits review, with every passage that a search term
    finds, as entries to be pasted.

    \b
    Example:
      fineprint worksheet acorn/privacy-policy/2024-05-06
    """
    loaded = load_book(root)
    for vendor in loaded.book.vendors if loaded.book else ():
        for one in vendor.versions:
            if loaded.book and one.key == version:
                write_worksheet(root, loaded, vendor, one)
                return CLEAN
    print(f"no version {version!r} in this book; name it vendor/document/date", file=sys.stderr)
    return FOUND
