"""What was published and stands no longer: why, since when, and what stands in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .ledger_entry import LedgerEntry
    from .record import Record

#: What becomes of a thing, in the terms of legislation → how its notice says so.
STATUSES = {
    "renumbered": "renumbered",
    "redesignated": "given another id",
    "repealed": "retired",
    "withdrawn": "withdrawn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Why something stands no longer. ``status``: a key of :data:`STATUSES`; ``to``: what stands in its place, as
    addresses from the base or, of a question, as ids of questions.
    """

    on: str
    status: str
    reason: str
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnText:
    """A version whose words are gone; its record and its published addresses stay."""

    vendor: str
    vendor_name: str
    document: str
    date: str
    record: Record
    notice: Notice
    ledger: tuple[LedgerEntry, ...]

    @property
    def key(self) -> str:
        """``vendor/document/date``."""
        return f"{self.vendor}/{self.document}/{self.date}"
