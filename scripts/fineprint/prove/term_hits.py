"""Where phrases stand in a version's units: the search terms of all questions, and the limiting phrases. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from ..text.phrase_matcher import PhraseMatcher, compile_phrases

if TYPE_CHECKING:
    from ..core.answers import Question
    from .units import Unit

#: Stands between two units, so that no phrase runs from one into the next; no text holds it.
BETWEEN = "\n\0\n"


class TermHit(NamedTuple):
    """A phrase in the unit ``address``, with offsets into the words of the clause or heading ``passage``."""

    address: str
    passage: str
    term: str
    start: int
    end: int


class SearchTerms:
    """The search terms of all questions in one matcher; ``hollow``: questions with a term that can match nothing."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions: dict[str, list[Question]] = defaultdict(list)
        self.hollow: set[str] = set()
        for question in questions:
            for term in dict.fromkeys(question.search_terms):
                if why_unmatchable(term):
                    self.hollow.add(question.id)
                else:
                    self.questions[term].append(question)

    def find(self, units: Sequence[Unit]) -> Iterator[TermHit]:
        """Every search term in some units, in order of the text, in one pass."""
        return hits_of(self.questions, units)


def hits_of(phrases: Iterable[str], units: Sequence[Unit], *, longest: bool = False) -> Iterator[TermHit]:
    """Every place of some phrases in some units, in order of the text, in one pass.

    ``longest``: without those that lie wholly within a longer one.
    """
    matcher = compile_phrases(tuple(phrases))
    starts = list(accumulate((len(unit.words) + len(BETWEEN) for unit in units[:-1]), initial=0))
    for start, end, term in matcher.find(BETWEEN.join(unit.words for unit in units), longest=longest):
        which = bisect_right(starts, start) - 1
        unit, shift = units[which], units[which].start - starts[which]
        yield TermHit(unit.address, unit.passage, term, start + shift, end + shift)


@cache
def why_unmatchable(phrase: str) -> str | None:
    """Why a phrase can match nothing, or None."""
    try:
        PhraseMatcher([phrase])
    except ValueError as reason:
        return str(reason)
    return None
