"""Where quotes stand in a version, where search terms stand in it, and which clauses carry which cells.

A quote is found by its words alone: white space folded, nothing else, from the edge of a word to the edge of a word,
in one clause or one heading. Pure; linear in the text for each quote, and one pass over the text for all search terms.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from ..core.lines import Lines
from ..text.blocks import Block, fold
from ..text.phrase_matcher import PhraseMatcher, compile_phrases
from ..text.words import count_words as words_in
from ..text.words import cuts_word
from .text_integrity import WordCount, count_words

if TYPE_CHECKING:
    from ..core.answers import Question
    from ..core.model import Book, Section, Version

#: Stands between two passages, so that neither a quote nor a search term runs from one into the next; no text holds it.
_BETWEEN = "\n\0\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePlace:
    """Where a quote stands: the clause's address, or the section's for its heading, and offsets into its words."""

    address: str
    start: int
    end: int
    lines: Lines

    def overlaps(self, other: QuotePlace) -> bool:
        """Whether two places share a character."""
        return self.address == other.address and self.start < other.end and other.start < self.end


class TermHit(NamedTuple):
    """A search term in a passage, with offsets into the words of the clause or heading that ``address`` names."""

    address: str
    term: str
    start: int
    end: int


class Passage(NamedTuple):
    """The words of a clause or a heading, white space folded; ``block`` is None for a heading."""

    address: str
    words: str
    lines: Lines
    block: Block | None


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
        self._matcher: PhraseMatcher = compile_phrases(tuple(self.questions))

    def find(self, passages: Sequence[Passage]) -> Iterator[TermHit]:
        """Every search term in some passages, in order of the text, in one pass."""
        starts = _starts(passages)
        for start, end, term in self._matcher.find(_joined(passages)):
            which = bisect_right(starts, start) - 1
            yield TermHit(passages[which].address, term, start - starts[which], end - starts[which])


@cache
def why_unmatchable(term: str) -> str | None:
    """Why a search term can match nothing, or None."""
    try:
        PhraseMatcher([term])
    except ValueError as reason:
        return str(reason)
    return None


class BookEvidence:
    """The evidence of each version of a book, made once, when it is first asked for."""

    def __init__(self, book: Book, terms: SearchTerms | None = None) -> None:
        """``terms``: those of the book's questions, where they are compiled already."""
        self._terms = terms or SearchTerms(book.questions)
        self._made: dict[str, Evidence] = {}

    def of(self, version: Version) -> Evidence:
        """The evidence of one of the book's versions."""
        if (key := version.key) not in self._made:
            self._made[key] = Evidence(version, self._terms)
        return self._made[key]


