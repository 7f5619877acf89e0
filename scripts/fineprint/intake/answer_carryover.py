"""Answers of the version before, carried to a new one: only what its words still prove, and nothing else.

A quote that survives word for word takes its new clause; a silence holds where every clause with a search term has the
words of one that was looked at before. All of it is put to the rules that the whole book is put to; what they do not
accept awaits review.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from .. import rules
from ..core.answers import Answer, DatedReason, Quote, ReferencedDocument, RuledOut
from ..core.dates import spelled_out
from ..core.model import Book, Vendor, Version
from ..prove.considered import limiting_beside
from ..prove.quote_index import BookEvidence, Evidence
from ..prove.shown import shown
from ..prove.term_hits import TermHit
from ..read import yaml_writer
from ..read.result import ReadBook
from ..read.schema import schema_problems
from ..read.strict_yaml import load as load_yaml
from ..worksheet.surroundings import addresses_around, changed_around

#: What stands at the head of an answers.yml that intake writes.
REMARK = (
    "What this version answers. Paste entries from its review worksheet, two blanks in; the page Contribute tells how."
)
CARRIED = (
    "Answers with carried_from were carried over by a program: their quotes, or the clauses looked at, stand unchanged."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedAnswers:
    """What was carried over, by question, and the documents that it refers to."""

    answers: Mapping[str, Answer]
    referenced_documents: tuple[ReferencedDocument, ...]

    @property
    def remark(self) -> str:
        """The first line of the answers' file."""
        return f"{REMARK} {CARRIED}" if self.answers else REMARK

    def file(self) -> bytes:
        """The bytes of the answers' file."""
        return yaml_writer.answers_yml(self.answers, self.referenced_documents, self.remark)


def carry_answers(
    book: Book, vendor: Vendor, older: Version | None, new: Version, loaded: ReadBook, day: str
) -> CarriedAnswers:
    """The answers of ``older`` that ``new`` still proves; of the next version where the older one has none.

    ``loaded``: the book as it was read; ``day``: today.
    """
    if older is None or not older.answers:
        # A capture that comes late is answered as far as the words of the one after it stand in it.
        series = vendor.series(new.document, new.record.variant)
        older = next((one for one in series if one.date > new.date), None)
    if older is None or not older.answers:
        return CarriedAnswers(answers={}, referenced_documents=())
    evidence = BookEvidence(replace(book, vendors=()))
    was, now = evidence.of(older), evidence.of(new)
    referenced = {paper.id: moved for paper in older.referenced_documents if (moved := _paper(paper, was, now))}
    asked = [question.id for question in book.questions_asked_of(new)]
    answers: dict[str, Answer] = {}
    for question in asked:
        answer = older.answers.get(question)
        needed = (
            [*answer.refers_to, *([answer.referenced_document] if answer.referenced_document else [])] if answer else []
        )
        if answer is None or not all(name in referenced for name in needed):
            continue
        if carried_over := _answer(answer, was, now):
            again = _again(carried_over, was, now, older, day)
            answers[question] = replace(carried_over, carried_from=older.date[:10], history=(), **again)
    while True:
        used = {name for answer in answers.values() for name in (*answer.refers_to, answer.referenced_document or "")}
        papers = tuple(paper for name, paper in referenced.items() if name in used)
        carried = CarriedAnswers(answers=answers, referenced_documents=papers)
        wrong = _unproved(book, vendor, new, carried, loaded)
        if not wrong:
            return carried
        answers = {question: answer for question, answer in answers.items() if question not in wrong}


def _again(answer: Answer, was: Evidence, now: Evidence, older: Version, day: str) -> dict[str, Any]:
    """That a carried answer is to be looked at again where the words around its quotes changed; else nothing new.

    Who confirmed it read the other version; what was disputed or replied is about that one, too.
    """
    changed = changed_around(answer, was, now)
    where = ", ".join(f"#{at}" for at in changed)
    reason = f"The words around its quote are others than in the version of {spelled_out(older.date)} ({where})."
    found = (DatedReason(on=day, reason=reason),) if changed else ()
    return {"look_again": (*answer.look_again, *found), "confirmed": None, "disputed": None, "replies": ()}


