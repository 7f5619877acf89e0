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

from ..core.problems import stops
from ..pages import own_pages
from ..pages.fragments import BLOB_FIELDS, VendorFragment, vendor_fragment
from ..publish.sitemap import page_day
from ..read.book import VendorBuilder
from ..read.result import ReadResult
from ..rules import Checked, check_vendor
from ..store.blob_file import write_blobs
from ..store.cache import CACHE_DIR, Cache
from ..store.page_writer import FileStamp, file_stamp, link_or_write


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorBuild:
    """``share`` is None where only the rules ran, or could run; ``files``: path below ``docs/`` → size and time.

    ``days``: path of each page of its own → day for the site map. ``pieces``: file of the share's pieces, its size
    and time.
    """

    checked: Checked
    share: VendorFragment | None = None
    files: Mapping[str, FileStamp] = field(default_factory=dict)
    days: Mapping[str, str | None] = field(default_factory=dict)
    pieces: tuple[str, FileStamp | None] = ("", None)


def check_builder(root: Path) -> VendorBuilder:
    """Only the rules."""
    return VendorBuilder(cache=_cache(root), make=lambda loaded, large: VendorBuild(checked=check_vendor(loaded)))


def page_builder(root: Path) -> VendorBuilder:
    """The rules, the files and the share."""
    return VendorBuilder(cache=_cache(root), make=partial(_make, root), holds=partial(_holds, root))


def vendor_files_dir(root: Path) -> Path:
    """Where the vendors' own files are kept, by their path below ``docs/``."""
    return root / CACHE_DIR / "files"


def _pieces(root: Path, vendor: str) -> Path:
    return root / CACHE_DIR / "shares" / vendor


def fragments_of(loaded: ReadResult) -> dict[str, VendorFragment]:
    """The share of each vendor of a book that was built."""
    return {vendor: made.share for vendor, made in loaded.made.items()}


def remove_stale(root: Path, loaded: ReadResult, known: Container[str]) -> None:
    """Take away what is kept of vendors that are gone, and files of which none knows; ``known``: below ``docs/``."""
    for kept in (*(root / CACHE_DIR / "shares").glob("*"), *(root / CACHE_DIR / "vendors").glob("*")):
        if kept.stem not in loaded.made:
            kept.unlink()
    files = vendor_files_dir(root)
    for folder, _, names in os.walk(files, topdown=False):
        place = folder.removeprefix(f"{files}").lstrip("/")
        left = [name for name in names if f"{place}/{name}" not in known]
        for name in left:
            os.unlink(f"{folder}/{name}")
        if not os.listdir(folder):
            os.rmdir(folder)


def _cache(root: Path) -> Cache:
    return Cache(root / CACHE_DIR / "vendors")


def _make(root: Path, loaded: ReadResult, large: bool) -> VendorBuild:
    checked = check_vendor(loaded)
    if stops([*loaded.problems, *checked.problems]):
        return VendorBuild(checked=checked)
    files, docs, made, days = vendor_files_dir(root), root / "docs", {}, {}
    share = vendor_fragment(loaded.book, loaded.evidence, large)
    for path, data in own_pages(loaded.book, loaded.evidence, share, large):
        link_or_write(files / path, data, docs / path)
        made[path] = file_stamp(files / path)
        if path.endswith(".md"):
            days[path] = page_day(data)
    pieces = _pieces(root, loaded.book.vendors[0].id)
    laid = write_blobs({name: getattr(share, name) for name in BLOB_FIELDS}, pieces)
    return VendorBuild(
        checked=checked, share=replace(share, **laid), files=made, days=days, pieces=(str(pieces), file_stamp(pieces))
    )


def _holds(root: Path, made: VendorBuild) -> bool:
    pieces, laid = made.pieces
    if made.share is None or pieces != str(_pieces(root, Path(pieces).name)) or file_stamp(pieces) != laid:
        return False
    files = vendor_files_dir(root)
    return all(file_stamp(f"{files}/{path}") == known for path, known in made.files.items())
