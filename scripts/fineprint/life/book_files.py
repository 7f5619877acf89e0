"""A book's files in memory, while a command changes them: nothing is on disk until all of it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from ..core.problems import Problem
from ..prove.ledger import new_lines, new_paths
from ..prove.term_record import TERM_RECORD, term_record
from ..read.book import load_book
from ..read.result import ReadBook, ReadResult
from ..read.strict_yaml import load as load_yaml
from ..rules import check
from .edits import Place, Rename, renamed_scalars, with_value, without

BOOK, QUESTIONS, FINDINGS, READINGS = (f"policies/{name}.yml" for name in ("book", "questions", "findings", "readings"))

#: Where a book in memory lies: no file is read from there.
_NOWHERE = Path("/nonexistent")


class LifeError(Exception):
    """Why a command can't be done; one line that says how to go on."""


class BookFiles:
    """The files of a book by path from its folder, as they were and as they are to be."""

    def __init__(self, found: Mapping[str, bytes]) -> None:
        self.before = {path: raw for path, raw in found.items() if not path.endswith("/")}
        self.now = dict(self.before)
        self.moved: dict[str, str] = {}

    def loaded(self) -> ReadResult:
        """The book as it would be read."""
        data = {path: raw for path, raw in self.now.items() if path.startswith("policies/")}
        folders = {f"{folder}/" for path in data for folder in map(str, PurePosixPath(path).parents)}
        found = data | dict.fromkeys(folders - {"./", "policies/"}, b"")
        return load_book(_NOWHERE, files=(dict(sorted(found.items())), []))

    def book(self) -> ReadBook:
        """The same, which must be readable."""
        loaded = self.loaded()
        if loaded.book is None:
            raise LifeError("the book can't be read; mend what fineprint check tells first")
        return loaded

    def problems(self) -> list[Problem]:
        """Everything that would be wrong."""
        return check(self.loaded())

    def text(self, path: str) -> str:
        """A data file; empty where there is none."""
        return self.now.get(path, b"").decode("utf-8")

    def data(self, path: str) -> dict[str, Any]:
        """A data file as plain values."""
        file, _ = load_yaml(self.now.get(path, b""), path)
        return dict(file.value) if file and isinstance(file.value, dict) else {}

    def edit(self, path: str, change: Callable[[str], str]) -> None:
        """Change a data file, if it is there."""
        if path in self.now:
            self.now[path] = change(self.text(path)).encode()

    def put(self, path: str, place: Place, value: object) -> None:
        """Give a value of a data file."""
        self.edit(path, lambda text: with_value(text, place, value))

    def drop(self, path: str, place: Place) -> None:
        """Take a value of a data file out."""
        self.edit(path, lambda text: without(text, place))

    def rename_scalars(self, path: str, rename: Rename) -> None:
        """Rename keys and values of a data file."""
        self.edit(path, lambda text: renamed_scalars(text, rename))

    def data_files(self) -> Iterator[str]:
        """The paths of all YAML files."""
        return (path for path in list(self.now) if path.endswith(".yml"))

    def move(self, old: str, new: str) -> None:
        """Move a folder, both without a slash at the end."""
        for path in [path for path in self.now if path.startswith(f"{old}/")]:
            target = new + path.removeprefix(old)
            if target in self.now:
                raise LifeError(f"{target} is there already; rename or take away one of the two first")
            self.now[target] = self.now.pop(path)
            self.moved[target] = self.moved.pop(path, path)

    def record(self, today: str) -> None:
        """Add the addresses of today to the ledgers, and the search terms to their record."""
        book = self.book().book
        pieces = {f"{version.folder}/addresses.txt": new_lines(version) for version in book.versions()}
        for path, lines in (pieces | new_paths(book)).items():
            if lines:
                before = self.text(path)
                before += "\n" if before and not before.endswith("\n") else ""
                self.now[path] = (before + "".join(f"{line}\n" for line in lines)).encode()
        if book.questions and TERM_RECORD in self.now:
            self.now[TERM_RECORD] = term_record(book, today).encode()

    def note(self, said: str) -> None:
        """Put a line under what changed in the changelog, where the book keeps one."""
        if "CHANGELOG.md" in self.now:
            self.edit("CHANGELOG.md", lambda text: _noted(text, said))


def _noted(text: str, said: str) -> str:
    """The changelog with a line at the head of what is not released yet; as it is where it has no such part."""
    found = re.search(r"^## Unreleased[ \t]*\n", text, re.MULTILINE)
    if found is None:
        return text
    part = re.compile(r"^(?:## |### Book[ \t]*\n\n?)", re.MULTILINE).search(text, found.end())
    if part and part.group().startswith("###"):
        return f"{text[: part.end()]}- {said}\n{text[part.end() :]}"
    return f"{text[: found.end()]}\n### Book\n\n- {said}\n{text[found.end() :]}"
