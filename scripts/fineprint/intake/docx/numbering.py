"""The numbers of paragraphs as Word shows them: numbering.xml and the styles that point into it (ECMA-376, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .number_formats import written
from .package import W
from .styles import Styles, flag, val

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(slots=True, kw_only=True)
class Level:
    """One level of a numbering. ``text``: such as ``%1.%2``; ``restart``: the level that restarts it, None for any."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    hidden: bool = False
    suffix: str = "tab"

    @property
    def is_bullet(self) -> bool:
        """Whether it shows a sign and no number, whatever it calls itself."""
        return self.form == "bullet" or bool(self.text and not any(sign.isalnum() for sign in self.text))

    @property
    def places(self) -> int:
        """How many numbers it shows."""
        return len(_PLACE.findall(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """What Word puts before a paragraph. ``number`` is empty for a bullet; ``outline``: a clause, not a list's item.

    ``depth``: of the item, from 0. ``unknown``: a number format that is not known here. ``spaced``: a blank follows.
    """

    number: str
    bullet: bool
    outline: bool
    depth: int
    unknown: str = ""
    spaced: bool = True


@dataclass(slots=True)
class _List:
    """An abstract numbering: its levels and the count that all lists made from it share."""

    levels: list[Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(slots=True)
class _Num:
    list: _List
    levels: dict[int, Level]
    starts: dict[int, int]
    begun: set[int] = field(default_factory=set)


class Numbering:
    """Counts the numbered paragraphs of a document, which are given to it in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._nums: dict[str, _Num] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        if root is None:
            return
        lists: dict[str, _List] = {}
        linked: dict[str, str] = {}
        for abstract in root.iter(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId") or ""
            lists[key] = _List(list(_levels(abstract)))
            if (style := val(abstract.find(f"{W}numStyleLink"))) is not None:
                linked[key] = style
        sources = {num.get(f"{W}numId") or "": num for num in root.iter(f"{W}num")}
        for key, num in sources.items():
            wanted = val(num.find(f"{W}abstractNumId")) or ""
            # A list made from a list style has the levels of the numbering that the style names.
            if wanted in linked and (pointed := styles.number_of_list_style(linked[wanted])) in sources:
                wanted = val(sources[pointed].find(f"{W}abstractNumId")) or wanted
            if wanted in lists:
                self._nums[key] = _Num(lists[wanted], *_overrides(num, lists[wanted].levels))
        for abstract in root.iter(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId") or ""
            number = next((name for name, one in self._nums.items() if one.list is lists[key]), None)
            for at, level in enumerate(abstract.findall(f"{W}lvl")):
                if number and (style := val(level.find(f"{W}pStyle"))):
                    self._by_style[style] = (number, _index(level, at))

    def place(self, properties: Element | None, style: str | None) -> tuple[str, int] | None:
        """The numbering and level of a paragraph: its own, or that of its style; None where it has none."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        number = val(own.find(f"{W}numId")) if own is not None else None
        level = val(own.find(f"{W}ilvl")) if own is not None else None
        by_style = self._styles.numbering(style)
        if number is None and by_style is not None:
            number, default = by_style
            linked = self._by_style.get(style or "")
            level = level if level is not None else str(default if default is not None else linked[1] if linked else 0)
        if number is None or number == "0" or number not in self._nums:
            return None
        at = int(level) if level and level.isdigit() else 0
        return number, min(at, LEVELS - 1)

    def used(self, places: list[tuple[str, int]]) -> None:
        """Tell which levels the document uses, so that a clause can be told from a list's item."""
        self._outline: set[tuple[int, int]] = set()
        seen = {(id(self._nums[number].list), at): self._level(number, at) for number, at in places}
        for (key, at), level in seen.items():
            letters = any(map(str.isalpha, _PLACE.sub("", level.text)))
            if not level.is_bullet and (level.places > 1 or letters):
                shown = {int(place) - 1 for place in _PLACE.findall(level.text)} | {at}
                self._outline |= {(key, one) for one in shown}

    def next(self, number: str, at: int) -> Numbered:
        """Count a paragraph of a numbering and a level, and say what Word puts before it."""
        num = self._nums[number]
        counts = num.list.counts
        level = self._level(number, at)
        before = counts[at]
        if at in num.starts and at not in num.begun:
            counts[at] = num.starts[at]
        else:
            counts[at] = level.start if before is None else before + 1
        num.begun.add(at)
        for above in range(at):
            # A level that was left out counts as if it stood there.
            counts[above] = self._level(number, above).start if counts[above] is None else counts[above]
        for below in range(at + 1, LEVELS):
            restart = self._level(number, below).restart
            if restart is None or (restart and at < restart):
                counts[below] = None
        key = id(num.list)
        outline = (key, at) in self._outline
        depth = at - sum((key, above) in self._outline for above in range(at))
        if level.is_bullet:
            return Numbered(number="", bullet=True, outline=False, depth=depth)
        unknown = ""
        shown = level.text
        for place in _PLACE.findall(level.text):
            other = self._level(number, int(place) - 1)
            count = counts[int(place) - 1]
            form = "decimal" if level.legal and other.form != "none" else other.form
            said = written(other.start if count is None else count, form)
            if said is None:
                unknown, said = form, str(other.start if count is None else count)
            shown = shown.replace(f"%{place}", said, 1)
        shown = "" if level.hidden else " ".join(shown.split())
        return Numbered(
            number=shown, bullet=False, outline=outline, depth=depth, unknown=unknown, spaced=level.suffix != "nothing"
        )

    def _level(self, number: str, at: int) -> Level:
        num = self._nums[number]
        return num.levels.get(at) or (num.list.levels[at] if at < len(num.list.levels) else Level())


def _levels(abstract: Element) -> Iterator[Level]:
    found = {_index(level, at): _level(level) for at, level in enumerate(abstract.findall(f"{W}lvl"))}
    for at in range(LEVELS):
        yield found.get(at, Level())


def _index(level: Element, at: int) -> int:
    said = level.get(f"{W}ilvl") or ""
    return int(said) if said.isdigit() else at


def _level(level: Element) -> Level:
    restart = val(level.find(f"{W}lvlRestart"))
    properties = level.find(f"{W}rPr")
    return Level(
        start=_number(val(level.find(f"{W}start")), 1),
        form=_form(level),
        text=val(level.find(f"{W}lvlText")) or "",
        restart=None if restart is None else _number(restart, 0),
        legal=flag(level.find(f"{W}isLgl")),
        suffix=val(level.find(f"{W}suff")) or "tab",
        hidden=properties is not None and flag(properties.find(f"{W}vanish")),
    )


def _form(level: Element) -> str:
    found = next(level.iter(f"{W}numFmt"), None)
    form = val(found) or "decimal"
    custom = (found.get(f"{W}format") or "") if found is not None else ""
    return "decimalZero" if form == "custom" and custom.startswith("01,") else form


def _overrides(num: Element, levels: list[Level]) -> tuple[dict[int, Level], dict[int, int]]:
    """Levels of its own that a list has, and where it begins to count anew."""
    own: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for override in num.findall(f"{W}lvlOverride"):
        at = _index(override, 0)
        if (level := override.find(f"{W}lvl")) is not None:
            own[at] = _level(level)
        if (start := override.find(f"{W}startOverride")) is not None:
            starts[at] = _number(val(start), own[at].start if at in own else levels[at].start)
    return own, starts


def _number(said: str | None, default: int) -> int:
    return int(said) if said is not None and re.fullmatch(r"-?\d{1,6}", said) else default
