"""Files that need not be made where nothing that they show has changed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple


class LazyPage(NamedTuple):
    """A file that need not be made where it lies there as it was last made under the same key."""

    key: str
    make: Callable[[], bytes]


PageFile = tuple[str, bytes | LazyPage]


def render_all(pages: Iterable[PageFile]) -> Iterator[tuple[str, bytes]]:
    """All files, each made."""
    for path, data in pages:
        yield path, data.make() if isinstance(data, LazyPage) else data
