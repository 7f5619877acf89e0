"""The numbers that a text gives its own items and paragraphs, and how they are cited together: 4(b)(ii).

An address counts our clauses and never changes; a lawyer cites the text's own numbers. They are read from the words
and from the marks of ordered lists, never made up: where a place has none, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..core.model import Section
from .blocks import Block

_CORE = r"\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,7}|[IVXLC]{1,7}|[A-Za-z]"
_OWN = re.compile(rf"(\()?({_CORE})(\.\)|[.)])?(?=\s)")
_HEADING = re.compile(
    rf"(?:(?i:section|article|clause|part|chapter|§)\s*)?(\()?({_CORE})(\.\)|[.):]|\s?[-–—](?=\s))?(?=\s|$)"
)
_COPYRIGHT = re.compile(r"\s+(?:Copyright|©|(?:19|20)\d\d)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_CANONICAL = re.compile(r"(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A number as a text writes it, ``(b)`` or ``1.2.``; ``core``: without its marks."""

    written: str
    core: str

    @property
    def readings(self) -> tuple[tuple[str, int], ...]:
        """What kinds of number it can be, with its value in each: ``i`` is a letter and a Roman number."""
        last = self.core.rpartition(".")[2]
        if last.isdecimal():
            return (("1" if "." not in self.core else self.core.rpartition(".")[0], int(last)),)
        case = "a" if last.islower() else "A"
        found = []
        if len(last) == 1:
            found.append((case, ord(last.lower()) - ord("a") + 1))
        if last and _CANONICAL.fullmatch(last.lower()):
            found.append((f"{case} roman", _roman(last.lower())))
        return tuple(found)


def _roman(text: str) -> int:
    total = before = 0
    for letter in reversed(text):
        value = _ROMAN[letter]
        total += value if value >= before else -value
        before = max(before, value)
    return total


def own_number(text: str) -> OwnNumber | None:
    """The number that some words begin with; it needs a mark behind it, or several parts."""
    found = _OWN.match(text)
    if not found:
        return None
    opened, core, stop = found.groups()
    if not (opened or stop or "." in core) or (opened and stop not in (")", ".)")):
        return None
    if core in "cCrR" and _COPYRIGHT.match(text, found.end()):
        return None
    number = OwnNumber(found[0], core)
    return number if number.readings else None


def words_before_children(block: Block) -> str:
    """The words that a list item or a paragraph begins with."""
    first = block.children[0] if block.kind == "item" and block.children else block
    return "".join(run.text for run in first.runs).lstrip() if first.kind in ("paragraph", "heading") else ""


def is_numbered(block: Block) -> bool:
    """Whether the items of a bullet list begin with numbers of their own, one after the other."""
    if block.kind != "list" or block.marker != "ul" or not block.children:
        return False
    numbers = [own_number(words_before_children(item)) for item in block.children]
    known = [number for number in numbers if number is not None]
    return len(known) == len(numbers) and all(_follows(before, after) for before, after in pairwise(known))


def _follows(before: OwnNumber, after: OwnNumber) -> bool:
    return any(
        kind == other and abs(value - last) == 1 for kind, value in after.readings for other, last in before.readings
    )


def cited_numbers(sections: Sequence[Section]) -> dict[str, str]:
    """Address of a section, clause or item → what the text's own numbers call it, as ``section 4(b)(ii)``.

    Addresses of what has no number of its own, or no certain one, are left out.
    """
    found: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for section in sections:
        while above and above[-1][0] >= section.level:
            above.pop()
        label = _section_number(section, above[-1][1] if above else "")
        above.append((section.level, label))
        if label:
            found[section.id] = f"section {label}"
        counting = _Counting(label, listed=bool(section.marker))
        for clause in section.clauses:
            for depth, address, number, counted in _numbered(clause.block, 0):
                if (said := counting.place(depth, number, counted)) and address:
                    found[address] = f"{'section' if label else 'item'} {said}"
    return found


