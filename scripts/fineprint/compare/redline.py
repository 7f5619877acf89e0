"""What changed between two versions of a document, clause by clause and word by word. Pure.

Only words count: line ends, white space, markup, link targets and how the text is divided make no difference. The
redline holds every word of both versions in order, so that either can be told from it. Words that differ in their
typography alone are the same words; each version's own spelling is kept beside the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from ..text.blocks import canonical
from ..text.date_words import without_dates
from ..text.typography import plain_text, plain_word
from .alignment import Words, in_order, likeness, moved_passages, opcodes, redivided
from .changes import Change, Kind, Piece, Redline
from .slight import core, slight

if TYPE_CHECKING:
    from ..prove.units import Passage, Unit


def redline(older: Sequence[Passage] | Sequence[Unit], newer: Sequence[Passage] | Sequence[Unit]) -> Redline:
    """The redline of two versions, given as their units (``units_of``): items and rows are compared by themselves."""
    old, new = [_Unit(passage) for passage in older], [_Unit(passage) for passage in newer]
    changes: list[Change] = []
    for kind, a, b, c, d in opcodes([unit.plain for unit in old], [unit.plain for unit in new]):
        if kind == "equal":
            changes.extend(_same(old[i : i + 1], new[j : j + 1]) for i, j in zip(range(a, b), range(c, d), strict=True))
        else:
            changes.extend(_gap(old[a:b], new[c:d]))
    return Redline(changes=tuple(_with_moves(changes)))


class _Unit:
    """A passage beside its words: as it has them, each without typography, and all without."""

    __slots__ = ("keys", "passage", "plain", "words")

    def __init__(self, passage: Passage | Unit) -> None:
        text = canonical(passage.words)
        self.passage = passage
        self.words = tuple(text.split())
        self.keys = tuple(filter(None, map(plain_word, self.words)))
        self.plain = plain_text(text)

    def alike(self) -> Words:
        """Its words as they are looked for on the other side: all dates are the same, and all numbers in front."""
        words = " ".join(self.words)
        said = core(without_dates(words) if any(map(str.isdigit, self.plain)) else words)
        return tuple(said.split()) or self.keys


def _passages(units: Sequence[_Unit]) -> tuple[Passage | Unit, ...]:
    return tuple(unit.passage for unit in units)


def _stream(units: Sequence[_Unit]) -> tuple[str, ...]:
    return tuple(word for unit in units for word in unit.words)


def _same(old: Sequence[_Unit], new: Sequence[_Unit]) -> Change:
    """Passages of the same words, whose typography may be another."""
    if (words := _stream(old)) == _stream(new):
        piece = Piece(kind="same", words=words)
        return Change(kind="same", older=_passages(old), newer=_passages(new), pieces=(piece,))
    return _changed(old, new)


def _changed(old: Sequence[_Unit], new: Sequence[_Unit]) -> Change:
    """Passages that belong together and whose words differ."""
    before, now = _stream(old), _stream(new)
    kind = slight(" ".join(before), " ".join(now)) or "reworded"
    return Change(kind=kind, older=_passages(old), newer=_passages(new), pieces=tuple(_diff(before, now)))


def _gap(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[Change]:
    """A stretch without equal passages: the same words divided otherwise first, then passages that are alike."""
    a = c = 0
    for b, after_b, d, after_d in redivided([unit.keys for unit in old], [unit.keys for unit in new]):
        yield from _alike(old[a:b], new[c:d])
        yield _same(old[b:after_b], new[d:after_d])
        a, c = after_b, after_d
    yield from _alike(old[a:], new[c:])


def _alike(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[Change]:
    a = c = 0
    for b, d in in_order(_pairs(old, new)):
        yield from _unpaired(old[a:b], new[c:d])
        yield _changed(old[b : b + 1], new[d : d + 1])
        a, c = b + 1, d + 1
    yield from _unpaired(old[a:], new[c:])


def _unpaired(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[Change]:
    for unit in old:
        yield Change(kind="deleted", older=(unit.passage,), newer=(), pieces=(Piece(kind="del", words=unit.words),))
    for unit in new:
        yield Change(kind="inserted", older=(), newer=(unit.passage,), pieces=(Piece(kind="ins", words=unit.words),))


def _pairs(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[tuple[int, int, float]]:
    """Pairs that are alike; a heading is never a clause."""
    for pair in likeness([unit.alike() for unit in old], [unit.alike() for unit in new]):
        if (old[pair[0]].passage.block is None) == (new[pair[1]].passage.block is None):
            yield pair


def _diff(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Piece]:
    for kind, a, b, c, d in opcodes([plain_word(word) for word in old], [plain_word(word) for word in new]):
        before, now = old[a:b], new[c:d]
        if before == now:
            yield Piece(kind="same", words=before)
        elif kind == "equal":
            for same, pairs in groupby(zip(before, now, strict=True), key=lambda pair: pair[0] == pair[1]):
                was, is_now = zip(*pairs, strict=True)
                yield Piece(kind="same", words=was, respelled=None if same else is_now)
        elif plain_text(" ".join(before)) == plain_text(" ".join(now)):
            yield Piece(kind="same", words=before, respelled=now)
        else:
            if before:
                yield Piece(kind="del", words=before)
            if now:
                yield Piece(kind="ins", words=now)


def _with_moves(changes: Sequence[Change]) -> Iterator[Change]:
    """What went in one place and came in another, with the same words or beyond doubt reworded, has moved."""
    waiting: dict[tuple[str, bool], list[Change]] = defaultdict(list)
    for change in changes:
        if change.kind == "deleted":
            waiting[_said(change), change.heading].append(change)
    found: dict[int, Change] = {}
    for change in changes:
        same = waiting.get((_said(change), change.heading)) if change.kind == "inserted" else None
        if same:
            found |= _moved(same.pop(0), change)
    went, came = (
        [change for change in changes if change.kind == kind and not change.heading and id(change) not in found]
        for kind in ("deleted", "inserted")
    )
    for one, other in moved_passages(*([change.pieces[0].words for change in side] for side in (went, came))):
        found |= _moved(went[one], came[other])
    return (found.get(id(change), change) for change in changes)


def _said(change: Change) -> str:
    words = " ".join(change.pieces[0].words)
    return core(words) or words


def _moved(gone: Change, here: Change) -> dict[int, Change]:
    """What stands in the place of a passage that went and of the one that came, by the identity of each."""
    before, now = gone.pieces[0].words, here.pieces[0].words
    whole = _said(gone) == _said(here)
    diff = [Piece(kind="same", words=before, respelled=now)] if whole else list(_diff(before, now))
    sides: tuple[tuple[Change, Kind, Literal["ins", "del"], Passage | Unit], ...] = (
        (gone, "moved_from", "del", here.newer[0]),
        (here, "moved_to", "ins", gone.older[0]),
    )
    return {
        id(one): Change(kind=kind, older=one.older, newer=one.newer, pieces=_side(diff, side), other=other.address)
        for one, kind, side, other in sides
    }


def _side(diff: Sequence[Piece], side: Literal["ins", "del"]) -> tuple[Piece, ...]:
    """Of two wordings of a passage that moved, the words of one, those that both have told as moved."""
    ours = [(piece, piece.now if side == "ins" else piece.words) for piece in diff if piece.kind in ("same", side)]
    return tuple(Piece(kind=side, words=words, moved=piece.kind == "same") for piece, words in ours if words)
