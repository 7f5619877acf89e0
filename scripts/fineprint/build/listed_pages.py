"""The site map as the last of a book's files: it lists all others that are pages, and opens none that was left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from ..publish.sitemap import page_day, sitemap
from ..store.page_writer import LazyPage, PageFile

#: Front matter lies within so many bytes; a dataset's longest is a tenth of it.
_HEAD = 64 * 1024


def with_sitemap(
    pages: Iterable[PageFile], docs: Path, base: str, own: Mapping[str, str | None], by_hand: Iterable[str]
) -> Iterator[PageFile]:
    """Files of a book, and behind them its ``sitemap.xml``; to be taken one after the other, as they are written.

    ``own``: days of the vendors' own pages; ``by_hand``: pages that lie in ``docs`` and that no build made.
    """
    days = dict(own)
    left = dict.fromkeys(by_hand)
    for path, data in pages:
        if not path.endswith(".md"):
            yield path, data
        elif isinstance(data, LazyPage):
            left[path] = None
            yield path, LazyPage(data.key, partial(_made, path, data, days))
        else:
            days[path] = page_day(data)
            yield path, data
    for path in left.keys() - days.keys():
        with (docs / path).open("rb") as file:
            days[path] = page_day(file.read(_HEAD))
    yield "sitemap.xml", sitemap(base, days)


def _made(path: str, page: LazyPage, days: dict[str, str | None]) -> bytes:
    made = page.make()
    days[path] = page_day(made)
    return made
