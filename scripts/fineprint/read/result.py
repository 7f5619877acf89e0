"""What was read of a book: the book, its files with the places of their values, and what is wrong so far."""

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
    from ..rules.answer_context import AnswerContext


@dataclass(slots=True)
class ReadResult:
    """A book as far as it could be read, every file's places for later rules, and what is wrong so far.

    ``evidence`` is there as soon as the book is; ``cells`` once a rule has asked for them. ``made``: by vendor, what a
    :class:`Making` made; None where there is none. ``found``: the bytes of every file.
    """

    book: Book | None = None
    evidence: BookEvidence | None = None
    cells: tuple[AnswerContext, ...] | None = None
    files: dict[str, Yaml] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    made: dict[str, Any] | None = None
    found: Mapping[str, bytes] = field(default_factory=dict)

    def file(self, path: str) -> Yaml | None:
        """A data file that could be read, also one of a kept vendor."""
        return self.files.get(path) or (load_yaml(self.found[path], path)[0] if path in self.found else None)
