"""What was retired or withdrawn, a line each. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A question, a version or an address that stands no longer, and its notice."""

    kind: str
    name: str
    status: str
    on: str
    reason: str
    to: tuple[str, ...]


def endings(base: Snapshot, head: Snapshot) -> Iterator[Ending]:
    """Those that the head has and the base has not, or has otherwise."""
    for kind, notices in head.get("notices", {}).items():
        for name, notice in notices.items():
            if base.get("notices", {}).get(kind, {}).get(name) != notice:
                yield Ending(kind=kind, name=name, **notice | {"to": tuple(notice["to"])})
