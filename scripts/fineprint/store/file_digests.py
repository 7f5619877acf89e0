"""Digests of files that need not be read again: a file that lies as it lay when it was hashed has the same bytes.

Whoever kept something beside a file's digest (a vendor's cache, a page's key, the note of the last build) asks here
whether the file still has it. A file that only looks changed, as it was copied, touched or given another name, is
read once and found to be the same; one that only looks the same would need its inode and both of its times forged.
"""

from __future__ import annotations

import hashlib
import os
import stat
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from ..core.hashing import digest
from .cache import CACHE_DIR, Cache, key_of
from .page_writer import GENERATED_LIST

_NAME = "stamps"


class FileStamp(NamedTuple):
    """How a file lies on its disk. Changing bytes changes one of these; so does a further name (``changed_ns``)."""

    size: int
    modified_ns: int
    changed_ns: int
    inode: int


def file_stamp(path: Path | str) -> FileStamp | None:
    """The stamp of a file, which is not opened; None if it is not there, or is no file but a folder or a link."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return FileStamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


class FileDigests:
    """The digests of a book's files, by path from the book's folder, each with the stamp under which it holds.

    ``trust`` False: no stamp of an earlier run is believed, and every file that is asked for is read.
    """

    def __init__(self, root: Path, trust: bool = True) -> None:
        self._root, self._cache = root, Cache(root / CACHE_DIR)
        kept = trust and self._cache.get(_NAME, key_of(), dict[str, tuple[str, FileStamp]])
        self._known: dict[str, tuple[str, FileStamp | None]] = kept or {}
        self._used: set[str] = set()
        self._changed = False

    def of(self, path: str) -> str:
        """The SHA-256 of a file as it lies there now; "" if it can't be read. Read only if it lies in another way."""
        self._used.add(path)
        known = self._known.get(path)
        if known and known[1] is None:
            # This run wrote it, or made it a further name of what it wrote.
            return known[0]
        stamp = file_stamp(f"{self._root}/{path}")
        if known and known[1] == stamp:
            return known[0]
        if stamp is None:
            return ""
        try:
            with open(f"{self._root}/{path}", "rb") as file:
                made = hashlib.sha256(file.read()).hexdigest()
        except OSError:
            return ""
        self._known[path], self._changed = (made, stamp), True
        return made

    def written(self, path: str, made: str) -> None:
        """Note the digest of a file that this run wrote, or gave a further name; its stamp is taken at the end."""
        self._used.add(path)
        self._known[path], self._changed = (made, None), True

    def renamed(self) -> None:
        """Note that files may have got or lost further names, which changes of a stamp its ``changed_ns`` alone."""
        for path, (made, known) in self._known.items():
            stamp = known and file_stamp(f"{self._root}/{path}")
            if known and stamp and stamp != known and stamp._replace(changed_ns=known.changed_ns) == known:
                self._known[path], self._changed = (made, stamp), True

    def save(self, forget: bool = False, but: str = "") -> None:
        """Keep them for the next run; ``forget``: those of files that this one did not ask for, ``but`` those below a
        folder."""
        self._used |= {path for path in self._known if but and path.startswith(f"{but}/")}
        if not self._changed and not (forget and self._known.keys() - self._used):
            return
        ready: dict[str, tuple[str, FileStamp]] = {}
        for path, (made, known) in self._known.items():
            stamp = known or file_stamp(f"{self._root}/{path}")
            if stamp and (not forget or path in self._used):
                ready[path] = made, stamp
        self._known, self._changed = dict(ready), False
        self._cache.put(_NAME, key_of(), ready)


def generated_state(digests: FileDigests, docs: Path, *more: str) -> str:
    """The digest of the names and bytes of the generated files as they lie there now; "" if one is missing.

    ``more``: files that the list of generated files does not name, below the folder that the digests are of.
    """
    try:
        names = (docs / GENERATED_LIST).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    found = {name: digests.of(f"{docs.name}/{name}") for name in (*names, GENERATED_LIST)}
    found |= {name: digests.of(name) for name in more}
    return digest(chain.from_iterable(found.items())) if all(found.values()) else ""
