"""A line of the ledger of a version's addresses."""

from __future__ import annotations

from dataclasses import dataclass, field

from .lines import Lines


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """A line of a version's ledger: fragment, source lines, first 12 hex digits of the SHA-256 of the words.

    ``number``: which line of the ledger it is, from 1; 0 for an address of today.
    """

    fragment: str
    lines: Lines
    digest: str
    number: int = field(default=0, compare=False)
