"""Passages and units: the clauses and headings of a version, and the smallest things with an address in them.

A unit is a paragraph, a list item or a table row, or a heading; of an item that holds a list of its own, what stands
before that list and what stands behind it. Units hold every word of a version once, in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..text.blocks import fold
from ..text.sentences import lead_in

if TYPE_CHECKING:
    from ..core.lines import Lines
    from ..core.model import Section
    from ..text.blocks import Block


class Passage(NamedTuple):
    """The words of a clause or a heading, white space folded; ``block`` is None for a heading."""

    address: str
    words: str
    lines: Lines
    block: Block | None


class Span(NamedTuple):
    """A stretch of the words of the clause or heading ``passage``, from one offset to the other."""

    passage: str
    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Whether the whole of another stretch lies in this one."""
        return self.passage == other.passage and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether two stretches share a character."""
        return self.passage == other.passage and self.start < other.end and other.start < self.end


class LeadIn(NamedTuple):
    """What leads in a list or a table's rows: words of ``passage``; ``address``: of the unit in which they stand."""

    address: str
    passage: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.passage, self.start, self.end)


class Unit(NamedTuple):
    """A unit: its words, and where they begin in those of the clause or heading ``passage`` of the section ``section``.

    ``lead_ins``: what leads in the lists around it, the outermost first, then the heads of a table's row.
    """

    address: str
    words: str
    lines: Lines
    block: Block | None
    passage: str
    start: int
    section: str
    lead_ins: tuple[LeadIn, ...] = ()

    @property
    def place(self) -> tuple[str, int]:
        """What tells it from the other units of a version."""
        return self.passage, self.start

    @property
    def end(self) -> int:
        """Behind its last character in the words of its passage."""
        return self.start + len(self.words)

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.passage, self.start, self.end)


def lies_in(address: str, around: str) -> bool:
    """Whether an address is that of a clause, an item or a row, or of something in it; a section's is its heading's."""
    return address == around or ("." in around and address.startswith(f"{around}."))


def passages_of(sections: Sequence[Section]) -> Iterator[Passage]:
    """The headings and clauses of a version, in order of the text."""
    for section in sections:
        if section.lines and (heading := fold(section.heading)):
            yield Passage(section.id, heading, section.lines, None)
        for clause in section.clauses:
            yield Passage(clause.address, clause.words, clause.lines, clause.block)


def units_of(sections: Sequence[Section], language: str = "en") -> Iterator[Unit]:
    """The units of a version, in order of the text; ``language`` says how sentences end."""
    for section in sections:
        if section.lines and (heading := fold(section.heading)):
            yield Unit(section.id, heading, section.lines, None, section.id, 0, section.id)
        clauses = {clause.address: clause for clause in section.clauses}
        before: Block | None = None
        for block in section.blocks:
            if clause := clauses.get(block.address):
                if block.kind in ("list", "table"):
                    led = _leading(before, clauses[before.address].words, 0, language) if before else ()
                    yield from _Cutter(block, clause.words, section.id, language).units(led)
                else:
                    yield Unit(block.address, clause.words, block.lines, block, block.address, 0, section.id)
            before = block if clause else None


def _leading(block: Block, words: str, start: int, language: str) -> tuple[LeadIn, ...]:
    """The sentence of a paragraph that leads in what stands behind it; ``start``: where its words begin in a passage.

    The address of the unit is the passage's here; :class:`_Cutter` puts that of the item in its place.
    """
    if block.kind not in ("paragraph", "heading") or not (found := lead_in(words, language)):
        return ()
    return (LeadIn(block.address, block.address, start + found[0], start + found[1]),)


class _Cutter:
    """Cuts the words of one list or table into units. Words are counted, since folding keeps them apart."""

    def __init__(self, clause: Block, words: str, section: str, language: str) -> None:
        self.clause, self.words, self.section, self.language = clause, words, section, language
        self.starts, self.ends = [0], []
        for word in words.split(" "):
            self.ends.append(self.starts[-1] + len(word))
            self.starts.append(self.ends[-1] + 1)
        self.made: list[Unit] = []
        self.at = 0

    def units(self, led: tuple[LeadIn, ...]) -> list[Unit]:
        """The units of the clause, led in by the paragraph before it."""
        self.walk(self.clause, self.clause, led)
        return self.made

    def walk(self, block: Block, owner: Block, led: tuple[LeadIn, ...]) -> None:
        """Take in a block whose words belong to ``owner``, as far as nothing below it has an address of its own."""
        count = len("".join(run.text for run in block.runs).split())
        if count:
            self.take(owner, count, led)
        before: tuple[Block, int] | None = None
        heads: tuple[LeadIn, ...] = ()
        for child in block.children:
            first = self.at
            leads = led
            if child.kind in ("list", "table") and before:
                leads = (*led, *self.leading(*before, first, owner))
            self.walk(child, child if child.address else owner, (*leads, *heads))
            if child.kind == "row" and not heads and self.at > first and all(c.marker == "th" for c in child.children):
                heads = (LeadIn(child.address, self.clause.address, self.starts[first], self.ends[self.at - 1]),)
            before = (child, first)

    def leading(self, block: Block, first: int, last: int, owner: Block) -> tuple[LeadIn, ...]:
        """What leads in, of the words from the one to the other of a paragraph before a list in an item."""
        if first == last:
            return ()
        start, end = self.starts[first], self.ends[last - 1]
        found = _leading(block, self.words[start:end], start, self.language)
        return tuple(words._replace(address=owner.address, passage=self.clause.address) for words in found)

    def take(self, owner: Block, count: int, led: tuple[LeadIn, ...]) -> None:
        start, end = self.starts[self.at], self.ends[self.at + count - 1]
        self.at += count
        last = self.made[-1] if self.made else None
        if last and last.address == owner.address:
            self.made[-1] = last._replace(words=self.words[last.start : end])
            return
        words, lines = self.words[start:end], owner.lines
        self.made.append(Unit(owner.address, words, lines, owner, self.clause.address, start, self.section, led))
