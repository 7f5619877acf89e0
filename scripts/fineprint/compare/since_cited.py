"""What came after a version that is cited: the newest one, where changes are told, what it has of a passage. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..core.addresses import redline_path, redlined_pairs
from ..core.model import Book, Version
from ..prove.quote_index import Evidence
from .changes import Change
from .redline import redline


def newest_of(book: Book, version: Version) -> Version:
    """The newest version of the same variant of a version's document."""
    vendor = next(each for each in book.vendors if each.id == version.vendor)
    return vendor.series(version.document, version.record.variant)[-1]


def changes_path(book: Book, version: Version) -> str:
    """The path of the page that tells what changed since a version that is not the newest.

    A redline to the newest version where there is one, else to the next: from there each leads to the one after it.
    """
    vendor = next(each for each in book.vendors if each.id == version.vendor)
    series = vendor.series(version.document, version.record.variant)
    there = [newer for _, older, newer in redlined_pairs(book) if older is version]
    newer = series[-1] if series[-1] in there else series[series.index(version) + 1]
    return redline_path(book, version, newer)


def outcomes_since(older: Evidence, newer: Evidence) -> dict[str, str]:
    """For each address of the older version what the newer one has of it, where that is not unchanged."""
    below: dict[str, list[Change]] = {}
    for change in redline(older.units, newer.units).changes:
        for unit in change.older:
            parts = unit.address.split(".")
            for size in range(1, len(parts) + 1):
                below.setdefault(".".join(parts[:size]), []).append(change)
    found = {address: _outcome(changes) for address, changes in below.items()}
    return {address: outcome for address, outcome in found.items() if outcome != "unchanged"}


def passage_since(older: Evidence, newer: Evidence, places: Collection[str]) -> str | None:
    """What the newer version has of the passages at some addresses of the older; None where nothing stands there."""
    if not places:
        return None
    changes = [
        change
        for change in redline(older.units, newer.units).changes
        if any(within(unit.address, place) for unit in change.older for place in places)
    ]
    return _outcome(changes) if changes else None


def within(address: str, above: str) -> bool:
    """Whether an address is another, or of something in it."""
    return address == above or address.startswith(f"{above}.")


def _outcome(changes: Sequence[Change]) -> str:
    kept = [change for change in changes if change.kind != "deleted"]
    if not kept:
        return "gone"
    reworded = len(kept) < len(changes) or any(change.reworded for change in kept)
    moved = any(change.kind == "moved_from" for change in kept)
    return {(False, False): "unchanged", (True, False): "moved", (False, True): "reworded"}.get(
        (moved, reworded), "moved-reworded"
    )
