"""Finds many phrases in a text in one pass: for the topics' lexicon and for the questions' search terms.

A phrase is words as a reader would say them, no pattern language: case is folded, a blank stands for any run of
white space, both ends fall on word boundaries, and ``*`` at the end of a word stands for any continuation of it,
nothing included (``child*`` finds "child" and "children"). A hyphen between two words is a blank ("third party" finds
"third-party" and the other way round). Typographic forms and letters of other scripts that look like Latin ones are
folded too, since a curly quotation mark, a soft hyphen or a Cyrillic "а" would otherwise hide a word from a search.

In scripts without blanks (Chinese, Japanese, Thai) each sign is a token, so that a phrase is found wherever its signs
stand. The matcher is a trie over tokens (words and single punctuation marks), so the cost of a text grows with its
length and with the longest phrase, not with the number of phrases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from .characters import UNSEEN
from .words import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Marks that belong to a word without being letters (combining accents).
_MARKS = "\u0300-\u036f"
_LETTERS = rf"(?:[^\W_{UNSPACED}]|[{_MARKS}{UNSEEN}])+"
#: Any one character but blanks, and hyphens between words, at the end of a line or not.
_MARK = r"(?!(?<=[^\W_])[-‐‑–](?=\s?[^\W_]))[^\s]"
_PARTS = re.compile(rf"({_LETTERS}|{_MARK})")
_WILD_TOKEN = re.compile(rf"({_LETTERS}|[{UNSPACED}](?=\*))(\*?)|{_MARK}")
#: How many spellings a matcher remembers before it starts anew: more than a language has in use, less than a book.
_MOST_KNOWN = 200_000
_LATIN = re.compile("[A-Za-z]")
_PLAIN = {"'": "‘’ʼ＇", '"': "“”„", "-": "‐‑"}
_FOLDED = {ord(form): plain for plain, forms in _PLAIN.items() for form in forms}
_HIDING = re.compile(f"[{UNSEEN}]+")
#: Small letters of Cyrillic and Greek that look like Latin ones, and capitals, which mostly have other small forms.
_SMALL = str.maketrans("асеіјорѕухһӏαικνορυ", "aceijopsyxhlaiknopu")
_CAPITAL = str.maketrans("АВСЕНІЈКМОРЅТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABCEHIJKMOPSTYXABEZHIKMNOPTYX")


def _fold(token: str) -> str:
    """A token as it is compared: lower case, one form for apostrophes, hyphens, composed and compatible letters.

    Letters that look like Latin ones are folded where the word is Latin then, so that no word of another script is
    torn.
    """
    if token.isascii():
        return token.lower()
    plain = unicodedata.normalize("NFKC", _HIDING.sub("", token).translate(_FOLDED))
    mixed = _LATIN.search(plain)
    folded = (plain.translate(_CAPITAL) if mixed else plain).casefold()
    latin = folded.translate(_SMALL)
    return unicodedata.normalize("NFC", latin if latin.isascii() else folded)


@dataclass(slots=True)
class _Node:
    """What may follow: whole tokens, beginnings of tokens by their length, and the phrases that end here."""

    exact: dict[str, _Node] = field(default_factory=dict)
    begun: dict[int, dict[str, _Node]] = field(default_factory=dict)
    phrases: list[str] = field(default_factory=list)

    def child(self, token: str, wild: bool) -> _Node:
        """The node after one token of a phrase, made if there is none."""
        children = self.begun.setdefault(len(token), {}) if wild else self.exact
        return children.setdefault(token, _Node())

    def beginning(self, token: str) -> list[_Node]:
        """The nodes whose beginning of a token this one has."""
        return [node for length, nodes in self.begun.items() if (node := nodes.get(token[:length]))]


class PhraseMatcher:
    """A set of phrases compiled to one matcher. What it remembers between texts is only how words fold."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """``phrases``: as a person wrote them; repeated ones count once. Raises ``ValueError`` for a malformed one."""
        self._root = _Node()
        self._known: dict[str, tuple[str, tuple[_Node, ...]]] = {}
        for phrase in dict.fromkeys(phrases):
            self._add(phrase)

    def _add(self, phrase: str) -> None:
        node, end = self._root, -1
        for match in _WILD_TOKEN.finditer(phrase):
            word, star = match.group(1), bool(match.group(2))
            token = _fold(word or match.group())
            if token in ("", "*"):
                raise ValueError(f"phrase {phrase!r}: `*` and invisible characters stand only at the end of a word")
            if star and phrase[match.end() : match.end() + 1].isalnum():
                raise ValueError(f"phrase {phrase!r}: `*` may stand only at the end of a word")
            blank = end >= 0 and match.start() > end
            node, end = node.child(" " + token if blank else token, star), match.end()
        if node is self._root:
            raise ValueError("a phrase needs at least one word")
        node.phrases.append(phrase)

    def _look_up(self, written: str) -> tuple[str, tuple[_Node, ...]]:
        """A token of a text as it is compared, and the nodes of the phrases that it may begin."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        token = _fold(written)
        starts = self._root.beginning(token)
        if node := self._root.exact.get(token):
            starts.append(node)
        self._known[written] = seen = (token, tuple(starts))
        return seen

    def find(self, text: str, *, longest: bool = False) -> list[tuple[int, int, str]]:
        """Every place where a phrase occurs, as (start, end, phrase) with offsets into ``text``, in order.

        Overlapping and equal places are all reported. With ``longest`` a place that lies wholly within a longer one
        is left out, so that "security" does not count in "credit card security code" if that is a phrase too.
        """
        known, look_up = self._known, self._look_up
        parts = _PARTS.split(text)
        seen = [known.get(written) or look_up(written) for written in parts[1::2]]
        # Where each part ends; the token at a position is the part at twice that and one.
        ends = list(accumulate(map(len, parts)))
        found: list[tuple[int, int, str]] = []
        for first in [at for at, (_, starts) in enumerate(seen) if starts]:
            at = first
            reached: Sequence[_Node] = seen[first][1]
            while reached:
                after = at + 1
                while after < len(seen) and not seen[after][0]:
                    after += 1
                token = "" if after == len(seen) else seen[after][0]
                if token and (after > at + 1 or parts[2 * after]):
                    token = f" {token}"
                following: list[_Node] = []
                for node in reached:
                    if node.phrases:
                        found += [(ends[2 * first], ends[2 * at + 1], phrase) for phrase in node.phrases]
                    if child := node.exact.get(token):
                        following.append(child)
                    if node.begun:
                        following += node.beginning(token)
                at, reached = after, following
        found.sort(key=lambda place: (place[0], -place[1], place[2]))
        return _outermost(found) if longest else found


def _outermost(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The places that no longer place contains; ``found`` is sorted by start, the longest first."""
    kept: list[tuple[int, int, str]] = []
    reach, widest = -1, (-1, -1)
    for start, end, phrase in found:
        if end > reach:
            reach, widest = end, (start, end)
        elif (start, end) != widest:
            continue
        kept.append((start, end, phrase))
    return kept


@lru_cache(maxsize=8)
def compile_phrases(phrases: tuple[str, ...]) -> PhraseMatcher:
    """The matcher for some phrases: compiled once for all books of a process that have the same ones."""
    return PhraseMatcher(phrases)
