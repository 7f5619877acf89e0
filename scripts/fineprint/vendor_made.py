"""What a build makes of one vendor while it is read: what its rules find, its own files, and its share of the book's.

All of it is kept below ``.cache/`` until the vendor changes, the files as files, so that they only need another name
to stand among the pages.
"""

from __future__ import annotations

import os
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from .cache import KEPT, Cache
from .load import Making
from .loaded import Loaded
from .outputs import Seen, adopt_or_write, seen
from .pages import own_pages
from .pages.shares import Share, share_of
from .problems import stops
from .rules import Checked, check_vendor


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """``share`` is None where only the rules ran, or could run; ``files``: path below ``docs/`` → size and time."""

    checked: Checked
    share: Share | None = None
    files: Mapping[str, Seen] = field(default_factory=dict)


def checking(root: Path) -> Making:
    """Only the rules."""
    return Making(cache=_cache(root), make=lambda loaded, large: Made(checked=check_vendor(loaded)))


def building(root: Path) -> Making:
    """The rules, the files and the share."""
    files = files_of(root)
    return Making(cache=_cache(root), make=partial(_make, files, root / "docs"), holds=partial(_holds, files))


def files_of(root: Path) -> Path:
    """Where the vendors' own files are kept, by their path below ``docs/``."""
    return root / KEPT / "files"


def forget_others(files: Path, known: Container[str]) -> None:
    """Take away kept files of which no vendor knows any more; ``known``: paths below ``docs/``."""
    for folder, _, names in os.walk(files, topdown=False):
        place = folder.removeprefix(f"{files}").lstrip("/")
        left = [name for name in names if f"{place}/{name}" not in known]
        for name in left:
            os.unlink(f"{folder}/{name}")
        if not os.listdir(folder):
            os.rmdir(folder)


def _cache(root: Path) -> Cache:
    return Cache(root / KEPT / "vendors")


def _make(files: Path, docs: Path, loaded: Loaded, large: bool) -> Made:
    checked = check_vendor(loaded)
    if stops([*loaded.problems, *checked.problems]):
        return Made(checked=checked)
    made = {}
    share = share_of(loaded.book, loaded.evidence, large)
    for path, data in own_pages(loaded.book, loaded.evidence, share, large):
        adopt_or_write(files / path, data, docs / path)
        made[path] = seen(files / path)
    return Made(checked=checked, share=share, files=made)


def _holds(files: Path, made: Made) -> bool:
    return made.share is not None and all(seen(f"{files}/{path}") == known for path, known in made.files.items())
