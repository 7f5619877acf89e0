"""Levels: by order of appearance of the styles and by the numbers, not by the raw level alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from .candidates import Candidate
from .layout import Layout

#: From this many Markdown headings on, every other style stands below them.
MANY = 3
#: A heading that holds at least this share of all the others is the document's title, not a section.
TITLE_SHARE = 0.75
#: What stands above a document's title, such as the name of the site, has a text no longer than this.
LONGEST_ABOVE_TITLE = 400
#: A number may be missing from a count, and no more.
MOST_SKIPPED = 2

Style = tuple[int, ...]
Group = tuple[int, int]


def assign(headings: Sequence[Candidate], layout: Layout) -> list[int]:
    """A level from 1 for each heading, in order; a level is at most one deeper than that before it."""
    groups = _groups(headings)
    chains = _chains(headings, groups)
    styles = _of_one_count(_styles(headings, groups), chains)
    ranks: dict[Style, int] = {}
    for style in styles:
        ranks.setdefault(style, len(ranks))
    leading = _leading(styles, chains)
    stack: list[int] = []
    levels: list[int] = []
    for position, style in enumerate(styles):
        size = _depth_by_number(headings, chains, stack, position)
        if size is not None:
            del stack[size:]
        while size is None and stack and not _above(styles[stack[-1]], style, ranks, leading):
            stack.pop()
        stack.append(position)
        levels.append(len(stack))
    return _below_titles(levels, headings, layout)


def _depth_by_number(
    headings: Sequence[Candidate], chains: Sequence[int], stack: Sequence[int], position: int
) -> int | None:
    """How many of the headings on the stack hold this one, where its number tells it however it is set.

    2.1 stands below 2, the next of a count where the one before stood, and letters begin below what they are under.
    """
    number = headings[position].number
    if number is None:
        return None
    for place in reversed(range(len(stack))):
        above = headings[stack[place]].number
        if above and above.depth < number.depth and above.parts == number.parts[: above.depth]:
            return place + 1
        if chains[stack[place]] == chains[position]:
            return place
    top = headings[stack[-1]].number if stack else None
    begins = chains[position] == position and number.is_listed
    return len(stack) if begins and top and not top.is_listed and top.depth > 1 else None


def _leading(styles: Sequence[Style], chains: Sequence[int]) -> set[Style]:
    """Styles without markup whose count runs past Markdown headings that come after its first: it parts the text."""
    marked = next((position for position, style in enumerate(styles) if style[0] == 0 and position > 0), len(styles))
    members = Counter(chains)
    last = {chain: position for position, chain in enumerate(chains)}
    return {
        styles[first]
        for first in members
        if first >= 0 and styles[first][0] != 0 and styles[first][2] == 1
        if members[first] > MOST_SKIPPED and first < marked < last[first]
    }


def _above(upper: Style, lower: Style, ranks: dict[Style, int], leading: set[Style]) -> bool:
    """Whether a heading of the one style can hold one of the other."""
    if (upper in leading) != (lower in leading) and 0 in (upper[0], lower[0]):
        return upper in leading
    if upper[0] == lower[0] == 0 or (upper[0] != lower[0] and 0 in (upper[0], lower[0])):
        return upper < lower
    if (*upper[:2], upper[3]) == (*lower[:2], lower[3]) and upper[2] != lower[2] and 9 not in (upper[2], lower[2]):
        return upper[2] < lower[2]
    return ranks[upper] < ranks[lower]


def _groups(headings: Sequence[Candidate]) -> list[Group]:
    """How each heading is written: the sort, comparable among Markdown headings, and raw level with list depth."""
    raw = sum(c.sort == "heading" for c in headings)
    order = {"heading": 0, "bold": 1, "italic": 2, "plain": 3, "label": 4}
    groups = []
    for c in headings:
        # Items of a numbered list are alike whether their bold words stand alone or open a text.
        sort = "bold" if c.sort == "label" and c.place == "bold" else c.sort
        # A numbered line inside an item is one of a list that the parser did not see as one.
        inner = int(c.number is not None and c.row.item is not None and not c.row.opens_item)
        groups.append((order[sort] if sort != "heading" or raw >= MANY else 5, c.raw_level * 100 + c.row.depth + inner))
    return groups


def _chains(headings: Sequence[Candidate], groups: Sequence[Group]) -> list[int]:
    """For each heading the count that its number belongs to, named by the position of the count's first heading.

    Headings of one style that count on from one another belong together; one of another style is taken into a count
    only where none of its own style could go on. A heading without a number belongs to none: -1.
    """
    found: list[int] = []
    running: dict[tuple[str, tuple[str, ...]], list[tuple[int, int, int]]] = {}
    for position, candidate in enumerate(headings):
        number = candidate.number
        if number is None:
            found.append(-1)
            continue
        counts = running.setdefault((number.kind, number.parts[:-1]), [])
        fitting = [c for c in counts if 0 < number.value - c[1] <= MOST_SKIPPED + 1] if number.value != 1 else []
        own = [c for c in fitting if groups[c[2]] == groups[position]]
        next_in = [c for c in fitting if c[1] == number.value - 1]
        chosen = max(own or next_in, key=lambda c: c[2], default=None)
        if chosen:
            # Counts that began after this one are at their end.
            counts[:] = [c for c in counts if c[0] < chosen[0]]
        counts.append((chosen[0] if chosen else position, number.value, position))
        found.append(counts[-1][0])
    return found


def _of_one_count(styles: Sequence[Style], chains: Sequence[int]) -> list[Style]:
    """The styles, those of one count made alike: what most of it has, or what it began with."""
    members: dict[int, list[int]] = {}
    for position, chain in enumerate(chains):
        if chain >= 0:
            members.setdefault(chain, []).append(position)
    made = list(styles)
    for positions in members.values():
        style = Counter(styles[position] for position in positions).most_common(1)[0][0]
        for position in positions:
            made[position] = style
    return made


def _styles(headings: Sequence[Candidate], groups: Sequence[Group]) -> list[Style]:
    """A style per heading: its group, the depth of its number or 1, one more below capitals, and the number's kind."""
    numbered: dict[Group, list[int]] = {}
    caps: dict[Group, list[bool]] = {}
    # Where numbers stand before capitals, the number tells the level.
    loud = {group for group, c in zip(groups, headings, strict=True) if c.upper and c.number}
    for position, (c, group) in enumerate(zip(headings, groups, strict=True)):
        if c.number:
            numbered.setdefault(group, []).append(position)
        if c.number is None or group not in loud:
            caps.setdefault(group, []).append(c.upper)
    leading = {group: _capitals_lead(upper) for group, upper in caps.items()}
    result: list[Style] = []
    kinds: dict[Group, dict[str, int]] = {}
    for position, (c, group) in enumerate(zip(headings, groups, strict=True)):
        depth = c.number.depth if c.number else 1
        within = c.number is None and group[0] != 0 and _counts_past(headings, numbered.get(group, []), position)
        lower = leading.get(group, False) and not c.upper and not within and (c.number is None or group not in loud)
        kind = 0
        if c.number and group[0] != 0:
            # The first kind of number stands where headings without a number do; letters stand below them.
            known = kinds.setdefault(group, {})
            kind = known.setdefault(c.number.kind, len(known) + (not known and c.number.kind in ("A", "a", "i", "(1")))
        result.append((*group, 9 if within else depth + int(lower), kind if not within else 0))
    return result


