"""Answers that are not whole yet, on disk: nothing that a reader typed is lost when the browser or the form ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from ..read.files import is_id
from ..store.page_writer import write_file
from .entry import given_of


class FormError(Exception):
    """Why the form can't do what it is asked; one line for the reader."""


class Drafts(NamedTuple):
    """The drafts of a version's answers, in a file below the book's folder ``root``."""

    root: Path
    path: str

    def all(self) -> dict[str, Any]:
        """By question what was given so far. Raises FormError for a file of anything else, which stays."""
        place = plain_place(self.root, self.path)
        if not place.exists():
            return {}
        try:
            drafts = json.loads(place.read_bytes())
            return {str(question): given_of(given) for question, given in drafts.items()}
        except (ValueError, AttributeError):
            raise FormError(f"{self.path} is no file of drafts; take it away") from None

    def keep(self, question: str, given: dict[str, Any] | None) -> None:
        """Keep what was given for a question; None takes its draft away. Raises FormError."""
        if not is_id(question):
            raise FormError("no such question; load the page again")
        drafts = self.all()
        if given is None:
            drafts.pop(question, None)
        else:
            drafts[question] = given
        raw = json.dumps(drafts, ensure_ascii=False, indent=1).encode()
        write_file(plain_place(self.root, self.path), raw)


def plain_place(root: Path, path: str) -> Path:
    """A file below the book's folder. Raises FormError where a link leads to it."""
    place = root
    for part in path.split("/"):
        place /= part
        if place.is_symlink():
            raise FormError(f"{place.relative_to(root)} is a symbolic link; put the file itself there")
    return place
