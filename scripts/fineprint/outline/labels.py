"""Run-in labels: words at the start of a paragraph that name what follows on the same line; which are headings."""

from __future__ import annotations

import re
from bisect import bisect, insort
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import features
from .layout import Layout
from .markdown_rows import Row
from .numbering import numbering

if TYPE_CHECKING:
    from .candidates import Candidate

#: With so many headings of other kinds the structure of a text is known.
KNOWN = 4
MOST_WORDS = 10
MOST_PLAIN_WORDS = 7
SHORTEST_TEXT = 40

_PLAIN = re.compile(r"^(?P<label>[^.:;!?–—]{2,80}?)(?P<stop>:|\s[-–—])\s+(?=\S)")
_NUMBERED = re.compile(r"^(?P<label>[^.:;!?–—]{2,80}?)(?P<stop>[:.]|\s[-–—])\s+(?=\S)")


def find(layout: Layout, row: Row) -> tuple[str, str] | None:
    """The label's words and its kind (``bold``, ``italic``, ``numbered``, ``plain``), if the row has one."""
    counted = row.item is not None and row.item.ordered
    if row.quoted or (layout.listed(row) and not counted) or (not row.first and layout.paragraphs == "blank"):
        return None
    if row.bold == "lead" or row.italic == "lead":
        return _marked(row)
    number = numbering(row.text)
    tail = row.text[number.size :] if number else row.text
    match = (_NUMBERED if number else _PLAIN).match(tail)
    if not match or not features.starts_upper(match["label"]) or len(tail) - match.end() < SHORTEST_TEXT:
        return None
    if len(features.words(match["label"])) > MOST_PLAIN_WORDS or (
        number and features.title_share(match["label"]) < 0.7
    ):
        return None
    size = (number.size if number else 0) + (match.end("stop") if match["stop"] in ":." else match.end("label"))
    return row.text[:size], "numbered" if number else "plain"


def _marked(row: Row) -> tuple[str, str] | None:
    """A bold or italic label: a mark ends it, or it is a title and a sentence begins behind it."""
    label, rest = row.label, row.text[len(row.label) :]
    text = rest.lstrip(" :.–—-")
    stopped = features.ending(label) in (":", ".", "?") or rest.lstrip()[:1] in (":", ".", "–", "—", "-")
    if not 1 <= len(features.words(label)) <= MOST_WORDS or not features.starts_upper(label):
        return None
    if not stopped and not (features.starts_upper(text) and features.title_share(label) > 0.7):
        return None
    if (features.is_contact(text[:60]) and len(text) < 80) or (len(text) < 20 and row.final):
        return None
    return label, "bold" if row.bold else "italic"


def choose(layout: Layout, candidates: Sequence[Candidate], taken: Sequence[Candidate]) -> list[Candidate]:
    """The labels that are headings: those that carry the structure or fill gaps in it, not those that stand below."""
    paragraphs = sum(row.first and row.depth == 0 and layout.is_prose(row) for row in layout.rows)
    sections = max(0, len(taken) - _titles(layout, taken))
    for place, least, share in (("bold", 3, 0.15), ("numbered", 3, 0.0), ("italic", 3, 0.4), ("plain", 4, 0.35)):
        labels = [c for c in candidates if c.sort == "label" and c.place == place]
        found = [c for c in labels if c.row.depth == 0]
        if len(found) < least:
            found = [c for c in labels if c.row.depth == 1 and c.row.opens_item]
        if place == "numbered":
            found = _counting(found)
        if len(found) >= least and len(found) >= share * paragraphs and sections <= min(KNOWN, len(found) // 2):
            return found
    return _filling([c for c in candidates if c.sort == "label"], taken)


def _filling(labels: Sequence[Candidate], taken: Sequence[Candidate]) -> list[Candidate]:
    """Numbered labels that count on from a heading on its own line, or up to one: one list, set in two manners."""
    counts: defaultdict[tuple[str, tuple[str, ...], int], list[tuple[int, int]]] = defaultdict(list)
    for candidate in taken:
        if number := candidate.number:
            insort(counts[number.kind, number.parts[:-1], candidate.row.depth], (candidate.index, number.value))
    others = sorted(candidate.index for candidate in taken if candidate.number is None)
    chosen: dict[int, Candidate] = {}
    for step in (1, -1):
        for label in sorted(labels, key=lambda c: step * c.index):
            number = label.number
            listed = label.row.item is not None and label.row.item.siblings[0] > 1
            if number is None or listed or label.index in chosen:
                continue
            value, count = number.value, counts[number.kind, number.parts[:-1], label.row.depth]
            at = bisect(count, (label.index, 0))
            start, before = count[at - 1] if at else (0, 0)
            end, after = count[at] if at < len(count) else (label.index, 0)
            rises = (before < value or value == 1) and (value < after or after <= 1)
            # A heading without a number begins something else, unless the count goes on behind it.
            far = (start, label.index) if step > 0 else (label.index, end)
            parted = bisect(others, far[0]) < bisect(others, far[1]) and not before < value < after
            if rises and not parted and (before == value - 1 > 0 if step > 0 else after == value + 1):
                insort(count, (label.index, value))
                chosen[label.index] = label
    return list(chosen.values())


def _counting(found: Sequence[Candidate]) -> list[Candidate]:
    """Labels that count 1, 2, 3."""
    kept: list[Candidate] = []
    for candidate in found:
        if candidate.number and candidate.number.depth == 1 and candidate.number.value == len(kept) + 1:
            kept.append(candidate)
    return kept


def _titles(layout: Layout, taken: Sequence[Candidate]) -> int:
    """How many of the headings stand before any prose: titles, as a rule."""
    first = next((i for i, row in enumerate(layout.rows) if row.kind == "text" and layout.is_prose(row)), 0)
    return sum(candidate.index < first for candidate in taken)
