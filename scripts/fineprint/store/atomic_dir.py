"""Folders that are whole or not there: built beside their place, and put into it by a rename.

Whoever reads the site meets the last good one until a better one is finished and checked.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def staging_path(target: Path) -> Path:
    """Where a folder may be made that is to take the place of another: on the same disk, under a name of its own."""
    return target.with_name(f".{target.name}-making")


def remove_leftovers(target: Path) -> None:
    """Take away what a killed run left beside a folder."""
    for end in ("making", "new", "old"):
        left = target.with_name(f".{target.name}-{end}")
        if left.exists():
            shutil.rmtree(left)


def swap_in(made: Path, target: Path) -> None:
    """Let a finished folder take the place of another; nobody ever meets a part of either.

    A process killed between the two renames leaves the target missing and both folders whole; the next run mends it.
    """
    new, old = (target.with_name(f".{target.name}-{end}") for end in ("new", "old"))
    for left in (new, old):
        if left.exists():
            shutil.rmtree(left)
    # Across file systems this copies, so what stands in the target's place is only ever renamed.
    shutil.move(made, new)
    if target.exists():
        os.rename(target, old)
    os.rename(new, target)
    if old.exists():
        shutil.rmtree(old)
