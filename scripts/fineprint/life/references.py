"""Where ids stand in the data files, so that a rename reaches each of them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial

from .book_files import BOOK, FINDINGS, QUESTIONS, READINGS, BookFiles
from .edits import Place

#: What an id is of. A version is ``vendor/document/date``, a document ``vendor/document``, a kind one of book.yml's.
Renames = Mapping[str, Callable[[str], str]]


def _of_book(place: Place, is_key: bool) -> str | None:
    match place:
        case ("documents", int(), "id") if not is_key:
            return "kind"
        case ("redirects", str()) | ("redirects", str(), "to") | ("retired", str(), "to", int()) if not is_key:
            return "path"
    return None


def _of_questions(place: Place, is_key: bool) -> str | None:
    match place:
        case ("questions", int(), "id") if not is_key:
            return "question"
        case ("questions", int(), "documents", int()):
            return "kind"
        case ("questions", int(), "retired", "replaced_by", int()):
            return "question"
    return None


def _of_findings(place: Place, is_key: bool) -> str | None:
    match place:
        case ("findings", int(), "support", int(), ("version" | "question") as key) if not is_key:
            return key
    return None


def _of_readings(place: Place, is_key: bool) -> str | None:
    match place:
        case ("cells", str()) if is_key:
            return "version"
        case ("cells", str(), str()) if is_key:
            return "question"
    return None


def _of_answers(place: Place, is_key: bool) -> str | None:
    match place:
        case ("answers", str()) if is_key:
            return "question"
        case ("referenced_documents", int(), "publisher_id") if not is_key:
            return "vendor"
        case ("referenced_documents", int(), "in_book") if not is_key:
            return "document"
    return None


def _of_vendor(place: Place, is_key: bool) -> str | None:
    match place:
        case (*_, "source", "version") if not is_key:
            return "version"
        case ("successor", "vendor") if not is_key:
            return "vendor"
        case ("sources", int(), "document") if not is_key:
            return "kind"
        case ("current", "documents", int()):
            return "kind"
    return None


_BY_FILE = {"vendor.yml": _of_vendor, "answers.yml": _of_answers}
_BY_PATH = {BOOK: _of_book, QUESTIONS: _of_questions, FINDINGS: _of_findings, READINGS: _of_readings}


def rename_references(files: BookFiles, renames: Renames) -> None:
    """Give every id that the data files name its new form; ``renames``: by what it is an id of."""
    for path in files.data_files():
        kind_of = _BY_PATH.get(path) or _BY_FILE.get(path.rpartition("/")[2])
        if kind_of:
            files.rename_scalars(path, partial(_renamed, kind_of, renames))


def _renamed(
    kind_of: Callable[[Place, bool], str | None], renames: Renames, place: Place, value: str, is_key: bool
) -> str:
    kind = kind_of(place, is_key)
    return renames[kind](value) if kind and kind in renames else value


def rename_addresses(files: BookFiles, version: str, rename: Callable[[str], str]) -> None:
    """Give every address within a version (its key) that the data files name its new form."""
    answers = f"policies/{version}/answers.yml"
    for path in (answers, FINDINGS, f"policies/{version.split('/', maxsplit=1)[0]}/vendor.yml"):
        named = {()} if path == answers else _places_of(files, path, version)
        files.rename_scalars(path, partial(_within, named, rename))


def _within(named: Collection[Place], rename: Callable[[str], str], place: Place, value: str, is_key: bool) -> str:
    """An address that stands at one of some places or below it, renamed."""
    at = "at" in place[-2:] and not is_key
    return rename(value) if at and any(place[: len(start)] == start for start in named) else value


def _places_of(files: BookFiles, path: str, version: str) -> set[Place]:
    """The places in a file that speak of a version."""
    found: set[Place] = set()

    def see(place: Place, value: str, is_key: bool) -> str:
        if place[-1] == "version" and not is_key and value == version:
            found.add(place[:-1])
        return value

    files.rename_scalars(path, see)
    return found
