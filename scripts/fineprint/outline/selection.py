"""Which candidates become headings: decided by kind, from what the whole text shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from . import contents, features, labels
from .candidates import Candidate
from .labels import KNOWN
from .layout import Layout
from .markdown_rows import Item, Row
from .numbering import numbering

#: A kind of plain line is trusted from this many on, in a text that has other headings.
ENOUGH = 3
#: An item of a list that holds some blocks and so many characters is a section.
SHORTEST_SECTION = 500


def choose(layout: Layout, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that are headings, in order."""
    entries = contents.entries(layout, candidates)
    candidates = [c for c in candidates if c.index not in entries]
    bold = [c for c in candidates if c.sort == "bold"]
    names = sum(not features.is_slogan(c.words) for c in bold)
    marked = [c for c in candidates if c.sort == "heading"]
    # A bold sentence is a slogan, unless bold lines are how this text writes its headings.
    marked += [c for c in bold if names >= ENOUGH or c.number or not features.is_slogan(c.words)]
    marked += _italics(layout, candidates)
    taken = marked + _plain_lines(layout, candidates, marked)
    taken += labels.choose(layout, candidates, taken)
    return sorted(taken, key=lambda c: c.index)


def _body_follows(layout: Layout, candidate: Candidate) -> bool:
    following = layout.after(candidate.index)
    return following is not None and (layout.is_prose(following) or following.kind == "heading")


