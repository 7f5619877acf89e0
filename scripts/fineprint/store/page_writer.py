"""Pages to disk: only what changed is written, each file whole or not at all, and what is no page any more goes.

A manifest in the output folder names what was generated there; nothing else is ever taken away.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from .lazy_page import LazyPage, PageFile

GENERATED_LIST = ".generated"
#: Size and time in nanoseconds.
FileStamp = tuple[int, int]
#: By path below ``docs/`` a finished file, and how it lies.
FinishedFiles = Mapping[str, tuple[str, FileStamp]]
#: By path below ``docs/`` the key under which a file was last made, and how it lay there then.
LazyStamps = dict[str, tuple[str, FileStamp | None]]


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


def write_pages(
    docs: Path, pages: Iterable[PageFile], ready: FinishedFiles | None = None, known: LazyStamps | None = None
) -> tuple[int, int, int]:
    """Bring generated files up to date; returns how many were written, left and removed.

    ``pages``: path below ``docs`` and bytes; ``ready``: finished files, which get a further name there and are never
    written into again. ``known`` is brought up to date as well.
    """
    known = {} if known is None else known
    keys: dict[str, str] = {}
    manifest = docs / GENERATED_LIST
    named = manifest.read_text(encoding="utf-8").splitlines() if manifest.exists() else []
    # A manifest that someone edited must not lead out of the folder.
    before = {path for path in named if path and not path.startswith("/") and ".." not in path.split("/")}
    docs.mkdir(parents=True, exist_ok=True)
    now: dict[str, bool] = {}
    try:
        for path, (file, lies) in (ready or {}).items():
            there = file_stamp(f"{docs}/{path}")
            now[path] = there is None or there != lies
            if now[path]:
                _link_beside(docs / path, file)
        for path, data in pages:
            if isinstance(data, LazyPage):
                keys[path] = data.key
                lies = file_stamp(docs / path)
                now[path] = not (lies and known.get(path) == (data.key, lies)) and _write_beside(
                    docs / path, data.make()
                )
            else:
                now[path] = _write_beside(docs / path, data)
        # What is about to be put in place is named first: a killed build leaves nothing that no manifest knows.
        write_file(manifest, "".join(f"{path}\n" for path in sorted({*before, *now})).encode())
        for path, changed in now.items():
            if changed:
                os.replace(_unfinished(docs / path), docs / path)
    except BaseException:
        for path in now:
            _unfinished(docs / path).unlink(missing_ok=True)
            _remove_empty(docs, (docs / path).parent)
        raise
    gone = sorted(before - set(now))
    for path in gone:
        (docs / path).unlink(missing_ok=True)
        _unfinished(docs / path).unlink(missing_ok=True)
        _remove_empty(docs, (docs / path).parent)
    write_file(manifest, "".join(f"{path}\n" for path in sorted(now)).encode())
    known.clear()
    known.update((path, (key, file_stamp(docs / path))) for path, key in keys.items())
    changed = sum(now.values())
    return changed, len(now) - changed, len(gone)


def generated_files(docs: Path) -> set[str]:
    """The files in ``docs`` that a build made: paths below it."""
    manifest = docs / GENERATED_LIST
    return set(manifest.read_text(encoding="utf-8").splitlines()) if manifest.is_file() else set()


def file_stamp(path: Path | str) -> FileStamp | None:
    """Size and time of a file; None if it is not there."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def link_or_write(path: Path, data: bytes, like: Path) -> None:
    """Write a file, or make it another name of one elsewhere that has these bytes already, and so keep its time."""
    try:
        if not path.exists() and like.stat().st_size == len(data) and like.read_bytes() == data:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.link(like, path)
            return
    except OSError:
        # There is no such file, or a disk that knows no further names: it is written.
        pass
    write_file(path, data)


def _link_beside(path: Path, file: str) -> None:
    """Give a finished file a name beside the one that it is to take."""
    name = _unfinished(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    name.unlink(missing_ok=True)
    try:
        os.link(file, name)
    except OSError:
        # A disk that knows no further names, or another disk: a copy with the same time.
        shutil.copy2(file, name)


def _remove_empty(docs: Path, folder: Path) -> None:
    while folder != docs and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
