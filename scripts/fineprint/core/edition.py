"""A dated state of a book that can be cited."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A dated state of the book. ``doi`` and ``url``: of its deposit in an archive, if there is one."""

    id: str
    day: str
    manifest_sha256: str | None
    swhid: str | None
    doi: str | None
    url: str | None
