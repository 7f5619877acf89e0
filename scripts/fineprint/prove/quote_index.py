"""Where quotes stand in a version, where phrases stand in it, and which clauses carry which cells.

A quote is found by its words alone: white space folded, nothing else, from the edge of a word to the edge of a word,
in one clause or one heading. Its place is that of the smallest unit that holds it, or of the list or table over whose
items it runs. Pure; linear in the text for each quote, and one pass over the text for all phrases.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING

from ..core.lines import Lines
from ..text.blocks import addressed_blocks, fold
from ..text.words import count_words as words_in
from ..text.words import cuts_word
from .term_hits import BETWEEN, SearchTerms, TermHit, hits_of, why_unmatchable
from .text_integrity import WordCount, count_words
from .units import Passage, Span, Unit, passages_of, units_of

if TYPE_CHECKING:
    from ..core.model import Book, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePlace:
    """Where a quote stands: the address of the smallest thing that holds it all, and offsets into the words of the
    clause or heading ``passage``.

    ``units``: over how many units it runs.
    """

    address: str
    passage: str
    start: int
    end: int
    lines: Lines
    units: int = 1

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.passage, self.start, self.end)


class BookEvidence:
    """The evidence of each version of a book, made once, when it is first asked for."""

    def __init__(self, book: Book, terms: SearchTerms | None = None) -> None:
        """``terms``: those of the book's questions, where they are compiled already."""
        self._book, self._terms = book, terms or SearchTerms(book.questions)
        self._made: dict[str, Evidence] = {}

    def of(self, version: Version) -> Evidence:
        """The evidence of one of the book's versions."""
        if version.key not in self._made:
            limiting = limiting_phrases(self._book, version.record.language)
            self._made[version.key] = Evidence(version, self._terms, limiting)
        return self._made[version.key]


