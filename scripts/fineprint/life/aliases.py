"""Aliases for published addresses that an outline corrected by hand left without their words. Pure.

A policy's lines never change, so where words stand now is known from the lines that the ledger has of them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ..core.ledger_entry import LedgerEntry
from ..core.model import Version
from ..prove.ledger import addresses_of, resolve


def missing_aliases(version: Version) -> dict[str, tuple[str, ...]]:
    """By published address that leads nowhere, where its words stand now: one address, or the first and the last.

    An address whose name stands on other words by now can't have an alias; it is not among them.
    """
    now = {entry.fragment: entry for entry in addresses_of(version.sections)}
    made: dict[str, tuple[str, ...]] = {}
    # Sections come first, as the alias of one carries its clauses.
    for entry in sorted(version.ledger, key=lambda entry: "." in entry.fragment):
        aliases = {**version.outline.aliases, **made}
        if entry.fragment in now or entry.fragment in version.outline.aliases:
            continue
        if resolve(entry, replace(version, outline=replace(version.outline, aliases=aliases)), now) is None:
            continue
        if targets := _standing(entry, now.values()):
            made[entry.fragment] = targets
    return made


def _standing(gone: LedgerEntry, now: Collection[LedgerEntry]) -> tuple[str, ...]:
    """The address of the same words on the same lines, else the smallest that covers them, else a row of clauses."""
    around = sorted(
        (entry for entry in now if entry.lines.contain(gone.lines)),
        key=lambda entry: (entry.digest != gone.digest, entry.lines.last - entry.lines.first),
    )
    if around:
        return (around[0].fragment,)
    clauses = [
        entry
        for entry in now
        if entry.fragment.count(".") == 1
        and entry.lines.first <= gone.lines.last
        and gone.lines.first <= entry.lines.last
    ]
    if not clauses or clauses[0].lines.first > gone.lines.first or clauses[-1].lines.last < gone.lines.last:
        return ()
    return clauses[0].fragment, clauses[-1].fragment
