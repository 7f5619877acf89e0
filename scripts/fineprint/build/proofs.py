"""What the check of a site proved of each page, kept between builds under the page's bytes and what it was held to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from ..core.addresses import version_path
from ..core.hashing import digest
from ..core.model import Book
from ..store.cache import Cache, key_of
from ..verify.site_check import Proof, Proofs, page_of

_NAME = "proofs"
_Kept = dict[str, tuple[str, Proof]]


def page_keys(
    book: Book, pages: Mapping[str, str], found: Mapping[str, bytes], by_hand: Collection[str]
) -> dict[str, str]:
    """For each page of a site the key of its proof: its own bytes, whether it is by hand, and the text it shows.

    ``pages``: SHA-256 by path in the site; ``found``: the files of the book by path; ``by_hand``: of the pages.
    """
    texts: dict[str, list[bytes | str]] = defaultdict(list)
    for path, raw in found.items():
        if path.count("/") >= 2:
            texts[path.split("/")[1]] += (path, raw)
    read = {vendor: digest(parts) for vendor, parts in texts.items()}
    shown = {page_of(version_path(book, version)): read.get(version.vendor, "") for version in book.versions()}
    return {
        path: digest([own, shown.get(path, ""), str(path in by_hand)])
        for path, own in pages.items()
        if path.endswith(".html")
    }


def load_proofs(cache: Cache, book: Book, keys: Mapping[str, str]) -> Proofs:
    """The proofs of an earlier check that hold under today's keys."""
    kept: _Kept = cache.get(_NAME, key_of(book.title), _Kept) or {}
    return {path: proof for path, (key, proof) in kept.items() if keys.get(path) == key}


def save_proofs(cache: Cache, book: Book, keys: Mapping[str, str], proofs: Proofs) -> None:
    """Keep the proofs of a site without a problem."""
    kept: _Kept = {path: (keys[path], proof) for path, proof in proofs.items()}
    cache.put(_NAME, key_of(book.title), kept)
