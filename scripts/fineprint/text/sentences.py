"""Where sentences end in the words of a clause, and the sentence that leads in a list.

Sentences are cut by sentencex, whose pieces are then joined where its rules are known to cut too often: a piece that
begins with a small letter goes on from the one before ("lit. f", "Sec. 3.2. of"), as does one behind a piece without a
mark that ends sentences ("Art. 6 (1) GDPR"), and a number that stands alone belongs to what it counts ("2. iPhones").
"""

from __future__ import annotations

import re
from itertools import pairwise

import regex
import sentencex

#: A sentence: offsets of its first character and behind its last one, white space around it left out.
Span = tuple[int, int]

#: A piece that only counts what follows: "2.", "(a)", "iv)", "§ 4.", "No. 7."
_COUNTS = re.compile(r"[^\w\s]*(?:(?:§+|No\.|Nr\.|Art\.|Sec\.) ?)?(?:\d+(?:\.\d+)*|[A-Za-z]|[ivxIVX]+)[.)]*\s*")
#: An abbreviation at the end of a piece that never ends a sentence: of provisions, which a number or a name follows.
_GOES_ON = re.compile(r"(?<![\w.])(?:abs|art|bzw|cf|ff|gem|i\.v\.m|lit|nr|para|paras|sec|secs|ziff)\.\Z", re.IGNORECASE)
#: The end of a piece that can end a sentence; pieces of an abbreviation cut in two ("EU-U. S. law").
_ENDS = regex.compile(r"[\p{Sentence_Terminal}:;…][^\w\s]*\s*\Z")
_INITIAL_BEFORE, _INITIAL = re.compile(r".*\b[A-Z]\.\s*"), re.compile(r"[A-Z]\.(?=[\s,;]|[A-Z]\.)")
_COLONS = (":", "：")


def sentences(words: str, language: str = "en") -> tuple[Span, ...]:
    """The sentences of some words on one line, in order; together they hold every character but white space between.

    ``language``: a BCP 47 tag; for a language without rules of its own the rules of English hold.
    """
    starts = [0]
    bounds = [piece["start_index"] for piece in sentencex.get_sentence_boundaries(_language(language), words)]
    for start, end in pairwise([*bounds, len(words)]):
        if start and not _belongs_before(words, starts[-1], start, end):
            starts.append(start)
    spans = []
    for start, end in pairwise([*starts, len(words)]):
        piece = words[start:end]
        if stripped := piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            spans.append((first, first + len(stripped)))
    return tuple(spans)


def sentences_around(words: str, start: int, end: int, language: str = "en") -> Span:
    """From the first character of the sentence in which ``start`` lies to behind the one in which ``end`` lies."""
    spans = sentences(words, language)
    first = max((span[0] for span in spans if span[0] <= start), default=start)
    last = min((span[1] for span in spans if span[1] >= end), default=end)
    return first, last


def lead_in(words: str, language: str = "en") -> Span | None:
    """The sentence of a paragraph that leads in what stands directly behind it: its last one, if a colon ends it."""
    return sentences(words, language)[-1] if words.rstrip().endswith(_COLONS) else None


def _language(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _belongs_before(words: str, before: int, start: int, end: int) -> bool:
    """Whether the piece from ``start`` to ``end`` goes on from the one that began at ``before``."""
    if words[start].islower() or _COUNTS.fullmatch(words, before, start):
        return True
    last = (words[before:start].rsplit(None, 1) or [""])[-1]
    if _GOES_ON.search(last) or not _ENDS.search(last):
        return True
    return bool(_INITIAL.match(words, start) and _INITIAL_BEFORE.fullmatch(last))
