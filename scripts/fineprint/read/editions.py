"""The editions of a book, from plain values as its file has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..core.edition import Edition


def editions_of(data: Iterable[Mapping[str, Any]]) -> tuple[Edition, ...]:
    """The editions that book.yml names, the newest first."""
    made = [
        Edition(
            id=each["id"],
            day=each["on"],
            manifest_sha256=each.get("manifest_sha256"),
            swhid=each.get("swhid"),
            doi=each.get("doi"),
            url=each.get("url"),
        )
        for each in data
    ]
    return tuple(sorted(made, key=lambda edition: (edition.day, edition.id), reverse=True))
