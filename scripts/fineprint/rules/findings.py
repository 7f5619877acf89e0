"""What questions, documents referred to and findings must mean. One small generator a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..core.dates import is_calendar_date
from ..core.model import Book
from ..core.problems import Problem, notice
from ..read.files import is_id
from ..read.result import ReadBook
from .answer_context import (
    FINDINGS,
    QUESTIONS,
    Rule,
    across_vendors,
    answer_files,
    did_you_mean,
    has_problem,
    is_unread,
)
from .quotes import quote_fault


@across_vendors
def question_ids_are_unique(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A question's id and, within it, a value's id stand once and are proper ids."""
    file = loaded.places(QUESTIONS)
    for position in _unfit(question.id for question in book.questions):
        said = f"the id {book.questions[position].id!r} stands twice or is reserved; choose another"
        yield file.error("question.id", said, "questions", position, "id")
    for position, question in enumerate(book.questions):
        for place in _unfit(value.id for value in question.values):
            said = f"the value {question.values[place].id!r} stands twice or is reserved; choose another"
            yield file.error("question.value", said, "questions", position, "values", place, "id")


@across_vendors
def questions_have_a_place(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A question's topic and kind of document are listed, and the day it applies from is one of the calendar."""
    file = loaded.places(QUESTIONS)
    topics = [topic.id for topic in book.lexicon.topics]
    for position, question in enumerate(book.questions):
        if book.topic(question.topic) is None:
            said = f"no topic {question.topic!r}; {did_you_mean(question.topic, topics, 'see topics.yml')}"
            yield file.error("question.topic", said, "questions", position, "topic")
        for place, document in enumerate(question.documents):
            if document not in book.documents:
                hint = did_you_mean(document, book.documents, f"listed: {', '.join(book.documents)}")
                said = f"no kind of book.yml: {document!r}; {hint}"
                yield file.error("question.document", said, "questions", position, "documents", place)
        if question.applies_from and not is_calendar_date(question.applies_from):
            said = f"{question.applies_from} is no day of the calendar; write one as YYYY-MM-DD"
            yield file.error("question.applies-from", said, "questions", position, "applies_from")


def referenced_documents_are_quoted(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A document that a text refers to is named once, in the text's own words."""
    for version, file in answer_files(book, loaded):
        for position in _unfit((document.id for document in version.referenced_documents), proper=False):
            said = f"the id {version.referenced_documents[position].id!r} stands twice; name each document once"
            yield file.error("referenced.id", said, "referenced_documents", position, "id")
        for position, document in enumerate(version.referenced_documents):
            if fault := quote_fault(loaded.evidence.of(version), document.quote, document.at):
                key = "quote" if fault.key == "text" else fault.key
                yield file.error(fault.code, fault.message, "referenced_documents", position, key)


@across_vendors
def referenced_documents_are_in_the_book(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A document that a text refers to is in the book where it is said to be."""
    kept = {f"{vendor.id}/{document}" for vendor in book.vendors for document in vendor.documents()}
    for version in book.versions():
        for position, document in enumerate(version.referenced_documents):
            if document.in_book and document.in_book not in kept:
                file = loaded.places(f"{version.folder}/answers.yml")
                said = f"the book has no {document.in_book}; {did_you_mean(document.in_book, kept, 'take in_book out')}"
                yield file.error("referenced.in-book", said, "referenced_documents", position, "in_book")


@across_vendors
def findings_are_listed_well(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A finding has a proper id of its own, topics of topics.yml, and a day on which it was reviewed."""
    file = loaded.places(FINDINGS)
    topics = [topic.id for topic in book.lexicon.topics]
    for position in _unfit(finding.id for finding in book.findings):
        said = f"the id {book.findings[position].id!r} stands twice or is reserved; choose another"
        yield file.error("finding.id", said, "findings", position, "id")
    for position, finding in enumerate(book.findings):
        for place, topic in enumerate(finding.topics):
            if book.topic(topic) is None:
                said = f"no topic {topic!r}; {did_you_mean(topic, topics, 'see topics.yml')}"
                yield file.error("finding.topic", said, "findings", position, "topics", place)
        if not is_calendar_date(finding.reviewed):
            said = f"{finding.reviewed} is no day of the calendar; write one as YYYY-MM-DD"
            yield file.error("finding.reviewed", said, "findings", position, "reviewed")


@across_vendors
def findings_are_proved(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """What a finding says of a version is a quote that stands in it, or a question that it answers."""
    file = loaded.places(FINDINGS)
    for position, finding in enumerate(book.findings):
        for place, said in enumerate(finding.support):
            where = ("findings", position, "support", place)
            version = book.version(said.version)
            if version is None:
                if not is_unread(said.version, loaded):
                    known = [each.key for each in book.versions()]
                    hint = did_you_mean(said.version, known, "name one that is kept")
                    yield file.error("finding.version", f"no version {said.version!r}; {hint}", *where, "version")
            elif said.quote:
                if fault := quote_fault(loaded.evidence.of(version), said.quote, said.at):
                    key = "quote" if fault.key == "text" else fault.key
                    yield file.error(fault.code, fault.message, *where, key)
            elif said.question not in version.answers and not has_problem(f"{version.folder}/answers.yml", loaded):
                hint = did_you_mean(str(said.question), version.answers, "answer it, or rest the finding on a quote")
                without = f"{version.key} has no answer to {said.question!r}; {hint}"
                yield file.error("finding.question", without, *where, "question")


@across_vendors
def findings_are_of_todays_versions(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A finding that rests on a version of which there is a newer one is looked at again."""
    file = loaded.places(FINDINGS)
    newest = {
        older.key: vendor.series(older.document, older.record.variant)[-1].key
        for vendor in book.vendors
        for older in vendor.versions
    }
    for position, finding in enumerate(book.findings):
        named = {said.version for said in finding.support}
        for place, said in enumerate(finding.support):
            newer = newest.get(said.version, said.version)
            # One that names the newest as well compares the two.
            if newer not in named:
                message = f"{finding.id} rests on {said.version}, and {newer} is newer; see whether it holds"
                where = file.place(("findings", position, "support", place, "version"))
                yield notice(FINDINGS, "finding.superseded", message, *where)


def _unfit(ids: Iterable[str], proper: bool = True) -> Iterator[int]:
    """The positions of ids that stand before already or, unless ``proper`` is False, can't be ids of the book."""
    seen: set[str] = set()
    for position, name in enumerate(ids):
        if name in seen or (proper and not is_id(name)):
            yield position
        seen.add(name)


RULES: tuple[Rule, ...] = (
    question_ids_are_unique,
    questions_have_a_place,
    referenced_documents_are_quoted,
    referenced_documents_are_in_the_book,
    findings_are_listed_well,
    findings_are_proved,
    findings_are_of_todays_versions,
)
