"""Pages about the book itself: how it is checked, how far the readings agree, what the documents lean on."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..agreement import agreement_on, read_cells
from ..answers import SHARED_VALUES
from ..comparison import STATES, by_topic
from ..model import Book
from .page import write


def pages(book: Book, day: str, rules: list[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """The method page, the page that makes a brief, and the page of documents leaned on."""
    questions = book.questions
    topics = [
        (topic, mine, agreement_on(book, mine))
        for topic in book.lexicon.topics
        if (mine := [question for question in questions if question.topic == topic.id])
    ]
    versions = {version.key: (vendor, version) for vendor in book.vendors for version in vendor.versions}
    settled = [
        (*versions[key], question, readings)
        for key, question, readings in read_cells(book, questions)
        if readings.settled and key in versions
    ]
    values = {
        "rules": rules,
        "states": STATES,
        "topics": topics,
        "each": {question.id: agreement_on(book, [question]) for question in questions},
        "all_cells": agreement_on(book, questions),
        "settled": settled,
    }
    yield write(book, "method.md", "about/method/index.md", updated=day, **values)
    shared = json.dumps(dict(SHARED_VALUES))
    groups = by_topic(book, questions)
    yield write(book, "brief.md", "about/brief/index.md", updated=day, groups=groups, shared=shared)
    leaning = [
        (vendor, version, paper) for vendor in book.vendors for version in vendor.versions for paper in version.leans_on
    ]
    yield write(book, "leaned-on.md", "about/leaned-on/index.md", updated=day, leaning=leaning)