def _section_number(section: Section, above: str) -> str:
    if section.marker:
        core = section.marker.rstrip(".)")
        return f"{above}.{core}" if above[-1:].isdecimal() else core
    number = _HEADING.match(section.heading)
    if not number:
        return ""
    opened, core, stop = number.groups()
    worded = not section.heading.startswith((core, "("))
    if not (opened or stop or "." in core or worded or core.isdecimal()):
        return ""
    return f"{above}({core})" if opened and above else core


def _numbered(block: Block, depth: int) -> Iterator[tuple[int, str, OwnNumber | None, bool]]:
    """Each paragraph and item in order: in how many lists it stands, its address and number, if its list counts on."""
    if block.kind == "list":
        for at, item in enumerate(block.children):
            mark = item.marker + block.marker
            number = OwnNumber(mark, str(int(item.marker))) if item.marker else own_number(words_before_children(item))
            yield depth + 1, item.address or block.address, number, bool(at and item.marker)
            for child in item.children:
                if child.kind == "list":
                    yield from _numbered(child, depth + 1)
    elif block.kind == "quote":
        for child in block.children:
            yield from _numbered(child, depth)
    elif block.kind == "paragraph":
        yield depth, block.address, own_number(words_before_children(block)), False


@dataclass(slots=True)
class _Level:
    """A count that is running: in how many lists, what its last number can be, and what that is called."""

    depth: int
    kinds: Mapping[str, int]
    label: str
    above: str


class _Counting:
    """Which number belongs under which in a section, by lists and by the order in which the numbers come."""

    def __init__(self, section: str, listed: bool) -> None:
        self.section, self.listed = section, listed
        self.levels: list[_Level] = []
        self.loose = False

    def place(self, depth: int, number: OwnNumber | None, counted: bool = False) -> str:
        """What the next paragraph or item is called; empty where that is not certain.

        ``counted``: an ordered list says itself that this item goes on where the last one stood.
        """
        while self.levels and self.levels[-1].depth > depth:
            self.levels.pop()
        if number is None:
            # After words without a number, it can't be told under which number a new count stands.
            self.loose = self.loose or (depth == 0 and bool(self.levels))
            return ""
        kinds = dict(number.readings)
        if counted and self.levels and self.levels[-1].depth == depth:
            return self.go_on(len(self.levels) - 1, kinds, number)
        for ahead in (1, None):
            for at in range(len(self.levels) - 1, -1, -1):
                level = self.levels[at]
                same = {
                    kind: value
                    for kind, value in kinds.items()
                    if kind in level.kinds and (value - level.kinds[kind] == 1 if ahead else value > level.kinds[kind])
                }
                if level.depth == depth and same:
                    return self.go_on(at, same, number)
            if 1 in kinds.values():
                break
        if 1 not in kinds.values():
            self.levels = [level for level in self.levels if level.depth < depth]
        above = self.levels[-1].label if self.levels else self.section
        uncertain = bool(self.levels) and (self.loose or not above)
        label = "" if uncertain else self.called(above, number, bool(self.levels) or self.listed)
        self.levels.append(_Level(depth, kinds, label, "" if uncertain else above))
        return label

    def go_on(self, at: int, kinds: Mapping[str, int], number: OwnNumber) -> str:
        """The next number of a count that is running."""
        del self.levels[at + 1 :]
        level = self.levels[at]
        certain = bool(level.label)
        level.kinds = kinds
        level.label = self.called(level.above, number, bool(at) or self.listed) if certain else ""
        return level.label

    @staticmethod
    def called(above: str, number: OwnNumber, among_items: bool) -> str:
        """A number under what stands above it: 4 and (b) make 4(b), the items 1 and 2 of lists make 1.2."""
        core = number.core
        if "." in core:
            return core
        if not above:
            return f"({core})" if number.written.startswith("(") else core
        if core.isdecimal() and among_items and above[-1:].isdecimal():
            return f"{above}.{core}"
        return f"{above}({core})"
