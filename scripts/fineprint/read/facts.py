"""The facts of a ``vendor.yml`` that its schema has passed, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core.facts import Current, Fact, FactSource, Successor, VendorName


def fact_of(told: str | Mapping[str, Any]) -> Fact:
    """A fact told in a sentence, with its source or without."""
    if isinstance(told, str):
        return Fact(text=told)
    return Fact(text=told["text"], source=_source(told))


def names_of(rows: list[Mapping[str, Any]]) -> tuple[VendorName, ...]:
    """A vendor's names in the order of the file."""
    return tuple(
        VendorName(name=row["name"], since=row["from"], until=row["until"], source=_source(row)) for row in rows
    )


def successor_of(told: str | Mapping[str, Any] | None) -> Successor | None:
    """Who took the vendor's place, with a source or without."""
    if told is None or isinstance(told, str):
        return Successor(name=told) if told else None
    return Successor(name=told["name"], on=told.get("on"), vendor=told.get("vendor"), source=_source(told))


def current_of(told: Mapping[str, Any] | None) -> Current | None:
    """That the vendor was seen in business, where the file says so."""
    return Current(on=told["on"], documents=tuple(told["documents"])) if told else None


def _source(row: Mapping[str, Any]) -> FactSource | None:
    return FactSource(**row["source"]) if "source" in row else None
