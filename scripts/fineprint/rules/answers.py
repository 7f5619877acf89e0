"""What an answer must mean: its question, its value, and quotes that are proved. One small generator a rule.

A cell that is wrong gets one line, about the first thing to mend: a rule leaves alone what an earlier one must settle.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..core.answers import Quote
from ..core.dates import is_ahead, is_calendar_date
from ..core.limits import QUOTE_WORDS
from ..core.model import Book
from ..core.problems import Problem, notice
from ..core.values import SHARED_VALUES, CellState
from ..prove.quote_index import QuotePlace
from ..prove.units import Span
from ..read.result import ReadBook
from ..text.words import count_words
from .answer_context import AnswerContext, Rule, answer_files, did_you_mean, each_answer, has_problem, has_value
from .quotes import quote_fault

_PLACES_SHOWN = 5
#: The one code that says something else on another day.
AHEAD = "answer.ahead"


def answers_have_questions(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """An answer is to a question that questions.yml asks of such a document."""
    if "policies/questions.yml" not in loaded.files and has_problem("policies/questions.yml", loaded):
        return
    for version, file in answer_files(book, loaded):
        for name in version.answers:
            question = book.question(name)
            if question is None:
                known = [each.id for each in book.questions]
                said = f"no question {name!r}; {did_you_mean(name, known, 'see questions.yml')}"
                yield file.error("answer.unknown-question", said, "answers", name)
            elif version.document not in question.documents:
                of = ", ".join(map(repr, question.documents))
                said = f"{name!r} is asked of {of}, not of {version.document!r}; take the answer out"
                yield file.error("answer.unknown-question", said, "answers", name)


def answers_have_values(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """An answer's value is one of its question's own or a shared one."""
    for version, file in answer_files(book, loaded):
        for name, answer in version.answers.items():
            question = book.question(name)
            if question and version.document in question.documents and not has_value(question, answer.value):
                own = [value.id for value in question.values]
                listed = f"its own are {', '.join(own)}; shared ones {', '.join(SHARED_VALUES)}"
                near = did_you_mean(answer.value, [*own, *SHARED_VALUES], "")
                said = f"no value {answer.value!r} of this question; {near + ' ' if near else ''}{listed}"
                yield file.error("answer.unknown-value", said, "answers", name, "value")


def answers_are_complete(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A question without an answer awaits review, which is shown as such."""
    for version in book.versions():
        path = f"{version.folder}/answers.yml"
        # An answer that could not be read is not missing; it is told where it is wrong.
        if has_problem(path, loaded):
            continue
        asked = [question.id for question in book.questions_asked_of(version)]
        missing = [question for question in asked if question not in version.answers]
        if missing:
            listed = ", ".join(missing[:_PLACES_SHOWN]) + (" …" if len(missing) > _PLACES_SHOWN else "")
            awaits, them = ("awaits", "it") if len(missing) == 1 else ("await", "them")
            said = f"{len(missing)} of {len(asked)} questions {awaits} review ({listed}); read the text for {them}"
            yield notice(path, "answer.missing", said)


@each_answer
def answers_are_dated(cell: AnswerContext) -> Iterator[Problem]:
    """The dates of an answer are days of the calendar that have come."""
    dates: list[tuple[str | None, tuple[str | int, ...]]] = [
        (cell.answer.reviewed, ("reviewed",)),
        (cell.answer.carried_from, ("carried_from",)),
        *(
            (before.replaced_on, ("history", position, "replaced_on"))
            for position, before in enumerate(cell.answer.history)
        ),
        *((again.on, ("look_again", position, "on")) for position, again in enumerate(cell.answer.look_again)),
        *((reply.on, ("replies", position, "on")) for position, reply in enumerate(cell.answer.replies)),
        *([(cell.answer.confirmed.on, ("confirmed", "on"))] if cell.answer.confirmed else ()),
        *([(cell.answer.disputed.on, ("disputed", "on"))] if cell.answer.disputed else ()),
    ]
    for day, where in dates:
        if day and not is_calendar_date(day):
            yield cell.error("answer.reviewed", f"{day} is no day of the calendar; write one as YYYY-MM-DD", *where)
        elif day and is_ahead(day):
            yield cell.error(AHEAD, f"{day} has not come yet; give the day on which it was done", *where)


@each_answer
def answers_are_quoted(cell: AnswerContext) -> Iterator[Problem]:
    """A question's own value, conflicting, by-reference and unclear rest on quotes; not-stated has none."""
    if cell.state == CellState.NOT_STATED and cell.answer.quotes:
        said = "not-stated has quotes; give the value that they carry, or move their clauses under ruled_out"
        yield cell.error("answer.quotes", said, "quotes")
    elif cell.state.quoted and not cell.answer.quotes:
        said = f"{cell.answer.value} has no quote; add the words that carry it, or answer not-stated"
        yield cell.error("answer.quotes", said, "value")


