"""Files that need not be made where nothing that they show has changed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple


class Later(NamedTuple):
    """A file that need not be made where it lies there as it was last made under the same key."""

    key: str
    make: Callable[[], bytes]


Page = tuple[str, bytes | Later]


def made(pages: Iterable[Page]) -> Iterator[tuple[str, bytes]]:
    """All files, each made."""
    for path, data in pages:
        yield path, data.make() if isinstance(data, Later) else data
