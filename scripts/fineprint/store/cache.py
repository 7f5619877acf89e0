"""Results kept between runs, each beside the hash of all that it was made from; deleting them changes no result.

They lie in ``.cache/`` of a book's folder, which is no part of it. The code that makes a result is among what it was
made from, so an update of this package or of a library begins anew.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from ..core.files import FoundFiles
from ..core.hashing import digest
from .page_writer import GENERATED_LIST, write_file

#: What a damaged file may raise when it is read.
_UNREADABLE = (OSError, EOFError, AttributeError, ImportError, LookupError, TypeError, ValueError, pickle.PickleError)
#: Libraries whose code decides what is made.
_LIBRARIES = (
    "markdown-it-py",
    "pyyaml",
    "jsonschema-rs",
    "ftfy",
    "jinja2",
    "markupsafe",
    "xlsxwriter",
    "pagefind",
    "nh3",
    "cbor2",
)


#: Where results lie, below a book's folder.
CACHE_DIR = Path(".cache", "fineprint")


@cache
def code_digest() -> str:
    """The digest of this package, its templates and schemas, and of the versions of what it stands on."""
    here = Path(__file__).parent.parent
    files = sorted(path for path in here.rglob("*") if path.suffix in (".py", ".json", ".md") and path.is_file())
    # The theme makes no page: what it gives a book is looked at as the book's own files are, the rest by the engine.
    files = [path for path in files if here / "theme" not in path.parents]
    parts = [part for path in files for part in (path.relative_to(here).as_posix(), path.read_bytes())]
    return digest([sys.version, *(f"{name} {metadata.version(name)}" for name in _LIBRARIES), *parts])


class Cache:
    """One result a name, with the key it was made under; ``folder`` None: nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def get(self, name: str, key: str) -> Any | None:
        """The result kept under a name, if its key is this one."""
        try:
            with (self.folder / f"{name}.pickle").open("rb") as file:
                # Only this class writes here, below the book's own folder, which git ignores.
                return pickle.load(file) if file.read(len(key)) == key.encode() else None
        except _UNREADABLE:
            return None

    def put(self, name: str, key: str, made: Any) -> bool:
        """Keep a result in the place of the one of that name; False where nothing can be written."""
        if self.folder is None:
            return False
        with suppress(OSError):
            write_file(self.folder / f"{name}.pickle", key.encode() + pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
            return True
        return False

    def of(self, name: str, key: str, make: Callable[[], Any]) -> Any:
        """The result kept under a name, else a new one, which is kept; a result is never None."""
        made = self.get(name, key)
        if made is None:
            made = make()
            self.put(name, key, made)
        return made


def inputs_digest(read: FoundFiles) -> str:
    """The digest of all that a book is made from: its files, what may not be among them, and the code."""
    found, problems = read
    return digest([code_digest(), repr(problems), *(part for item in found.items() for part in item)])


def generated_state(docs: Path, *more: str) -> str:
    """The digest of the names, sizes and times of the generated files as they lie there now; "" if one is missing.

    ``more``: files below ``docs`` that the manifest does not name.
    """
    try:
        names = (docs / GENERATED_LIST).read_text(encoding="utf-8").splitlines()
        seen = [(name, os.lstat(f"{docs}/{name}")) for name in [*names, GENERATED_LIST, *more]]
    except OSError:
        return ""
    return digest(f"{name} {found.st_size} {found.st_mtime_ns}" for name, found in seen)
