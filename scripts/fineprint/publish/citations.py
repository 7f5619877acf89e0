"""References to a version, a section, a clause or an answer that a reader can check.

A policy is a work of its publisher, dated by what its text states, and kept by the book. An answer is a work of the
book, issued on the day it was reviewed. The day of access is a reader's own: files have none. Everything comes from
record.yml, outline.yml, answers.yml and book.yml; the written forms are those of :mod:`citation_styles`. Pure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from ..core.addresses import permanent
from ..core.answers import Answer, Finding
from ..core.model import Book, Version
from ..core.record import Record
from ..text.blocks import addressed_blocks, fold
from ..text.own_numbers import cited_numbers
from .citation_styles import Holes, filled

#: An item of CSL-JSON (the data schema of the Citation Style Language 1.0).
CslItem = dict[str, Any]

_ARCHIVES = {"web.archive.org": "Internet Archive"}
#: Languages as BibLaTeX calls them.
_TEX_LANGUAGES = {
    "de": "german", "en": "english", "es": "spanish", "fr": "french", "it": "italian", "ja": "japanese",
    "nl": "dutch", "pl": "polish", "pt": "portuguese", "ru": "russian", "sv": "swedish", "zh": "chinese",
}  # fmt: skip


def swhid(raw: bytes) -> str:
    """The identifier of some bytes as content, as Software Heritage makes it (swhid.org, version 1)."""
    made = hashlib.sha1(b"blob %d\0" % len(raw), usedforsecurity=False)
    made.update(raw)
    return f"swh:1:cnt:{made.hexdigest()}"


def stated_date(record: Record) -> tuple[str, str]:
    """The day that a text states for itself, and what it calls it; two empty texts where it states none."""
    if record.updated:
        return record.updated, "last updated"
    return (record.effective, "effective") if record.effective else ("", "")


def references_of(book: Book, version: Version) -> Iterator[Holes]:
    """The version, its sections, clauses and items with numbers of their own in order of the text, and its answers."""
    whole, parts = version_holes(book, version), fragment_holes(book, version)
    yield whole
    yield from (at_fragment(whole, fragment, own) for fragment, own in parts.items())


def reference(book: Book, version: Version, fragment: str = "") -> Holes:
    """What is said of a version, or of a fragment of it: any address of its ledger, or ``_<question>``."""
    whole = version_holes(book, version)
    if not fragment:
        return whole
    answer = version.answers.get(fragment.removeprefix("_")) if fragment.startswith("_") else None
    own = _answer_holes(book, answer) if answer else _place_holes(version, fragment, cited_numbers(version.sections))
    return at_fragment(whole, fragment, own)


def at_fragment(whole: Holes, fragment: str, own: Holes) -> Holes:
    """What is said of a version, narrowed to a fragment that has something of its own."""
    return {
        **whole,
        "id": f"{whole['id']}:{fragment}",
        "address": f"{whole['address']}#{fragment}",
        "part": fragment,
        **own,
    }


def version_holes(book: Book, version: Version) -> dict[str, str]:
    """What is said of a version as a whole, by the names of the table's holes; what is not known is left out."""
    record = version.record
    stated, basis = stated_date(record)
    host = urlsplit(record.archive_url or "").hostname or ""
    known = {
        "id": ":".join(version.key.split("/")),
        "address": permanent(book, version),
        "author": record.publisher,
        "title": record.title,
        "site": book.title,
        "stated": stated,
        "basis": basis,
        "archived": record.archived or record.retrieved or ("" if stated else version.date[:10]),
        "archive_url": record.archive_url or "",
        "archive_name": _ARCHIVES.get(host, host),
        "source_url": record.url or "",
        "sha256": record.sha256,
        "swhid": swhid(version.raw),
        "language": record.language,
        "langid": _TEX_LANGUAGES.get(record.language.partition("-")[0], record.language),
    }
    return {name: fold(value) for name, value in known.items() if value}


def fragment_holes(book: Book, version: Version) -> dict[str, dict[str, str]]:
    """What each section, clause, numbered item and answer has of its own, by fragment."""
    numbers = cited_numbers(version.sections)
    made = {}
    for section in version.sections:
        made[section.id] = _place_holes(version, section.id, numbers)
        for clause in section.clauses:
            for block in addressed_blocks(clause.block):
                if block.address == clause.address or block.address in numbers:
                    made[block.address] = _place_holes(version, block.address, numbers)
    return made | {f"_{question}": _answer_holes(book, answer) for question, answer in version.answers.items()}


def _place_holes(version: Version, fragment: str, numbers: Mapping[str, str]) -> dict[str, str]:
    """Where a fragment stands: under which heading, and its own number, or else our numbers of clause and item."""
    section, *counted = fragment.split(".")
    heading = next((each.heading for each in version.sections if each.id == section), section)
    made = {"heading": fold(heading)} if heading else {"preamble": "1"}
    kind, _, number = numbers.get(fragment, "").partition(" ")
    if kind == "section":
        return made | {"locator": number}
    if counted:
        made["clause"] = counted[0]
    if kind == "item" or counted[1:]:
        made["item"] = number or ".".join(counted[1:])
    return made


def _answer_holes(book: Book, answer: Answer) -> dict[str, str]:
    question = book.question(answer.question)
    asked, said = (question.question, question.label(answer.value)) if question else (answer.question, answer.value)
    return {"question": fold(asked), "value": fold(said), "reviewed": answer.reviewed}


def work_holes(book: Book, finding: Finding) -> dict[str, str]:
    """What is said of a finding, which is a work of the book's about no text alone."""
    return {
        "id": f"finding:{finding.id}",
        "address": f"{book.base_url}findings/#{finding.id}",
        "site": book.title,
        "question": fold(finding.title),
        "reviewed": finding.reviewed,
    }


def cite(book: Book, version: Version, fragment: str = "") -> CslItem:
    """The CSL-JSON item of a version, or of a fragment of it."""
    made: CslItem = json.loads(filled("csl", reference(book, version, fragment)))
    return made


def csl_json(items: Iterable[str]) -> str:
    """Items as a CSL-JSON document, one a line."""
    return "[\n" + ",\n".join(items) + "\n]\n"


def context_object(**fields: str) -> str:
    """A web page as a context object; fields without a value are left out."""
    pairs = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"), ("rft.type", "webpage")]
    return urlencode([*pairs, *((f"rft.{name}", value) for name, value in fields.items() if value)])


def citation_files(book: Book, version: Version) -> Iterator[tuple[str, bytes]]:
    """The citation files that lie beside a version: names and bytes. ``cite-holes.json`` is for the site's script."""
    all_of_it = list(references_of(book, version))
    yield "cite.json", csl_json(filled("csl", one) for one in all_of_it).encode()
    yield "cite.bib", "\n".join(filled("bibtex", one) for one in all_of_it).encode()
    yield "cite.ris", "\r\n".join(filled("ris", one) for one in all_of_it).encode()
    holes = {"version": version_holes(book, version), "fragments": fragment_holes(book, version)}
    yield "cite-holes.json", (json.dumps(holes, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
