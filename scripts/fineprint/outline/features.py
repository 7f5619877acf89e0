"""What the words of a row show by their shape alone: numbers, case, punctuation, dates, addresses."""

from __future__ import annotations

import re
from functools import lru_cache

from ..text.words import UNSPACED
from .numbering import numbering, unnumbered

_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_CONTACT = re.compile(
    r"\S@\S|https?://|www\.|\+\d[\d ().-]{6,}|\b\d{3}[ .-]\d{3,4}\b|\b1[ .-]\d{3}[ .-]|\[email.protected\]",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{2}\s+\d{5}\b|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s\d[A-Z]{2}\b|\b\d{5}\b|\bP\.?\s?O\.? Box\b")
_STREET = re.compile(r"^\d+[A-Za-z]?[ ,]\s*\w+|\w+\s\d+[a-z]?$|\b(?:Suite|Floor|Ste\.?|Attn|c/o)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’.\-][^\W_]+)*")
_ABBREVIATION = re.compile(r"(?:\b\w\.\w\.|\b(?:Inc|Ltd|Co|Corp|LLC|etc|No|Mr|Dr|St)\.)$")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}$")
#: Scripts without blanks between words: a word has two signs there, more or less, and a sign is as wide as two letters.
_SIGN = re.compile(f"[{UNSPACED}]")
_SIGNS = re.compile(f"[{UNSPACED}]{{1,2}}|[^{UNSPACED}]+")
_SENTENCE_ENDS = frozenset(".;,!…。；，！、")
_END = re.compile(r"[\"'”’»)\]*_\s]+$")
_SMALL = (
    "a an and as at but by for from if in into is it nor of on or per so the to up via vs we with you your our us are"
    " do does how what when where who why can will de la le et und der die das y e o"
)
_VERBAL = "is are was were be been do does did will would may might can could must shall should"
_ASKED = "how what when where which who whom whose why if"
_SMALL_WORDS, _VERBS, _ASKING = (frozenset(listed.split()) for listed in (_SMALL, _VERBAL, _ASKED))


def key(text: str) -> str:
    """Letters and digits alone, case folded, number removed: what makes two rows the same words."""
    return "".join(character for character in unnumbered(text)[:400].casefold() if character.isalnum())


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The words of a row, a number in front not counted."""
    found = _WORD.findall(unnumbered(text)[:2000])
    return tuple(found if text.isascii() else [part for word in found for part in _SIGNS.findall(word)])


def width(text: str) -> int:
    """How long a row is for the eye: a sign of Chinese or Japanese counts as two letters."""
    return len(text) if text.isascii() else len(text) + len(_SIGN.findall(text))


def ending(text: str) -> str:
    """The last mark of a row, closing quotes and brackets aside; empty after a letter or an abbreviation."""
    trimmed = _END.sub("", text[-80:])
    if not trimmed or trimmed[-1].isalnum() or _ABBREVIATION.search(trimmed):
        return ""
    return trimmed[-1]


def ends_in_initials(text: str) -> bool:
    """Whether the full stop at the end belongs to letters such as U.S."""
    return bool(_INITIALS.search(text[-12:]))


def is_sentence(text: str) -> bool:
    """Whether a row ends as a sentence or a part of one."""
    return ending(text) in _SENTENCE_ENDS


def is_question(text: str) -> bool:
    """Whether a row ends with a question mark."""
    return ending(text) in ("?", "？", "؟")


def is_upper(text: str) -> bool:
    """Whether all letters are capitals, and there are enough of them to tell."""
    letters = [character for character in unnumbered(text)[:400] if character.isalpha()]
    return len(letters) >= 3 and not any(character.islower() for character in letters) and letters[0].isupper()


def starts_upper(text: str) -> bool:
    """Whether the words begin with a capital, a digit, a quote or a script without case."""
    plain = unnumbered(text).lstrip("\"'“‘«([¿¡*_ （「『【〔《〈")
    return bool(plain) and (not plain[0].islower()) and plain[0].isalnum()


def title_share(text: str) -> float:
    """How many of the weighty words begin with a capital."""
    weighty = [word for word in words(text) if word.casefold() not in _SMALL_WORDS]
    if not weighty:
        return 1.0 if words(text) else 0.0
    return sum(not word[0].islower() for word in weighty) / len(weighty)


def has_verb(text: str) -> bool:
    """Whether a row holds a word that makes it a sentence in English; other languages show none."""
    return any(word.casefold() in _VERBS for word in words(text))


def says(text: str) -> bool:
    """Whether a row has a verb and asks nothing; English only, as ``has_verb``."""
    first = words(text)[0].casefold() if words(text) else ""
    return has_verb(text) and not is_question(text) and first not in _ASKING


def is_statement(text: str) -> bool:
    """Whether a row says something, in sentence case, rather than naming or asking it."""
    return says(text) and title_share(text) < 0.5


def is_slogan(text: str) -> bool:
    """Whether a row is a sentence to its full stop, and not just a few words with a stop behind them."""
    return is_sentence(text) and len(words(text)) > 3 and title_share(text) < 0.6


def is_date_line(text: str) -> bool:
    """Whether a row is a date with a few words of introduction."""
    return bool(_YEAR.search(text)) and len(words(text)) <= 6 and not numbering(text) and text[-1:] not in "?"


def is_contact(text: str) -> bool:
    """Whether a row holds an address of the net, a telephone number or a post code."""
    return bool(_CONTACT.search(text) or _POSTCODE.search(text))


def is_address_line(text: str) -> bool:
    """Whether a short row looks like a line of a postal address or of a contact block."""
    return len(text) <= 80 and bool(is_contact(text) or _STREET.search(text))


def is_prose(text: str) -> bool:
    """Whether a row is running text: long, or a sentence of some words."""
    wide = width(text)
    if wide >= 100 or (wide >= 60 and len(words(text)) >= 12 and title_share(text) < 0.6):
        return True
    return wide >= 25 and ending(text) in tuple(".:;。：；!") and len(words(text)) >= 4


def has_letters(text: str) -> bool:
    """Whether there is anything to read aloud."""
    return any(character.isalnum() for character in text)
