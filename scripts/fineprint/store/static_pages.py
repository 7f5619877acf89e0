"""Pages written by hand: every book is given the same ones; its own lie in ``pages/``, or in ``docs/`` itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from .page_writer import PageFile, generated_files

#: Where a book may have pages of its own beside those that are generated.
BOOK_PAGES = "pages"


def static_files(shared: Path, root: Path) -> dict[str, bytes]:
    """What the ``docs/`` of the book in ``root`` is to be given: path below it and bytes; ``shared``: every book's.

    A page of the book stands in the place of a shared one. A file in ``docs/`` that no build made is left alone.
    """
    generated = generated_files(root / "docs")
    found = {**dict(_files(shared)), **dict(_files(root / BOOK_PAGES))}
    pages = {path: file.read_bytes() for path, file in sorted(found.items())}
    return {path: data for path, data in pages.items() if path in generated or _free(root / "docs" / path, data)}


def _free(place: Path, data: bytes) -> bool:
    """Whether nothing lies in a place but what is to lie there: the list of what was generated may be gone."""
    return not place.exists() or (place.is_file() and place.read_bytes() == data)


def pages_by_hand(docs: Path) -> list[str]:
    """The pages in ``docs/`` that no build made: paths below it."""
    made, found = generated_files(docs), []
    for folder, folders, names in os.walk(docs):
        folders[:] = [name for name in folders if not name.startswith(".")]
        place = Path(folder).relative_to(docs).as_posix() + "/"
        paths = (f"{place}{name}".removeprefix("./") for name in names if name.endswith(".md") and name[0] != ".")
        found += [path for path in paths if path not in made]
    return sorted(found)


def files_by_hand(root: Path, static: Iterable[str]) -> set[str]:
    """Every file of a book that no build made, by its path below ``docs/``; ``static``: what every book is given."""
    docs = root / "docs"
    made = generated_files(docs)
    own = {path for path, _ in _files(root / BOOK_PAGES)}
    # What is hidden is never published: a killed build may have left it.
    shown = (path for path, _ in _files(docs) if not path.startswith((".", "pagefind/")) and "/." not in path)
    there = {path for path in shown if path not in made}
    return own | (there - set(static))


def with_static_pages(pages: Iterable[PageFile], static: Mapping[str, bytes]) -> Iterator[PageFile]:
    """Generated files, and behind them those by hand at other paths."""
    made = set()
    for path, data in pages:
        made.add(path)
        yield path, data
    yield from ((path, data) for path, data in static.items() if path not in made)


def _files(top: Path) -> Iterator[tuple[str, Path]]:
    for file in top.rglob("*"):
        if file.is_file() and not file.is_symlink():
            yield file.relative_to(top).as_posix(), file
