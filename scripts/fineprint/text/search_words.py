"""The words of a text as the search compares them; the search page's script cuts and folds words by the same rules.

A word is letters, digits and marks; an apostrophe inside it is left out, but parts an elided article or pronoun from
its word, as in "l'accès". Case, accents and compatible forms are folded and what nobody sees is taken away. Words
joined by hyphens count one by one and as one word too, so that "e-mail" is found by "email" and "opt-out" by "opt out".
Scripts without blanks are cut into signs and pairs of signs. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import accumulate

import regex

from .words import UNSPACED

#: As parts of a character class; the search page is given the same.
APOSTROPHES = "'‘’ʼ＇"
INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
HYPHENS = "-‐‑"
#: Letters that are spelled in two ways.
SPELLED = {"ß": "ss", "œ": "oe", "æ": "ae"}
_SPELLED = str.maketrans(SPELLED)
_ELIDED = """
    c d j l m n s t qu jusqu lorsqu puisqu quoiqu quelqu presqu dell all nell sull dall un quest quell
""".split()  # noqa: SIM905
#: What an apostrophe parts from the word behind it, in French and Italian: alternatives of a regular expression.
ELISIONS = "|".join(form for word in _ELIDED for form in dict.fromkeys((word, word.capitalize(), word.upper())))
_LETTER = r"\p{L}\p{N}\p{M}"
_WORD = regex.compile(
    rf"(?:{ELISIONS})(?=[{APOSTROPHES}][\p{{L}}\p{{N}}])"
    rf"|[{_LETTER}]+(?:[{APOSTROPHES}{INVISIBLE}]+[{_LETTER}]+)*",
    flags=regex.VERSION0,
)
_INSIDE = re.compile(rf"[{APOSTROPHES}{INVISIBLE}]")
_FOLDED_WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+")
_UNSPACED = re.compile(rf"[{UNSPACED}]+|[^{UNSPACED}]+")
_STARTS_UNSPACED = re.compile(rf"[{UNSPACED}]")
_ACCENTS = re.compile("[\u0300-\u036f]")
#: The same for ASCII alone, where it is many times as fast.
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:'+[a-z0-9]+)*")
_ASCII_ELISION = re.compile(rf"(?<![A-Za-z0-9])(?:{ELISIONS})'[A-Za-z0-9]")
_ASCII_JOINED = re.compile(r"[a-z0-9']+(?:-[a-z0-9']+)+")


def folded_words(written: str) -> list[str]:
    """One word of a text as it is compared: mostly one, more where a compatible form or a script has more."""
    plain = unicodedata.normalize("NFKC", _INSIDE.sub("", written)).lower()
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", plain))).translate(_SPELLED)
    return [part for word in _FOLDED_WORD.findall(plain) for part in _cut(word)]


def _cut(word: str) -> Iterator[str]:
    for part in _UNSPACED.findall(word):
        if _STARTS_UNSPACED.match(part):
            yield from part
            yield from (part[at : at + 2] for at in range(len(part) - 1))
        else:
            yield part


def section_words(texts: Iterable[str]) -> set[str]:
    """All words that some texts hold, in the forms in which they are searched."""
    found: set[str] = set()
    for text in texts:
        if text.isascii() and not ("'" in text and _ASCII_ELISION.search(text)):
            lower = text.lower()
            found.update(word.replace("'", "") if "'" in word else word for word in _ASCII_WORD.findall(lower))
            if "-" in lower:
                for words in _ASCII_JOINED.findall(lower):
                    found.update(accumulate(words.replace("'", "").split("-")))
        else:
            found.update(_words(text))
    found.discard("")
    return found


def _words(text: str) -> Iterator[str]:
    end, joined = -1, ""
    for match in _WORD.finditer(text):
        words = folded_words(match.group())
        yield from words
        whole = "".join(words) if len(words) == 1 else ""
        if end >= 0 and match.start() == end + 1 and text[end] in HYPHENS and joined and whole:
            joined += whole
        else:
            joined = whole
        end = match.end()
        yield joined
