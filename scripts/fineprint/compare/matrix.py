"""Cells of the matrix: for each question and vendor the answer of the newest version, and what it is called. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..core.answers import Answer, Question
from ..core.dates import spelled_out
from ..core.model import Book, Vendor, Version
from ..core.values import CellState


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One vendor's cell: its answer to one question, from one version; ``answer`` is None while it awaits review.

    ``earlier``: then the date of the last version before that has an answer, and that answer.

    What it says is worked out when it is first asked for, since a build asks many times.
    """

    vendor: Vendor
    version: Version
    question: Question
    answer: Answer | None
    earlier: tuple[str, Answer] | None = None

    @cached_property
    def state(self) -> CellState:
        """Which of the states it is in."""
        if self.answer is None:
            return CellState.AWAITING_REVIEW
        return self.question.shared(self.answer.value) or CellState.STATED

    @cached_property
    def summary(self) -> CellSummary:
        """What it says."""
        value = self.answer.value if self.answer else self.state
        return CellSummary(state=self.state, value=value, label=self.label, detail=self.detail)

    @cached_property
    def label(self) -> str:
        """The cell in words."""
        return self.question.label(self.answer.value) if self.answer else self.state.label

    @cached_property
    def detail(self) -> str:
        """What the shared values leave open: both readings of a conflict, the document left to."""
        if self.answer is None:
            if self.earlier is None:
                return ""
            date, before = self.earlier
            return f"{self.question.label(before.value)}, from the version of {spelled_out(date)}"
        if self.state == CellState.CONFLICTING:
            sides = dict.fromkeys(quote.reads_as for quote in self.answer.quotes if quote.reads_as)
            return " / ".join(self.question.label(side) for side in sides)
        if self.state == CellState.BY_REFERENCE:
            return next(
                (
                    paper.name
                    for paper in self.version.referenced_documents
                    if paper.id == self.answer.referenced_document
                ),
                "",
            )
        return ""


class CellSummary(NamedTuple):
    """What a cell says, without what it rests on: ``value`` is the answer's value, or the state where there is none."""

    state: CellState
    value: str
    label: str
    detail: str

    @property
    def words(self) -> str:
        """The cell in one line."""
        return f"{self.label}: {self.detail}" if self.detail else self.label


def cell_of(vendor: Vendor, version: Version, question: Question) -> Cell:
    """The cell of one version for one question."""
    answer = version.answers.get(question.id)
    earlier = _earlier(vendor, version, question) if answer is None else None
    return Cell(vendor=vendor, version=version, question=question, answer=answer, earlier=earlier)


def _earlier(vendor: Vendor, version: Version, question: Question) -> tuple[str, Answer] | None:
    """The date and the answer of the last version before one that answers a question."""
    for older in reversed(vendor.series(version.document, version.record.variant)):
        if older.date < version.date and question.id in older.answered:
            return older.date, older.answers[question.id]
    return None


def cells_asked(book: Book) -> list[Cell]:
    """The cells of the one vendor of ``book``: of the newest version of each of its documents."""
    return [
        cell_of(vendor, version, question)
        for vendor, version in book.latest()
        for question in book.questions_asked_of(version)
    ]


#: A question and its cell in each column; None where it is not asked of the column's document.
MatrixRow = tuple[Question, list[CellSummary | None]]
#: By vendor and question, what the cell of the vendor's newest version says.
CellSummaries = Mapping[str, Mapping[str, CellSummary]]


def matrix_table(
    book: Book, summaries: CellSummaries, most: int | None = None
) -> tuple[list[tuple[Vendor, Version]], list[tuple[str, list[MatrixRow]]]]:
    """The matrix: its columns, each the newest version of a vendor's document, and its rows under their topics.

    ``most``: how many columns, if not all.
    """
    columns = list(book.latest())[:most]

    def cells(question: Question) -> list[CellSummary | None]:
        return [
            summaries[vendor.id][question.id] if version.document in question.documents else None
            for vendor, version in columns
        ]

    return columns, [
        (title, [(question, cells(question)) for question in asked])
        for title, asked in questions_by_topic(book, book.asked)
    ]


def retired_cells(book: Book) -> list[Cell]:
    """As :func:`cells_asked`, of the questions that were retired; their pages keep what was answered."""
    return [
        cell_of(vendor, version, question)
        for vendor, version in book.latest()
        for question in book.questions
        if question.retired and version.document in question.documents
    ]


def questions_by_topic(book: Book, questions: Sequence[Question]) -> list[tuple[str, list[Question]]]:
    """Questions under the titles of their topics, in the order of topics."""
    return [
        (topic.title, asked)
        for topic in book.lexicon.topics
        if (asked := [question for question in questions if question.topic == topic.id])
    ]
