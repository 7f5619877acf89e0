#!/usr/bin/env python3
"""Check a book and write its pages and search index below docs/, only what changed; with --site, the site as well.

On any error nothing is written and the last good state stays.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path

from fineprint.build.engine import EngineError
from fineprint.build.listed_pages import with_sitemap
from fineprint.build.manifest import MANIFEST, write_manifest
from fineprint.build.site import STAGED_SITE, SiteNote, known_hashes, lay_site, read_note, unchanged, write_note
from fineprint.build.vendor_build import fragments_of, page_builder, remove_stale, vendor_files_dir
from fineprint.cli import command
from fineprint.core.hashing import digest
from fineprint.core.problems import CLEAN, FOUND, report, stops
from fineprint.pages import joint_pages
from fineprint.publish.search import STAMP, packed, records_of_book, write_index
from fineprint.read.book import load_book
from fineprint.read.files import read_files
from fineprint.read.result import ReadResult
from fineprint.rules import check, described
from fineprint.rules.publishing import publishing_problems
from fineprint.store.atomic_dir import swap_in
from fineprint.store.cache import CACHE_DIR, Cache, code_digest, generated_state, inputs_digest
from fineprint.store.lock import exclusive
from fineprint.store.page_writer import file_stamp, write_pages
from fineprint.store.static_pages import BOOK_PAGES, pages_by_hand, static_files, with_static_pages
from fineprint.theme import SHARED_PAGES
from fineprint.verify.site_check import check_site


def build(root: Path, search: bool = True, strict: bool = False, publish: bool = False, site: bool = False) -> int:
    """Check and write once; the exit code."""
    docs, cache = root / "docs", Cache(root / CACHE_DIR)
    more = [f"pagefind/{STAMP}"] if search else []
    files = read_files(root)
    given = static_files(SHARED_PAGES, root)
    by_hand = pages_by_hand(docs)
    key = digest(
        [
            inputs_digest(files),
            repr((search, strict, publish, [(path, file_stamp(docs / path)) for path in by_hand])),
            *(part for item in given.items() for part in item),
        ]
    )
    note = read_note(root) if site else SiteNote()
    before = cache.get("build", key)
    same = before is not None and before[0] == generated_state(docs, *more)
    if same and (not site or unchanged(root, note, key)):
        sys.stderr.write(before[1])
        print("nothing changed since the last build")
        return CLEAN
    loaded = load_book(root, page_builder(root), files)
    problems = check(loaded)
    if publish:
        problems.extend(publishing_problems(loaded))
    said = report(problems)
    sys.stderr.write(said)
    if stops(problems, strict) or loaded.book is None:
        print("nothing written", file=sys.stderr)
        return FOUND
    shares = fragments_of(loaded)
    kept = vendor_files_dir(root)
    ready = {path: (f"{kept}/{path}", lies) for made in loaded.made.values() for path, lies in made.files.items()}
    own = {path: day for made in loaded.made.values() for path, day in made.days.items()}
    pages = with_static_pages(joint_pages(loaded.book, described(), loaded.evidence, shares), given)
    pages = with_sitemap(pages, docs, loaded.book.base_url, own, by_hand)
    known = cache.get("pages", code_digest()) or {}
    written, left, removed = write_pages(docs, pages, ready, known)
    cache.put("pages", code_digest(), known)
    if removed:
        remove_stale(root, loaded, ready)
    indexed = False
    if search:
        of_book = {"": packed(records_of_book(loaded.book))}
        of_vendors = {vendor: replace(share.records, pieces=share.whole) for vendor, share in shares.items()}
        indexed = write_index(docs, of_book | of_vendors)
    print(
        f"{written} files written, {left} unchanged, {removed} removed; "
        f"search index {'made' if indexed else 'unchanged'}"
    )
    cache.put("build", key, (generated_state(docs, *more), said))
    return finish(root, loaded, note, key, loaded.book.base_url if publish else "") if site else CLEAN


def finish(root: Path, loaded: ReadResult, note: SiteNote, key: str, address: str) -> int:
    """Build the site beside its place, check it there, name its files with their hashes and put it in its place.

    ``address``: where it is served, unless SITE_URL in the environment says where.
    """
    made, site = root / STAGED_SITE, root / "site"
    try:
        laid = lay_site(root, note, address)
    except EngineError as said:
        print(f"{said}\nsite/ is left as it was", file=sys.stderr)
        return FOUND
    problems = check_site(loaded.book, made)
    sys.stdout.write(report(problems))
    if problems:
        print("site/ is left as it was", file=sys.stderr)
        return FOUND
    write_manifest(made, known_hashes(root, note, laid))
    swap_in(made, site)
    write_note(root, replace(laid, build=key, site=laid.site | {MANIFEST: file_stamp(site / MANIFEST)}))
    counts = [words for made in loaded.made.values() for words in made.checked.counts.values()]
    shown = sum(words.policy + words.lifted for words in counts)
    noun = loaded.book.document_label[len(counts) != 1]
    print(
        f"{loaded.book.title}: {len(laid.site):,} files, checked; every word of {len(counts):,} {noun} is on its page, "
        f"{shown:,} in all\nopen {site / 'index.html'}"
    )
    return CLEAN


def watch(root: Path) -> int:
    """Build, then again after each change below policies/ or pages/, until interrupted."""
    seen: dict[Path, int] = {}
    while True:
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


def main() -> int:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    command.add_root(parser)
    parser.add_argument("--strict", action="store_true", help="let warnings stop the build as well")
    parser.add_argument("--publish", action="store_true", help="refuse what must not be published: a placeholder base")
    parser.add_argument("--no-search", action="store_true", help="leave the search index as it is")
    parser.add_argument("--watch", action="store_true", help="build again after each change of the book")
    parser.add_argument(
        "--site", action="store_true", help="build and check the site too, and put it in place of site/"
    )
    options = parser.parse_args()
    if options.watch:
        return watch(options.root)
    with exclusive(options.root):
        return build(options.root, not options.no_search, options.strict, options.publish, options.site)


if __name__ == "__main__":
    command.run(main)
