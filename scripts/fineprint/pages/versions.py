"""The page of a version: the text with its clauses and marks, the answers dated with it, and where it came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ..compare.matrix import cell_of, questions_by_topic
from ..core.addresses import permanent, version_path
from ..core.answers import READER_KINDS
from ..core.model import Book, Vendor, Version
from ..core.redirects import former_ids
from ..prove.ledger import alias_of
from ..prove.quote_index import BookEvidence, Evidence
from ..prove.shown import shown_quotes
from ..publish.citation_styles import filled
from ..publish.citations import swhid, version_holes
from ..publish.highlights import Highlight, with_highlights
from ..text.blocks import Block
from ..text.own_numbers import cited_numbers
from .page import render_page


def pages(book: Book, evidence: BookEvidence) -> Iterator[tuple[str, bytes]]:
    """The page of each version, that of its readings if it is read, and its stored text."""
    for vendor in book.vendors:
        for version in vendor.versions:
            place = version_path(book, version)
            values = _values(book, vendor, version, evidence.of(version))
            yield render_page(book, "version.md", f"{place}index.md", **values)
            sheet = {"read_version": version, "swhid": swhid(version.raw)} | _reviewed(book, version)
            common = {name: values[name] for name in ("vendor", "document", "permanent")}
            yield render_page(book, "authentication.md", f"{place}authentication/index.md", **common, **sheet)
            if version.answers:
                # Under another name: what a page's version is, the page is cited as.
                values["read_version"] = values.pop("version")
                yield render_page(book, "readings.md", f"{place}readings/index.md", **values)
            yield f"{place}policy.txt", version.raw


def _values(book: Book, vendor: Vendor, version: Version, evidence: Evidence) -> dict[str, object]:
    versions = vendor.series(version.document, version.record.variant)
    questions = book.questions_asked_of(version)
    place = f"{version_path(book, version)}#_"
    published = {path.removeprefix(place) for path in book.ledger if path.startswith(place)}
    retired = [
        question for question in book.questions if question.retired and question.id in {*version.answers, *published}
    ]
    section_aliases, clause_aliases = _aliases(version)
    return {
        "vendor": vendor,
        "version": version,
        "versions": versions,
        "newest": versions[-1],
        "newer": version is not versions[-1],
        "document": book.documents[version.document],
        "aliases": section_aliases,
        "clause_aliases": clause_aliases,
        "count": evidence.count,
        "led": _lead_ins(evidence),
        "blocks": _marked_blocks(book, version, evidence),
        "own_numbers": cited_numbers(version.sections),
        "resting": evidence.cells,
        "questions": {question.id: question for question in (*questions, *retired)},
        "answers": [
            (title, [cell_of(vendor, version, question) for question in asked])
            for title, asked in (*questions_by_topic(book, questions), ("Questions no longer asked", retired))
            if asked
        ],
        "is_asked": bool(version.answers or published),
        "quotes_shown": {key: shown_quotes(evidence, found) for key, found in evidence.places.items()},
        "limits_shown": {key: shown_quotes(evidence, found) for key, found in evidence.limits.items()},
        "used": evidence.words,
        "readings": book.readings.get(version.key, {}),
        "permanent": permanent(book, version),
        "reference": filled("plain", version_holes(book, version)),
        "moved_questions": former_ids(book, "questions"),
    }


def _reviewed(book: Book, version: Version) -> dict[str, object]:
    """When the answers of a version were last reviewed, and by what kinds of readers they were read before."""
    days = [answer.reviewed for answer in version.answers.values()]
    read = book.readers if version.key in book.readings else ()
    kinds = [READER_KINDS[reader.kind] for reader in read if reader.kind]
    return {"last_review": max(days, default=""), "readers": list(dict.fromkeys(kinds))}


def _marked_blocks(book: Book, version: Version, evidence: Evidence) -> Mapping[str, Block]:
    """Clause address → its block with the quoted passages marked."""
    spans: dict[str, list[Highlight]] = defaultdict(list)
    for question, quotes in evidence.places.items():
        for place in (place for places in quotes for place in places):
            asked = book.question(question)
            label = asked.question if asked else question
            spans[place.passage].append(Highlight(start=place.start, end=place.end, label=label))
    return {clause.address: with_highlights(clause.block, spans[clause.address]) for clause in version.clauses()}


def _lead_ins(evidence: Evidence) -> dict[str, str]:
    """Clause address → what leads the clause in from outside it, where anything does."""
    found: dict[str, str] = {}
    for unit in evidence.units:
        if unit.start == 0 and unit.passage not in found:
            outside = [led for led in unit.lead_ins if led.passage != unit.passage]
            said = " ".join(evidence.passage(led.passage).words[led.start : led.end] for led in outside)
            if said:
                found[unit.passage] = said
    return found


def _aliases(version: Version) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """Published fragments that are aliases today, by the section and by the clause they lead to."""
    sections = {section.id for section in version.sections}
    clauses = {clause.address for clause in version.clauses()}
    by_section: dict[str, list[str]] = defaultdict(list)
    by_clause: dict[str, list[str]] = defaultdict(list)
    published = [*version.outline.aliases, *(address.fragment for address in version.ledger)]
    for alias in dict.fromkeys(published):
        targets = alias_of(alias, version.outline.aliases)
        clause = ".".join(targets[0].split(".")[:2]) if targets else ""
        if targets and targets[0] in sections:
            by_section[targets[0]].append(alias)
        elif clause in clauses:
            by_clause[clause].append(alias)
    return by_section, by_clause
