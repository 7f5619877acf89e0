"""Pages about the book itself: how it is checked, how far the readings agree, which documents the texts refer to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from ..compare.agreement import ENOUGH, agreement_on, read_cells
from ..compare.matrix import questions_by_topic
from ..core.answers import READER_KINDS
from ..core.model import Book, Version
from ..core.values import SHARED_LABELS, CellState
from ..prove.quote_index import Evidence
from ..prove.shown import Shown, shown_quotes
from ..publish.citation_styles import table
from .page import render_page

#: Where the words are that the site uses in a sense of its own.
GLOSSARY = "about/glossary/index.md"


def referenced_shown(version: Version, proof: Evidence) -> tuple[Shown | None, ...]:
    """The words that name each document a version refers to, as they are shown; None where nothing is found."""
    found = (proof.locate(paper.quote, paper.at) for paper in version.referenced_documents)
    return tuple(shown_quotes(proof, list(found)))


def pages(
    book: Book, day: str, rules: list[tuple[str, str]], places: Mapping[str, tuple[Shown | None, ...]]
) -> Iterator[tuple[str, bytes]]:
    """The method page, those that make a brief and check a citation, the glossary, editions, documents referred to.

    ``places``: by version the words that name the documents it refers to, as they are shown.
    """
    questions = book.asked
    topics = [
        (topic, asked, agreement_on(book, asked))
        for topic in book.lexicon.topics
        if (asked := [question for question in questions if question.topic == topic.id])
    ]
    settled = [
        (book.vendor(version.vendor), version, question, readings)
        for key, question, readings in read_cells(book, questions)
        if readings.settled and (version := book.version(key))
    ]
    values = {
        "rules": rules,
        "states": tuple(CellState),
        "topics": topics,
        "each": {question.id: agreement_on(book, [question]) for question in questions},
        "all_cells": agreement_on(book, questions),
        "spoken": agreement_on(book, questions, silences=False),
        "enough": ENOUGH,
        "kinds": READER_KINDS,
        "readers": {reader.id: reader for reader in book.readers},
        "settled": settled,
    }
    yield render_page(book, "method.md", "about/method/index.md", updated=day, **values)
    awaiting = CellState.AWAITING_REVIEW
    states = json.dumps(
        {
            "labels": dict(SHARED_LABELS),
            "stated": CellState.STATED,
            "searched": CellState.NOT_STATED,
            "awaiting": {"id": awaiting, "label": awaiting.label},
        }
    )
    groups = questions_by_topic(book, questions)
    styles = [(id, each["label"]) for id, each in table()["styles"].items() if each["group"] in ("text", "style")]
    yield render_page(
        book, "brief.md", "about/brief/index.md", updated=day, groups=groups, states=states, styles=styles
    )
    yield render_page(book, "check-a-citation.md", "about/check-a-citation/index.md", updated=day)
    yield render_page(book, "editions.md", "about/editions/index.md", updated=day)
    yield render_page(book, "glossary.md", GLOSSARY, updated=day)
    names = {vendor.id: vendor.name for vendor in book.vendors}
    referenced = [
        (vendor, version, paper, place)
        for vendor in book.vendors
        for version in vendor.versions
        for paper, place in zip(version.referenced_documents, places[version.key], strict=True)
    ]
    path = "about/documents-referred-to/index.md"
    yield render_page(book, "documents-referred-to.md", path, updated=day, referenced=referenced, names=names)
