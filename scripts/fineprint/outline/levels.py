"""Levels: by order of appearance of the styles, not by the raw level."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .candidates import Candidate

#: From this many Markdown headings on, every other style stands below them.
MANY = 3


def assign(headings: Sequence[Candidate]) -> list[int]:
    """A level from 1 for each heading, in order; a level is at most one deeper than that before it."""
    styles = _styles(headings)
    ranks: dict[tuple[int, ...], int] = {}
    for style in styles:
        ranks.setdefault(style, len(ranks))
    stack: list[tuple[int, ...]] = []
    levels: list[int] = []
    for style in styles:
        while stack and not _above(stack[-1], style, ranks):
            stack.pop()
        stack.append(style)
        levels.append(len(stack))
    return levels


def _above(upper: tuple[int, ...], lower: tuple[int, ...], ranks: dict[tuple[int, ...], int]) -> bool:
    """Whether a heading of the one style can hold one of the other."""
    if upper[0] == lower[0] == 0 or (upper[0] != lower[0] and 0 in (upper[0], lower[0])):
        return upper < lower
    return ranks[upper] < ranks[lower]


def _styles(headings: Sequence[Candidate]) -> list[tuple[int, ...]]:
    """A style per heading, comparable among Markdown headings: sort, raw level, depth of the number, case."""
    raw = sum(c.sort == "heading" for c in headings)
    order = {"heading": 0, "bold": 1, "italic": 2, "plain": 3, "label": 4}
    numbered: dict[tuple[int, int], list[int]] = {}
    caps: dict[tuple[int, int], list[bool]] = {}
    groups = []
    for position, c in enumerate(headings):
        # Items of a numbered list are alike whether their bold words stand alone or open a text.
        sort = "bold" if c.sort == "label" and c.place == "bold" and c.row.depth else c.sort
        # A numbered line inside an item is one of a list that the parser did not see as one.
        inner = int(c.number is not None and c.row.item is not None and not c.row.opens_item)
        group = (order[sort] if sort != "heading" or raw >= MANY else 5, c.row.raw_level * 100 + c.row.depth + inner)
        groups.append(group)
        if c.number:
            numbered.setdefault(group, []).append(position)
        caps.setdefault(group, []).append(c.upper)
    leading = {group: _capitals_lead(upper) for group, upper in caps.items()}
    result: list[tuple[int, ...]] = []
    for position, (c, group) in enumerate(zip(headings, groups, strict=True)):
        depth = c.number.depth if c.number else 1
        places = numbered.get(group, [])
        within = bool(places) and c.number is None and places[0] < position < places[-1] and group[0] != 0
        lower = leading[group] and not c.upper and not within
        kind = 0
        if c.number and group[0] != 0:
            kind = {"1": 0, "I": 1, "A": 2, "a": 3, "i": 4, "(1": 5}[c.number.kind]
        result.append((*group, 9 if within else depth + int(lower), kind if not within else 0))
    return result


def _capitals_lead(upper: Sequence[bool]) -> bool:
    """Whether lines in capitals and others stand on two levels: capitals come first, and come again after others."""
    if not upper or not upper[0] or all(upper):
        return False
    changes = sum(a != b for a, b in pairwise(upper))
    return changes >= 3
