"""How many words a text has, by Unicode's word segmentation (UAX #29); a sign of Chinese or Japanese counts as one.

For what the site and the terminal tell. That no word of a text is lost is proved elsewhere, run by run.
"""

from __future__ import annotations

import re

import regex

#: Signs of scripts that set no blanks between words, as part of a character class: Thai to Khmer, kana, Han.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED = re.compile(f"[{UNSPACED}]")
HAN_DIGITS = "〇零一二三四五六七八九十百"
_SEGMENT = regex.compile(r"(?V1w)\b")
#: The same rule for ASCII alone, where it comes to this and is much faster.
_ASCII = re.compile(
    r"[A-Za-z0-9_]+(?:(?<=[A-Za-z])[:.'](?=[A-Za-z])[A-Za-z0-9_]+|(?<=[0-9])[,;.'](?=[0-9])[A-Za-z0-9_]+)*"
)


def han_number(text: str) -> int:
    """The value of a Chinese number below a thousand."""
    total = digit = 0
    for sign in text:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = digit * 10 + max(0, HAN_DIGITS.index(sign) - 1)
    return total + digit


def cuts_word(text: str, at: int) -> bool:
    """Whether a place in a text lies inside a word; between two signs of a script without blanks none is known to."""
    if not 0 < at < len(text) or not (text[at - 1].isalnum() and text[at].isalnum()):
        return False
    return not (_UNSPACED.match(text[at - 1]) or _UNSPACED.match(text[at]))


def count_words(text: str) -> int:
    """How many segments of a text hold a letter or a digit."""
    # No word runs over a blank, so each run is counted in the fastest way that it allows.
    runs = text.split()
    others: list[str] = []
    if not text.isascii():
        others = [run for run in runs if not run.isascii()]
        runs = [run for run in runs if run.isascii()]
    marked = " ".join([run for run in runs if not run.isalnum()])
    count = sum(map(str.isalnum, runs)) + len(_ASCII.findall(marked))
    if "_" in marked:
        count -= sum(not word.strip("_") for word in _ASCII.findall(marked))
    return count + sum(any(map(str.isalnum, part)) for part in _SEGMENT.split(" ".join(others)))
