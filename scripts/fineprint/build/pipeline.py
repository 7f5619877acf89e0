"""A whole build: the book checked, its pages and search index written, only what changed; if asked, the site as well.

On any error nothing is written and the last good state stays.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
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
from ..store.workers import HERE, Workers
from ..theme import SHARED_PAGES
from ..verify.site_check import check_site
from ..verify.source_guard import linked_paths, place_problems, settings_problems
from .engine import EngineError
from .listed_pages import with_sitemap
from .manifest import MANIFEST, write_manifest
from .proofs import load_proofs, page_keys, save_proofs
from .site import STAGED_SITE, SiteNote, lay_site, page_file, read_note, unchanged, write_note
from .state import state_of
from .vendor_build import finished_files, fragments_of, page_builder, remove_stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is asked of a build: ``search`` and ``site``, whether it makes those; ``strict``, whether warnings stop it;
    ``publish``, whether what is not fit to be published does; ``verify``, whether it believes no time of a file and no
    proof of an earlier build; ``workers``, who does the work."""

    search: bool = True
    strict: bool = False
    publish: bool = False
    site: bool = False
    verify: bool = False
    workers: Workers = HERE


def build(root: Path, options: Options = Options()) -> int:
    """Check and write once; the exit code."""
    if links := list(linked_paths(root)):
        sys.stderr.write(report(links))
        print("nothing written", file=sys.stderr)
        return FOUND
    docs, cache, search = root / "docs", Cache(root / CACHE_DIR), options.search
    note = read_note(root) if options.site else SiteNote()
    asked = key_of(repr((search, options.strict, options.publish, options.site)))
    state = partial(state_of, root, search, options.site)
    lay = None if options.verify else cache.get("state", asked, tuple[str, str])
    if lay and lay[0] and lay[0] == state(note.address):
        sys.stderr.write(lay[1])
        print(_UNCHANGED)
        return CLEAN
    digests = FileDigests(root, trust=not options.verify)
    more = [(INDEX_DIR / STAMP).as_posix()] if search else []
    found, unexpected = files = read_files(root)
    static = static_files(SHARED_PAGES, root)
    by_hand = {path: digests.of(f"docs/{path}") for path in pages_by_hand(docs)}
    key = key_of(found, repr(unexpected), static, by_hand, repr((search, options.strict, options.publish)))
    before = cache.get("build", key, tuple[str, str])
    same = before is not None and before[0] == generated_state(digests, docs, *more)
    if before and same and (not options.site or unchanged(root, note, key, digests)) and not options.verify:
        digests.save()
        cache.put("state", asked, (state(note.address), before[1]))
        sys.stderr.write(before[1])
        print(_UNCHANGED)
        return CLEAN
    loaded = load_book(root, page_builder(root, digests, options.workers), files)
    problems = check(loaded)
    problems.extend(settings_problems(root))
    own_files = files_by_hand(root, static)
    problems.extend(place_problems(own_files, loaded.book.vendors_path if loaded.book else ""))
    if options.publish:
        problems.extend(publishing_problems(loaded))
    said = report(problems)
    sys.stderr.write(said)
    if stops(problems, options.strict) or loaded.book is None:
        print("nothing written", file=sys.stderr)
        return FOUND
    _write(root, loaded, static, by_hand, digests, options)
    cache.put("build", key, (generated_state(digests, docs, *more), said))
    digests.save(forget=True, but="site")
    if options.site:
        address = loaded.book.base_url if options.publish else ""
        if not finish(root, loaded, replace(note, build=key, address=address), own_files, digests, options):
            return FOUND
        note = replace(note, address=address)
    cache.put("state", asked, (state(note.address), said))
    return CLEAN


def _write(
    root: Path,
    loaded: ReadBook,
    static: Mapping[str, bytes],
    by_hand: Iterable[str],
    digests: FileDigests,
    options: Options,
) -> None:
    """Bring the pages and, if asked, the search index up to date, and say what came of it."""
    docs, cache = root / "docs", Cache(root / CACHE_DIR)
    fragments, ready = fragments_of(root, loaded), finished_files(root, loaded)
    own = {path: day for made in loaded.made.values() for path, day in made.days.items()}
    pages = with_static_pages(joint_pages(loaded.book, described(), loaded.evidence, fragments), static)
    pages = with_sitemap(pages, docs, loaded.book.base_url, own, by_hand)
    keys = cache.get("pages", key_of(), PageKeys) or {}
    written, left, removed = write_pages(docs, pages, digests, ready, keys)
    cache.put("pages", key_of(), keys)
    if removed:
        remove_stale(root, loaded, ready)
    indexed = False
    if options.search:
        records = {vendor: replace(fragment.records, pieces=fragment.exports) for vendor, fragment in fragments.items()}
        indexed = write_index(root / INDEX_DIR, records, workers=options.workers)
    print(
        f"{written} files written, {left} unchanged, {removed} removed; "
        f"search index {'made' if indexed else 'unchanged'}"
    )


#: Said where a build had nothing to do.
_UNCHANGED = "nothing changed since the last build"


def finish(
    root: Path, loaded: ReadBook, note: SiteNote, by_hand: Iterable[str], digests: FileDigests, options: Options
) -> bool:
    """Build the site beside its place, check it there, name its files with their hashes and put it in its place.

    Returns whether it came to that. ``note``: that of the last site, with the key of this build and the address at
    which this site is served, unless SITE_URL in the environment says where. ``by_hand``: files that the book brought,
    by their path below ``docs/``.
    """
    made, site, cache = root / STAGED_SITE, root / "site", Cache(root / CACHE_DIR)
    try:
        laid = lay_site(root, note, digests)
    except EngineError as said:
        print(f"{said}\nsite/ is left as it was", file=sys.stderr)
        return False
    own_pages = {page_file(path) for path in by_hand}
    keys = page_keys(loaded.book, laid.site, loaded.found, own_pages)
    proofs = {} if options.verify else load_proofs(cache, loaded.book, keys)
    problems = check_site(loaded.book, made, options.workers, own_pages, proofs)
    sys.stdout.write(report(problems))
    if problems:
        print("site/ is left as it was", file=sys.stderr)
        return False
    manifest = write_manifest(made, laid.site)
    swap_in(made, site)
    laid = replace(laid, site=laid.site | {MANIFEST: manifest})
    write_note(root, laid)
    save_proofs(cache, loaded.book, keys, proofs)
    for path, known in laid.site.items():
        digests.written(f"site/{path}", known)
    digests.renamed()
    digests.save(forget=True)
    counts = [words for made in loaded.made.values() for words in made.checked.counts.values()]
    shown = sum(words.policy + words.excluded for words in counts)
    noun = loaded.book.document_label[len(counts) != 1]
    print(
        f"{loaded.book.title}: {len(laid.site) - 1:,} files, checked; every word of {len(counts):,} {noun} is on its "
        f"page, {shown:,} in all\nopen {site / 'index.html'}"
    )
    return True


def watch(root: Path, while_true: Callable[[], bool] = lambda: True, options: Options = Options()) -> None:
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
                build(root, options)
        time.sleep(0.5)
