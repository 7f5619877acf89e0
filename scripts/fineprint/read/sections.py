"""The outline laid over the blocks: sections with clauses and their addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..core.lines import Lines
from ..core.model import Clause, OutlineEntry, Section
from ..text.blocks import Block, Run, fold, has_words, split_runs, words_of
from ..text.own_numbers import is_numbered, words_before_children

PREAMBLE = "preamble"
#: Items of a list of provisions, and words of each, at least; and what a provision ends with.
_PROVISIONS, _WORDS, _STOPS = 2, 5, (".", "!", "?", ":", "。", "！", "？", "।", "؟")
_BLANK = re.compile(r"\s*")


@dataclass(slots=True)
class _Open:
    entry: OutlineEntry
    marker: str = ""
    heading_runs: tuple[Run, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    #: Positions among the blocks of lists that hold one provision of a numbered list.
    provisions: set[int] = field(default_factory=set)


def cut(blocks: Sequence[Block], entries: Sequence[OutlineEntry]) -> tuple[tuple[Section, ...], list[tuple[int, str]]]:
    """Sections of a text, and what is wrong with the outline as ``(source line, message)``.

    ``blocks`` come from ``reading.read``, ``entries`` from the outline in order of lines. No block is left out,
    whatever the outline says.
    """
    cutter = _Cutter(entries)
    for block in blocks:
        cutter.place(block)
    return cutter.close()


def heading_lines(entry: OutlineEntry) -> Lines:
    """The lines of an entry that has a heading; the preamble's has none, which raises ValueError."""
    if entry.lines is None:
        raise ValueError(f"section {entry.id!r} has no heading")
    return entry.lines


class _Cutter:
    def __init__(self, entries: Sequence[OutlineEntry]) -> None:
        self.preamble = next((entry for entry in entries if entry.lines is None), None)
        self.waiting = [entry for entry in entries if entry.lines is not None]
        self.at = 0
        self.open = [_Open(self.preamble or OutlineEntry(id=PREAMBLE, lines=None, level=1, heading=""))]
        self.wrong: list[tuple[int, str]] = []

    def next_in(self, block: Block) -> OutlineEntry | None:
        """The next heading of the outline, if it stands in this block."""
        while self.at < len(self.waiting) and heading_lines(self.waiting[self.at]).last < block.lines.first:
            entry = self.waiting[self.at]
            self.wrong.append((heading_lines(entry)[0], f"no heading {entry.heading!r} stands on this line"))
            self.at += 1
        if self.at < len(self.waiting) and heading_lines(self.waiting[self.at]).first <= block.lines.last:
            return self.waiting[self.at]
        return None

    def place(self, block: Block, marker: str = "") -> None:
        if block.kind == "quote":
            for child in block.children:
                self.place(replace(child, quoted=True))
            return
        if self.next_in(block) is not None and block.kind == "list":
            for item in block.children:
                self.place_item(block, item)
        elif self.heads(block):
            self.place_heading(block, self.waiting[self.at], marker)
        elif is_of_provisions(block, self.open[-1].blocks[-1:]):
            for item in block.children:
                self.open[-1].provisions.add(len(self.open[-1].blocks))
                self.open[-1].blocks.append(replace(block, children=(item,), lines=item.lines))
        else:
            self.open[-1].blocks.append(block)

    def heads(self, block: Block) -> bool:
        """Whether the block begins with the outline's next heading; headings that can't stand in it are told."""
        while (entry := self.next_in(block)) is not None:
            if block.kind not in ("paragraph", "heading"):
                said = f"a {block.kind} stands here and can't be the heading {entry.heading!r}"
            elif _heading_end(block, entry):
                return True
            else:
                stands = fold("".join(run.text for run in block.runs))[:80]
                said = f"the heading says {entry.heading!r}, the text {stands!r}; copy the text's words"
            self.wrong.append((heading_lines(entry)[0], said))
            self.at += 1
        return False

    def place_item(self, around: Block, item: Block) -> None:
        if self.next_in(item) is None or not item.children:
            self.open[-1].blocks.append(replace(around, children=(item,), lines=item.lines))
            return
        first, *rest = item.children
        if self.heads(first):
            self.place(replace(first, quoted=around.quoted), item.marker + around.marker if item.marker else "")
        else:
            alone = replace(item, children=(first,), lines=first.lines)
            self.open[-1].blocks.append(replace(around, children=(alone,), lines=first.lines))
        for child in rest:
            self.place(replace(child, quoted=around.quoted))

    def place_heading(self, block: Block, entry: OutlineEntry, marker: str) -> None:
        self.at += 1
        heading_runs, rest = split_runs(block.runs, _heading_end(block, entry))
        while rest and not rest[0].text.strip():
            heading_runs, rest = (*heading_runs, rest[0]), rest[1:]
        self.open.append(_Open(entry, marker, heading_runs))
        if rest:
            lines = Lines(min(rest[0].line, block.lines.last), block.lines.last)
            self.place(Block("paragraph", lines, rest, quoted=block.quoted))

    def close(self) -> tuple[tuple[Section, ...], list[tuple[int, str]]]:
        for entry in self.waiting[self.at :]:
            self.wrong.append((heading_lines(entry)[0], f"no heading {entry.heading!r} stands on this line"))
        made = tuple(self.section(opened) for opened in self.open)
        before = made[0]
        if self.preamble is None and before.clauses:
            line = before.clauses[0].lines.first
            self.wrong.append(
                (line, f"words stand before the first heading; add the section {{id: {PREAMBLE}, topics: []}}")
            )
        if self.preamble is not None and not before.clauses:
            self.wrong.append((1, f"no words stand before the first heading; take the section {PREAMBLE} out"))
        return (made if before.blocks or before.clauses else made[1:]), self.wrong

    def section(self, opened: _Open) -> Section:
        entry, blocks, clauses = opened.entry, [], []
        numbers = iter(entry.numbers or ())
        count = 0
        for position, block in enumerate(opened.blocks):
            if not has_words(block):
                blocks.append(block)
                continue
            count += 1
            number = next(numbers, None) if entry.numbers else str(count)
            if number is None:
                said = f"section {entry.id} has more clauses than numbers; list them all"
                self.wrong.append((block.lines.first, said))
                number = str(count)
            placed = _addressed(block, f"{entry.id}.{number}", provision=position in opened.provisions)
            blocks.append(placed)
            clauses.append(Clause(address=placed.address, lines=placed.lines, words=words_of(placed), block=placed))
        if next(numbers, None) is not None:
            line = heading_lines(entry)[0] if entry.lines else 1
            self.wrong.append((line, f"section {entry.id} has fewer clauses than numbers; list one for each"))
        if entry.numbers and len(set(entry.numbers)) < len(entry.numbers):
            line = heading_lines(entry)[0] if entry.lines else 1
            self.wrong.append((line, f"section {entry.id} gives a number twice; a number belongs to one clause"))
        return Section(
            id=entry.id,
            level=entry.level,
            heading=entry.heading,
            lines=entry.lines,
            marker=opened.marker,
            topics=entry.topics,
            clauses=tuple(clauses),
            blocks=tuple(blocks),
            heading_runs=opened.heading_runs,
        )


