"""Which passages of two versions belong together, by their words alone. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import Any

from rapidfuzz.distance import Indel, LCSseq

Words = tuple[str, ...]
#: Pairs of equal things up to which they are aligned by their longest common stretches, which reads best.
MATCHES = 30_000
#: Product of lengths up to which the rest is aligned at all; it takes an eighth as many bytes.
CELLS = 1_000_000_000
#: From this likeness (0 to 1, words in order) two passages are one, reworded.
LIKE = 0.5
#: From this likeness, and from this many words on, a passage that went and one that came elsewhere are one.
MOVED, LEAST_MOVED = 0.7, 12
#: A word that stands in more passages of a gap than this tells nothing about which of them belong together.
COMMON = 20
#: Passages of a gap that are compared with one of the other side.
CANDIDATES = 5


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> Sequence[tuple[str, int, int, int, int]]:
    """How one sequence becomes another: ``equal``, ``replace``, ``delete``, ``insert`` with both ranges.

    Whatever stands in a text, neither time nor memory grows with the product of both lengths for long.
    """
    standing = Counter(new)
    if sum(standing[thing] for thing in old) <= MATCHES:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    if len(old) * len(new) <= CELLS:
        return _longest_common(old, new)
    return [("replace", 0, len(old), 0, len(new))]


def _longest_common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[str, int, int, int, int]]:
    found = LCSseq.opcodes(old, new)
    return [(one.tag, one.src_start, one.src_end, one.dest_start, one.dest_end) for one in found]


def redivided(old: Sequence[Words], new: Sequence[Words]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of passages, from and to on both sides, that have the same words between the same ends."""
    if not old or not new or len(old) == len(new) == 1:
        return
    ends_old, ends_new = _ends(old), _ends(new)
    words_old, words_new = list(chain.from_iterable(old)), list(chain.from_iterable(new))
    if words_old == words_new:
        yield 0, len(old), 0, len(new)
    if words_old == words_new or len(words_old) * len(words_new) > CELLS:
        return
    for kind, start, end, there, _ in _longest_common(words_old, words_new):
        if kind != "equal":
            continue
        shift = there - start
        shared = [at for at in ends_old if start <= at <= end and at + shift in ends_new]
        if len(shared) > 1:
            first, last = shared[0], shared[-1]
            yield ends_old[first], ends_old[last], ends_new[first + shift], ends_new[last + shift]


def _ends(passages: Sequence[Words]) -> dict[int, int]:
    """Offset in words of each border between passages → how many units stand before it."""
    ends, at = {0: 0}, 0
    for position, words in enumerate(passages, 1):
        at += len(words)
        ends[at] = position
    return ends


def likeness(old: Sequence[Words], new: Sequence[Words], least: float = LIKE) -> Iterator[tuple[int, int, float]]:
    """Pairs that are alike, with how much, times the length; of each older passage only those that share most of its
    rarer words.
    """
    standing: dict[str, list[int]] = defaultdict(list)
    for position, words in enumerate(new):
        for word in dict.fromkeys(words):
            standing[word].append(position)
    for position, words in enumerate(old):
        shared = Counter(
            other
            for word in dict.fromkeys(words)
            if len(standing.get(word, ())) <= COMMON
            for other in standing.get(word, ())
        )
        for other, _ in shared.most_common(CANDIDATES):
            score = Indel.normalized_similarity(words, new[other])
            if score >= least:
                yield position, other, score * len(words)


def moved_passages(old: Sequence[Words], new: Sequence[Words]) -> Iterator[tuple[int, int]]:
    """Pairs that are one passage beyond doubt, whatever their order; each passage once, in the likest pair."""
    taken: tuple[set[int], set[int]] = set(), set()
    for one, other, _ in sorted(likeness(old, new, MOVED), key=lambda pair: -pair[2]):
        long = min(len(old[one]), len(new[other])) >= LEAST_MOVED
        if long and one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            yield one, other


def in_order(pairs: Iterator[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The pairs that go up on both sides and weigh most together."""
    ends: list[int] = []
    best: list[tuple[float, Any]] = []
    rows: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for old, new, weight in pairs:
        rows[old].append((new, weight))
    for old, row in sorted(rows.items()):
        found = []
        for new, weight in row:
            at = bisect_left(ends, new)
            before = best[at - 1] if at else (0.0, None)
            found.append((new, before[0] + weight, (old, new, before[1])))
        for new, total, ending in found:
            at = bisect_left(ends, new)
            if at and best[at - 1][0] >= total:
                continue
            until = at
            while until < len(ends) and best[until][0] <= total:
                until += 1
            ends[at:until], best[at:until] = [new], [(total, ending)]
    last = best[-1][1] if best else None
    kept = []
    while last is not None:
        old, new, last = last
        kept.append((old, new))
    return kept[::-1]
