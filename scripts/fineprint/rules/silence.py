"""What proves a silence: search terms that find what a text says, and a reason for each clause that they find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from ..core.model import Book
from ..core.problems import Problem, error
from ..prove.quote_index import TermHit, why_unmatchable
from ..read.result import ReadResult
from ..text.blocks import fold
from .answer_context import AnswerContext, Rule, answer_contexts, each_answer

#: A path with a line and a column.
FilePosition = tuple[str, int, int]
#: How often one reason may stand in a book before it reads as a stamp.
MAX_REPEATED_REASON = 3
_AROUND = 70
_SHOWN = 8


def search_terms_can_match(book: Book, loaded: ReadResult) -> Iterator[Problem]:
    """A search term is words that can stand in a text; a star only ends a word."""
    file = loaded.files.get("policies/questions.yml")
    for position, question in enumerate(book.questions if file else ()):
        for place, term in enumerate(question.search_terms):
            if reason := why_unmatchable(term):
                said = f"this search term can match nothing: {reason}; mend it"
                yield file.error("question.search-term", said, "questions", position, "search_terms", place)


@each_answer
def search_terms_find_the_quotes(cell: AnswerContext) -> Iterator[Problem]:
    """Each quote behind an own value holds a search term of its question, or the answer says why it has none."""
    if cell.shared not in (None, "conflicting") or cell.answer.no_search_term_reason or _has_hollow_term(cell):
        return
    hits = cell.evidence.hits.get(cell.question.id, ())
    without = [
        position
        for position, found in enumerate(cell.evidence.places[cell.question.id])
        if len(found) == 1
        and not any(
            hit.address == found[0].address and found[0].start <= hit.start and hit.end <= found[0].end for hit in hits
        )
    ]
    if without:
        more = f" and {len(without) - 1} more" if len(without) > 1 else ""
        mend = "add a search term that finds it to questions.yml, quote more, or say why under no_search_term_reason"
        said = f"no search term of the question stands in this quote{more}; {mend}"
        yield cell.error("quote.no-search-term", said, "quotes", without[0], "text")


@each_answer
def silences_are_explained(cell: AnswerContext) -> Iterator[Problem]:
    """Where an answer says that a text is silent, each place with a search term is ruled out, with a reason."""
    if not _claims_silence(cell):
        return
    spans = [span for clause in cell.answer.ruled_out if (span := cell.evidence.span(clause.at))]
    open_hits: dict[str, TermHit] = {}
    for hit in cell.evidence.hits.get(cell.question.id, ()):
        if not any(span[0] == hit.address and span[1] <= hit.start and hit.end <= span[2] for span in spans):
            open_hits.setdefault(hit.address, hit)
    if open_hits:
        first, *more = open_hits.values()
        said = f"{_told(cell, first)}; quote it as the answer, or put #{first.address} under ruled_out with a reason"
        if more:
            listed = ", ".join(f"#{hit.address} ({hit.term!r})" for hit in more[:_SHOWN])
            said += f"; the same for {listed}" + (f" and {len(more) - _SHOWN} more" if len(more) > _SHOWN else "")
        yield cell.error("silence.unexplained", said, "value")


@each_answer
def ruled_out_clauses_hold_search_terms(cell: AnswerContext) -> Iterator[Problem]:
    """A clause is ruled out only where it is in the text and holds a search term of the question."""
    if not cell.answer.ruled_out or _has_hollow_term(cell) or cell.version.altered:
        return
    if any(silences_are_explained.__wrapped__(cell)):
        return
    hits = cell.evidence.hits.get(cell.question.id, ())
    stale: list[tuple[int, str]] = []
    for position, clause in enumerate(cell.answer.ruled_out):
        span = cell.evidence.span(clause.at)
        if span is None:
            stale.append((position, f"#{clause.at} is nowhere in this version"))
        elif not any(hit.address == span[0] and span[1] <= hit.start and hit.end <= span[2] for hit in hits):
            stale.append((position, f"#{clause.at} holds no search term of the question"))
    if stale:
        listed = ", ".join(why for _, why in stale[:_SHOWN])
        more = f" and {len(stale) - _SHOWN} more" if len(stale) > _SHOWN else ""
        said = f"{listed}{more}; take it out, or mend the address or the question's search terms"
        yield cell.error("silence.ruled-out-stale", said, "ruled_out", stale[0][0], "at")


def reasons_are_not_stamped(book: Book, loaded: ReadResult) -> Iterator[Problem]:
    """A reason for which a clause is ruled out stands at most three times in a book, those carried over left out."""
    given: dict[str, list[FilePosition]] = defaultdict(list)
    of_vendors = None if loaded.made is None else (loaded.made[vendor.id].checked.reasons for vendor in book.vendors)
    for reason, place in ruled_out_reasons(book, loaded) if of_vendors is None else chain.from_iterable(of_vendors):
        given[reason].append(place)
    for places in given.values():
        if len(places) > MAX_REPEATED_REASON:
            path, line, column = places[MAX_REPEATED_REASON]
            most = MAX_REPEATED_REASON
            said = f"this reason stands {len(places)} times in the book, at most {most}; say what each is about"
            yield error(path, "silence.repeated", said, line, column)


def ruled_out_reasons(book: Book, loaded: ReadResult) -> Iterator[tuple[str, FilePosition]]:
    """Each reason for which a clause is ruled out, case and white space folded, and its place; none carried over."""
    for cell in answer_contexts(book, loaded):
        for position, clause in enumerate(() if cell.answer.carried_from else cell.answer.ruled_out):
            place = cell.file.place(("answers", cell.question.id, "ruled_out", position, "reason"))
            yield fold(clause.reason).casefold(), (cell.file.path, *place)


def _claims_silence(cell: AnswerContext) -> bool:
    """Whether an answer says that the text is silent, and nothing else about it must be mended before."""
    if cell.shared == "not-applicable":
        return bool(cell.answer.not_applicable_because) and (
            cell.answer.not_applicable_because != "not-yet" or cell.later
        )
    return cell.shared == "not-stated" and not cell.answer.quotes


def _has_hollow_term(cell: AnswerContext) -> bool:
    """Whether a search term of the question has to be mended before anything is said of what they find."""
    return cell.question.id in cell.evidence.terms.hollow


def _told(cell: AnswerContext, hit: TermHit) -> str:
    """A search term, where it stands, and the words around it."""
    passage = cell.evidence.passage(hit.address)
    words = passage.words
    start, end = max(hit.start - _AROUND, 0), min(hit.end + _AROUND, len(words))
    start = words.find(" ", start, hit.start) + 1 if start else 0
    end = max(words.rfind(" ", hit.end, end), hit.end) if end < len(words) else end
    around = ("…" if start else "") + words[start:end] + ("…" if end < len(words) else "")
    line = passage.lines[0]
    return f"the search term {hit.term!r} stands in #{hit.address} (line {line} of policy.md): “{around}”"


RULES: tuple[Rule, ...] = (
    search_terms_can_match,
    search_terms_find_the_quotes,
    silences_are_explained,
    ruled_out_clauses_hold_search_terms,
    reasons_are_not_stamped,
)
