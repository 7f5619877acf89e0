"""Differences that hardly change what a passage says: its typography, a date, its own number, a counter. Pure."""

from __future__ import annotations

import re
from typing import Literal

from ..text.date_words import DATE, without_dates
from ..text.typography import plain_text, plain_word
from ..text.words import count_words

Slight = Literal["typography", "date", "numbering"]

_NAMED = "section|article|clause|part|chapter|abschnitt|artikel|ziffer|teil|artículo|sección|titre|chapitre|§+"
_DIGITS, _LETTERS = r"\d{1,3}(?:\.\d{1,3}){0,4}", "(?:[ivxIVX]{1,6}|[A-Za-z])"
_ANY = f"(?:{_DIGITS}|{_LETTERS})"
#: A number in front: closed by a mark, named by a word, or of several levels before a capital letter.
_OWN_NUMBER = re.compile(
    rf"(?:[(\[]{_ANY}[)\]][.:]?\s*|{_LETTERS}[.)]\s+|{_DIGITS}[.):]+(?:\s+|(?=[^\W\d_]))"
    rf"|(?i:{_NAMED})\s*{_ANY}(?:[.:)]+|(?=\s-))\s*"
    r"|\d{1,3}(?:\.\d{1,3}){1,4}\s+(?=[A-ZÀ-Þ\u0391-\u03a9\u0410-\u042f\u3040-\u9fff]))(?=\S)"
)
#: A section of the text itself that is referred to, and not one of a law.
_REFERRED = re.compile(
    rf"\b((?i:sections?|clauses?|paragraph|abschnitt|ziffer|sección|rubrique|punkt)\s+)(?:{_DIGITS}|[IVX]+\b)"
    rf"(?:\({_ANY}\))*(?!\w)(?!\s+(?i:of\s+(?!this|these|our)|des\s|der\s|du\s|del\s|gdpr|dsgvo|ccpa))"
)
#: What may stand behind an item of a list but behind the last one, or behind the last one alone.
_ITEM_END = re.compile(r"(?:[\s;,.:]|[;,]\s*(?:and|or|und|oder|et|ou|y|o|e)(?=[\s;,.:]*$))+$", re.IGNORECASE)
_STAMP = re.compile(
    r"updat|effective|revis|modif|version|printed|as of\b|dated?\b|today|retrieved|copyright|©|\(c\)|generated"
    r"|last change|stand\b|aktualisier|gültig ab|änderung|geändert|fassung|datum|heute|mise? à jour|en vigueur"
    r"|imprimé|actualiza"
    r"|vigen|vigor|fecha|aggiorna|\bdata\b.{0,4}\x00|atualiza|bijgewerkt|gewijzigd|versie|aktualizac|obowiązuje|uppdatera"
    r"|opdater|päivitet|обновл|редакц|дата|更新|改定|改訂|施行|制定|生效|修订|修訂|개정|시행|업데이트",
    re.IGNORECASE,
)
_COUNTED = (
    r"(?:visitors?|visits?|(?:page )?views?|hits?|readers?|reads|downloads?|users? online|likes?|shares?|comments?"
    r"|besucher|aufrufe|zugriffe|leser|visiteurs?|visites|vues|lectures|visitas|visitantes|lecturas|visualizzazioni"
    r"|visite|visitatori|visualizações|bezoekers|weergaven|odwiedzin|wyświetleń|посещений|просмотров|次浏览|次阅读|閲覧)"
)
_NUMBER = r"\d[\d.,' ]*+"
_COUNTER = re.compile(
    rf"(?:{_COUNTED}(?: counter| number| no\.?| nr\.?)?\s*[:#(]?\s*{_NUMBER}(?!\s*[^\W\d_])"
    rf"|{_NUMBER}\s*{_COUNTED}(?!\w)"
    rf"|(?:generated|rendered|loaded|created|served) in {_NUMBER}\s*(?:s|ms|sec\w*|milliseconds)\b"
    rf"|(?:request|session|reference|ray|trace|incident) ?id\s*[:#]?\s*[\w-]+)",
    re.IGNORECASE,
)
#: Words of a passage that is no more than a stamp or a counter.
_STAMP_WORDS, _COUNTER_WORDS, _BARE_WORDS = 25, 12, 1


def slight(older: str, newer: str) -> Slight | None:
    """How two wordings of a passage differ, if only slightly; None where they are equal or say something else."""
    if older == newer:
        return None
    if plain_text(older) == plain_text(newer):
        return "typography"
    if any(map(str.isdigit, older)) and without_dates(older) == without_dates(newer):
        return "date"
    if _without_numbers(older) == _without_numbers(newer):
        return "numbering"
    return None


def is_stamp(older: str, newer: str) -> bool:
    """Whether two wordings differ only in the date of a stamp, such as "last updated", or in a counter."""
    count = count_words(newer)
    if slight(older, newer) == "date":
        bare = without_dates(newer)
        few = count_words(bare.replace(DATE, " ")) <= _BARE_WORDS
        return count <= _STAMP_WORDS and (few or bool(_STAMP.search(bare)))
    found = _COUNTER.search(older), _COUNTER.search(newer)
    return count <= _COUNTER_WORDS and all(found) and _COUNTER.sub("", older) == _COUNTER.sub("", newer)


def core(words: str) -> str:
    """What an item of a list says, without its number, the mark at its end and an "and" or "or" behind that."""
    return _ITEM_END.sub("", _behind_number(_plain(words))).casefold() if words else ""


def _without_numbers(words: str) -> str:
    plain = _plain(words)
    bare = _behind_number(plain)
    return _REFERRED.sub(r"\1#", bare if bare == plain else f"# {bare}")


def _behind_number(plain: str) -> str:
    found = _OWN_NUMBER.match(plain)
    return plain[found.end() :] if found else plain


def _plain(words: str) -> str:
    return " ".join(map(plain_word, words.split()))
