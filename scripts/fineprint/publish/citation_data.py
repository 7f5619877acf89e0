"""What the page that checks citations asks for: a file for each version, and one of the whole book. Pure.

The words are those of today and the digests those that were published, so that the page itself compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..compare.since_cited import changes_path, newest_of, outcomes_since
from ..core.addresses import living_paths, permanent, version_path
from ..core.dates import dated
from ..core.model import Book, Version
from ..prove.ledger import addresses_of, alias_of
from ..prove.quote_index import BookEvidence, Evidence

#: The file beside each version, and that of the book below its page.
OF_VERSION, OF_BOOK = "check.json", "about/check-a-citation/addresses.json"


def check_files(book: Book, evidence: BookEvidence) -> Iterator[tuple[str, bytes]]:
    """A version's words with the digests published for them, and what came of each passage and answer."""
    for version in book.versions():
        yield version_path(book, version) + OF_VERSION, _json(_of_version(book, version, evidence))


def book_check_file(book: Book) -> tuple[str, bytes]:
    """Which addresses the book has, had, and moved."""
    versions = {version_path(book, version): permanent(book, version) for version in book.versions()}
    living = living_paths(book)
    data = {
        "base": book.base_url,
        "title": book.title,
        "versions": list(versions),
        "pages": sorted(living - versions.keys()),
        "gone": sorted({path.partition("#")[0] for path in book.ledger} - living - versions.keys()),
        "moved": dict(book.redirects),
    }
    return OF_BOOK, _json(data)


def _of_version(book: Book, version: Version, evidence: BookEvidence) -> dict[str, Any]:
    proof, record = evidence.of(version), version.record
    today = {entry.fragment for entry in addresses_of(version.sections)}
    former = [entry.fragment for entry in version.ledger if entry.fragment not in today]
    aliases = {old: found[0] for old in former if (found := alias_of(old, version.outline.aliases))}
    made: dict[str, Any] = {
        "address": permanent(book, version),
        "author": record.publisher,
        "title": record.title,
        "dated": dated(version),
        "sha256": record.sha256,
        "passages": list(_passages(proof)),
        "published": {entry.fragment: entry.digest for entry in version.ledger},
        "aliases": aliases,
        "answers": _answers(book, version),
    }
    newest = newest_of(book, version)
    if newest is not version:
        made["newer"] = {
            "date": newest.date,
            "address": permanent(book, newest),
            "redline": book.base_url + changes_path(book, version),
            "since": outcomes_since(proof, evidence.of(newest)),
        }
    return made


def _passages(proof: Evidence) -> Iterator[list[Any]]:
    """Address and words of each heading and clause, and where its items stand in them."""
    items: dict[str, list[list[Any]]] = {}
    for unit in proof.units:
        if unit.address != unit.passage:
            items.setdefault(unit.passage, []).append([unit.address, unit.start, unit.end])
    for passage in proof.passages:
        yield [passage.address, passage.words, *([items[passage.address]] if passage.address in items else [])]


def _answers(book: Book, version: Version) -> dict[str, Any]:
    questions = {question.id: question for question in book.questions}
    return {
        id: [question.question, question.label(answer.value), answer.reviewed,
             [[question.label(past.value), past.replaced_on] for past in answer.history]]
        for id, answer in version.answers.items()
        if (question := questions.get(id))
    }  # fmt: skip


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
