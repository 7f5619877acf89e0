"""Folders that are whole or not there: built beside their place, by one build at a time, and put into it by a rename.

Whoever reads the site meets the last good one until a better one is finished and checked.

The lock lies on the book's folder and is the operating system's: it ends with the process that holds it, however that
ends, so no killed build leaves a stale one behind, and a book that can only be read can be locked too. Where a folder
can't be locked, as on Windows, a file in the cache is. A second build
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

from filelock import FileLock, Timeout

try:
    import fcntl
except ImportError:  # Windows has none.
    fcntl = None  # type: ignore[assignment]

#: Where the lock lies that is a file, below the book's folder.
_LOCK = Path(".cache", "lock")
_WAITS = "another build of this book is running; waiting until it ends"


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
    Where the target can't be renamed, as on Windows while a program has a file of it open, its files are replaced one
    by one: a reader may then meet old and new pages, each of them whole.
    """
    new, old = (target.with_name(f".{target.name}-{end}") for end in ("new", "old"))
    for left in (new, old):
        if left.exists():
            shutil.rmtree(left)
    # Across file systems this copies, so what stands in the target's place is only ever renamed.
    shutil.move(made, new)
    if target.exists():
        try:
            os.rename(target, old)
        except PermissionError:
            _replace_files(new, target)
            return
    os.rename(new, target)
    if old.exists():
        shutil.rmtree(old)


def _replace_files(new: Path, target: Path) -> None:
    """Move the files of one folder over those of another, and take away what is in the other alone."""
    wanted = {path.relative_to(new) for path in new.rglob("*") if not path.is_dir()}
    for path in sorted(wanted):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        os.replace(new / path, target / path)
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(target) not in wanted:
            path.unlink()
    shutil.rmtree(new)


@contextmanager
def exclusive(root: Path) -> Iterator[None]:
    """Hold the lock of the book in ``root``; says in one line that it waits for another build, if it does."""
    if not root.is_dir():
        yield
        return
    if fcntl is None:
        with _locked_file(root / _LOCK):
            yield
        return
    handle = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(_WAITS, file=sys.stderr, flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            # Some network file systems know no such lock; a build there is as good as it was without one.
            pass
        yield
    finally:
        os.close(handle)


@contextmanager
def _locked_file(place: Path) -> Iterator[None]:
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        print(_WAITS, file=sys.stderr, flush=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
