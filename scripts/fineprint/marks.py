"""Quoted passages marked inside a clause, so that a reader sees which words an answer rests on. Pure.

Offsets count the clause's folded words (``blocks.words_of``); here they are laid back over its runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .blocks import Block, Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of a clause from ``start`` to ``end``, and what is said of them."""

    start: int
    end: int
    label: str


def marked(block: Block, spans: Sequence[Span]) -> Block:
    """The block with each span's characters under a ``mark`` tag that bears the labels; no character changes."""
    return _Marker(spans).block(block) if spans else block


class _Marker:
    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = sorted(spans, key=lambda span: (span.start, span.end))
        self.at = 0
        self.blank = False

    def block(self, block: Block) -> Block:
        runs = tuple(piece for run in block.runs for piece in self.run(run))
        self.blank = True
        return replace(block, runs=runs, children=tuple(self.block(child) for child in block.children))

    def run(self, run: Run) -> list[Run]:
        pieces: list[Run] = []
        start = 0
        before: tuple[str, ...] | None = None
        for offset, char in enumerate(run.text):
            labels = self.labels(char)
            if before is not None and labels != before:
                pieces.append(self.piece(run, run.text[start:offset], before))
                start = offset
            before = labels
        pieces.append(self.piece(run, run.text[start:], before or ()))
        return pieces

    def labels(self, char: str) -> tuple[str, ...]:
        if char.isspace():
            self.blank = True
            at = self.at
        else:
            if self.blank and self.at:
                self.at += 1
            self.blank = False
            at = self.at
            self.at += 1
        return tuple(dict.fromkeys(span.label for span in self.spans if span.start <= at < span.end))

    def piece(self, run: Run, text: str, labels: tuple[str, ...]) -> Run:
        tags = (*run.tags, ("mark", "; ".join(labels))) if labels else run.tags
        return replace(run, text=text, tags=tags)
