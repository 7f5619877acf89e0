"""What search terms must be, for a silence to rest on them, and reasons for ruling out that are no stamps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ..core.answers import RuledOut
from ..core.model import Book
from ..core.problems import Problem, error
from ..core.values import CellState
from ..prove.term_hits import why_unmatchable
from ..read.result import ReadBook
from ..read.strict_yaml import Yaml
from ..text import language
from .answer_context import FINDINGS, AnswerContext, Rule, across_vendors, answer_contexts, each_answer

#: A path with a line and a column.
FilePosition = tuple[str, int, int]
#: How often one reason may stand in a book before it reads as a stamp.
MAX_REPEATED_REASON = 3


@across_vendors
def search_terms_can_match(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A search term is words that can stand in a text; a star only ends a word."""
    file = loaded.files.get("policies/questions.yml")
    if file is None:
        return
    for position, question in enumerate(book.questions):
        by_language = isinstance(file.value["questions"][position]["search_terms"], Mapping)
        for tag, terms in {question.language: question.search_terms, **question.other_terms}.items():
            for place, term in enumerate(terms):
                if reason := why_unmatchable(term):
                    said = f'this search term can match nothing: {reason}; write words, such as "cookie*"'
                    where = ("search_terms", tag, place) if by_language else ("search_terms", place)
                    yield file.error("question.search-term", said, "questions", position, *where)


@each_answer
def silences_have_terms(cell: AnswerContext) -> Iterator[Problem]:
    """A text is said to be silent only where the question has search terms in the text's language."""
    spoken = cell.version.record.language
    if cell.state.silent and not cell.question.terms_in(spoken):
        said = f"{cell.question.id} has no search terms for {language.name(spoken)} yet, so no silence is proved"
        mend = f"give them in questions.yml, search_terms: {{{language.base(spoken)}: […]}}, or take the answer out"
        yield cell.error("silence.no-search-terms", f"{said}; {mend}", "value")


@each_answer
def search_terms_find_the_quotes(cell: AnswerContext) -> Iterator[Problem]:
    """Each quote behind an own value holds a search term of its question, or the answer says why one has none."""
    if cell.state not in {CellState.STATED, CellState.CONFLICTING} or cell.has_hollow_term:
        return
    if not cell.question.terms_in(cell.version.record.language):
        return
    hits = cell.evidence.hits.get(cell.question.id, ())
    places = cell.evidence.places[cell.question.id]
    without = [
        position
        for position, found in enumerate(places)
        if len(found) == 1 and not any(found[0].span.holds(hit.span) for hit in hits)
    ]
    if cell.answer.no_search_term_reason:
        if not without and all(len(found) == 1 for found in places):
            said = "a search term of the question stands in each quote, so nothing is left to explain; take it out"
            yield cell.warning("quote.reason-unneeded", said, "no_search_term_reason")
    elif without:
        more = f" and {len(without) - 1} more" if len(without) > 1 else ""
        mend = "add a search term that finds it to questions.yml, quote more, or say why under no_search_term_reason"
        said = f"no search term of the question stands in this quote{more}; {mend}"
        yield cell.error("quote.no-search-term", said, "quotes", without[0], "text")


@across_vendors
def reasons_are_not_stamped(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A reason for ruling a passage out stands at most three times in a book, those carried over left out."""
    of_vendors = (loaded.made[vendor.id].checked.reasons for vendor in book.vendors) if loaded.made else None
    of_answers = ruled_out_reasons(book, loaded) if of_vendors is None else chain.from_iterable(of_vendors)
    yield from repeated_reasons(chain(of_answers, _reasons_of_findings(book, loaded)))


def repeated_reasons(reasons: Iterable[tuple[str, FilePosition]]) -> Iterator[Problem]:
    """A problem for each reason that stands too often; ``reasons``: each with its place."""
    by_reason: dict[str, list[FilePosition]] = defaultdict(list)
    for reason, place in reasons:
        by_reason[reason].append(place)
    for places in by_reason.values():
        if len(places) > MAX_REPEATED_REASON:
            path, line, column = places[MAX_REPEATED_REASON]
            most = MAX_REPEATED_REASON
            said = f"this reason stands {len(places)} times in the book, at most {most}; say what each is about"
            yield error(path, "silence.repeated", said, line, column)


def ruled_out_reasons(book: Book, loaded: ReadBook) -> Iterator[tuple[str, FilePosition]]:
    """Each reason for ruling a passage out that was not carried over, as its words in lower case, and its place."""
    for cell in answer_contexts(book, loaded):
        if not cell.answer.carried_from:
            where = ("answers", cell.question.id)
            yield from _reasons(cell.file, cell.answer.ruled_out, *where, "ruled_out")
            yield from _reasons(cell.file, cell.answer.limits_ruled_out, *where, "limits_ruled_out")


def _reasons_of_findings(book: Book, loaded: ReadBook) -> Iterator[tuple[str, FilePosition]]:
    file = loaded.places(FINDINGS)
    for position, finding in enumerate(book.findings):
        for place, row in enumerate(finding.support):
            yield from _reasons(file, row.limits_ruled_out, "findings", position, "support", place, "ruled_out")


def _reasons(file: Yaml, entries: Sequence[RuledOut], *where: str | int) -> Iterator[tuple[str, FilePosition]]:
    for position, entry in enumerate(entries):
        if entry.reason:
            words = re.findall(r"\w+", entry.reason.casefold())
            yield " ".join(words) or entry.reason, (file.path, *file.place((*where, position, "reason")))


RULES: tuple[Rule, ...] = (
    search_terms_can_match,
    silences_have_terms,
    search_terms_find_the_quotes,
    reasons_are_not_stamped,
)
