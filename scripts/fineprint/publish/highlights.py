"""Quoted passages marked inside a clause, so that a reader sees which words an answer rests on. Pure.

Offsets count the clause's folded words (``blocks.words_of``); here they are laid back over its runs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..text.blocks import Block, Run, addressed_blocks

_TOKEN = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """Words of a clause from ``start`` to ``end``, and what is said of them."""

    start: int
    end: int
    label: str


def with_highlights(block: Block, spans: Sequence[Highlight]) -> Block:
    """The block with each span's characters under a ``mark`` tag that bears the labels; no character changes."""
    return _Marker(spans).block(block) if spans else block


def extract(block: Block, address: str) -> Block:
    """A clause without what does not lie on the way to the item or row ``address``.

    What leads it in stays: the paragraph right before a list around it, and the heads of its table. Highlights are put
    in before, since offsets count the whole clause.
    """
    if block.address == address or not block.children:
        return block
    on = next(at for at, child in enumerate(block.children) if _holds(child, address))
    kept = block.children[max(on - 1, 0) : on] if block.children[on].kind in ("list", "table") else ()
    if block.kind == "table" and on and all(cell.marker == "th" for cell in block.children[0].children):
        kept = block.children[:1]
    return replace(block, children=(*kept, extract(block.children[on], address)))


def _holds(block: Block, address: str) -> bool:
    return any(inner.address == address for inner in addressed_blocks(block))


class _Marker:
    def __init__(self, spans: Sequence[Highlight]) -> None:
        self.spans = sorted(spans, key=lambda span: (span.start, span.end))
        self.edges = sorted({edge for span in spans for edge in (span.start, span.end)})
        # What is said from each edge on, and before the first.
        self.said = [
            tuple(dict.fromkeys(span.label for span in self.spans if span.start <= at < span.end))
            for at in (-1, *self.edges)
        ]
        self.at = 0
        self.blank = False

    def block(self, block: Block) -> Block:
        runs = tuple([piece for run in block.runs for piece in self.run(run)])
        self.blank = True
        children = tuple([self.block(child) for child in block.children])
        return Block(block.kind, block.lines, runs, children, block.marker, block.quoted, block.address)

    def run(self, run: Run) -> list[Run]:
        pieces: list[Run] = []
        # Most runs lie between two edges, and are a piece as they are.
        words = " ".join(run.text.split())
        last = self.at + len(words) + (1 if words and self.at and (self.blank or run.text[0].isspace()) else 0)
        side = bisect_right(self.edges, self.at)
        if run.text and side == bisect_left(self.edges, last):
            self.at, self.blank = last, run.text[-1].isspace()
            return [self.piece(run, run.text, self.said[side])]
        if words == run.text:
            return self.folded(run, words, last)
        start = 0
        before: tuple[str, ...] | None = None
        for offset, labels in self.changes(run.text):
            if before is not None and labels != before:
                pieces.append(self.piece(run, run.text[start:offset], before))
                start = offset
            before = labels
        pieces.append(self.piece(run, run.text[start:], before or ()))
        return pieces

    def folded(self, run: Run, words: str, last: int) -> list[Run]:
        """The pieces of a run whose white space is folded already, so that offsets differ by its start alone."""
        first, self.at, self.blank = last - len(words), last, False
        cuts = [edge - first for edge in self.edges[bisect_right(self.edges, first) : bisect_left(self.edges, last)]]
        pieces: list[tuple[int, tuple[str, ...]]] = []
        for start in (0, *cuts):
            labels = self.labels(first + start)
            if not pieces or pieces[-1][1] != labels:
                pieces.append((start, labels))
        ends = [start for start, _ in pieces[1:]] + [len(words)]
        return [self.piece(run, words[start:end], labels) for (start, labels), end in zip(pieces, ends, strict=True)]

    def changes(self, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Offsets in a run's text with what is said from there on: of each word, white space, and edge in a word."""
        for token in _TOKEN.finditer(text):
            if token[0].isspace():
                self.blank = True
                yield token.start(), self.labels(self.at)
                continue
            if self.blank and self.at:
                self.at += 1
            self.blank = False
            first, self.at = self.at, self.at + len(token[0])
            yield token.start(), self.labels(first)
            for edge in self.edges[bisect_right(self.edges, first) : bisect_left(self.edges, self.at)]:
                yield token.start() + edge - first, self.labels(edge)

    def labels(self, at: int) -> tuple[str, ...]:
        """What is said of the character at an offset into the clause's folded words."""
        return self.said[bisect_right(self.edges, at)]

    def piece(self, run: Run, text: str, labels: tuple[str, ...]) -> Run:
        if not labels:
            return run if text == run.text else replace(run, text=text)
        return replace(run, text=text, tags=(*run.tags, ("mark", "; ".join(labels))))
