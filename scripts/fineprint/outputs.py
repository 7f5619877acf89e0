"""Pages to disk: only what changed is written, each file whole or not at all, and what is no page any more goes.

A manifest in the output folder names what was generated there; nothing else is ever taken away.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

MANIFEST = ".generated"


def write_file(path: Path, data: bytes) -> bool:
    """Write a file by renaming a finished one into its place; False if it had these bytes already."""
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def write_pages(docs: Path, pages: Iterable[tuple[str, bytes]]) -> tuple[int, int, int]:
    """Bring generated files up to date; returns how many were written, left and removed."""
    manifest = docs / MANIFEST
    before = set(manifest.read_text(encoding="utf-8").splitlines()) if manifest.exists() else set()
    written = left = 0
    now: dict[str, None] = {}
    ready = dict(pages)
    # What is about to be written is named first: a build that is killed leaves nothing that no manifest knows.
    write_file(manifest, "".join(f"{path}\n" for path in sorted({*before, *ready})).encode())
    for path, data in ready.items():
        now[path] = None
        if write_file(docs / path, data):
            written += 1
        else:
            left += 1
    gone = sorted(before - set(now))
    for path in gone:
        (docs / path).unlink(missing_ok=True)
        _remove_empty(docs, (docs / path).parent)
    write_file(manifest, "".join(f"{path}\n" for path in sorted(now)).encode())
    return written, left, len(gone)


def _remove_empty(docs: Path, folder: Path) -> None:
    while folder != docs and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
