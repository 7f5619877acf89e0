"""The number in front of a row: ``1.``, ``(a)``, ``Article 3 :``, ``1.-``, ``Primera.-``, ``§ 4``, ``第三条``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from string import ascii_letters

from ..text.words import HAN_DIGITS, han_number

_PART = r"(?:\d{1,3}(?:[A-Za-z]\b)?|[IVXLC]{1,6}|[ivx]{1,5}|[A-Za-z])"
_WORD = r"(?:(?P<word>[^\W\d_]{3,12})\s+|(?:Art|Abs|Nr|Sec|Cl|Cap)\.\s*|(?P<sign>§§?|[Nn][º°])\s*)"
_NUMBER = re.compile(
    rf"^{_WORD}?(?P<open>\()?(?P<number>{_PART}(?:\.{_PART})*)(?:er|ère|[º°ª])?"
    r"(?:(?P<stop>\.\s?[-–—](?=\s|\w)|\.|\)|\s?:|\s?[-–—](?=\s)|(?<=\d)、)\s*|(?=\s))"
)
_ORDINALS = (
    "primer|primero|primera|premier|première|primeira", "segundo|segunda|deuxième", "tercer|tercero|tercera|terceira",
    "cuarto|cuarta|quarta", "quinto|quinta", "sexto|sexta", "séptimo|séptima|septimo|septima|sétima",
    "octavo|octava|oitava", "noveno|novena|nona", "décimo|décima|decimo|decima",
)  # fmt: skip
_ORDINAL_VALUES = {word: value for value, words in enumerate(_ORDINALS, start=1) for word in words.split("|")}
_ORDINAL = re.compile(
    rf"^(?:(?P<word>[^\W\d_]{{3,12}})\s+)?(?P<number>{'|'.join(_ORDINAL_VALUES)})\s*(?P<stop>\.\s?[-–—]|[.:)]|[-–—](?=\s))\s*",
    re.IGNORECASE,
)
_EAST = re.compile(
    rf"^(?:第\s*(?P<of>[0-9０-９{HAN_DIGITS}]{{1,5}})\s*(?P<unit>编|編|章|节|節|条|條|款|项|項|部分|部)[\s　:：、.．]*"
    rf"|제\s*(?P<korean>\d{{1,3}})\s*(?P<part>조|장|항|절)[\s.:]*"
    rf"|(?P<listed>[{HAN_DIGITS}]{{1,4}})(?P<stop>[、.．])\s*"
    rf"|[（(](?P<closed>[{HAN_DIGITS}]{{1,4}})[）)]\s*"
    rf"|(?P<wide>[0-9０-９]{{1,3}})(?P<mark>[．、])\s*)"
)
_ROMAN = re.compile(r"^[IVXLC]+$")
_LOWER_ROMAN = re.compile(r"^[ivx]+$")
_BARE = re.compile(r"^(?P<number>[1-9]\d?)\s+(?=[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number in front of a row: its parts, its kind, the mark behind it, its length.

    Kinds are ``1 (1 I i A a first 一 (一 第条``, with a word before it: ``section 1``.
    """

    parts: tuple[str, ...]
    kind: str
    stop: str
    size: int

    @property
    def depth(self) -> int:
        """How many parts the number has."""
        return len(self.parts)

    @property
    def is_listed(self) -> bool:
        """Whether the kind is that of items of a list more often than that of headings."""
        return self.kind in ("a", "i", "(一")

    @property
    def is_named(self) -> bool:
        """Whether a word says what is numbered: a section, an article, a 条."""
        return " " in self.kind or self.kind.startswith("第")

    @property
    def value(self) -> int:
        """The last part as a number; 0 where that is unknown."""
        part = self.parts[-1]
        if part[0].isdecimal():
            return int(part.rstrip(ascii_letters))
        if part[0] in HAN_DIGITS:
            return han_number(part)
        if (_ROMAN.match(part.upper()) and len(part) > 1) or self.kind[-1] in "Ii":
            return roman(part)
        return ord(part.upper()) - 64 if len(part) == 1 else 0


def roman(text: str) -> int:
    """The value of a Roman number."""
    total = before = 0
    for letter in reversed(text.upper()):
        value = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}.get(letter, 0)
        total += value if value >= before else -value
        before = max(before, value)
    return total


