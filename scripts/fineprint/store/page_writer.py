"""Pages to disk: only what changed is written, each file whole or not at all, and what is no page any more goes.

A list in the output folder names what was generated there; nothing else is ever taken away.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .file_digests import FileDigests

GENERATED_LIST = ".generated"


class LazyPage(NamedTuple):
    """A file that need not be made where it lies there as it was last made under the same key."""

    key: str
    make: Callable[[], bytes]


PageFile = tuple[str, bytes | LazyPage]
#: By path below ``docs/`` a finished file and its SHA-256.
FinishedFiles = Mapping[str, tuple[Path, str]]
#: By path below ``docs/`` the key under which a file was last made, and its SHA-256.
PageKeys = dict[str, tuple[str, str]]


def render_all(pages: Iterable[PageFile]) -> Iterator[tuple[str, bytes]]:
    """All files, each made."""
    for path, data in pages:
        yield path, data.make() if isinstance(data, LazyPage) else data


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
    docs: Path,
    pages: Iterable[PageFile],
    digests: FileDigests,
    ready: FinishedFiles | None = None,
    keys: PageKeys | None = None,
) -> tuple[int, int, int]:
    """Bring generated files up to date; returns how many were written, left and removed.

    ``docs``: a folder below the one that ``digests`` are of; ``pages``: path below it and bytes; ``ready``: finished
    files, which get a further name there and are never written into again. ``keys`` is brought up to date as well.
    """
    keys = {} if keys is None else keys
    root = docs.parent
    manifest = docs / GENERATED_LIST
    named = manifest.read_text(encoding="utf-8").splitlines() if manifest.exists() else []
    # A list that someone edited must not lead out of the folder.
    before = {path for path in named if path and not path.startswith("/") and ".." not in path.split("/")}
    docs.mkdir(parents=True, exist_ok=True)
    now: dict[str, bool] = {}
    made: dict[str, str] = {}
    made_under: PageKeys = {}
    try:
        for path, (file, wanted) in (ready or {}).items():
            now[path], made[path] = digests.of(f"{docs.name}/{path}") != wanted, wanted
            if now[path]:
                _link_beside(docs / path, file)
        for path, page in pages:
            there = digests.of(f"{docs.name}/{path}")
            if isinstance(page, LazyPage) and there and keys.get(path) == (page.key, there):
                now[path], made[path] = False, there
            else:
                data = page.make() if isinstance(page, LazyPage) else page
                made[path] = hashlib.sha256(data).hexdigest()
                now[path] = made[path] != there and _write_beside(docs / path, data)
            if isinstance(page, LazyPage):
                made_under[path] = page.key, made[path]
        # What is about to be put in place is named first: a killed build leaves nothing that no list knows.
        write_file(manifest, "".join(f"{path}\n" for path in sorted({*before, *now})).encode())
        for path, changed in now.items():
            if changed:
                os.replace(_unfinished(docs / path), docs / path)
                digests.written(f"{docs.name}/{path}", made[path])
                if ready and path in ready:
                    digests.written(ready[path][0].relative_to(root).as_posix(), made[path])
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
    keys.clear()
    keys.update(made_under)
    written = sum(now.values())
    return written, len(now) - written, len(gone)


def generated_files(docs: Path) -> set[str]:
    """The files in ``docs`` that a build made: paths below it."""
    manifest = docs / GENERATED_LIST
    return set(manifest.read_text(encoding="utf-8").splitlines()) if manifest.is_file() else set()


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


def _link_beside(path: Path, file: Path) -> None:
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
