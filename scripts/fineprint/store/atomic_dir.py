"""Folders that are whole or not there: built beside their place, by one build at a time, and put into it by a rename.

Whoever reads the site meets the last good one until a better one is finished and checked.

The lock lies on the book's folder and is the operating system's: it ends with the process that holds it, however that
ends, so no killed build leaves a stale one behind, and a book that can only be read can be locked too. A second build
waits rather than fails: the watcher of ``fineprint serve`` and a build by hand meet often, and the later of the two
then works with the newest data.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has none; two builds at once are then the reader's to avoid.
    fcntl = None  # type: ignore[assignment]


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


@contextmanager
def exclusive(root: Path) -> Iterator[None]:
    """Hold the lock of the book in ``root``; says in one line that it waits for another build, if it does."""
    if fcntl is None or not root.is_dir():
        yield
        return
    handle = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("another build of this book is running; waiting until it ends", file=sys.stderr, flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            # Some network file systems know no such lock; a build there is as good as it was without one.
            pass
        yield
    finally:
        os.close(handle)
