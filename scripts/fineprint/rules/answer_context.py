"""A version's answer beside its question, its place on disk and its evidence: what the rules on answers look at."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Protocol

from ..core.model import Book
from ..core.problems import Problem, warning
from ..core.values import CellState
from ..prove.term_record import TermDays, came_after
from ..read.result import ReadBook

if TYPE_CHECKING:
    from ..core.answers import Answer, Question
    from ..core.model import Version
    from ..prove.quote_index import Evidence
    from ..read.strict_yaml import Yaml

#: Data files of the book that several rules speak of.
QUESTIONS, FINDINGS, READINGS = (f"policies/{name}.yml" for name in ("questions", "findings", "readings"))
#: How many of a long list a message names.
SHOWN = 5


class Rule(Protocol):
    """A rule on a book; its name and the first line of its docstring are shown."""

    __name__: str

    def __call__(self, book: Book, loaded: ReadBook) -> Iterator[Problem]: ...


class AnswerRule(Rule, Protocol):
    """A rule on a book that looks at each answer by itself; ``__wrapped__`` is the rule on one answer."""

    __wrapped__: Callable[[AnswerContext], Iterator[Problem]]


@dataclass(frozen=True, kw_only=True)
class AnswerContext:
    """One answer whose question and value are known."""

    version: Version
    question: Question
    answer: Answer
    file: Yaml
    evidence: Evidence
    considers_all: bool
    term_days: TermDays

    @property
    def has_hollow_term(self) -> bool:
        """Whether a term of the question has to be mended before anything can be said of what its terms find."""
        return self.question.id in self.evidence.terms.hollow

    def is_new(self, term: str) -> bool:
        """Whether a search term was added to the question after the answer was reviewed."""
        return came_after(self.term_days, self.question.id, term, self.answer.reviewed)

    @cached_property
    def state(self) -> CellState:
        """The shared value that the answer has, or that it is stated."""
        return self.question.shared(self.answer.value) or CellState.STATED

    @property
    def predates_question(self) -> bool:
        """Whether what the question asks for came after the version."""
        return (self.question.applies_from or "") > self.version.date[:10]

    def error(self, code: str, message: str, *where: str | int) -> Problem:
        """A problem at a place within this answer."""
        return self.file.error(code, message, "answers", self.question.id, *where)

    def warning(self, code: str, message: str, *where: str | int) -> Problem:
        """A doubt at a place within this answer."""
        return warning(self.file.path, code, message, *self.file.place(("answers", self.question.id, *where)))


def answer_files(book: Book, loaded: ReadBook) -> Iterator[tuple[Version, Yaml]]:
    """Each version whose answers.yml was read, with that file."""
    for version in book.versions():
        if file := loaded.files.get(f"{version.folder}/answers.yml"):
            yield version, file


def answer_contexts(book: Book, loaded: ReadBook) -> Iterator[AnswerContext]:
    """Every answer of a book to a question it has, with a value that the question can have."""
    for version, file in answer_files(book, loaded):
        for answer in version.answers.values():
            question = book.question(answer.question)
            if question and version.document in question.documents and has_value(question, answer.value):
                evidence = loaded.evidence.of(version)
                yield AnswerContext(
                    version=version,
                    question=question,
                    answer=answer,
                    file=file,
                    evidence=evidence,
                    considers_all=(question.considered or book.considered) == "all",
                    term_days=book.term_days,
                )


def each_answer(rule: Callable[[AnswerContext], Iterator[Problem]]) -> AnswerRule:
    """A rule on one answer as a rule on the book."""

    @wraps(rule)
    def over_the_book(book: Book, loaded: ReadBook) -> Iterator[Problem]:
        for cell in answer_contexts(book, loaded):
            yield from rule(cell)

    return over_the_book


def across_vendors(rule: Rule) -> Rule:
    """A rule that looks at several vendors together, or at none: it is asked about the whole book alone."""
    rule.__dict__["across_vendors"] = True
    return rule


def is_across_vendors(rule: Rule) -> bool:
    """Whether a rule is one of those."""
    return bool(rule.__dict__.get("across_vendors"))


def has_problem(start: str, loaded: ReadBook) -> bool:
    """Whether a file or folder had a problem when it was read, so that what depends on it can't be judged."""
    return any(problem.path.startswith(start) and problem.severity == "error" for problem in loaded.problems)


def is_unread(version: str, loaded: ReadBook) -> bool:
    """Whether a version (vendor/document/date) or its vendor had a problem when it was read."""
    return has_problem(f"policies/{version}/", loaded) or has_problem(
        f"policies/{version.partition('/')[0]}/vendor.yml", loaded
    )


def has_value(question: Question, value: str) -> bool:
    """Whether a value is the question's own or a shared one."""
    return question.is_own(value) or question.shared(value) is not None


def did_you_mean(name: str, known: Iterable[str], listed: str) -> str:
    """The known name that is nearest to an unknown one, as a question; else where the known ones are listed."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"did you mean {near[0]}?" if near else listed
