"""A built site checked: each page by itself, and whether what pages and ledgers name is there.

A page's proof holds as long as the page has the same bytes, is held to the same text, and every file and id that its
links lead to is still there; else the page is checked again as if for the first time.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ..core.addresses import book_paths, version_path
from ..core.model import Book, Vendor, Version
from ..core.problems import Problem, error
from ..store.vendor_cache import release_texts
from ..store.workers import HERE, Workers, map_work
from .page_check import BESIDE, CheckedPage, SiteFiles, check_page

#: Pages from which on several processes check a site, and pages of a piece of their work.
MANY, PIECE = 300, 40


class Proof(NamedTuple):
    """What a page without a problem has, and what of other files that rests on: its ids; by file the ids its links
    lead to, "" for none."""

    ids: list[str]
    links: dict[str, list[str]]


#: The proof of each page, by its path in the site.
Proofs = dict[str, Proof]


class _Page(NamedTuple):
    """A page to be checked; ``data`` is None where the process that checks it can read it itself."""

    path: str
    data: bytes | None
    vendor: Vendor | None
    version: Version | None


def check_site(
    book: Book,
    site: Path,
    workers: Workers = HERE,
    by_hand: Collection[str] = (),
    proofs: Proofs | None = None,
) -> list[Problem]:
    """Everything wrong with the site built from a book into the folder ``site``.

    ``by_hand``: pages of the site that the book brought. ``proofs``: of pages known to have the bytes, and to be held
    to the text, that were checked before; they are brought up to date where nothing is wrong.
    """
    proofs = {} if proofs is None else proofs
    files = frozenset(_files_of(site))
    pages = sorted(path for path in files if path.endswith(".html") and not path.startswith(BESIDE))
    versions = {
        page_of(version_path(book, version)): (vendor, version)
        for vendor in book.vendors
        for version in vendor.versions
    }
    work = partial(_check_pages, book.title, site, SiteFiles(files), frozenset(by_hand))

    def checked(wanted: list[str]) -> Iterator[tuple[str, CheckedPage]]:
        # Pages of one vendor lie side by side, and every process would read it if they were mixed.
        size = PIECE if len(wanted) >= MANY else max(len(wanted), 1)
        parts = (wanted[start : start + size] for start in range(0, len(wanted), size))
        ready = ([_page(site, path, versions, workers) for path in part] for part in parts)
        for found in map_work(work, ready, workers):
            yield from found.items()

    fresh = dict(checked([path for path in pages if path not in proofs]))
    ids = {path: frozenset(fresh[path].ids if path in fresh else proofs[path].ids) for path in pages}
    fresh |= dict(checked([path for path in pages if path not in fresh and not _holds(proofs[path], files, ids)]))
    problems = [problem for found in fresh.values() for problem in found.problems]
    for path, found in fresh.items():
        for file, fragments in found.links.items():
            for fragment, target in fragments.items():
                if fragment and file in ids and fragment not in ids[file]:
                    problems.append(error(path, "site.link", f"{target} leads to an id that is not there"))
    problems += [*_addresses(book, ids), *_missing(versions, ids)]
    if not problems:
        new = {
            path: Proof(found.ids, {to: list(ids) for to, ids in found.links.items()}) for path, found in fresh.items()
        }
        kept = {path: proofs[path] for path in pages if path not in new}
        proofs.clear()
        proofs.update(kept | new)
    return problems


def _files_of(site: Path) -> Iterator[str]:
    top = str(site)
    for folder, _, names in os.walk(top):
        place = folder[len(top) + 1 :].replace(os.sep, "/")
        yield from (f"{place}/{name}" if place else name for name in names)


def _page(site: Path, path: str, versions: Mapping[str, tuple[Vendor, Version]], workers: Workers) -> _Page:
    data = (site / path).read_bytes() if workers.scheduler is not None else None
    return _Page(path, data, *versions.get(path, (None, None)))


def _check_pages(
    name: str, site: Path, files: SiteFiles, by_hand: Collection[str], pages: Iterable[_Page]
) -> dict[str, CheckedPage]:
    """Each page with what was found on it; a page is let go before the next one. ``name``: the book's."""
    checked = {}
    read: Vendor | None = None
    for path, data, vendor, version in pages:
        if read is not None and vendor is not None and read is not vendor:
            release_texts(read)
        read = vendor or read
        text = ((site / path).read_bytes() if data is None else data).decode("utf-8")
        checked[path] = check_page(path, text, files, version, name, path in by_hand)
    if read is not None:
        release_texts(read)
    return checked


def _holds(proof: Proof, files: Collection[str], ids: Mapping[str, Collection[str]]) -> bool:
    """Whether everything that a page's links lead to is still there."""
    for file, fragments in proof.links.items():
        there = file in files or file.startswith(BESIDE)
        if not there or (file in ids and any(name and name not in ids[file] for name in fragments)):
            return False
    return True


def page_of(book_path: str) -> str:
    """The page of a path of the book, as a path of the site."""
    return f"{book_path}index.html"


def _missing(versions: Iterable[str], ids: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Every version has a page."""
    for path in versions:
        if path not in ids:
            yield error(path, "site.page", "this version has no page; build again")


def _addresses(book: Book, ids: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Every address of the book's ledger has its place."""
    for address in sorted({*book_paths(book), *book.ledger}):
        path, _, fragment = address.partition("#")
        if page_of(path) not in ids:
            yield error(page_of(path), "site.page", f"the address {address} has no page; build again")
        elif fragment and fragment not in ids[page_of(path)]:
            yield error(page_of(path), "site.address", f"#{fragment} is not on this page")
