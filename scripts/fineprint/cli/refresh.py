"""``fineprint refresh``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click

from ..core.dates import today
from ..core.problems import CLEAN, FOUND, printable
from ..intake.refresh import refresh
from ..read.book import load_book
from . import options
from .taking import how_to_fetch, progress, tell


@click.command()
@options.book_folder
@click.option("--vendor", metavar="ID", help="Look at the sources of this vendor alone.")
@how_to_fetch
def command(root: Path, vendor: str | None, **network: Any) -> int:
    """Fetch the vendors' sources, and keep texts that changed.

    A new version is written only where a policy's words changed. A source that fails does not keep the others back;
    the exit code is then 1.

    \b
    Example:
      fineprint refresh --vendor acorn
    """
    loaded = load_book(root)
    taken, refused = refresh(root, loaded, today(), vendor, progress=progress, **network)
    for one in taken:
        tell(root, loaded, one)
    for said in refused:
        print(printable(said), file=sys.stderr)
    count = Counter(one.kind for one in taken)
    print(
        f"{len(taken) + len(refused)} sources: {count['new']} with a new version, {count['seen']} seen again, "
        f"{count['same']} without a change, {len(refused)} not taken in"
    )
    return FOUND if refused else CLEAN