@lru_cache(maxsize=4096)
def numbering(text: str) -> Numbering | None:
    """The number in front of a row, or nothing. A letter or a Roman number needs a mark behind it."""
    text = text[:200]
    if text[:1] > "ʯ" and (match := _EAST.match(text)):
        return _eastern(match) if match.end() < len(text) else None
    if ordinal := _ORDINAL.match(text):
        value = _ORDINAL_VALUES[ordinal["number"].lower()]
        return Numbering((str(value),), "first", ordinal["stop"], ordinal.end()) if ordinal.end() < len(text) else None
    match = _NUMBER.match(text)
    if not match or match.end() >= len(text) or (match["word"] and not match["word"][0].isupper()):
        return None
    number, stop = match["number"], (match["stop"] or "").strip()
    parts = tuple(number.split("."))
    first = parts[0]
    digits = first[0].isdecimal()
    worded = not text.startswith((number, "("))
    if not stop and not (len(parts) > 1 or (worded and (digits or _ROMAN.match(first)))):
        return None
    if worded and not (digits or _ROMAN.match(first)):
        return None
    if not digits and text[match.end() - 1 : match.end()].isalpha() and len(parts) == 1:
        return None
    if not digits and len(parts) == 1 and stop == "." and not text[match.end() - 1].isspace():
        return None
    kind = "1" if digits else "I" if _ROMAN.match(first) and first not in "CDLM" else "A"
    if kind == "1" and match["open"]:
        kind = "(1"
    elif not digits and first.islower():
        kind = "i" if _LOWER_ROMAN.match(first) else "a"
    if match["word"]:
        kind = f"{match['word'].casefold()} {kind}"
    return Numbering(parts, kind, stop, match.end())


def _eastern(match: re.Match[str]) -> Numbering:
    """A number of Chinese, Japanese or Korean. Digits alone are of the kind of all digits."""
    if match["wide"]:
        return Numbering((str(int(match["wide"])),), "1", match["mark"], match.end())
    if match["of"]:
        written = match["of"]
        part = str(int(written)) if written.isdecimal() else written
        return Numbering((part,), f"第{match['unit']}", match["unit"], match.end())
    if match["korean"]:
        return Numbering((match["korean"],), f"第{match['part']}", match["part"], match.end())
    if match["listed"]:
        return Numbering((match["listed"],), "一", match["stop"], match.end())
    return Numbering((match["closed"],), "(一", "）", match.end())


def in_context(rows: Sequence[tuple[str, Numbering | None]]) -> list[Numbering | None]:
    """The numbers of some rows, given with their words, as the rows before and behind tell them.

    A number with nothing behind it but a capitalised word (``4 Term``) counts where another counts on from it, and
    ``(i)`` behind ``(h)`` is a letter.
    """
    found = [number for _, number in rows]
    bare = [(at, match) for at, (words, number) in enumerate(rows) if not number and (match := _BARE.match(words))]
    for (at, match), (after, following) in pairwise(bare):
        if int(following["number"]) == int(match["number"]) + 1:
            found[at] = Numbering((match["number"],), "1", "", match.end())
            found[after] = Numbering((following["number"],), "1", "", following.end())
    letters: dict[str, str] = {}
    for at, number in enumerate(found):
        if number is None or number.kind not in ("a", "A", "i", "I") or len(number.parts) > 1:
            continue
        part = number.parts[0]
        kind = "a" if part.islower() else "A"
        if number.kind != kind and len(part) == 1 and letters.get(kind) == chr(ord(part) - 1):
            found[at] = replace(number, kind=kind)
            letters[kind] = part
        elif number.kind == kind:
            letters[kind] = part
    return found


def listed_number(mark: str) -> Numbering | None:
    """The number of an item of an ordered list, from its mark: the row's words do not hold it."""
    digits = mark.rstrip(".)")
    return Numbering((digits,), "1", mark[len(digits) :], 0) if digits.isdecimal() else None


def unnumbered(text: str) -> str:
    """The words without a number in front."""
    found = numbering(text)
    return text[found.size :].strip() if found else text
