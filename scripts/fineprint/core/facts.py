"""Facts about a vendor that its texts do not hold as answers, each with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSource:
    """What a fact rests on: words of a version of the book (its key), or an outside reference that nobody checked."""

    version: str | None = None
    quote: str | None = None
    at: str | None = None
    reference: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact in a sentence; ``source`` is None where the file tells none."""

    text: str
    source: FactSource | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorName:
    """A name in use from ``since`` to ``until``, days or None where not known."""

    name: str
    since: str | None = None
    until: str | None = None
    source: FactSource | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """Who took a vendor's place. ``on``: from which day; ``vendor``: its id where it is one of the book."""

    name: str
    on: str | None = None
    vendor: str | None = None
    source: FactSource | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """That a vendor was in business on a day, and of which documents the newest version was then in force."""

    on: str
    documents: tuple[str, ...]
