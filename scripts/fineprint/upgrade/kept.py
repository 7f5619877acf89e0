"""A book's files that are the program's, not its own: workflows, settings of git, the list of exact versions.

Each begins with a line that says so. A book that takes the line away keeps its file as it is; one that deleted the
file does without it.
"""

from __future__ import annotations

from pathlib import Path

from ..starter.pins import PACKAGES, REQUIREMENTS, named_with_hash, pins
from ..starter.repository import KEPT, kept_files
from ..store.page_writer import write_file

_MARK = KEPT.partition(":")[0].encode()


def kept_changes(root: Path, wheel: Path | None = None) -> dict[str, bytes]:
    """The files of the book in ``root`` whose present form is another: new bytes by path.

    ``wheel``: that of this version, where it was not installed from one. Raises ValueError where it is another's.
    """
    wanted = kept_files()
    if _is_kept(root / REQUIREMENTS):
        made = pins(wheel)
        named = named_with_hash((root / REQUIREMENTS).read_text(encoding="utf-8"))
        # A hash that the book knows is not given up because none is at hand here.
        if made.hashed or not named:
            wanted |= made.files
    return {
        path: text
        for path, text in wanted.items()
        if (_is_kept(root / path) or path.startswith(f"{PACKAGES}/")) and not _has(root / path, text)
    }


def own_files(root: Path) -> list[str]:
    """Files that are the program's in a new book and the book's own here: paths that an upgrade leaves alone."""
    return sorted(path for path in kept_files() if (root / path).is_file() and not _is_kept(root / path))


def put_kept(root: Path, made: dict[str, bytes]) -> None:
    """Write the files, the list of versions last, and take away the wheels that it no longer names."""
    for path in sorted(made, key=lambda one: one == REQUIREMENTS):
        write_file(root / path, made[path])
    if wheels := {path for path in made if path.startswith(f"{PACKAGES}/")}:
        for wheel in (root / PACKAGES).glob("fineprint_book-*.whl"):
            if f"{PACKAGES}/{wheel.name}" not in wheels:
                wheel.unlink()


def _is_kept(file: Path) -> bool:
    return file.is_file() and not file.is_symlink() and file.read_bytes().startswith(_MARK)


def _has(file: Path, text: bytes) -> bool:
    return file.is_file() and file.read_bytes() == text
