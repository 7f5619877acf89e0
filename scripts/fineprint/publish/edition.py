"""A dated state of a book that a paper can cite: its identifier, its manifest and a form for a deposit. Pure.

The identifier of the folder ``policies/`` is that of Software Heritage for a directory, which is git's own number of
it: ``git rev-parse COMMIT:policies`` prints it, so anybody can tell the state without this program.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping

from ..core.dates import spelled_out
from ..core.edition import Edition
from ..core.model import Book

#: Where editions stand on the site.
EDITIONS = "about/editions/"
_LIST = re.compile(r"^editions:(.*)$", re.MULTILINE)


def directory_swhid(files: Mapping[str, bytes]) -> str:
    """The identifier of a folder as a directory, given its files by path in it (swhid.org, version 1)."""
    return f"swh:1:dir:{_tree(files).hex()}"


def _tree(files: Mapping[str, bytes]) -> bytes:
    folders: dict[str, dict[str, bytes]] = {}
    entries: list[tuple[bytes, bytes, bytes]] = []
    for path, data in files.items():
        name, slash, rest = path.partition("/")
        if slash:
            folders.setdefault(name, {})[rest] = data
        else:
            entries.append((name.encode(), b"100644", _object(b"blob", data)))
    # Git sorts a folder as if a slash stood behind its name.
    entries += [(f"{name}/".encode(), b"40000", _tree(inner)) for name, inner in folders.items()]
    lines = [mode + b" " + name.removesuffix(b"/") + b"\0" + number for name, mode, number in sorted(entries)]
    return _object(b"tree", b"".join(lines))


def _object(kind: bytes, data: bytes) -> bytes:
    made = hashlib.sha1(kind + b" %d\0" % len(data), usedforsecurity=False)
    made.update(data)
    return made.digest()


def manifest_of(files: Mapping[str, bytes]) -> bytes:
    """The SHA-256 of every file, as ``sha256sum --check`` reads it; ``files``: by path."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items())).encode()


def edition_of(files: Mapping[str, bytes], name: str, day: str) -> Edition:
    """The edition that some files of a book are, given by path from its folder."""
    return Edition(
        id=name,
        day=day,
        manifest_sha256=hashlib.sha256(manifest_of(files)).hexdigest(),
        swhid=directory_swhid({path.removeprefix("policies/"): data for path, data in files.items()}),
        doi=None,
        url=None,
    )


def edition_address(book: Book, edition: Edition) -> str:
    """The permanent address of an edition."""
    return f"{book.base_url}{EDITIONS}#{edition.id}"


def edition_reference(book: Book, edition: Edition) -> str:
    """How an edition is cited."""
    where = f"https://doi.org/{edition.doi}" if edition.doi else edition_address(book, edition)
    said = f"{book.title}, edition {edition.id} ({spelled_out(edition.day)}). <{where}>."
    return f"{said} {edition.swhid}." if edition.swhid else said


def with_edition(text: str, edition: Edition) -> str | None:
    """The text of book.yml with one edition more, comments kept; None where its list is not written in lines."""
    entry = (
        f"  - id: {edition.id}\n    on: {edition.day}\n    manifest_sha256: {edition.manifest_sha256}\n"
        f"    swhid: {edition.swhid}\n"
    )
    found = _LIST.search(text)
    if found is None:
        return f"{text.rstrip()}\neditions:\n{entry}"
    return None if found[1].strip() else f"{text[: found.end()]}\n{entry}{text[found.end() + 1 :]}"


def deposit_files(book: Book, files: Mapping[str, bytes], edition: Edition) -> Iterator[tuple[str, bytes]]:
    """What goes into an archive of research data beside the book's files: the manifest, and a form for the deposit.

    The form is as Zenodo's programming interface takes it; who made the book is for the depositor to say.
    """
    yield "manifest.sha256", manifest_of(files)
    versions = list(book.versions())
    answers = sum(len(version.answers) for version in versions)
    holds = (
        f"{len(book.vendors)} {book.vendor_label[1]}, {len(versions)} versions of {book.document_label[1]}, "
        f"{answers} answers to {len(book.questions)} questions."
    )
    deposit = {
        "upload_type": "dataset",
        "title": f"{book.title}, edition {edition.id}",
        "publication_date": edition.day,
        "version": edition.id,
        "creators": [{"name": book.responsible[0] if book.responsible else book.title}],
        "description": f"{book.description} {holds}",
        "notes": f"{edition.swhid}; SHA-256 of manifest.sha256: {edition.manifest_sha256}. {book.licence[2]}",
        "keywords": [topic.title for topic in book.lexicon.topics],
        "related_identifiers": [
            {"identifier": edition_address(book, edition), "relation": "isAlternateIdentifier", "scheme": "url"}
        ],
        "access_right": "open",
        "license": book.licence[0],
    }
    yield "deposit.json", (json.dumps({"metadata": deposit}, ensure_ascii=False, indent=1) + "\n").encode()