class Evidence:
    """What a version's words prove. Everything is worked out when first asked for, and then kept."""

    def __init__(self, version: Version, terms: SearchTerms, limiting: Sequence[str] = ()) -> None:
        self._version, self.terms, self._limiting = version, terms, limiting
        self.language = version.record.language
        self.passages: tuple[Passage, ...] = tuple(passages_of(version.sections))
        self.units: tuple[Unit, ...] = tuple(units_of(version.sections, self.language))
        self._by_address = {passage.address: passage for passage in self.passages}
        self._limits: dict[tuple[str, int], list[TermHit]] = {}
        self._units: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            self._units[unit.passage].append(unit)
        self._text = BETWEEN.join(passage.words for passage in self.passages)
        self._starts = list(accumulate((len(p.words) + len(BETWEEN) for p in self.passages[:-1]), initial=0))

    def passage(self, address: str) -> Passage:
        """The clause or heading with this address. Raises KeyError where there is none."""
        return self._by_address[address]

    def units_between(self, span: Span) -> list[Unit]:
        """The units that have a character of a stretch of words."""
        return [unit for unit in self._units[span.passage] if unit.start < span.end and span.start < unit.end]

    def neighbours(self, units: Sequence[Unit]) -> list[Unit]:
        """The unit before some units that stand together, and the one behind them, if they are of the same section."""
        if not units:
            return []
        first, last = self.order[units[0].place], self.order[units[-1].place]
        around = (*self.units[first - 1 if first else 0 : first], *self.units[last + 1 : last + 2])
        return [unit for unit in around if unit.section == units[0].section]

    @cached_property
    def order(self) -> Mapping[tuple[str, int], int]:
        """The place of each unit → which of the version's units it is."""
        return {unit.place: position for position, unit in enumerate(self.units)}

    def words_at(self, address: str) -> str | None:
        """The words that an address covers; None if nothing has it."""
        span = self.span(address)
        return self._by_address[span.passage].words[span.start : span.end] if span else None

    def locate(self, text: str, at: str | None = None) -> tuple[QuotePlace, ...]:
        """Every unit in which words stand, at the first place in each, and every list or table over whose items they
        run.

        ``at`` narrows it to one clause, to one item or row of it, or to one heading.
        """
        words = fold(text)
        if at is not None:
            span = self.span(at)
            return tuple(self._places(self._by_address[span.passage], words, span.start, span.end)) if span else ()
        found: list[QuotePlace] = []
        start = self._text.find(words) if words else -1
        while start >= 0:
            which = bisect_right(self._starts, start) - 1
            passage = self.passages[which]
            found.extend(self._places(passage, words, start - self._starts[which], len(passage.words)))
            start = self._text.find(words, self._starts[which] + len(passage.words))
        return tuple(found)

    def _places(self, passage: Passage, words: str, start: int, end: int) -> Iterator[QuotePlace]:
        """The first place in each unit of a part of a passage at which some words stand from word's edge to edge."""
        seen: set[str] = set()
        units = self._units[passage.address]
        start = passage.words.find(words, start, end) if words else -1
        while start >= 0:
            stop = start + len(words)
            if not cuts_word(passage.words, start) and not cuts_word(passage.words, stop):
                across = self.units_between(Span(passage.address, start, stop))
                address, lines = _holding(passage, across)
                if address not in seen:
                    seen.add(address)
                    yield QuotePlace(
                        address=address,
                        passage=passage.address,
                        start=start,
                        end=stop,
                        lines=lines,
                        units=len({unit.address for unit in across}),
                    )
                if len(units) == 1:
                    return
            start = passage.words.find(words, start + 1, end)

    def span(self, address: str) -> Span | None:
        """What an address covers: the clause or heading, and the part of its words; None if nothing has it."""
        if passage := self._by_address.get(address):
            return Span(passage.address, 0, len(passage.words))
        clause = ".".join(address.split(".")[:2])
        below = [u for u in self._units.get(clause, ()) if u.address == address or u.address.startswith(f"{address}.")]
        return Span(clause, below[0].start, below[-1].end) if below else None

    @cached_property
    def places(self) -> Mapping[str, tuple[tuple[QuotePlace, ...], ...]]:
        """Question id → for each quote of its answer, in order, where it stands."""
        return {
            question: tuple(self.locate(quote.text, quote.at) for quote in answer.quotes)
            for question, answer in self._version.answers.items()
        }

    @cached_property
    def limits(self) -> Mapping[str, tuple[tuple[QuotePlace, ...], ...]]:
        """Question id → for each limit of its answer, in order, where it stands."""
        return {
            question: tuple(self.locate(limit.text, limit.at) for limit in answer.limits)
            for question, answer in self._version.answers.items()
        }

    @cached_property
    def hits(self) -> Mapping[str, tuple[TermHit, ...]]:
        """Question id → every place of one of its search terms, in order; questions without one are left out."""
        found: dict[str, list[TermHit]] = defaultdict(list)
        asking = self.terms.questions(self.language)
        for hit in self.terms.find(self.units, self.language):
            for question in asking[hit.term]:
                if self._version.document in question.documents:
                    found[question.id].append(hit)
        return {question: tuple(hits) for question, hits in found.items()}

    def limiting(self, units: Sequence[Unit]) -> list[TermHit]:
        """Every place of a limiting phrase in some units, in their order; of phrases within each other the longest."""
        # Only what stands beside a quote is searched, and once: that is a small part of a long text.
        new = [unit for unit in units if unit.place not in self._limits] if self._limiting else []
        self._limits |= {unit.place: [] for unit in new}
        for hit in hits_of(self._limiting, new, longest=True) if new else ():
            (unit,) = self.units_between(hit.span)
            self._limits[unit.place].append(hit)
        return [hit for unit in units for hit in self._limits.get(unit.place, ())]

    @cached_property
    def cells(self) -> Mapping[str, tuple[str, ...]]:
        """Address of a clause or heading → the questions whose answers rest on it, in the order of the answers."""
        resting: dict[str, dict[str, None]] = defaultdict(dict)
        for question, quotes in self.places.items():
            for place in (place for places in quotes for place in places):
                resting[place.passage][question] = None
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
            spans[place.passage].append((place.start, place.end))
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


def _holding(passage: Passage, units: Sequence[Unit]) -> tuple[str, Lines]:
    """The address of the smallest thing in a passage that holds some units of it, and its lines."""
    if len(units) == 1:
        return units[0].address, units[0].lines
    parts = [unit.address.split(".") for unit in units]
    shared = takewhile(lambda level: len(set(level)) == 1, zip(*parts, strict=False))
    address = ".".join(level[0] for level in shared)
    inner = addressed_blocks(passage.block) if passage.block else ()
    block = next(block for block in inner if block.address == address)
    return address, block.lines


def limiting_phrases(book: Book, language: str) -> tuple[str, ...]:
    """The limiting phrases that hold for a text in a language, given as a BCP 47 tag."""
    phrases = book.limiting_phrases.get(language) or book.limiting_phrases.get(language.partition("-")[0], ())
    return tuple(phrase for phrase in phrases if not why_unmatchable(phrase))
