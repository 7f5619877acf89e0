"""What a build makes of one vendor while it is read: what its rules find, its own files, and its share of the book's.

All of it is kept below ``.cache/`` until the vendor changes, the files as files, so that they only need another name
to stand among the pages.
"""

from __future__ import annotations

import os
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from .cache import KEPT, Cache
from .laid import lay
from .load import Making
from .loaded import Loaded
from .outputs import Seen, adopt_or_write, seen
from .pages import own_pages
from .pages.shares import PIECES, Share, share_of
from .problems import stops
from .rules import Checked, check_vendor


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """``share`` is None where only the rules ran, or could run; ``files``: path below ``docs/`` → size and time.

    ``pieces``: file of the share's pieces, its size and time.
    """

    checked: Checked
    share: Share | None = None
    files: Mapping[str, Seen] = field(default_factory=dict)
    pieces: tuple[str, Seen | None] = ("", None)


def checking(root: Path) -> Making:
    """Only the rules."""
    return Making(cache=_cache(root), make=lambda loaded, large: Made(checked=check_vendor(loaded)))


def building(root: Path) -> Making:
    """The rules, the files and the share."""
    return Making(cache=_cache(root), make=partial(_make, root), holds=partial(_holds, root))


def files_of(root: Path) -> Path:
    """Where the vendors' own files are kept, by their path below ``docs/``."""
    return root / KEPT / "files"


def _pieces(root: Path, vendor: str) -> Path:
    return root / KEPT / "shares" / vendor


def shares_of(loaded: Loaded) -> dict[str, Share]:
    """The share of each vendor of a book that was built."""
    return {vendor: made.share for vendor, made in loaded.made.items()}


def forget_others(root: Path, loaded: Loaded, known: Container[str]) -> None:
    """Take away what is kept of vendors that are gone, and files of which none knows; ``known``: below ``docs/``."""
    for kept in (*(root / KEPT / "shares").glob("*"), *(root / KEPT / "vendors").glob("*")):
        if kept.stem not in loaded.made:
            kept.unlink()
    files = files_of(root)
    for folder, _, names in os.walk(files, topdown=False):
        place = folder.removeprefix(f"{files}").lstrip("/")
        left = [name for name in names if f"{place}/{name}" not in known]
        for name in left:
            os.unlink(f"{folder}/{name}")
        if not os.listdir(folder):
            os.rmdir(folder)


def _cache(root: Path) -> Cache:
    return Cache(root / KEPT / "vendors")


def _make(root: Path, loaded: Loaded, large: bool) -> Made:
    checked = check_vendor(loaded)
    if stops([*loaded.problems, *checked.problems]):
        return Made(checked=checked)
    files, docs, made = files_of(root), root / "docs", {}
    share = share_of(loaded.book, loaded.evidence, large)
    for path, data in own_pages(loaded.book, loaded.evidence, share, large):
        adopt_or_write(files / path, data, docs / path)
        made[path] = seen(files / path)
    pieces = _pieces(root, loaded.book.vendors[0].id)
    laid = lay({name: getattr(share, name) for name in PIECES}, pieces)
    return Made(checked=checked, share=replace(share, **laid), files=made, pieces=(str(pieces), seen(pieces)))


def _holds(root: Path, made: Made) -> bool:
    pieces, laid = made.pieces
    if made.share is None or pieces != str(_pieces(root, Path(pieces).name)) or seen(pieces) != laid:
        return False
    files = files_of(root)
    return all(seen(f"{files}/{path}") == known for path, known in made.files.items())
