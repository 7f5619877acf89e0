"""Cells of the matrix: for each question and vendor the answer of the newest version, and what it is called. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..core.answers import SHARED_VALUES, Answer, Question
from ..core.model import Book, Vendor, Version

AWAITING_REVIEW = "awaiting-review"
STATED = "stated"

#: What each state of a cell is called and means; shown once and linked from every table.
STATES = {
    STATED: ("Stated", "The text answers; the value is one of the question’s own, and a quote carries it."),
    "not-stated": (
        SHARED_VALUES["not-stated"],
        "The text is silent; the words searched for are listed, and each place with one of them is explained.",
    ),
    "conflicting": (SHARED_VALUES["conflicting"], "Two passages of the text disagree; both are quoted."),
    "by-reference": (
        SHARED_VALUES["by-reference"],
        "The text leaves the answer to another document, which this book does not have.",
    ),
    "not-applicable": (
        SHARED_VALUES["not-applicable"],
        "What is asked about came after this version, or can’t concern it.",
    ),
    "unclear": (SHARED_VALUES["unclear"], "A passage speaks to it, but a careful reader can’t choose a value."),
    AWAITING_REVIEW: (
        "Awaiting review",
        "Nobody has read this text for this question yet. It does not mean that the text is silent.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One vendor's cell: its answer to one question, from one version; ``answer`` is None while it awaits review.

    What it says is worked out when it is first asked for, since a build asks many times.
    """

    vendor: Vendor
    version: Version
    question: Question
    answer: Answer | None

    @cached_property
    def state(self) -> str:
        """A key of :data:`STATES`."""
        if self.answer is None:
            return AWAITING_REVIEW
        return STATED if self.question.is_own(self.answer.value) else self.answer.value

    @cached_property
    def told(self) -> CellSummary:
        """What it says."""
        value = self.answer.value if self.answer else self.state
        return CellSummary(state=self.state, value=value, label=self.label, detail=self.detail)

    @cached_property
    def label(self) -> str:
        """The cell in words."""
        return STATES[AWAITING_REVIEW][0] if self.answer is None else self.question.label(self.answer.value)

    @cached_property
    def detail(self) -> str:
        """What the shared values leave open: both readings of a conflict, the document left to."""
        if self.answer is None:
            return ""
        if self.state == "conflicting":
            sides = dict.fromkeys(quote.reads_as for quote in self.answer.quotes if quote.reads_as)
            return " / ".join(self.question.label(side) for side in sides)
        if self.state == "by-reference":
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

    state: str
    value: str
    label: str
    detail: str

    @property
    def words(self) -> str:
        """The cell in one line."""
        return f"{self.label}: {self.detail}" if self.detail else self.label


def cell_of(vendor: Vendor, version: Version, question: Question) -> Cell:
    """The cell of one version for one question."""
    return Cell(vendor=vendor, version=version, question=question, answer=version.answers.get(question.id))


def cells_asked(book: Book) -> list[Cell]:
    """The cells of the one vendor of ``book``: of the newest version of each of its documents."""
    return [
        cell_of(vendor, version, question)
        for vendor, version in book.latest()
        for question in questions_asked_of(book, version)
    ]


#: A question and its cell in each column; None where it is not asked of the column's document.
MatrixRow = tuple[Question, list[CellSummary | None]]
#: By vendor and question, what the cell of the vendor's newest version says.
CellSummaries = Mapping[str, Mapping[str, CellSummary]]


def matrix_table(
    book: Book, told: CellSummaries, most: int | None = None
) -> tuple[list[tuple[Vendor, Version]], list[tuple[str, list[MatrixRow]]]]:
    """The matrix: its columns, each the newest version of a vendor's document, and its rows under their topics.

    ``most``: how many columns, if not all.
    """
    columns = list(book.latest())[:most]

    def cells(question: Question) -> list[CellSummary | None]:
        return [
            told[vendor.id][question.id] if version.document in question.documents else None
            for vendor, version in columns
        ]

    return columns, [
        (title, [(question, cells(question)) for question in mine])
        for title, mine in questions_by_topic(book, book.asked)
    ]


def questions_asked_of(book: Book, version: Version) -> Iterator[Question]:
    """The questions that ask about a version's kind of document, in order."""
    return (question for question in book.asked if version.document in question.documents)


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
        (topic.title, mine)
        for topic in book.lexicon.topics
        if (mine := [question for question in questions if question.topic == topic.id])
    ]
