"""A whole build: the book checked, its pages and search index written, only what changed; if asked, the site as well.

On any error nothing is written and the last good state stays.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path

from ..core.problems import CLEAN, FOUND, report, stops
from ..pages import joint_pages
from ..publish.search_index import INDEX_DIR, STAMP, write_index
from ..read.book import load_book
from ..read.files import read_files
from ..read.result import ReadBook
from ..rules import check, described
from ..rules.publishing import publishing_problems
from ..store.atomic_dir import exclusive, swap_in
from ..store.cache import CACHE_DIR, Cache, key_of
from ..store.file_digests import FileDigests, generated_state
from ..store.page_writer import PageKeys, write_pages
from ..store.static_pages import BOOK_PAGES, files_by_hand, pages_by_hand, static_files, with_static_pages
from ..theme import SHARED_PAGES
from ..verify.site_check import check_site
from ..verify.source_guard import linked_paths, place_problems, settings_problems
from .engine import EngineError
from .listed_pages import with_sitemap
from .manifest import MANIFEST, write_manifest
from .site import (
    STAGED_SITE,
    SiteNote,
    known_hashes,
    lay_site,
    page_file,
    read_note,
    stamp_of,
    unchanged,
    write_note,
)
from .vendor_build import finished_files, fragments_of, page_builder, remove_stale


def build(
    root: Path,
    search: bool = True,
    strict: bool = False,
    publish: bool = False,
    site: bool = False,
    workers: int | None = None,
) -> int:
    """Check and write once; the exit code. ``workers``: among how many processes, by default as many as processors."""
    if links := list(linked_paths(root)):
        sys.stderr.write(report(links))
        print("nothing written", file=sys.stderr)
        return FOUND
    docs, cache, digests = root / "docs", Cache(root / CACHE_DIR), FileDigests(root)
    more = [(INDEX_DIR / STAMP).as_posix()] if search else []
    found, unexpected = files = read_files(root)
    given = static_files(SHARED_PAGES, root)
    by_hand = {path: digests.of(f"docs/{path}") for path in pages_by_hand(docs)}
    key = key_of(found, repr(unexpected), given, by_hand, repr((search, strict, publish)))
    note = read_note(root) if site else SiteNote()
    before = cache.get("build", key, tuple[str, str])
    same = before is not None and before[0] == generated_state(digests, docs, *more)
    if before and same and (not site or unchanged(root, note, key)):
        digests.save()
        sys.stderr.write(before[1])
        print("nothing changed since the last build")
        return CLEAN
    loaded = load_book(root, page_builder(root, digests, workers), files)
    problems = check(loaded)
    problems.extend(settings_problems(root))
    own_files = files_by_hand(root, given)
    problems.extend(place_problems(own_files, loaded.book.vendors_path if loaded.book else ""))
    if publish:
        problems.extend(publishing_problems(loaded))
    said = report(problems)
    sys.stderr.write(said)
    if stops(problems, strict) or loaded.book is None:
        print("nothing written", file=sys.stderr)
        return FOUND
    shares, ready = fragments_of(root, loaded), finished_files(root, loaded)
    own = {path: day for made in loaded.made.values() for path, day in made.days.items()}
    pages = with_static_pages(joint_pages(loaded.book, described(), loaded.evidence, shares), given)
    pages = with_sitemap(pages, docs, loaded.book.base_url, own, by_hand)
    keys = cache.get("pages", key_of(), PageKeys) or {}
    written, left, removed = write_pages(docs, pages, digests, ready, keys)
    cache.put("pages", key_of(), keys)
    if removed:
        remove_stale(root, loaded, ready)
    indexed = False
    if search:
        records = {vendor: replace(share.records, pieces=share.exports) for vendor, share in shares.items()}
        indexed = write_index(root / INDEX_DIR, records)
    print(
        f"{written} files written, {left} unchanged, {removed} removed; "
        f"search index {'made' if indexed else 'unchanged'}"
    )
    cache.put("build", key, (generated_state(digests, docs, *more), said))
    digests.save(forget=True)
    if not site:
        return CLEAN
    done = finish(
        root, loaded, replace(note, build=key, address=loaded.book.base_url if publish else ""), own_files, workers
    )
    digests.renamed()
    digests.save()
    return done


def finish(root: Path, loaded: ReadBook, note: SiteNote, by_hand: Iterable[str], workers: int | None) -> int:
    """Build the site beside its place, check it there, name its files with their hashes and put it in its place.

    ``note``: that of the last site, with the key of this build and the address at which this site is served, unless
    SITE_URL in the environment says where. ``by_hand``: files that the book brought, by their path below ``docs/``.
    """
    made, site = root / STAGED_SITE, root / "site"
    try:
        laid = lay_site(root, note)
    except EngineError as said:
        print(f"{said}\nsite/ is left as it was", file=sys.stderr)
        return FOUND
    problems = check_site(loaded.book, made, workers, {page_file(path) for path in by_hand})
    sys.stdout.write(report(problems))
    if problems:
        print("site/ is left as it was", file=sys.stderr)
        return FOUND
    write_manifest(made, known_hashes(root, note, laid))
    swap_in(made, site)
    write_note(root, replace(laid, site=laid.site | {MANIFEST: stamp_of(site / MANIFEST)}))
    counts = [words for made in loaded.made.values() for words in made.checked.counts.values()]
    shown = sum(words.policy + words.excluded for words in counts)
    noun = loaded.book.document_label[len(counts) != 1]
    print(
        f"{loaded.book.title}: {len(laid.site):,} files, checked; every word of {len(counts):,} {noun} is on its page, "
        f"{shown:,} in all\nopen {site / 'index.html'}"
    )
    return CLEAN


def watch(root: Path, while_true: Callable[[], bool] = lambda: True) -> None:
    """Build, then again after each change below policies/ or pages/, until interrupted or something else ends."""
    seen: dict[Path, int] = {}
    while while_true():
        now = {}
        for path in sorted(chain((root / "policies").rglob("*"), (root / BOOK_PAGES).rglob("*"))):
            # A file may go between being found and being looked at: editors save by renaming.
            with suppress(FileNotFoundError):
                now[path] = path.lstat().st_mtime_ns
        if now != seen:
            seen = now
            with exclusive(root):
                build(root)
        time.sleep(0.5)
