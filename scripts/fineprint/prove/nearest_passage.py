"""The passage nearest to a quote that is not in the text: what differs, and the exact words to paste instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from ..text.blocks import fold

if TYPE_CHECKING:
    from .units import Passage

#: Passages that are aligned (those that share most words with the quote), and characters of the quote that are.
CANDIDATES, ALIGNED = 6, 600
#: Below this likeness (0 to 100) nothing is called near.
LIKE = 55
#: Words looked at on both sides of the aligned ones, for words that the quote left out.
AROUND = (0, 4, 16)
_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestPassage:
    """A passage, the stretch of it that a quote comes nearest to, and what differs, in words."""

    passage: Passage
    words: str
    differing: str


def nearest_passage(quote: str, passages: Sequence[Passage]) -> NearestPassage | None:
    """The passage that comes nearest to a quote, None if none is near; the first of equally near ones."""
    folded = fold(quote)
    wanted = set(folded.casefold().split())
    if not wanted:
        return None
    ranked = sorted(passages, key=lambda passage: -len(wanted & set(passage.words.casefold().split())))
    best, passage, likest = None, None, 0.0
    for candidate in ranked[:CANDIDATES]:
        found = partial_ratio_alignment(folded[:ALIGNED], candidate.words, score_cutoff=LIKE)
        # A heading of one word that the quote holds is like a part of the quote only.
        like = found.score * min(1, len(candidate.words) / len(folded[:ALIGNED])) if found else 0.0
        if like >= LIKE and like > likest:
            best, passage, likest = found, candidate, like
    if best is None or passage is None:
        return None
    words = passage.words.split()
    first = len(passage.words[: best.dest_start + 1].split()) - 1
    last = max(len(passage.words[: best.dest_end].split()), first + len(folded.split()) if len(folded) > ALIGNED else 0)
    said = folded.split()
    tried = [_stretch(said, words, max(first - more, 0), last + more) for more in AROUND]
    # Dots stand for words that were left out, so the widest stretch is meant; else the one that needs fewest changes.
    elided = "…" in folded or "..." in folded
    stands = max(tried, key=len) if elided else min(tried, key=lambda stretch: Levenshtein.distance(said, stretch))
    return NearestPassage(passage=passage, words=" ".join(stands), differing=_differing(said, stands))


def _stretch(said: list[str], words: list[str], first: int, last: int) -> list[str]:
    """Some words of a passage, cut or widened to where a quote begins and ends in them."""
    blocks = SequenceMatcher(None, said, words[first:last], autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return words[first:last]
    begin, end = blocks[0], blocks[-1]
    start = max(first + begin.b - begin.a, 0)
    stop = first + end.b + end.size + len(said) - (end.a + end.size)
    return words[start:stop]


def _differing(said: list[str], stands: list[str]) -> str:
    parts = []
    for kind, a, b, c, d in SequenceMatcher(None, said, stands, autojunk=False).get_opcodes():
        ours, theirs = " ".join(said[a:b]), " ".join(stands[c:d])
        if kind == "replace":
            parts.append(f"{ours!r} is {theirs!r} there")
        elif kind == "insert":
            parts.append(f"{theirs!r} is left out")
        elif kind == "delete":
            parts.append(f"{ours!r} is not there")
    more = [f"and {len(parts) - _SHOWN} more differences"] if len(parts) > _SHOWN else []
    return ", ".join([part if len(part) < 200 else part[:199] + "…" for part in parts[:_SHOWN]] + more)