def _counts_past(headings: Sequence[Candidate], places: Sequence[int], position: int) -> bool:
    """Whether the numbers of a style go on behind a heading of that style without one. A new count begins a part."""
    before = [place for place in places if place < position]
    after = next((place for place in places if place > position), None)
    number = headings[after].number if after is not None else None
    return bool(before) and number is not None and (number.value != 1 or number.depth > 1)


def _capitals_lead(upper: Sequence[bool]) -> bool:
    """Whether lines in capitals and others stand on two levels: capitals come first, and come again after others."""
    if not upper or not upper[0] or all(upper):
        return False
    changes = sum(a != b for a, b in pairwise(upper))
    return changes >= 3


def _below_titles(levels: Sequence[int], headings: Sequence[Candidate], layout: Layout) -> list[int]:
    """The levels, with the sections of a document's title beside it, where the title is one of the headings."""
    made = list(levels)
    for _ in range(max(levels, default=0)):
        title, end = _title(made, headings, layout)
        made[title + 1 : end] = [level - 1 for level in made[title + 1 : end]]
    return made


def _title(levels: Sequence[int], headings: Sequence[Candidate], layout: Layout) -> tuple[int, int]:
    """Where the heading stands that is the document's title, and where what it holds ends; an empty span if none is.

    A title has no number and holds nearly all headings behind it, labels without numbers aside; only Markdown headings
    with short texts and without headings of their own, such as the name of the site, stand above it.
    """
    tops = [position for position, level in enumerate(levels) if level == 1]
    for title, end in pairwise([*tops, len(levels)]):
        held = sum(c.sort != "label" or c.number is not None for c in headings[title + 1 : end])
        others = sum(c.sort != "label" or c.number is not None for c in headings[end:])
        if headings[title].number is None and held >= 2 and held >= TITLE_SHARE * (held + others):
            return title, end
        if end > title + 1 or headings[title].sort != "heading" or not _is_short(headings, title, layout):
            break
    return len(levels), len(levels)


def _is_short(headings: Sequence[Candidate], position: int, layout: Layout) -> bool:
    """Whether little text stands between a heading and the next."""
    end = headings[position + 1].index if position + 1 < len(headings) else len(layout.rows)
    return sum(len(row.text) for row in layout.rows[headings[position].index + 1 : end]) <= LONGEST_ABOVE_TITLE
