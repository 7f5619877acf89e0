"""Which passages an answer must account for: those with a search term, and those that may narrow what it quotes. Pure.

A passage with a search term is quoted from or ruled out. A limiting phrase in a quoted unit, in what leads it in, in a
footnote to either, or in the unit before or behind it in its section is quoted, by a quote or as a limit, or ruled out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from ..text.footnotes import mark_of, marks_in
from .term_record import came_after
from .units import lies_in

if TYPE_CHECKING:
    from ..core.answers import Answer, Question, RuledOut
    from ..core.model import Book
    from .quote_index import Evidence, QuotePlace
    from .term_hits import TermHit
    from .units import Span, Unit

#: The hits of each unit, by its address, in order of the text.
HitsByUnit = Mapping[str, Sequence["TermHit"]]


def quoted_units(evidence: Evidence, places: Iterable[QuotePlace]) -> list[Unit]:
    """The units that some quotes are taken from."""
    return [unit for place in places for unit in evidence.units_between(place.span)]


def addresses_to_consider(addresses: Iterable[str]) -> list[str]:
    """Of the addresses of units with a search term, each once: a heading only where nothing else in its section has
    one."""
    found = list(dict.fromkeys(addresses))
    sections = {address.partition(".")[0] for address in found if "." in address}
    return [address for address in found if address not in sections]


def open_passages(
    evidence: Evidence, hits: Iterable[TermHit], places: Iterable[QuotePlace], ruled_out: Iterable[RuledOut]
) -> HitsByUnit:
    """The units with a search term that are neither quoted from, at one of ``places``, nor ruled out."""
    quoted = {unit.address for unit in quoted_units(evidence, places)}
    found: dict[str, list[TermHit]] = defaultdict(list)
    for hit in hits:
        found[hit.address].append(hit)
    return {
        address: found[address]
        for address in addresses_to_consider(found)
        if address not in quoted and not _is_ruled_out(address, ruled_out)
    }


def with_new_terms(book: Book, evidence: Evidence, question: Question, answer: Answer) -> HitsByUnit:
    """The open passages of an answer in which nothing but search terms stands that were added after its review."""
    if answer.quotes and (question.considered or book.considered) != "all":
        return {}
    quoted = chain(*evidence.places[question.id], *evidence.limits[question.id])
    found = open_passages(evidence, evidence.hits.get(question.id, ()), quoted, answer.ruled_out)
    return {
        address: hits
        for address, hits in found.items()
        if all(came_after(book.term_days, question.id, hit.term, answer.reviewed) for hit in hits)
    }


def limiting_beside(evidence: Evidence, places: Sequence[QuotePlace]) -> list[TermHit]:
    """The limiting phrases in the units of some quotes, their lead-ins, their footnotes and the units beside them."""
    spans: set[Span] = set()
    for place in places:
        units = evidence.units_between(place.span)
        leading = [led.span for unit in units for led in unit.lead_ins]
        noted = [*units, *(unit for span in leading for unit in evidence.units_between(span))]
        spans |= {unit.span for unit in (*units, *evidence.neighbours(units), *_notes(evidence, noted))}
        spans |= set(leading)
    looked_at = {evidence.order[unit.place]: unit for span in spans for unit in evidence.units_between(span)}
    return [
        hit
        for hit in evidence.limiting([unit for _, unit in sorted(looked_at.items())])
        if any(span.holds(hit.span) for span in spans)
    ]


def _notes(evidence: Evidence, units: Iterable[Unit]) -> list[Unit]:
    """The footnotes to which marks in some units lead, wherever in the version they stand."""
    marks = {mark for unit in units for mark in marks_in(unit.words)}
    return [unit for unit in evidence.units if mark_of(unit.words) in marks] if marks else []


def open_limits(
    evidence: Evidence, places: Sequence[QuotePlace], limits: Iterable[QuotePlace], ruled_out: Iterable[RuledOut]
) -> HitsByUnit:
    """By unit the limiting phrases beside some quotes that stand in no quote and no limit and are not ruled out."""
    quoted = [place.span for place in (*places, *limits)]
    found: dict[str, list[TermHit]] = defaultdict(list)
    for hit in limiting_beside(evidence, places):
        within = any(span.holds(hit.span) for span in quoted)
        if not within and not _is_ruled_out(hit.address, ruled_out):
            found[hit.address].append(hit)
    return found


def _is_ruled_out(address: str, entries: Iterable[RuledOut]) -> bool:
    return any(lies_in(address, around) for entry in entries for around in entry.at)
