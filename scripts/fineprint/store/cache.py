"""Results kept between runs, each beside the key of all that it was made from; deleting them changes no result.

They lie in ``.cache/`` of a book's folder, which is no part of it, as JSON behind a line of key and checksum. The code
that makes a result is among what it was made from, so an update of this package or of a library begins anew. What is
damaged is as good as gone: it is made again.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import Any

from ..core.hashing import digest
from .json_form import from_json, to_json
from .page_writer import write_file

#: Where results lie, below a book's folder.
CACHE_DIR = Path(".cache", "fineprint")
#: What reading a file may raise that another program wrote or that a disk garbled.
_UNREADABLE = (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError)
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


@cache
def code_digest() -> str:
    """The digest of this package, its templates and schemas, and of the versions of what it stands on."""
    here = Path(__file__).parent.parent
    files = sorted(path for path in here.rglob("*") if path.suffix in (".py", ".json", ".md") and path.is_file())
    # The theme makes no page: what it gives a book is looked at as the book's own files are, the rest by the engine.
    files = [path for path in files if here / "theme" not in path.parents]
    parts = [part for path in files for part in (path.relative_to(here).as_posix(), path.read_bytes())]
    return digest([sys.version, *(f"{name} {metadata.version(name)}" for name in _LIBRARIES), *parts])


def key_of(*made_from: bytes | str | Mapping[str, bytes | str]) -> str:
    """The key of what this code makes from some parts; two keys are the same only if all parts are.

    A mapping, such as files by path, counts with its names.
    """
    parts = (chain.from_iterable(part.items()) if isinstance(part, Mapping) else (part,) for part in made_from)
    return digest([code_digest(), *(digest(part) for part in parts)])


class Cache:
    """One result a name, with the key it was made under; ``folder`` None: nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def get(self, name: str, key: str, kind: Any) -> Any | None:
        """The result of type ``kind`` kept under a name, if its key is this one and every byte is as it was kept."""
        if self.folder is None:
            return None
        try:
            with (self.folder / f"{name}.json").open("rb") as file:
                # Most files that are opened in vain have another key; those are not read to the end.
                if file.read(len(key)) != key.encode():
                    return None
                checksum, _, data = file.read().partition(b"\n")
            return from_json(kind, data) if checksum == _checksum(data) else None
        except _UNREADABLE:
            return None

    def put(self, name: str, key: str, made: object) -> bool:
        """Keep a result in the place of the one of that name; False where nothing can be written."""
        if self.folder is None:
            return False
        data = to_json(made)
        with suppress(OSError):
            write_file(self.folder / f"{name}.json", b"%s%s\n%s" % (key.encode(), _checksum(data), data))
            return True
        return False

    def of(self, name: str, key: str, kind: Any, make: Callable[[], Any]) -> Any:
        """The result kept under a name, else a new one, which is kept; a result is never None."""
        made = self.get(name, key, kind)
        if made is None:
            made = make()
            self.put(name, key, made)
        return made


def _checksum(data: bytes) -> bytes:
    return b" " + hashlib.sha256(data).hexdigest().encode()


#: Bytes by name, in memory or laid into a file.
Blobs = Mapping[str, bytes]
#: Where each of some pieces begins and ends in a file.
BlobPlaces = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class BlobFile(Mapping[str, bytes]):
    """Pieces in a file, each read when it is asked for: a large book never holds all."""

    file: Path
    places: BlobPlaces

    def __getitem__(self, name: str) -> bytes:
        """The bytes of one piece. Raises KeyError for an unknown name, OSError where the file is gone."""
        start, end = self.places[name]
        with open(self.file, "rb", buffering=0) as file:
            file.seek(start)
            return file.read(end - start)

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


def pack_blobs(groups: Mapping[str, Blobs]) -> tuple[dict[str, BlobPlaces], bytes]:
    """The pieces of some groups as the bytes of one file, and where each lies there, by group."""
    written: dict[str, BlobPlaces] = {}
    data, at = [], 0
    for group, pieces in groups.items():
        places = {}
        for name, piece in pieces.items():
            places[name] = at, at + len(piece)
            data.append(piece)
            at += len(piece)
        written[group] = places
    return written, b"".join(data)
