"""Whether anything at all changed since the last build, without opening a file: how all files lie on their disk.

Evidence are the names of all files that a build reads or writes, with sizes, both times and inodes. Where these
differ the bytes decide (:mod:`~fineprint.store.file_digests`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..core.hashing import digest
from ..publish.search_index import INDEX_DIR
from ..store.static_pages import BOOK_PAGES
from ..theme import SHARED_PAGES
from .engine import engine_settings


def state_of(root: Path, search: bool, site: bool, address: str) -> str:
    """The digest of how all files of a book lie; "" where the book brings code of its own, which may do anything.

    ``search``, ``site``: whether a build makes these; ``address``: at which the site is served.
    """
    tops = [root / "policies", root / BOOK_PAGES, root / "docs", SHARED_PAGES]
    tops += [root / INDEX_DIR] if search else []
    parts = [line for top in tops for line in stamps_below(top)]
    if site:
        settings = engine_settings(root, address)
        if settings.full:
            return ""
        parts += [settings.key, *stamps_below(root / "site")]
    parts += [line for file in sorted(root.glob("*.y*ml")) for line in (file.name, repr(file.read_bytes()))]
    return digest(parts)


def stamps_below(top: Path) -> Iterator[str]:
    """A line for each file below a folder and for each link, in order: path, size, times and inode."""
    left = [str(top)]
    while left:
        folder = left.pop()
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except FileNotFoundError:
            yield f"{folder} is not there"
            continue
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                left.append(entry.path)
            else:
                stat = entry.stat(follow_symlinks=False)
                yield f"{entry.path} {stat.st_mode} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"
