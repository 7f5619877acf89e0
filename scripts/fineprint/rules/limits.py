"""Exceptions are proved like silences: each limiting phrase beside a quote is quoted as well, or ruled out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..core.answers import Quote, RuledOut
from ..core.model import Book
from ..core.problems import Problem, warning
from ..core.values import CellState
from ..prove.considered import limiting_beside, open_limits
from ..prove.quote_index import Evidence, QuotePlace, limiting_phrases
from ..prove.term_hits import why_unmatchable
from ..read.result import ReadBook
from ..text import language
from .answer_context import FINDINGS, AnswerContext, Rule, across_vendors, each_answer
from .considered import stale_entries, words_around
from .quotes import quote_fault

#: A code, a message, and where in an answer it is.
Fault = tuple[str, str, tuple[str | int, ...]]


@across_vendors
def limiting_phrases_can_match(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A limiting phrase is words that can stand in a text; a star only ends a word."""
    file = loaded.places("policies/book.yml")
    for tag, phrases in book.limiting_phrases.items():
        for position, phrase in enumerate(phrases):
            if reason := why_unmatchable(phrase):
                said = f'this limiting phrase can match nothing: {reason}; write words, such as "unless"'
                yield file.error("limit.hollow", said, "limiting_phrases", tag, position)


@across_vendors
def texts_have_limiting_phrases(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A book with limiting phrases has some in the language of each of its texts."""
    file = loaded.places("policies/book.yml")
    spoken = {version.record.language for version in book.versions() if version.answered}
    for tag in sorted(spoken) if book.limiting_phrases else ():
        if not limiting_phrases(book, tag):
            said = f"no limiting phrases for {language.name(tag)} yet, so no quote in it is seen to keep its exceptions"
            mend = f"give them under limiting_phrases, {language.base(tag)}: […]"
            place = file.place(("limiting_phrases",))
            yield warning(file.path, "limit.no-phrases", f"{said}; {mend}", *place)


@each_answer
def limits_are_quoted(cell: AnswerContext) -> Iterator[Problem]:
    """A limit stands in the text word for word, as a quote does, and narrows a quote."""
    if cell.answer.limits and not cell.answer.quotes:
        said = f"{cell.question.id}: a limit narrows a quote, and this answer has none; take limits out"
        yield cell.error("limit.unquoted", said, "limits")
        return
    for code, said, where in _unproved(cell.evidence, cell.answer.limits):
        yield cell.error(code, said, *where)


@each_answer
def limits_are_considered(cell: AnswerContext) -> Iterator[Problem]:
    """Each limiting phrase in or beside what is quoted is quoted as well, or ruled out with a reason.

    Looked at are the quoted paragraphs, items and rows, what leads them in, the footnotes to which a mark in these
    leads, and those right before and behind them in the same section.
    """
    if cell.state == CellState.NOT_STATED:
        return
    for code, said in _open(cell.evidence, *_limited(cell), "limits_ruled_out"):
        yield cell.error(code, f"{cell.question.id}: {said}", "quotes")


@each_answer
def limits_ruled_out_hold_phrases(cell: AnswerContext) -> Iterator[Problem]:
    """A limit is ruled out only where a limiting phrase stands in or beside a quoted unit and is not quoted itself."""
    if cell.version.altered or any(limits_are_considered.__wrapped__(cell)):
        return
    for code, said, where in _stale(cell.evidence, *_limited(cell), "limits_ruled_out"):
        yield cell.error(code, f"{cell.question.id}: {said}", *where)


@across_vendors
def findings_keep_their_limits(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """What a finding quotes keeps its limits as an answer's quotes do."""
    file = loaded.places(FINDINGS)
    for position, finding in enumerate(book.findings):
        for place, row in enumerate(finding.support):
            if row.quote and (version := book.version(row.version)):
                evidence = loaded.evidence.of(version)
                where = ("findings", position, "support", place)
                quotes = (Quote(text=row.quote, at=row.at),)
                found = [
                    *_unproved(evidence, row.limits),
                    *(
                        (*fault, ("quote",))
                        for fault in _open(evidence, quotes, row.limits, row.limits_ruled_out, "ruled_out")
                    ),
                ] or _stale(evidence, quotes, row.limits, row.limits_ruled_out, "ruled_out")
                for code, said, inside in found:
                    yield file.error(code, f"{finding.id}: {said}", *where, *inside)


def _limited(cell: AnswerContext) -> tuple[tuple[Quote, ...], tuple[Quote, ...], tuple[RuledOut, ...]]:
    return cell.answer.quotes, cell.answer.limits, cell.answer.limits_ruled_out


def _unproved(evidence: Evidence, limits: Sequence[Quote]) -> Iterator[Fault]:
    """Each limit that does not stand in the text."""
    for position, limit in enumerate(limits):
        if fault := quote_fault(evidence, limit.text, limit.at):
            yield fault.code, fault.message, ("limits", position, fault.key)


def _open(
    evidence: Evidence, quotes: Sequence[Quote], limits: Sequence[Quote], ruled_out: Sequence[RuledOut], key: str
) -> Iterator[tuple[str, str]]:
    """Code and message of each unit with a limiting phrase that is neither quoted nor ruled out."""
    places, beside = _places(evidence, quotes), _places(evidence, limits)
    if places is None or beside is None:
        return
    for address, hits in open_limits(evidence, places, beside, ruled_out).items():
        where = words_around(evidence, hits, "limiting phrase")
        mend = f'quote it under limits, or add under {key} {{at: {address}, reason: "…"}}'
        yield "limit.unexplained", f"{where}; {mend}, or a kind in place of the reason"


def _stale(
    evidence: Evidence, quotes: Sequence[Quote], limits: Sequence[Quote], ruled_out: Sequence[RuledOut], key: str
) -> Iterator[Fault]:
    """Code, message and place of entries beside no limiting phrase that is not quoted."""
    places, beside = (_places(evidence, quotes), _places(evidence, limits)) if ruled_out else (None, None)
    if places is not None and beside is not None:
        still_open = open_limits(evidence, places, beside, ())
        held = {hit.address: hit.address not in still_open for hit in limiting_beside(evidence, places)}
        if found := stale_entries(evidence, ruled_out, held, "no limiting phrase in or beside a quoted unit"):
            yield (
                "limit.ruled-out-stale",
                f"{found[1]}; take the entry out of {key}, or mend its at",
                (key, found[0], "at"),
            )


def _places(evidence: Evidence, quotes: Sequence[Quote]) -> list[QuotePlace] | None:
    """Where some quotes stand; None unless each stands in one place, which is told before."""
    found = [evidence.locate(quote.text, quote.at) for quote in quotes]
    return [places[0] for places in found] if all(len(places) == 1 for places in found) else None


RULES: tuple[Rule, ...] = (
    limiting_phrases_can_match,
    texts_have_limiting_phrases,
    limits_are_quoted,
    limits_are_considered,
    limits_ruled_out_hold_phrases,
    findings_keep_their_limits,
)