class Evidence:
    """What a version's words prove. Everything is worked out when first asked for, and then kept."""

    def __init__(self, version: Version, terms: SearchTerms) -> None:
        self._version, self.terms = version, terms
        self.passages: tuple[Passage, ...] = tuple(passages_of(version.sections))
        self._by_address = {passage.address: passage for passage in self.passages}
        self._text, self._starts = _joined(self.passages), _starts(self.passages)

    def passage(self, address: str) -> Passage | None:
        """The clause or heading with this address."""
        return self._by_address.get(address)

    def locate(self, text: str, at: str | None = None) -> tuple[QuotePlace, ...]:
        """Every clause and heading in which words stand, at the first place in each.

        ``at`` narrows it to one clause, to one item or row of it, or to one heading.
        """
        words = fold(text)
        if at is not None:
            span = self.span(at)
            return tuple(_first(self._by_address[span[0]], words, span[1], span[2])) if span else ()
        found: list[QuotePlace] = []
        start = self._text.find(words) if words else -1
        while start >= 0:
            which = bisect_right(self._starts, start) - 1
            passage = self.passages[which]
            places = list(_first(passage, words, start - self._starts[which], len(passage.words)))
            found.extend(places)
            start = self._text.find(words, self._starts[which] + len(passage.words))
        return tuple(found)

    def span(self, address: str) -> tuple[str, int, int] | None:
        """What an address covers: the clause or heading, and the part of its words; None if nothing has it."""
        if passage := self._by_address.get(address):
            return passage.address, 0, len(passage.words)
        passage = self._by_address.get(".".join(address.split(".")[:2]))
        return _span_below(passage, address) if passage and passage.block else None

    @cached_property
    def places(self) -> Mapping[str, tuple[tuple[QuotePlace, ...], ...]]:
        """Question id → for each quote of its answer, in order, where it stands."""
        return {
            question: tuple(self.locate(quote.text, quote.at) for quote in answer.quotes)
            for question, answer in self._version.answers.items()
        }

    @cached_property
    def hits(self) -> Mapping[str, tuple[TermHit, ...]]:
        """Question id → every place of its search terms, in order of the text; questions without one are left out."""
        found: dict[str, list[TermHit]] = defaultdict(list)
        for hit in self.terms.find(self.passages):
            for question in self.terms.questions[hit.term]:
                if self._version.document in question.documents:
                    found[question.id].append(hit)
        return {question: tuple(hits) for question, hits in found.items()}

    @cached_property
    def cells(self) -> Mapping[str, tuple[str, ...]]:
        """Address of a clause or heading → the questions whose answers rest on it, in the order of the answers."""
        resting: dict[str, dict[str, None]] = defaultdict(dict)
        for question, quotes in self.places.items():
            for place in (place for places in quotes for place in places):
                resting[place.address][question] = None
        return {address: tuple(questions) for address, questions in resting.items()}

    @cached_property
    def count(self) -> WordCount:
        """The version's words, by where they are shown."""
        return count_words(self._version)

    @cached_property
    def words(self) -> tuple[int, int]:
        """How many words the clauses and headings have, and how many of them stand in no answer's quote."""
        spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for place in (place for quotes in self.places.values() for places in quotes for place in places):
            spans[place.address].append((place.start, place.end))
        total = unused = 0
        for passage in self.passages:
            count = words_in(passage.words)
            total += count
            reach = 0
            for start, end in sorted(spans.get(passage.address, ())):
                count -= words_in(passage.words[max(start, reach) : max(end, reach)])
                reach = max(end, reach)
            unused += max(count, 0)
        return total, unused


def passages_of(sections: Sequence[Section]) -> Iterator[Passage]:
    """The headings and clauses of a version, in order of the text."""
    for section in sections:
        if section.lines and (heading := fold(section.heading)):
            yield Passage(section.id, heading, section.lines, None)
        for clause in section.clauses:
            yield Passage(clause.address, clause.words, clause.lines, clause.block)


def _joined(passages: Sequence[Passage]) -> str:
    return _BETWEEN.join(passage.words for passage in passages)


def _starts(passages: Sequence[Passage]) -> list[int]:
    """Where each passage begins in the joined text."""
    return list(accumulate((len(passage.words) + len(_BETWEEN) for passage in passages[:-1]), initial=0))


def _first(passage: Passage, words: str, start: int, end: int) -> Iterator[QuotePlace]:
    """The first place of some words in a part of a passage, if they stand there from word's edge to word's edge."""
    start = passage.words.find(words, start, end) if words else -1
    while start >= 0:
        stop = start + len(words)
        if not cuts_word(passage.words, start) and not cuts_word(passage.words, stop):
            yield QuotePlace(address=passage.address, start=start, end=stop, lines=passage.lines)
            return
        start = passage.words.find(words, start + 1, end)


def _span_below(passage: Passage, address: str) -> tuple[str, int, int] | None:
    """The part of a clause's words that one of its items or rows has, counted by words, which folding keeps apart."""
    counts: dict[str, tuple[int, int]] = {}

    def count(block: Block, at: int) -> int:
        start, at = at, at + len("".join(run.text for run in block.runs).split())
        for child in block.children:
            at = count(child, at)
        if block.address:
            counts[block.address] = (start, at)
        return at

    count(passage.block, 0)
    if address not in counts:
        return None
    ends = list(accumulate((len(word) + 1 for word in passage.words.split(" ")), initial=-1))
    first, last = counts[address]
    return passage.address, ends[first] + 1, ends[last]