def _heading_end(block: Block, entry: OutlineEntry) -> int:
    """Where the heading that a block begins with ends in its words; 0 if it begins with other words."""
    text = "".join(run.text for run in block.runs)
    at = 0
    for number, word in enumerate(entry.heading.split()):
        blank = _BLANK.match(text, at)
        start = blank.end() if blank else at
        if not text.startswith(word, start) or (number and start == at):
            return 0
        at = start + len(word)
    return at


def is_of_provisions(block: Block, before: Sequence[Block]) -> bool:
    """Whether a list is one of numbered provisions, each a clause by itself, and not one that a sentence goes on with.

    ``before``: the block before it, if there is one.
    """
    if block.kind != "list" or len(block.children) < _PROVISIONS:
        return False
    if before and (before[0].kind == "list" or words_of(before[0]).endswith((":", "：", ",", ";"))):
        return False
    own = [words_before_children(item) for item in block.children]
    if block.marker == "ul" and not is_numbered(block):
        return False
    marks = [int(item.marker) for item in block.children if item.marker]
    sentences = sum(_is_sentence(words) for words in own)
    nested = any(
        child.marker not in ("", "ul") or is_numbered(child) for item in block.children for child in item.children
    )
    return marks == sorted(marks) and (nested or sentences * 2 > len(own))


def _is_sentence(words: str) -> bool:
    # Scripts without blanks have about two characters of three bytes each to a word.
    return max(len(words.split()), len(words.encode()) // 6) >= _WORDS and words.rstrip("\"'”’»)").endswith(_STOPS)


def _addressed(block: Block, address: str, provision: bool = False) -> Block:
    """The block with its address, and the items of its lists and the rows of its tables with theirs.

    ``provision``: the block is a list of one item, to which the address belongs.
    """
    count = iter(range(1, 1_000_000))

    def below(child: Block) -> Block:
        if child.kind in ("item", "row"):
            if not has_words(child):
                return child
            return _addressed(child, f"{address}.{next(count)}")
        return replace(child, children=tuple(below(inner) for inner in child.children)) if child.children else child

    if provision:
        (item,) = block.children
        item = replace(item, children=tuple(below(child) for child in item.children))
        return replace(block, address=address, children=(item,))
    return replace(block, address=address, children=tuple(below(child) for child in block.children))
