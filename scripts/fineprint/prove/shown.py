"""How a quote is shown: in its whole sentences or its row, with what leads it in, the quoted part told apart.

Every page, data file and reference takes a quote from here, so that none is shown cut. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..text.blocks import fold
from ..text.sentences import sentences_around

if TYPE_CHECKING:
    from ..text.blocks import Block
    from .quote_index import Evidence, QuotePlace
    from .units import LeadIn, Unit

#: Stands between the cells of a row where they are shown on one line.
CELLS = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A quote at its address: the lead-ins, the outermost first, and its sentences in three parts."""

    address: str
    lead_ins: tuple[str, ...]
    before: str
    quoted: str
    after: str

    @property
    def sentence(self) -> str:
        """The whole sentences, item or row."""
        return self.before + self.quoted + self.after

    @property
    def span(self) -> tuple[int, int]:
        """Where the quoted part begins and ends in the sentence."""
        return len(self.before), len(self.before) + len(self.quoted)

    @property
    def line(self) -> str:
        """Lead-ins and sentence on one line."""
        return " ".join([*self.lead_ins, self.sentence])


def shown(evidence: Evidence, place: QuotePlace) -> Shown:
    """A quote as it is shown, given its place."""
    words = evidence.passage(place.passage).words
    units = evidence.units_between(place.span)
    first, last = units[0], units[-1]
    # A row is one thing; in a paragraph or an item the sentence is.
    start = first.start if _is_row(first) else first.start + _around(evidence, first, place.start)[0]
    end = last.end if _is_row(last) else last.start + _around(evidence, last, place.end)[1]
    breaks = [at for unit in units if _is_row(unit) for at in _cell_starts(unit)]
    return Shown(
        address=place.address,
        lead_ins=tuple(
            _led(evidence, led) for led in first.lead_ins if led.passage != place.passage or led.end <= start
        ),
        before=_with_breaks(words, start, place.start, breaks),
        quoted=_with_breaks(words, place.start, place.end, breaks),
        after=_with_breaks(words, place.end, end, breaks),
    )


def shown_quotes(evidence: Evidence, found: Sequence[Sequence[QuotePlace]]) -> list[Shown | None]:
    """Each of some quotes as it is shown; None for one that stands nowhere, which is a problem of the book."""
    return [shown(evidence, places[0]) if places else None for places in found]


def _around(evidence: Evidence, unit: Unit, at: int) -> tuple[int, int]:
    """The sentence of a unit in which an offset into the words of its passage lies, counted from the unit's start."""
    inside = min(max(at - unit.start, 0), len(unit.words))
    return sentences_around(unit.words, inside, inside, evidence.language)


def _is_row(unit: Unit) -> bool:
    return unit.block is not None and unit.block.kind == "row"


def _led(evidence: Evidence, led: LeadIn) -> str:
    words = evidence.passage(led.passage).words
    (unit, *_) = evidence.units_between(led.span)
    return _with_breaks(words, led.start, led.end, _cell_starts(unit) if _is_row(unit) else [])


def _cell_starts(row: Unit) -> list[int]:
    """Where the words of each cell of a row but the first begin, in the words of its passage."""
    starts, at = [], row.start
    for cell in row.block.children if row.block else ():
        length = len(_words(cell))
        if length and at > row.start:
            starts.append(at)
        at += length + 1 if length else 0
    return starts


def _words(block: Block) -> str:
    return fold("".join(run.text for run in block.runs))


def _with_breaks(words: str, start: int, end: int, breaks: Sequence[int]) -> str:
    """A stretch of words in which the blank before each break is a sign that stands between cells."""
    parts, at = [], start
    for stop in breaks:
        if start < stop <= end:
            parts += [words[at : stop - 1], CELLS]
            at = stop
    return "".join([*parts, words[at:end]])
