"""The review worksheet of a version: every question that awaits review, with its search terms in the text. Pure.

No value is proposed. An entry is ready to be pasted once a reader has chosen the words and given value, note and day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..core.answers import Answer, Question, RuledOut
from ..core.limits import QUOTE_WORDS
from ..core.model import Book, Vendor, Version
from ..core.values import SHARED_VALUES, CellState
from ..prove.considered import addresses_to_consider
from ..prove.nearest_passage import nearest_passage
from ..prove.quote_index import BookEvidence, Evidence
from ..prove.units import Unit
from ..read.yaml_writer import one_line
from ..text.sentences import sentences_around
from ..text.words import count_words
from .surroundings import addresses_around, changed_around

#: Characters shown on both sides of a sentence's search terms where the sentence is longer.
AROUND = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with a search term: its clause, that clause's first line, its words cut into terms and others."""

    address: str
    line: int
    quote: str
    at: str | None
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LostQuote:
    """A quote of the version before that is not in this text, and what is nearest to it now."""

    quote: str
    address: str
    words: str
    differing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingQuestion:
    """A question that awaits review: where its search terms stand, what was answered before, and entries to paste."""

    question: Question
    sentences: tuple[Sentence, ...]
    answer: Answer | None
    before: tuple[LostQuote, ...]
    reasons: Mapping[str, RuledOut] = field(default_factory=dict)

    @property
    def values(self) -> str:
        """The values that there are, the question's own first."""
        own = ", ".join(value.id for value in self.question.values)
        return f"{own}; or {', '.join(value for value in SHARED_VALUES if not self.question.is_own(value))}"

    @property
    def stated(self) -> str:
        """The entry for a text that answers: the sentences with search terms, to be cut to those with the value."""
        rows = [f"  {self.question.id}:", f"    value: fill-in  # {self.values}"]
        if self.sentences:
            rows.append("    quotes:")
        for sentence in self.sentences:
            place = f", at: {sentence.at}" if sentence.at else ""
            row = one_line({"text": sentence.quote})[1:-1]
            rows.append(f"      - {{{row}{place}}}  # {sentence.address}, line {sentence.line}")
        return "\n".join([*rows, '    note: ""', "    reviewed: YYYY-MM-DD"]) + "\n"

    @property
    def silent(self) -> str:
        """The entry for a text that is silent: each clause with a search term, to be given a reason."""
        rows = [f"  {self.question.id}:", f"    value: {CellState.NOT_STATED}"]
        clauses = addresses_to_consider(sentence.address for sentence in self.sentences)
        if clauses:
            rows.append("    ruled_out:")
            rows += [self._entry(address) for address in clauses]
        return "\n".join([*rows, '    note: ""', "    reviewed: YYYY-MM-DD"]) + "\n"

    def _entry(self, address: str) -> str:
        """A passage to be ruled out; the reason of the version before is offered where the words are the same."""
        old = self.reasons.get(address)
        if old is None:
            return f'      - {{at: {address}, reason: ""}}'
        said = one_line({"kind": old.kind} if old.kind else {"reason": old.reason})
        return f"      - {{at: {address}, {said[1:-1]}}}  # the words and the reason of the version before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """All that awaits review in a version, and the carried answers beside whose quotes the text has changed."""

    vendor: Vendor
    version: Version
    older: Version | None
    asked: int
    unread: tuple[PendingQuestion, ...]
    look_again: tuple[tuple[Question, tuple[str, ...]], ...]


def worksheet_of(book: Book, evidence: BookEvidence, vendor: Vendor, version: Version) -> Worksheet:
    """The review worksheet of a version of the book."""
    older = version_before(vendor, version)
    asked = book.questions_asked_of(version)
    now, was = evidence.of(version), evidence.of(older) if older else None
    unread = [
        PendingQuestion(
            question=question,
            sentences=tuple(_sentences(now, question, version.record.language)),
            answer=older.answers.get(question.id) if older else None,
            before=tuple(_before(older.answers[question.id], now)) if older and question.id in older.answers else (),
            reasons=_reasons(older.answers[question.id], was, now, question)
            if older and was and question.id in older.answers
            else {},
        )
        for question in pending_questions(book, version)
    ]
    again = []
    for question in asked:
        answer = version.answers.get(question.id)
        if was and answer and answer.carried_from and (clauses := changed_around(answer, was, now)):
            again.append((question, tuple(clauses)))
    return Worksheet(
        vendor=vendor, version=version, older=older, asked=len(asked), unread=tuple(unread), look_again=tuple(again)
    )


def pending_questions(book: Book, version: Version) -> list[Question]:
    """The questions that a version is not read for."""
    return [question for question in book.questions_asked_of(version) if question.id not in version.answers]


def version_before(vendor: Vendor, version: Version) -> Version | None:
    """The version right before one of the same document."""
    earlier = [one for one in vendor.series(version.document, version.record.variant) if one.date < version.date]
    return earlier[-1] if earlier else None


def _sentences(evidence: Evidence, question: Question, language: str) -> Iterator[Sentence]:
    """The sentences with a search term, each once, in order of the text."""
    spans: dict[tuple[str, int, int], tuple[Unit, list[tuple[int, int]]]] = {}
    for hit in evidence.hits.get(question.id, ()):
        (unit, *_) = evidence.units_between(hit.span)
        first, last = hit.start - unit.start, hit.end - unit.start
        start, end = _sentence(unit.words, first, last, language)
        spans.setdefault((unit.passage, unit.start + start, unit.start + end), (unit, []))[1].append((first, last))
    for (_, first, last), (unit, terms) in spans.items():
        start, end = first - unit.start, last - unit.start
        quote = unit.words[start:end]
        yield Sentence(
            address=unit.address,
            line=unit.lines.first,
            quote=quote,
            at=unit.address if len(evidence.locate(quote)) > 1 else None,
            pieces=tuple(pieces_of(unit.words, start, end, terms)),
        )


def _sentence(words: str, start: int, end: int, language: str) -> tuple[int, int]:
    """The sentence around a search term, or as much of the unit as a quote needs; a long one is cut between words."""
    first, last = sentences_around(words, start, end, language)
    if start - first > AROUND:
        first = words.index(" ", start - AROUND, start) + 1 if " " in words[start - AROUND : start] else first
    if last - end > AROUND and " " in words[end : end + AROUND]:
        last = words.rindex(" ", end, end + AROUND)
    part = words[first:last].rstrip()
    if count_words(part) < QUOTE_WORDS:
        return (0, len(words)) if len(words) <= AROUND else (max(words.rfind(" ", 0, first - 1) + 1, 0), last)
    return first, first + len(part)


def pieces_of(words: str, start: int, end: int, terms: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The words from ``start`` to ``end``, cut into search terms (True) and others."""
    at = start
    for first, last in sorted(terms):
        if first < at:
            continue
        if first > at:
            yield words[at:first], False
        yield words[first:last], True
        at = last
    if at < end:
        yield words[at:end], False


def _reasons(answer: Answer, was: Evidence, now: Evidence, question: Question) -> dict[str, RuledOut]:
    """By address of today, what was ruled out in the version before, as far as the same words stand there."""
    known = {words: entry for entry in answer.ruled_out for at in entry.at if (words := was.words_at(at))}
    places = {at for hit in now.hits.get(question.id, ()) for at in addresses_around(hit.address)}
    return {at: known[words] for at in places if (words := now.words_at(at)) in known}


def _before(answer: Answer, evidence: Evidence) -> Iterator[LostQuote]:
    for quote in answer.quotes:
        if evidence.locate(quote.text):
            continue
        near = nearest_passage(quote.text, evidence.passages)
        yield LostQuote(
            quote=quote.text,
            address=near.passage.address if near else "",
            words=near.words if near else "",
            differing=near.differing if near else "",
        )
