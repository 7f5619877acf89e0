"""Pieces of bytes laid into one file, of which each is read when it is asked for: a large book never holds all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .page_writer import write_file

#: Bytes by name, in memory or laid into a file.
Blobs = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class BlobFile(Mapping[str, bytes]):
    """Pieces in a file; ``places``: where each begins and ends there."""

    file: str
    places: Mapping[str, tuple[int, int]]

    def __reduce__(self) -> tuple[type[BlobFile], tuple]:
        # A book has five of these a vendor; the way in which data classes are kept otherwise is slow.
        return BlobFile, (self.file, self.places)

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


def write_blobs(groups: Mapping[str, Blobs], file: Path) -> dict[str, BlobFile]:
    """Write the pieces of some groups into one file; the groups as they lie there."""
    laid, data, at = {}, [], 0
    for group, pieces in groups.items():
        places = {}
        for name, piece in pieces.items():
            places[name] = at, at + len(piece)
            data.append(piece)
            at += len(piece)
        laid[group] = BlobFile(str(file), places)
    write_file(file, b"".join(data))
    return laid
