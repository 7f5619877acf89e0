"""The facts of a ``vendor.yml`` that its schema has passed, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core.facts import Current, Fact, FactSource, Successor, VendorName


def fact_of(value: str | Mapping[str, Any]) -> Fact:
    """A fact told in a sentence, with its source or without."""
    if isinstance(value, str):
        return Fact(text=value)
    return Fact(text=value["text"], source=_source(value))


def names_of(rows: list[Mapping[str, Any]]) -> tuple[VendorName, ...]:
    """A vendor's names in the order of the file."""
    return tuple(
        VendorName(name=row["name"], since=row["from"], until=row["until"], source=_source(row)) for row in rows
    )


def successor_of(value: str | Mapping[str, Any] | None) -> Successor | None:
    """Who took the vendor's place, with a source or without."""
    if value is None or isinstance(value, str):
        return Successor(name=value) if value else None
    return Successor(name=value["name"], on=value.get("on"), vendor=value.get("vendor"), source=_source(value))


def current_of(value: Mapping[str, Any] | None) -> Current | None:
    """That the vendor was seen in business, where the file says so."""
    return Current(on=value["on"], documents=tuple(value["documents"])) if value else None


def _source(row: Mapping[str, Any]) -> FactSource | None:
    return FactSource(**row["source"]) if "source" in row else None
