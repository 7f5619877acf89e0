"""What a build makes of one vendor while it is read: what its rules find, its own files, and its part of the book's.

All of it is kept below ``.cache/`` until the vendor changes, the files as files, so that they only need another name
to stand among the pages.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from ..core.problems import stops
from ..pages import own_pages
from ..pages.fragments import BLOB_FIELDS, VendorFragment, vendor_fragment
from ..publish.sitemap import page_day
from ..read.book import VendorBuilder
from ..read.result import ReadBook
from ..rules import Checked, check_vendor
from ..rules.answers import AHEAD
from ..store.cache import CACHE_DIR, BlobFile, BlobPlaces, Cache, pack_blobs
from ..store.file_digests import FileDigests
from ..store.page_writer import FinishedFiles, link_or_write, write_file
from ..store.vendor_cache import MadeFiles
from ..store.workers import HERE, Workers


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorBuild:
    """``fragment`` is None where only the rules ran, or could run; what of it is read only when asked for lies in a
    file, where ``places`` says and with the SHA-256 ``blobs``. ``files``: path below ``docs/`` → SHA-256;
    ``days``: of its own pages that may be found, path → day for the site map.
    """

    checked: Checked
    fragment: VendorFragment | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, BlobPlaces] = field(default_factory=dict)
    blobs: str = ""


def check_builder(root: Path, workers: Workers = HERE) -> VendorBuilder:
    """Only the rules."""
    return VendorBuilder(cache=_cache(root), kind=VendorBuild, make=_check, holds=_holds_today, workers=workers)


def _holds_today(vendor: str, made: VendorBuild) -> bool:
    """Whether what was found would be found on any day: one that had not come may have come since."""
    return all(problem.code != AHEAD for problem in made.checked.problems)


def page_builder(root: Path, digests: FileDigests, workers: Workers = HERE) -> VendorBuilder:
    """The rules, the files and the fragment."""
    keep, holds = partial(_keep, root), partial(_holds, digests)
    return VendorBuilder(cache=_cache(root), kind=VendorBuild, make=_make, keep=keep, holds=holds, workers=workers)


def vendor_files_dir(root: Path) -> Path:
    """Where the vendors' own files are kept, by their path below ``docs/``."""
    return root / _FILES


def finished_files(root: Path, loaded: ReadBook) -> FinishedFiles:
    """The vendors' own files of a book that was built."""
    folder = vendor_files_dir(root)
    return {path: (folder / path, digest) for made in loaded.made.values() for path, digest in made.files.items()}


def fragments_of(root: Path, loaded: ReadBook) -> dict[str, VendorFragment]:
    """The fragment of each vendor of a book that was built."""
    return {
        vendor: replace(
            made.fragment, **{name: BlobFile(root / _BLOBS / vendor, places) for name, places in made.places.items()}
        )
        for vendor, made in loaded.made.items()
    }


def remove_stale(root: Path, loaded: ReadBook, known: Container[str]) -> None:
    """Take away what is kept of vendors that are gone, and files of which none knows; ``known``: below ``docs/``."""
    for kept in (*(root / _BLOBS).glob("*"), *(root / _UNITS).glob("*")):
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


_UNITS, _FILES, _BLOBS = CACHE_DIR / "vendors", CACHE_DIR / "files", CACHE_DIR / "fragments"


def _cache(root: Path) -> Cache:
    return Cache(root / _UNITS)


def _check(loaded: ReadBook, large: bool) -> tuple[VendorBuild, MadeFiles]:
    return VendorBuild(checked=check_vendor(loaded)), {}


def _make(loaded: ReadBook, large: bool) -> tuple[VendorBuild, MadeFiles]:
    checked = check_vendor(loaded)
    if stops([*loaded.problems, *checked.problems]):
        return VendorBuild(checked=checked), {}
    files, made, days = {}, {}, {}
    fragment = vendor_fragment(loaded.book, loaded.evidence, large)
    for path, data in own_pages(loaded.book, loaded.evidence, fragment):
        files[(_FILES / path).as_posix()] = data
        made[path] = hashlib.sha256(data).hexdigest()
        day = page_day(data) if path.endswith(".md") else None
        if day is not None:
            days[path] = day
    places, blobs = pack_blobs({name: getattr(fragment, name) for name in BLOB_FIELDS})
    files[(_BLOBS / loaded.book.vendors[0].id).as_posix()] = blobs
    empty: dict[str, Any] = {name: {} for name in BLOB_FIELDS}
    bare = replace(fragment, **empty)
    digest = hashlib.sha256(blobs).hexdigest()
    return VendorBuild(checked=checked, fragment=bare, files=made, days=days, places=places, blobs=digest), files


def _keep(root: Path, files: MadeFiles) -> None:
    for path, data in files.items():
        if path.startswith(f"{_BLOBS.as_posix()}/"):
            write_file(root / path, data)
        else:
            link_or_write(root / path, data, root / "docs" / path.removeprefix(f"{_FILES.as_posix()}/"))


def _holds(digests: FileDigests, vendor: str, made: VendorBuild) -> bool:
    if (
        made.fragment is None
        or not _holds_today(vendor, made)
        or digests.of((_BLOBS / vendor).as_posix()) != made.blobs
    ):
        return False
    files = _FILES.as_posix()
    return all(digests.of(f"{files}/{path}") == known for path, known in made.files.items())