def _answer(answer: Answer, was: Evidence, now: Evidence) -> Answer | None:
    quotes, limits = (
        [moved for quote in some if (moved := _quote(quote, was, now))] for some in (answer.quotes, answer.limits)
    )
    if len(quotes) < len(answer.quotes) or len(limits) < len(answer.limits):
        return None
    hits = now.hits.get(answer.question, ())
    beside = limiting_beside(now, [place for quote in quotes for place in now.locate(quote.text, quote.at)])
    return replace(
        answer,
        quotes=tuple(quotes),
        limits=tuple(limits),
        ruled_out=_ruled_out(answer.ruled_out, hits, was, now),
        limits_ruled_out=_ruled_out(answer.limits_ruled_out, beside, was, now),
    )


def _quote(quote: Quote, was: Evidence, now: Evidence) -> Quote | None:
    """A quote at its new address, if its whole sentence and what leads it in are as they were."""
    at = _moved(quote.text, quote.at, was, now)
    if at is None:
        return None
    before, after = was.locate(quote.text, quote.at)[0], now.locate(quote.text, at or None)[0]
    if shown(was, before).line != shown(now, after).line:
        return None
    return replace(quote, at=at or None)


def _paper(paper: ReferencedDocument, was: Evidence, now: Evidence) -> ReferencedDocument | None:
    at = _moved(paper.quote, paper.at, was, now)
    return replace(paper, at=at or None) if at is not None else None


def _moved(text: str, at: str | None, was: Evidence, now: Evidence) -> str | None:
    """Where a quote stands now: an empty text if in one place only, the clause if it must be named, None if nowhere.

    Among several places the one is meant whose clause has all the words of the older clause.
    """
    before, places = was.locate(text, at), now.locate(text)
    if len(before) != 1 or not places:
        return None
    if len(places) == 1:
        return ""
    words = was.words_at(before[0].address)
    same = [place.address for place in places if now.words_at(place.address) == words]
    return same[0] if len(same) == 1 else None


def _ruled_out(
    entries: Sequence[RuledOut], hits: Iterable[TermHit], was: Evidence, now: Evidence
) -> tuple[RuledOut, ...]:
    """What was ruled out, under the addresses that its words have now, as far as a phrase still stands in them.

    Where one stands in other words nothing is ruled out: a rule then tells that it is open.
    """
    by_words: dict[str, list[RuledOut]] = defaultdict(list)
    for entry in entries:
        for at in entry.at:
            if words := was.words_at(at):
                by_words[words].append(entry)
    found: dict[str, RuledOut] = {}
    for hit in hits:
        around = [at for at in addresses_around(hit.address) if at in found or now.words_at(at) in by_words]
        if around and around[0] not in found:
            same = by_words[now.words_at(around[0]) or ""]
            found[around[0]] = same.pop(0) if len(same) > 1 else same[0]
    merged: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for at, entry in found.items():
        merged[entry.reason, entry.kind].append(at)
    return tuple(RuledOut(at=tuple(at), reason=reason, kind=kind) for (reason, kind), at in merged.items())


def _unproved(book: Book, vendor: Vendor, new: Version, carried: CarriedAnswers, before: ReadBook) -> set[str]:
    """The questions whose carried answers a rule does not accept, each put to all rules on answers and silences.

    The other versions' answers stand beside them, because a reason may not stand too often in a book.
    """
    path = f"{new.folder}/answers.yml"
    file, problems = load_yaml(carried.file(), path)
    problems += list(schema_problems("answers", file)) if file else []
    if problems or file is None:
        raise AssertionError(f"carried answers can't be read back: {problems}")
    version = replace(new, answers=carried.answers, referenced_documents=carried.referenced_documents)
    alone = replace(book, vendors=(replace(vendor, versions=(version,)),), findings=(), readings={})
    loaded = ReadBook(book=alone, evidence=BookEvidence(alone), files={path: file})
    of_answers = (*rules.answers.RULES, *rules.limits.RULES, *rules.search_terms.RULES, *rules.considered.RULES)
    found = [problem for rule in of_answers for problem in rule(alone, loaded)]
    reasons = chain(
        rules.search_terms.ruled_out_reasons(book, before), rules.search_terms.ruled_out_reasons(alone, loaded)
    )
    found += rules.search_terms.repeated_reasons(reasons)
    starts = sorted((file.place(("answers", question)), question) for question in carried.answers)
    wrong: set[str] = set()
    for problem in found:
        at = bisect_right(starts, ((problem.line, problem.column), "\uffff")) - 1
        if problem.path == path and problem.severity == "error" and at >= 0:
            wrong.add(starts[at][1])
    return wrong
