"""A redline as data: changes, their pieces, and what they come to. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..text.blocks import canonical
from ..text.words import count_words

if TYPE_CHECKING:
    from ..prove.units import Passage, Unit

#: What became of a passage. One that moved stands twice: as ``moved_from`` where the older version has it and as
#: ``moved_to`` where the newer one does.
Kind = Literal["same", "typography", "date", "numbering", "reworded", "inserted", "deleted", "moved_to", "moved_from"]
PieceKind = Literal["same", "ins", "del"]
#: Kinds of passages that both versions have and that differ only slightly.
SLIGHT = ("typography", "date", "numbering")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words that both versions have (``same``), that the newer one added (``ins``) or took out (``del``).

    ``moved``: they are ``ins`` or ``del`` because their passage moved, and stand in the other version as well.
    ``respelled``: of ``same`` words, how the newer version has them where its typography is another; else None.
    """

    kind: PieceKind
    words: tuple[str, ...]
    moved: bool = False
    respelled: tuple[str, ...] | None = None

    @property
    def now(self) -> tuple[str, ...]:
        """The words as the newer version has them; of words that were removed, as the older one did."""
        return self.words if self.respelled is None else self.respelled


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
                words[counted] += count_words(" ".join(piece.now))
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
            newer.extend(piece.now)
    if at != len(older):
        raise ValueError(f"the older text has {len(older)} words, the redline {at}")
    return newer
