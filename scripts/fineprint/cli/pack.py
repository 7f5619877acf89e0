"""``fineprint pack``."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import click

from ..build.manifest import write_manifest
from ..build.offline import offline_files, pack
from ..core.problems import CLEAN, FOUND
from ..read.book import load_book
from ..verify.site_check import check_site
from . import options


@click.command()
@options.book_folder
def command(root: Path) -> int:
    """Pack a copy of the site that opens without a server.

    It is written into offline/, opens from a disk, and is checked as the site is checked.

    \b
    Example:
      fineprint pack
    """
    book = load_book(root).book
    if book is None or not (root / "site" / "index.html").is_file():
        print("there is no built site; run fineprint build --site first", file=sys.stderr)
        return FOUND
    made = root / ".cache" / "offline"
    shutil.rmtree(made, ignore_errors=True)
    for path, content in offline_files(root / "site"):
        file = made / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    if problems := check_site(book, made):
        print(*problems, sep="\n", file=sys.stderr)
        return FOUND
    write_manifest(made)
    target = root / "offline" / f"{re.sub(r'[^A-Za-z0-9]+', '-', book.title).strip('-') or 'book'}.zip"
    print(f"{pack(made, target)} files in {target.relative_to(root)}, {target.stat().st_size:,} bytes")
    return CLEAN
