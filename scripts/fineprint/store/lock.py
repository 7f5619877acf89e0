"""One build of a book at a time.

The lock lies on the book's folder and is the operating system's: it ends with the process that holds it, however that
ends, so no killed build leaves a stale one behind, and a book that can only be read can be locked too. A second build
waits rather than fails: the watcher of ``make serve`` and a build by hand meet often, and the later of the two then
works with the newest data.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has none; two builds at once are then the reader's to avoid.
    fcntl = None


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
