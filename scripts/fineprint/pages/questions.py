"""The list of questions, and a page a question: every vendor's answer beside its words or its proved silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..answers import Question, Quote
from ..blocks import Block
from ..comparison import STATES, Compared, by_topic, row
from ..evidence import BookEvidence, Evidence
from ..marks import Span, marked
from ..model import Book
from .page import write


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteShown:
    """A quote with the clause it stands in; ``block`` has the quote marked, and is None for a heading."""

    quote: Quote
    address: str
    block: Block | None


def pages(book: Book, evidence: BookEvidence) -> Iterator[tuple[str, bytes]]:
    """The questions page and one page a question."""
    groups = by_topic(book, book.questions)
    yield write(book, "questions.md", "questions/index.md", groups=groups)
    topics = {topic.id: topic.title for topic in book.lexicon.topics}
    for question in book.questions:
        cells = list(row(book, question))
        values = {
            "question": question,
            "topic": topics.get(question.topic, question.topic),
            "cells": [(each, _quotes(each, evidence.of(each.version))) for each in cells],
            "by_value": _by_value(question, cells),
            "states": STATES,
            "searched": {each.version.key: evidence.of(each.version) for each in cells},
        }
        yield write(book, "question.md", f"questions/{question.id}/index.md", **values)


def _by_value(question: Question, cells: list[Compared]) -> list[tuple[str, str, list[Compared]]]:
    """Value id, label and the cells that say so: own values in their order, then the shared ones that occur."""
    found: dict[str, list[Compared]] = {value.id: [] for value in question.values}
    for each in cells:
        found.setdefault(each.answer.value if each.answer else each.state, []).append(each)
    labels = defaultdict(str, {state: label for state, (label, _) in STATES.items()})
    return [
        (value, question.label(value) if value != "not-read" else labels[value], mine) for value, mine in found.items()
    ]


def _quotes(each: Compared, evidence: Evidence) -> list[QuoteShown]:
    if each.answer is None:
        return []
    shown = []
    for quote, places in zip(each.answer.quotes, evidence.places.get(each.question.id, ()), strict=False):
        for place in places[:1]:
            passage = evidence.passage(place.address)
            span = Span(start=place.start, end=place.end, label="Quoted")
            block = marked(passage.block, [span]) if passage.block else None
            shown.append(QuoteShown(quote=quote, address=place.address, block=block))
    return shown
