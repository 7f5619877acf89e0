"""A state of a book as plain data that two runs, of two states of this program, can hand to each other. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ..compare.matrix import cell_of
from ..core.lines import Lines
from ..core.model import Book, Vendor, Version
from ..prove.ledger import BOOK_LEDGER, addresses_of, read_paths
from ..prove.quote_index import BookEvidence
from ..prove.units import Passage
from ..read.result import ReadResult
from ..rules import check
from ..text.blocks import Block

#: Raised when the shape of a snapshot changes: one of another shape is not compared.
SHAPE = 3

Snapshot = Mapping[str, Any]


def snapshot_of(loaded: ReadResult, files: Mapping[str, bytes]) -> Snapshot:
    """The state of a book as it was read; ``files``: its files by path, for what could not be read as a book."""
    book, versions = loaded.book, {}
    if book is not None:
        evidence = BookEvidence(book)
        versions = {
            version.key: _version(book, evidence, vendor, version)
            for vendor in book.vendors
            for version in vendor.versions
        }
    state = {
        "shape": SHAPE,
        "readable": book is not None,
        "texts": {
            path.removeprefix("policies/").removesuffix("/policy.md"): hashlib.sha256(raw).hexdigest()
            for path, raw in files.items()
            if path.endswith("/policy.md")
        },
        "ledgers": {
            path: raw.decode("utf-8", "replace").splitlines()
            for path, raw in files.items()
            if path.endswith("/addresses.txt") and path != BOOK_LEDGER
        }
        | {BOOK_LEDGER: sorted(read_paths(files)[0])},
        "versions": versions,
        "questions": {question.id: asdict(question) for question in book.questions} if book else {},
        "findings": {finding.id: asdict(finding) for finding in book.findings} if book else {},
        "topics": {topic.id: {"title": topic.title, "about": topic.about} for topic in book.lexicon.topics}
        if book
        else {},
        "notices": _notices(book) if book else {},
        "problems": [asdict(problem) for problem in sorted(set(check(loaded)))],
    }
    # Through JSON, so that a state read here compares with one that another process told.
    return dict(json.loads(json.dumps(state)))


def _notices(book: Book) -> dict[str, dict[str, Any]]:
    """What stands no longer, by what it is, with why."""
    return {
        "question": {question.id: asdict(question.retired) for question in book.questions if question.retired},
        "version": {text.key: asdict(text.notice) for text in book.withdrawn},
        "address": {path: asdict(notice) for path, notice in book.retired.items()},
    }


def _version(book: Book, evidence: BookEvidence, vendor: Vendor, version: Version) -> dict[str, Any]:
    proof = evidence.of(version)
    asked = [question for question in book.questions if version.document in question.documents]
    cells = {question.id: cell_of(vendor, version, question) for question in asked}
    return {
        "units": [[unit.address, unit.words, *unit.lines, unit.block is None] for unit in proof.units],
        "addresses": {address.fragment: address.digest for address in addresses_of(version.sections)},
        "aliases": {alias: list(targets) for alias, targets in version.outline.aliases.items()},
        "sections": {
            section.id: {"heading": section.heading, "level": section.level, "topics": list(section.topics)}
            for section in version.sections
        },
        "reviewed": version.outline.reviewed,
        "excluded": [[*taken.lines, taken.kind] for taken in version.record.excluded],
        "answers": {question: asdict(answer) for question, answer in version.answers.items()},
        "says": {
            question: [cell.label, *([cell.detail] if cell.detail else [])]
            for question, cell in cells.items()
            if cell.answer is not None
        },
        "places": {
            question: [[place.address for place in places] for places in quotes]
            for question, quotes in proof.places.items()
        },
        "findings": {
            finding.id: [
                place.address
                for support in finding.support
                if support.version == version.key and support.quote
                for place in proof.locate(support.quote, support.at)
            ]
            for finding in book.findings
        },
    }


def units_of(version: Mapping[str, Any]) -> list[Passage]:
    """The units of a snapshot's version, as passages of their own."""
    return [
        Passage(address, words, Lines(first, last), None if heading else Block("paragraph", Lines(first, last)))
        for address, words, first, last, heading in version["units"]
    ]


def before_of(key: str, state: Snapshot) -> str | None:
    """The neighbour before a version of the same document."""
    document, _, _ = key.rpartition("/")
    older = [other for other in state["versions"] if other.rpartition("/")[0] == document and other < key]
    return max(older, default=None)
