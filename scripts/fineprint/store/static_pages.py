"""Pages and assets written by hand. A book in another folder is given the project's; its own lie in ``pages/``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from .page_writer import GENERATED_LIST, PageFile

#: Where a book in another folder has pages of its own; those of the project's book lie in its ``docs/``.
BOOK_PAGES = "pages"
#: Folders of the project's ``docs/`` with files that are written by hand.
_FOLDERS = ("about", "assets")


def static_files(project: Path, root: Path) -> dict[str, bytes]:
    """What the ``docs/`` of the book in ``root`` is to be given: path below it and bytes.

    A page of the book stands in the place of the project's. A file in ``docs/`` that no build made is left alone.
    """
    if root.resolve() == project.resolve():
        return {}
    made, given = _generated(project / "docs"), _generated(root / "docs")
    shared = ((path, file) for path, file in _files(project / "docs", *_FOLDERS) if path not in made)
    found = {**dict(shared), **dict(_files(root / BOOK_PAGES, "."))}
    return {
        path: file.read_bytes()
        for path, file in sorted(found.items())
        if path in given or not (root / "docs" / path).exists()
    }


def with_static_pages(pages: Iterable[PageFile], given: Mapping[str, bytes]) -> Iterator[PageFile]:
    """Generated files, and behind them those by hand at other paths."""
    made = set()
    for path, data in pages:
        made.add(path)
        yield path, data
    yield from ((path, data) for path, data in given.items() if path not in made)


def _files(top: Path, *folders: str) -> Iterator[tuple[str, Path]]:
    for folder in folders:
        for file in (top / folder).rglob("*"):
            if file.is_file() and not file.is_symlink():
                yield file.relative_to(top).as_posix(), file


def _generated(docs: Path) -> set[str]:
    manifest = docs / GENERATED_LIST
    return set(manifest.read_text(encoding="utf-8").splitlines()) if manifest.is_file() else set()
