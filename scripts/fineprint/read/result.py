"""What was read: files with the places of their values, what is wrong so far, and the book if there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .strict_yaml import Yaml
from .strict_yaml import load as load_yaml

if TYPE_CHECKING:
    from ..core.model import Book
    from ..core.problems import Problem
    from ..prove.quote_index import BookEvidence


@dataclass(slots=True, kw_only=True)
class ReadFiles:
    """The files of a book or a vendor: their places for later rules, and what is wrong so far.

    ``found``: the bytes of every file.
    """

    files: dict[str, Yaml] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    found: Mapping[str, bytes] = field(default_factory=dict)

    def places(self, path: str) -> Yaml:
        """Where things stand in a data file, also in one of a kept vendor.

        One that can't be read has problems of its own, and no places.
        """
        if path in self.files:
            return self.files[path]
        return (load_yaml(self.found[path], path)[0] if path in self.found else None) or Yaml(path)


@dataclass(slots=True, kw_only=True)
class NoBook(ReadFiles):
    """Files that make no book; the problems say why."""

    book: None = None


@dataclass(slots=True, kw_only=True)
class ReadBook(ReadFiles):
    """A book as far as it could be read, with its evidence; this is what rules run on.

    ``made``: by vendor, what a :class:`VendorBuilder` made, if there was one; rules on single vendors have run then.
    """

    book: Book
    evidence: BookEvidence
    made: dict[str, Any] = field(default_factory=dict)


#: What comes of reading; ``book`` tells which of the two.
ReadResult = NoBook | ReadBook
