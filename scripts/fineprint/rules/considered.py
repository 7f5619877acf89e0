"""How a silence is checked: each passage with a search term of the question is quoted from or ruled out, with a reason.

A silence always accounts for all of them; a stated answer does where the book, or its question, asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from ..core.answers import RuledOut
from ..core.dates import is_calendar_date
from ..core.problems import Problem
from ..core.values import CellState
from ..prove.considered import HitsByUnit, open_passages, quoted_units
from ..prove.quote_index import Evidence, QuotePlace
from ..prove.term_hits import TermHit
from ..prove.units import lies_in
from .answer_context import SHOWN, AnswerContext, Rule, each_answer

_AROUND = 70


@each_answer
def passages_are_considered(cell: AnswerContext) -> Iterator[Problem]:
    """Each passage with a search term of the question is quoted from or ruled out, with a reason.

    A passage is a paragraph, list item, row or heading. For a silence it holds always, for other answers where the book
    or the question asks for all.
    """
    for address, hits in open_terms(cell).items():
        where = words_around(cell.evidence, hits)
        if all(cell.is_new(hit.term) for hit in hits):
            said = (
                f"{where}, a search term added after the review; look again: quote it, or rule it out under ruled_out"
            )
            yield cell.warning("answer.look-again", f"{cell.question.id}: {said}", "value")
            continue
        mend = "quote it as the answer" if silent(cell) else "quote it"
        said = (
            f'{where}; {mend}, or add under ruled_out {{at: {address}, reason: "…"}}, or a kind in place of the reason'
        )
        code = "silence.unexplained" if silent(cell) else "passage.unexplained"
        yield cell.error(code, f"{cell.question.id}: {said}", "value")


@each_answer
def ruled_out_passages_hold_terms(cell: AnswerContext) -> Iterator[Problem]:
    """A passage is ruled out only where it is in the text, holds a search term of the question and is not quoted."""
    if not cell.answer.ruled_out or cell.has_hollow_term or cell.version.altered or any(_open_without_doubt(cell)):
        return
    hits = [hit.address for hit in cell.evidence.hits.get(cell.question.id, ())]
    quoted = {unit.address for unit in quoted_units(cell.evidence, _quoted(cell))}
    held = {address: address in quoted for address in hits}
    if found := stale_entries(cell.evidence, cell.answer.ruled_out, held, "no search term of the question"):
        said = f"{cell.question.id}: {found[1]}; take it out of ruled_out, or mend at or the search_terms"
        yield cell.error("silence.ruled-out-stale", said, "ruled_out", found[0], "at")


@each_answer
def kinds_fit(cell: AnswerContext) -> Iterator[Problem]:
    """What is ruled out as a heading is one, and what is ruled out as repeating the quote stands beside a quote."""
    mend = "say why it does not bear on the answer, or give another kind"
    for key, entries in (("ruled_out", cell.answer.ruled_out), ("limits_ruled_out", cell.answer.limits_ruled_out)):
        for position, entry in enumerate(entries):
            other = [at for at in entry.at if "." in at] if entry.kind == "heading" else []
            if other:
                yield cell.error("ruled-out.kind", f"#{other[0]} is no heading; {mend}", key, position, "kind")
            elif entry.kind == "repeats-the-quote" and not cell.answer.quotes:
                said = f"#{entry.at[0]} can repeat no quote, as the answer has none; {mend}"
                yield cell.error("ruled-out.kind", said, key, position, "kind")


@each_answer
def answers_are_not_to_be_looked_at_again(cell: AnswerContext) -> Iterator[Problem]:
    """An answer that is to be looked at again is shown as such, and is none of a finished book."""
    for position, again in enumerate(cell.answer.look_again):
        said = f"{cell.question.id} is to be looked at again: {again.reason}; once it is confirmed, take look_again out"
        yield cell.warning("answer.look-again", said, "look_again", position)


@each_answer
def confirmations_are_of_what_stands(cell: AnswerContext) -> Iterator[Problem]:
    """Whoever confirms an answer does so on the day of its last review or later."""
    by = cell.answer.confirmed
    if by and is_calendar_date(by.on) and by.on < cell.answer.reviewed:
        said = f"{by.by} confirmed it on {by.on}, before its review of {cell.answer.reviewed}"
        yield cell.error("answer.confirmed", f"{said}; take confirmed out, or have it confirmed again", "confirmed")


def open_terms(cell: AnswerContext) -> HitsByUnit:
    """The units with a search term that the answer does not account for, if it must and nothing is wrong before that.

    Where a quote is not yet proved, that is told first.
    """
    places = cell.evidence.places[cell.question.id]
    if silent(cell):
        quoted: list[QuotePlace] = []
    elif cell.state.silent or not cell.considers_all or not places or not all(len(found) == 1 for found in places):
        return {}
    else:
        quoted = _quoted(cell)
    hits = cell.evidence.hits.get(cell.question.id, ())
    return open_passages(cell.evidence, hits, quoted, cell.answer.ruled_out)


def silent(cell: AnswerContext) -> bool:
    """Whether an answer says that the text is silent, and nothing else about it must be mended before."""
    if cell.state == CellState.NOT_APPLICABLE:
        because = cell.answer.not_applicable_because
        return bool(because) and (because != "not-yet" or cell.predates_question)
    return cell.state == CellState.NOT_STATED and not cell.answer.quotes


def stale_entries(
    evidence: Evidence, entries: Sequence[RuledOut], held: Mapping[str, bool], lacks: str
) -> tuple[int, str] | None:
    """The first entry with an address that is nowhere or has nothing to rule out, and what is wrong with all such ones.

    ``held``: address of each unit with a phrase → whether the answer quotes it; ``lacks``: what to say where none is.
    """
    wrong: list[tuple[int, str]] = []
    for position, entry in enumerate(entries):
        for at in entry.at:
            if evidence.span(at) is None:
                wrong.append((position, f"#{at} is nowhere in this version"))
            elif not (within := [quoted for address, quoted in held.items() if lies_in(address, at)]):
                wrong.append((position, f"#{at} holds {lacks}"))
            elif all(within):
                wrong.append((position, f"#{at} is quoted, so it is not ruled out"))
    if not wrong:
        return None
    more = f" and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
    return wrong[0][0], ", ".join(why for _, why in wrong[:SHOWN]) + more


def _quoted(cell: AnswerContext) -> list[QuotePlace]:
    """Where the quotes and the limits of an answer stand."""
    return [*chain(*cell.evidence.places[cell.question.id]), *chain(*cell.evidence.limits[cell.question.id])]


def words_around(evidence: Evidence, hits: Sequence[TermHit], name: str = "search term") -> str:
    """The phrases of a unit, where it stands, and the words around the first; the rest of them by name."""
    first = hits[0]
    (unit, *_) = evidence.units_between(first.span)
    words, start, end = unit.words, first.start - unit.start, first.end - unit.start
    left, right = max(start - _AROUND, 0), min(end + _AROUND, len(words))
    left = words.find(" ", left, start) + 1 if left else 0
    right = max(words.rfind(" ", end, right), end) if right < len(words) else right
    around = ("…" if left else "") + words[left:right] + ("…" if right < len(words) else "")
    terms = list(dict.fromkeys(hit.term for hit in hits))
    named = ", ".join(map(repr, terms))
    stands = f"the {name} {named} stands" if len(terms) == 1 else f"the {name}s {named} stand"
    return f"{stands} in #{first.address} (line {unit.lines.first} of policy.md): “{around}”"


def _open_without_doubt(cell: AnswerContext) -> Iterator[Problem]:
    """What is open in any case: then an entry beside it may be meant for it, and is not told as well."""
    return (problem for problem in passages_are_considered.__wrapped__(cell) if problem.severity == "error")


RULES: tuple[Rule, ...] = (
    passages_are_considered,
    ruled_out_passages_hold_terms,
    kinds_fit,
    answers_are_not_to_be_looked_at_again,
    confirmations_are_of_what_stands,
)
