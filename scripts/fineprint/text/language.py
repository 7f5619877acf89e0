"""The language of a text: told from its words, and what it is called in English.

Tags are those of BCP 47. A language is one whatever its region: ``en-GB`` and ``en`` have one lexicon.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from gcld3 import NNetLanguageIdentifier

#: Fewer letters than this say nothing certain: of Latin script, of another, of one that belongs to one language.
FEWEST_LATIN = 100
FEWEST_LETTERS = 50
FEWEST_SIGNS = 20
#: In a text of several languages, such as one with a menu of them, the least share of the one that is taken.
LEAST_SHARE = 0.2
#: What is read of a text, in characters, and how sure the detector has to be.
MOST_READ = 100_000
SURE = 0.9

_NO_WORDS = regex.compile(r"\]\([^\s()]*\)|https?://\S+|\S+@\S+|\p{C}+|[\d\p{P}\p{S}]+")
#: Scripts that one language has, and what of it must be there: Japanese is told by its kana, however few.
_SCRIPTS = (
    ("ja", regex.compile(r"[\p{Hiragana}\p{Katakana}]"), 0.1),
    ("ko", regex.compile(r"\p{Hangul}"), 0.5),
    ("zh", regex.compile(r"\p{Han}"), 0.7),
    ("he", regex.compile(r"\p{Hebrew}"), 0.7),
    ("el", regex.compile(r"\p{Greek}"), 0.7),
    ("th", regex.compile(r"\p{Thai}"), 0.7),
    ("hy", regex.compile(r"\p{Armenian}"), 0.7),
    ("ka", regex.compile(r"\p{Georgian}"), 0.7),
)
_LETTER = regex.compile(r"\p{L}")
_LATIN = regex.compile(r"\p{Latin}")
#: The detector's codes that have been given up, and languages that it can't be trusted to tell apart.
_RENAMED = {"iw": "he", "no": "nb", "fil": "tl"}
_ALIKE = (
    frozenset(("nb", "nn", "no", "da")), frozenset(("hr", "bs", "sr", "sh", "sl")), frozenset(("id", "ms")),
    frozenset(("cs", "sk")), frozenset(("es", "gl", "ca")), frozenset(("zh", "yue", "cmn")),
)  # fmt: skip


@cache
def _detector() -> NNetLanguageIdentifier:
    from gcld3 import NNetLanguageIdentifier  # noqa: PLC0415 - loaded where a text is taken in, and nowhere else

    return NNetLanguageIdentifier(0, 4 * MOST_READ)


def detect(text: str) -> str | None:
    """The tag of the language that a text, or Markdown, is written in; ``None`` where that is not certain."""
    words = " ".join(_NO_WORDS.sub(" ", text[:MOST_READ]).split())
    letters = len(_LETTER.findall(words))
    for language, script, share in _SCRIPTS:
        if letters >= FEWEST_SIGNS and len(script.findall(words)) >= share * letters:
            return language
    if letters < (FEWEST_LATIN if 2 * len(_LATIN.findall(words)) > letters else FEWEST_LETTERS):
        return None
    found = _detector().FindLanguage(text=words)
    if not found.is_reliable or found.probability < SURE:
        several = _detector().FindTopNMostFreqLangs(text=words, num_langs=3)
        sure = [one for one in several if one.probability >= SURE and one.proportion >= LEAST_SHARE]
        if not sure:
            return None
        found = max(sure, key=lambda one: one.proportion)
    return base(found.language)


def settle(text: str, stated: str | None, before: str | None = None) -> tuple[str, str | None]:
    """The language to record for a text, and what to say about it, if anything.

    ``stated``: what its page says; ``before``: that of the version before. The text's own words overrule both where
    they tell another language for certain; a tag that agrees with them keeps its region.
    """
    found = detect(text)
    for tag in (stated, before):
        if tag and (found is None or same(tag, found)):
            return tag, None
    if found is None:
        return "en", "Nothing told the language; en was put in."
    if stated:
        said = f"The page says that its language is {name(stated)} ({stated}), but its words are {name(found)}"
        return found, f"{said}: {found} was put in."
    return found, f"The language was told from the words: {name(found)} ({found})."


def base(tag: str) -> str:
    """A tag without script, region and the rest, one of two names of a language for both."""
    language = tag.partition("-")[0].lower()
    return _RENAMED.get(language, language)


def same(first: str, second: str) -> bool:
    """Whether two tags name one language, or two that no detector tells apart for certain."""
    one, other = base(first), base(second)
    return one == other or any(one in alike and other in alike for alike in _ALIKE)


@cache
def name(tag: str) -> str:
    """What a language is called in English; the tag itself where that is not known."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - large, and asked for by few books

    try:
        return Locale.parse(base(tag)).get_language_name("en") or tag
    except (ValueError, UnknownLocaleError):
        return tag
