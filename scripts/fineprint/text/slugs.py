"""Slugs: the short names in addresses, drafted from headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import count, pairwise

from .transliteration import spelled_in_latin
from .words import HAN_DIGITS, han_number

LONGEST = 48
RESERVED = frozenset(
    (
        *("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))),
        *("index", "assets", "search", "404", "pagefind", "tags", "feed", "preamble"),
    )
)

_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
_OTHERS = re.compile(r"[^a-z0-9]+")
_LEADING_NUMBER = re.compile(
    r"^[\s*_\"“(]*(?:(?:section|article|part|chapter|artículo|artigo|articolo|artikel|abschnitt|cláusula|clause)\s+)?"
    r"(?:§\s*\d{1,3}[a-z]?[.):]*\s+|\d{1,3}(?:\.\d{1,3}[a-z]?)+(?:[.):]+|\s*[-–—])?\s+"
    r"|(?:\d{1,3}(?:er|[a-zº°])?|[ivxlc]+|[a-z])(?:\.(?:\d{1,3}|[ivxlc]+|[a-z]))*"
    r"(?:\.[-–—]|\s?[.):]+|\s*[-–—]\s)\s*)",
    re.IGNORECASE,
)
#: A number with a capitalised word behind it and no mark, and the number of a heading whose words give no slug.
_BARE_NUMBER = re.compile(r"^\s*([1-9]\d?)\s+(?=[^\W\d_a-z])")
_OWN_NUMBER = re.compile(
    rf"^\W*(?:[第제]\s*)?(?:(\d{{1,3}}(?:[.．]\d{{1,3}})*)|([{HAN_DIGITS}]{{1,5}})(?=\W|[条條章节節]))"
)
_FUNCTIONAL = (
    "a an and are as at be but by do for from how if in is it its of on or our such than that the their this to us was"
    " we what when which who with you your"
)
_FUNCTION_WORDS = frozenset(_FUNCTIONAL.split())
_FOLDED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d"})


def slug(text: str) -> str:
    """Words as ``[a-z0-9]+(-[a-z0-9]+)*``, at most 48 characters; empty if no letter with a Latin form is left.

    Cyrillic, Greek, kana and Hangul are spelled in Latin letters; words that need Han as well are not half spelled.
    """
    joined = _APOSTROPHES.sub("", unicodedata.normalize("NFC", text))
    if not joined.isascii():
        joined = spelled_in_latin(joined)
    folded = unicodedata.normalize("NFKD", joined.casefold().translate(_FOLDED)).casefold()
    plain = "".join(c for c in folded.translate(_FOLDED) if not unicodedata.combining(c))
    return _cut(_OTHERS.sub("-", plain).strip("-"), LONGEST)


def _cut(name: str, longest: int) -> str:
    """The name cut between words, without function words at the cut."""
    if len(name) <= longest:
        return name
    words = name[: longest + 1].split("-")[:-1] or [name[:longest]]
    while len(words) > 1 and words[-1] in _FUNCTION_WORDS:
        words.pop()
    return "-".join(words)


def section_ids(headings: Sequence[tuple[int, str]]) -> list[str]:
    """An id for each heading (level, words), unique in the text.

    A number in front is left out. Words that came before take the parent's id in front, else a counter behind.
    """
    taken: set[str] = set()
    counters: dict[str, count[int]] = {}
    parents: list[tuple[int, str]] = []
    ids: list[str] = []
    counted = _counted_bare(headings)
    for ordinal, (level, heading) in enumerate(headings, start=1):
        if ordinal in counted:
            heading = _BARE_NUMBER.sub("", heading)  # noqa: PLW2901 - the number of a count, not a word
        while parents and parents[-1][0] >= level:
            parents.pop()
        name = _name(heading, ordinal)
        if name in taken and parents:
            name = _prefixed(parents[-1][1], name)
        if name in taken:
            name = _counted(name, taken, counters)
        taken.add(name)
        parents.append((level, name))
        ids.append(name)
    return ids


def _counted_bare(headings: Sequence[tuple[int, str]]) -> set[int]:
    """The places, from 1, of headings whose bare numbers count on from one another: ``4 Term``, ``5 Money``."""
    bare = [(at, int(found[1])) for at, (_, words) in enumerate(headings, 1) if (found := _BARE_NUMBER.match(words))]
    return {place for (one, a), (other, b) in pairwise(bare) if b == a + 1 for place in (one, other)}


def _name(heading: str, ordinal: int) -> str:
    """The id that a heading's words alone suggest."""
    name = slug(_LEADING_NUMBER.sub("", heading, count=1)) or slug(heading)
    if not re.search(r"[a-z]", name):
        own = _OWN_NUMBER.match(heading)
        if own is None or re.fullmatch(r"\W*\d*\W*", heading):
            return f"section-{ordinal}"
        return f"section-{slug(own[1]) if own[1] else han_number(own[2])}"
    return f"{name}-section" if name in RESERVED else name


def _prefixed(parent: str, name: str) -> str:
    """Parent and name within the length; the parent gives way first, but keeps a word."""
    room = max(LONGEST - len(name) - 1, 12)
    head = _cut(parent, room)
    return f"{head}-{_cut(name, LONGEST - len(head) - 1)}"


def _counted(name: str, taken: set[str], counters: dict[str, count[int]]) -> str:
    """The name with the first free number behind it."""
    for number in counters.setdefault(name, count(2)):
        ending = f"-{number}"
        other = _cut(name, LONGEST - len(ending)) + ending
        if other not in taken:
            return other
    raise AssertionError("a counter does not end")
