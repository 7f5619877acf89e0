"""What changed between two versions of a document, clause by clause and word by word. Pure.

Only words count: line ends, white space, markup, link targets and how the text is divided make no difference. The
redline holds every word of both versions in order, so that either can be told from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..text.blocks import canonical
from ..text.words import count_words
from .alignment import in_order, likeness, moved_passages, opcodes, redivided

if TYPE_CHECKING:
    from ..prove.units import Passage, Unit

Kind = Literal["same", "reworded", "came", "went", "moved-here", "moved-away"]

PieceKind = Literal["same", "ins", "del"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words that both versions have (``same``), that the newer one added (``ins``) or took out (``del``).

    ``moved_passages``: they are ``ins`` or ``del`` because their passage moved, and stand in the other version as well.
    """

    kind: PieceKind
    words: tuple[str, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Passages of the older and of the newer version that belong together, and their words.

    Mostly one of each; several where the same words are divided otherwise. ``other``: of a passage that moved, the
    address it has in the other version; it may be reworded there as well.
    """

    kind: Kind
    older: tuple[Passage | Unit, ...]
    newer: tuple[Passage | Unit, ...]
    pieces: tuple[Piece, ...]
    other: str = ""

    @property
    def heading(self) -> bool:
        """Whether it is about a heading alone."""
        return all(passage.block is None for passage in (*self.older, *self.newer))

    @property
    def reworded(self) -> bool:
        """Whether both versions have it, with other words."""
        return self.kind == "reworded" or (bool(self.other) and not all(piece.moved for piece in self.pieces))


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A redline in numbers: clauses and headings of each kind, words the same, added and removed."""

    clauses: Counter[str]
    headings: Counter[str]
    same: int
    added: int
    removed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """Every word of two versions, in order."""

    changes: tuple[Change, ...]

    @property
    def any(self) -> bool:
        """Whether any word changed or moved."""
        return any(change.kind != "same" for change in self.changes)

    def pieces(self) -> Iterator[Piece]:
        """The pieces of all changes in order."""
        for change in self.changes:
            yield from change.pieces

    def summary(self) -> Summary:
        """The redline in numbers; words that only moved are neither added nor removed."""
        clauses: Counter[str] = Counter()
        headings: Counter[str] = Counter()
        words: Counter[str] = Counter()
        for change in self.changes:
            of = headings if change.heading else clauses
            of[change.kind] += len(change.newer or change.older) if change.kind == "same" else 1
            for piece in change.pieces:
                counted = {"ins": "same", "del": "moved"}[piece.kind] if piece.moved else piece.kind
                words[counted] += count_words(" ".join(piece.words))
        return Summary(clauses=clauses, headings=headings, same=words["same"], added=words["ins"], removed=words["del"])


def words_in(passages: Sequence[Passage] | Sequence[Unit]) -> list[str]:
    """The words of passages as they are compared: Unicode NFC, told apart by white space."""
    return [word for passage in passages for word in canonical(passage.words).split()]


def apply(redline: Redline, older: Sequence[str]) -> list[str]:
    """The newer version's words, made from the older one's; ``ValueError`` if the redline is of another text."""
    newer: list[str] = []
    at = 0
    for piece in redline.pieces():
        if piece.kind != "ins":
            end = at + len(piece.words)
            if tuple(older[at:end]) != piece.words:
                raise ValueError(f"the older text does not read {' '.join(piece.words)!r} from word {at + 1}")
            at = end
        if piece.kind != "del":
            newer.extend(piece.words)
    if at != len(older):
        raise ValueError(f"the older text has {len(older)} words, the redline {at}")
    return newer


def redline(older: Sequence[Passage] | Sequence[Unit], newer: Sequence[Passage] | Sequence[Unit]) -> Redline:
    """The redline of two versions, given as their units (``units_of``): items and rows are compared by themselves."""
    old, new = [_Unit(passage) for passage in older], [_Unit(passage) for passage in newer]
    changes: list[Change] = []
    for kind, a, b, c, d in opcodes([unit.words for unit in old], [unit.words for unit in new]):
        if kind == "equal":
            changes.extend(_same(old[i : i + 1], new[j : j + 1]) for i, j in zip(range(a, b), range(c, d), strict=True))
        else:
            changes.extend(_gap(old[a:b], new[c:d]))
    return Redline(changes=tuple(_with_moves(changes)))


class _Unit:
    """A passage beside its words."""

    __slots__ = ("passage", "words")

    def __init__(self, passage: Passage | Unit) -> None:
        self.passage = passage
        self.words = tuple(canonical(passage.words).split())


def _passages(units: Sequence[_Unit]) -> tuple[Passage | Unit, ...]:
    return tuple(unit.passage for unit in units)


def _stream(units: Sequence[_Unit]) -> tuple[str, ...]:
    return tuple(word for unit in units for word in unit.words)


def _same(old: Sequence[_Unit], new: Sequence[_Unit]) -> Change:
    piece = Piece(kind="same", words=_stream(old))
    return Change(kind="same", older=_passages(old), newer=_passages(new), pieces=(piece,))


def _gap(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[Change]:
    """A stretch without equal passages: the same words divided otherwise first, then passages that are alike."""
    a = c = 0
    for b, after_b, d, after_d in redivided([unit.words for unit in old], [unit.words for unit in new]):
        yield from _alike(old[a:b], new[c:d])
        yield _same(old[b:after_b], new[d:after_d])
        a, c = after_b, after_d
    yield from _alike(old[a:], new[c:])


def _alike(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[Change]:
    a = c = 0
    for b, d in in_order(_pairs(old, new)):
        yield from _unpaired(old[a:b], new[c:d])
        pieces = tuple(_diff(old[b].words, new[d].words))
        yield Change(kind="reworded", older=_passages(old[b : b + 1]), newer=_passages(new[d : d + 1]), pieces=pieces)
        a, c = b + 1, d + 1
    yield from _unpaired(old[a:], new[c:])


def _unpaired(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[Change]:
    for unit in old:
        yield Change(kind="went", older=(unit.passage,), newer=(), pieces=(Piece(kind="del", words=unit.words),))
    for unit in new:
        yield Change(kind="came", older=(), newer=(unit.passage,), pieces=(Piece(kind="ins", words=unit.words),))


def _pairs(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[tuple[int, int, float]]:
    """Pairs that are alike; a heading is never a clause."""
    for pair in likeness([unit.words for unit in old], [unit.words for unit in new]):
        if (old[pair[0]].passage.block is None) == (new[pair[1]].passage.block is None):
            yield pair


def _diff(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Piece]:
    for kind, a, b, c, d in opcodes(old, new):
        if kind == "equal":
            yield Piece(kind="same", words=old[a:b])
            continue
        if a < b:
            yield Piece(kind="del", words=old[a:b])
        if c < d:
            yield Piece(kind="ins", words=new[c:d])


def _with_moves(changes: Sequence[Change]) -> Iterator[Change]:
    """What went in one place and came in another, with the same words or beyond doubt reworded, has moved."""
    waiting: dict[tuple[tuple[str, ...], bool], list[Change]] = defaultdict(list)
    for change in changes:
        if change.kind == "went":
            waiting[change.pieces[0].words, change.heading].append(change)
    found: dict[int, Change] = {}
    for change in changes:
        same = waiting.get((change.pieces[0].words, change.heading)) if change.kind == "came" else None
        if same:
            found |= _moved(same.pop(0), change)
    went, came = (
        [change for change in changes if change.kind == kind and not change.heading and id(change) not in found]
        for kind in ("went", "came")
    )
    for one, other in moved_passages(*([change.pieces[0].words for change in side] for side in (went, came))):
        found |= _moved(went[one], came[other])
    return (found.get(id(change), change) for change in changes)


def _moved(gone: Change, here: Change) -> dict[int, Change]:
    """What stands in the place of a passage that went and of the one that came, by the identity of each."""
    diff = list(_diff(gone.pieces[0].words, here.pieces[0].words))
    sides: tuple[tuple[Change, Kind, PieceKind, Passage | Unit], ...] = (
        (gone, "moved-away", "del", here.newer[0]),
        (here, "moved-here", "ins", gone.older[0]),
    )
    return {
        id(one): Change(
            kind=kind,
            older=one.older,
            newer=one.newer,
            pieces=tuple(
                Piece(kind=side, words=piece.words, moved=piece.kind == "same")
                for piece in diff
                if piece.kind in ("same", side)
            ),
            other=other.address,
        )
        for one, kind, side, other in sides
    }
