"""Pages to disk: only what changed is written, each file whole or not at all, and what is no page any more goes.

A manifest in the output folder names what was generated there; nothing else is ever taken away.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from .parallel import beside

MANIFEST = ".generated"


def write_file(path: Path, data: bytes) -> bool:
    """Write a file by renaming a finished one into its place; False if it had these bytes already."""
    if not _write_beside(path, data):
        return False
    try:
        os.replace(_unfinished(path), path)
    except BaseException:
        _unfinished(path).unlink(missing_ok=True)
        raise
    return True


def _write_beside(path: Path, data: bytes) -> bool:
    """Write what is to take the place of a file beside it; False if the file has these bytes already."""
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    name = _unfinished(path)
    # One name for each file, so that what a killed build left is taken away when the file is written again.
    name.unlink(missing_ok=True)
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
    except BaseException:
        name.unlink(missing_ok=True)
        raise
    return True


def _unfinished(path: Path) -> Path:
    return path.with_name(f".writing-{path.name}")


def write_pages(docs: Path, *parts: Iterable[tuple[str, bytes]]) -> tuple[int, int, int]:
    """Bring generated files up to date; returns how many were written, left and removed.

    ``parts``: of the files, each as path below ``docs`` and bytes; of two, one is made in a process of its own.
    """
    manifest = docs / MANIFEST
    named = manifest.read_text(encoding="utf-8").splitlines() if manifest.exists() else []
    # A manifest that someone edited must not lead out of the folder.
    before = {path for path in named if path and not path.startswith("/") and ".." not in path.split("/")}
    docs.mkdir(parents=True, exist_ok=True)
    now: dict[str, bool] = {}
    others: list[Callable[[], dict[str, bool]]] = []
    try:
        others = [beside(partial(_stage, docs, part)) for part in parts[1:]]
        now = _stage(docs, parts[0])
        for other in others:
            now |= other()
        # What is about to be put in place is named first: a killed build leaves nothing that no manifest knows.
        write_file(manifest, "".join(f"{path}\n" for path in sorted({*before, *now})).encode())
        for path, changed in now.items():
            if changed:
                os.replace(_unfinished(docs / path), docs / path)
    except BaseException:
        for other in others:
            with suppress(BaseException):
                now |= other()
        _unstage(docs, now)
        raise
    gone = sorted(before - set(now))
    for path in gone:
        (docs / path).unlink(missing_ok=True)
        _unfinished(docs / path).unlink(missing_ok=True)
        _remove_empty(docs, (docs / path).parent)
    write_file(manifest, "".join(f"{path}\n" for path in sorted(now)).encode())
    changed = sum(now.values())
    return changed, len(now) - changed, len(gone)


def _stage(docs: Path, pages: Iterable[tuple[str, bytes]]) -> dict[str, bool]:
    """Write what changes beside its place; each path, and whether it changes."""
    now: dict[str, bool] = {}
    try:
        for path, data in pages:
            now[path] = _write_beside(docs / path, data)
    except BaseException:
        _unstage(docs, now)
        raise
    return now


def _unstage(docs: Path, now: dict[str, bool]) -> None:
    for path in now:
        _unfinished(docs / path).unlink(missing_ok=True)
        _remove_empty(docs, (docs / path).parent)


def _remove_empty(docs: Path, folder: Path) -> None:
    while folder != docs and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