@each_answer
def conflicts_are_two(cell: AnswerContext) -> Iterator[Problem]:
    """Conflicting rests on two quotes that do not overlap and read as different own values of the question."""
    quotes, own = cell.answer.quotes, [value.id for value in cell.question.values]
    read = [quote.reads_as for quote in quotes]
    if cell.state == CellState.NOT_STATED or not quotes:
        return
    if cell.state != CellState.CONFLICTING:
        position = next((position for position, value in enumerate(read) if value), None)
        if position is not None:
            said = "reads_as belongs to conflicting alone; take reads_as out, or answer with value: conflicting"
            yield cell.error("answer.conflict", said, "quotes", position, "reads_as")
        return
    for position, value in enumerate(read):
        if value not in own:
            named = f"no own value {value!r}" if value else "this quote does not say what it reads as"
            said = f"{named}; {did_you_mean(value or '', own, 'give reads_as one of ' + ', '.join(own))}"
            yield cell.error("answer.conflict", said, "quotes", position, "reads_as")
            return
    if len(set(read)) < 2:
        said = "a conflict needs two quotes that read as different values; add the other, or give the value they share"
        yield cell.error("answer.conflict", said, "value")
        return
    spans = [found[0].span for found in cell.evidence.places[cell.question.id] if len(found) == 1]
    if len(spans) == len(quotes) and not any(
        read[a] != read[b] and not spans[a].overlaps(spans[b]) for a, b in combinations(range(len(quotes)), 2)
    ):
        said = "the quotes overlap, so they are no two passages; cut each to the words that carry its value"
        yield cell.error("answer.conflict", said, "quotes")


@each_answer
def quotes_stand(cell: AnswerContext) -> Iterator[Problem]:
    """Every quote stands in the text word for word, white space aside."""
    return _faulty(cell, "quote.missing")


@each_answer
def quotes_stand_once(cell: AnswerContext) -> Iterator[Problem]:
    """A quote stands in one paragraph, list item, row or heading only, or says which it means."""
    return _faulty(cell, "quote.ambiguous")


@each_answer
def quotes_stand_where_they_say(cell: AnswerContext) -> Iterator[Problem]:
    """The clause, item or row that a quote names holds its words."""
    return _faulty(cell, "quote.wrong-clause")


@each_answer
def quotes_over_items_name_the_list(cell: AnswerContext) -> Iterator[Problem]:
    """A quote that runs over several items or rows names their list or table."""
    return _faulty(cell, "quote.across-items")


@each_answer
def quotes_are_long_enough(cell: AnswerContext) -> Iterator[Problem]:
    """A quote has enough words to carry a value by itself."""
    for position, quote, found in _quotes(cell):
        if len(found) == 1 and count_words(quote.text) < QUOTE_WORDS:
            said = f"fewer than {QUOTE_WORDS} words; quote as much as carries the answer by itself"
            yield cell.warning("quote.short", said, "quotes", position, "text")


@each_answer
def quotes_do_not_overlap(cell: AnswerContext) -> Iterator[Problem]:
    """No word is quoted twice for one answer."""
    if cell.state == CellState.CONFLICTING:
        return
    seen: list[Span] = []
    for position, _, found in _quotes(cell):
        span = found[0].span if len(found) == 1 else None
        if span and any(map(span.overlaps, seen)):
            said = "some of these words stand in a quote before it; join the two, or cut one"
            yield cell.warning("quote.overlapping", said, "quotes", position, "text")
        seen += [span] if span else []


@each_answer
def inapplicable_answers_say_why(cell: AnswerContext) -> Iterator[Problem]:
    """Not-applicable says why: not-yet where the question applies only from a later day, else in a sentence."""
    because = cell.answer.not_applicable_because
    if cell.state != CellState.NOT_APPLICABLE:
        return
    if not because:
        yield cell.error(
            "answer.not-applicable", "not_applicable_because is missing; say not-yet, or why in a sentence", "value"
        )
    elif because == "not-yet" and not cell.predates_question:
        since = cell.question.applies_from
        said = f"the question applies from {since}" if since else "the question has no applies_from"
        said = f"{said}, the version is of {cell.version.date}; answer it, or say in a sentence why it can't apply"
        yield cell.error("answer.not-applicable", said, "not_applicable_because")


@each_answer
def references_are_listed(cell: AnswerContext) -> Iterator[Problem]:
    """By-reference names a listed document that the book does not have; once it has it, it is read again."""
    listed = {document.id: document for document in cell.version.referenced_documents}
    named = cell.answer.referenced_document
    if cell.state == CellState.BY_REFERENCE and named is None:
        said = "document is missing; name the one under referenced_documents that is meant"
        yield cell.error("answer.by-reference", said, "value")
    for name, where in [(named, ("document",)), *((one, ("refers_to",)) for one in cell.answer.refers_to)]:
        if name and name not in listed:
            said = f"no document {name!r} under referenced_documents; {did_you_mean(name, listed, 'add it there')}"
            yield cell.error("answer.by-reference", said, *where)
    if cell.state == CellState.BY_REFERENCE and named in listed and (in_book := listed[named].in_book):
        said = f"by referenced_documents the book has {in_book}; read it and answer again"
        yield cell.error("answer.by-reference", said, "document")


def _faulty(cell: AnswerContext, code: str) -> Iterator[Problem]:
    """The quotes with one kind of fault."""
    for position, quote, found in _quotes(cell):
        fault = quote_fault(cell.evidence, quote.text, quote.at, found)
        if fault and fault.code == code:
            yield cell.error(code, fault.message, "quotes", position, fault.key)


def _quotes(cell: AnswerContext) -> Iterator[tuple[int, Quote, tuple[QuotePlace, ...]]]:
    """The quotes of an answer that may have some, and where each stands."""
    if cell.state != CellState.NOT_STATED:
        for position, found in enumerate(cell.evidence.places[cell.question.id]):
            yield position, cell.answer.quotes[position], found


RULES: tuple[Rule, ...] = (
    answers_have_questions,
    answers_have_values,
    answers_are_complete,
    answers_are_dated,
    answers_are_quoted,
    conflicts_are_two,
    quotes_stand,
    quotes_stand_once,
    quotes_stand_where_they_say,
    quotes_over_items_name_the_list,
    quotes_are_long_enough,
    quotes_do_not_overlap,
    inapplicable_answers_say_why,
    references_are_listed,
)