def _italics(layout: Layout, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Italic lines count from two on."""
    found = [c for c in candidates if c.sort == "italic" and _body_follows(layout, c)]
    return found if len(found) >= 2 else []


def _plain_lines(layout: Layout, candidates: Sequence[Candidate], marked: Sequence[Candidate]) -> list[Candidate]:
    """Lines without markup: numbered rows in order, capitals, then titles and questions."""
    plain = [c for c in candidates if c.sort == "plain"]
    taken_keys = {features.key(c.words) for c in marked}
    plain = [c for c in plain if features.key(c.words) not in taken_keys or _holds_text(layout, c, taken_keys)]
    keys = Counter(features.key(c.words) for c in plain)
    chosen: dict[int, Candidate] = {}
    # Where the structure is known, a titled item of a numbered list is an item, unless it holds a section's text.
    numbered = [c for c in plain if c.number and (len(marked) < KNOWN or not c.row.item or _is_section(c.row.item))]
    for candidate in _sequences(layout, numbered) + _gaps(layout, numbered, marked):
        chosen[candidate.index] = candidate
    rare = [c for c in plain if not c.number and keys[features.key(c.words)] < ENOUGH]
    upper = [c for c in rare if c.upper and not _shouts(layout, c)]
    capitals = upper if len(upper) >= 2 or not marked else [c for c in upper if _alone_over_text(layout, c)]
    for candidate in capitals:
        chosen[candidate.index] = candidate
    others = [c for c in rare if not c.upper]
    for candidate in _named(layout, others, [*marked, *chosen.values()]):
        chosen[candidate.index] = candidate
    last_of = {features.key(c.words): c.index for c in plain}
    return [
        c for c in chosen.values() if keys[features.key(c.words)] == 1 or last_of[features.key(c.words)] == c.index
        or _body_follows(layout, c)
    ]  # fmt: skip


def _is_section(item: Item) -> bool:
    return item.depth == 1 and item.blocks > 2 and item.chars >= SHORTEST_SECTION


def _alone_over_text(layout: Layout, candidate: Candidate) -> bool:
    return candidate.row.alone and len(features.words(candidate.words)) > 1 and _body_follows(layout, candidate)


def _named(layout: Layout, others: Sequence[Candidate], taken: Sequence[Candidate]) -> list[Candidate]:
    """Plain lines in mixed case that read as names; the more headings there are already, the more is asked."""
    # Capitals are no markup: where they are all there is, other plain lines may be headings as well.
    sections = sum(c.sort != "plain" or c.number is not None for c in taken)
    known = sections >= KNOWN
    headed = {id(c.row) for c in taken}
    for candidate in others:
        # A plain line may stand below another that has itself a firm place.
        if candidate.place == "alone" and (above := layout.before(candidate.index)) and _rests(above):
            headed.add(id(candidate.row))
    groups: defaultdict[tuple[str, bool], list[Candidate]] = defaultdict(list)
    named: set[int] = set()
    for candidate in sorted(others, key=lambda c: -c.index):
        manner = _manner(layout, candidate, known, named, headed)
        if manner:
            groups[candidate.place, manner == "titled"].append(candidate)
            named.add(id(candidate.row))
    alone = len(groups["alone", True])
    found: list[Candidate] = []
    for (place, titled), group in list(groups.items()):
        least = {"alone": 1 if sections < 2 else 2, "tail": ENOUGH, "head": 2, "line": 2, "wrapped": ENOUGH}[place]
        if place == "head" and (alone >= ENOUGH or any(c.row.hard for c in group)):
            least = 1
        # Names in sentence case speak for those in title case, and the other way only where nothing else is known.
        count = len(groups[place, True]) + len(groups[place, False]) if titled or not known else len(group)
        if count >= (least if titled or not known else ENOUGH):
            found.extend(group)
    return found


def _manner(layout: Layout, candidate: Candidate, known: bool, named: set[int], headed: set[int]) -> str:
    """How a plain line reads as a name with a text below it: ``titled``, in ``sentence`` case, or not at all."""
    words, row = features.words(candidate.words), candidate.row
    following, preceding = layout.after(candidate.index), layout.before(candidate.index)
    rests = _rests(preceding) or id(preceding) in headed
    if following is None or row.depth or (known and (row.linked or not rests)):
        return ""
    if candidate.place == "wrapped" and layout.is_address(candidate.index):
        return ""
    titled = features.title_share(candidate.words) >= 0.75 and len(words) <= (12 if known else 14)
    titled = titled or features.is_question(candidate.words)
    most = 12 if candidate.place == "alone" and not known else 8
    plainly = candidate.place in ("alone", "line") or (candidate.place == "wrapped" and rests)
    plainly = plainly and len(words) <= most and ":" not in candidate.words
    plainly = plainly and not features.has_verb(candidate.words)
    if not titled and not plainly:
        return ""
    bodied = layout.is_prose(following) or id(following) in named
    bodied = bodied or (not known and following.depth > 0 and following.kind == "text" and len(following.text) > 40)
    return ("titled" if titled else "sentence") if bodied else ""


def _rests(preceding: Row | None) -> bool:
    """Whether the row before has come to its end: prose, a list, a heading."""
    if preceding is None or preceding.kind != "text" or preceding.depth:
        return True
    return features.is_prose(preceding.text) or bool(preceding.bold) or features.is_sentence(preceding.text)


def _holds_text(layout: Layout, candidate: Candidate, keys: set[str]) -> bool:
    """Whether words that come again as a heading have a text here too, and are no entry of a contents list."""
    following = layout.after(candidate.index)
    if (
        following is None
        or candidate.row.linked
        or (features.key(following.words) in keys and following.kind == "text")
    ):
        return False
    return layout.is_prose(following) or following.bold == "all" or following.kind == "heading"


def _shouts(layout: Layout, candidate: Candidate) -> bool:
    """Capitals that go on over several lines are a shouted paragraph."""
    row = candidate.row
    neighbours = layout.rows[max(0, candidate.index - 1) : candidate.index + 2]
    loud = sum(other.paragraph == row.paragraph and features.is_upper(other.text) for other in neighbours)
    return loud > 1 and layout.paragraphs != "line"


def _sequences(layout: Layout, numbered: Sequence[Candidate]) -> list[Candidate]:
    """Numbered lines that count on from one another and have a text of their own."""
    groups: defaultdict[tuple[str, int, int], list[Candidate]] = defaultdict(list)
    for candidate in numbered:
        if candidate.number and candidate.number.kind != "(1" and candidate.place != "tail":
            groups[candidate.number.kind, min(candidate.number.depth, 2), candidate.row.depth].append(candidate)
    chosen: list[Candidate] = []
    for (_, depth, _), found in groups.items():
        numbers = [c.number for c in found if c.number]
        if numbers[0].is_listed and not all(_stands_as_title(layout, c) for c in found):
            continue
        rising = sum(before.value < after.value for before, after in pairwise(numbers))
        if len(found) < 2 or not (depth > 1 or rising >= 0.5 * (len(found) - 1)):
            continue
        chosen += [c for run in _runs(found) if _is_bodied(layout, run, found) for c in run]
    return chosen


def _runs(found: Sequence[Candidate]) -> list[list[Candidate]]:
    """Candidates with numbers, parted where the count begins anew."""
    runs: list[list[Candidate]] = []
    last: tuple[str, ...] = ()
    for candidate in found:
        number = candidate.number
        if number and (not runs or (number.value <= 1 and number.parts[:-1] == last[:-1])):
            runs.append([])
        last = number.parts if number else ()
        runs[-1].append(candidate)
    return runs


def _is_bodied(layout: Layout, run: Sequence[Candidate], found: Sequence[Candidate]) -> bool:
    """Whether half of a run, or of all where the run is short, has more below it than the next item of a list."""
    judged = run if len(run) > 2 else found
    return sum(not _next_is_numbered(layout, c) for c in judged) >= 0.5 * len(judged)


def _stands_as_title(layout: Layout, candidate: Candidate) -> bool:
    """Whether a lettered line reads as a title and has its text below: most lettered lines are items of a list."""
    following = layout.after(candidate.index)
    worded = features.title_share(candidate.words) >= 0.6 or features.is_question(candidate.words)
    return worded and candidate.row.alone and following is not None and layout.is_prose(following)


def _gaps(layout: Layout, numbered: Sequence[Candidate], marked: Sequence[Candidate]) -> list[Candidate]:
    """Plain numbered lines that continue the count of the headings around them."""
    found: list[Candidate] = []
    last: dict[tuple[str, int], Candidate] = {}
    for candidate in sorted([*numbered, *marked], key=lambda c: c.index):
        number = candidate.number
        if number is None:
            continue
        place = number.kind, number.depth
        if candidate.sort == "plain":
            before = last.get(place)
            counts = before is not None and before.number is not None and before.number.value == number.value - 1
            if before is None or not counts or not _stands_as_title(layout, candidate):
                continue
            candidate.sort, candidate.raw_level = before.sort, before.raw_level
            found.append(candidate)
        last[place] = candidate
    return found


def _next_is_numbered(layout: Layout, candidate: Candidate) -> bool:
    """Whether the next row counts on by one: then these are items of a list."""
    following = layout.after(candidate.index)
    number = numbering(following.words) if following else None
    return bool(
        number and candidate.number and following and not layout.is_prose(following)
        and number.depth == candidate.number.depth and number.value == candidate.number.value + 1
    )  # fmt: skip
