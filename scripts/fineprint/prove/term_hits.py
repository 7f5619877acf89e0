"""Where phrases stand in a version's units: the search terms of all questions, and the limiting phrases. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

from ..text.phrase_matcher import PhraseMatcher, compile_phrases
from .units import Span

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

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.passage, self.start, self.end)


class SearchTerms:
    """The search terms of all questions, a matcher a language; ``hollow``: those with a term that can match nothing."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._questions = questions
        self._by_term: dict[str, dict[str, list[Question]]] = {}
        self.hollow: set[str] = {
            question.id
            for question in questions
            if any(map(why_unmatchable, (*question.search_terms, *chain.from_iterable(question.other_terms.values()))))
        }

    def questions(self, language: str) -> Mapping[str, Sequence[Question]]:
        """Search term → the questions that have it, for texts in a language."""
        if language not in self._by_term:
            found: dict[str, list[Question]] = defaultdict(list)
            for question in self._questions:
                for term in dict.fromkeys(question.terms_in(language)):
                    if not why_unmatchable(term):
                        found[term].append(question)
            self._by_term[language] = dict(found)
        return self._by_term[language]

    def find(self, units: Sequence[Unit], language: str) -> Iterator[TermHit]:
        """Every search term in some units of a text in a language, in order of the text, in one pass."""
        return hits_of(self.questions(language), units)


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
