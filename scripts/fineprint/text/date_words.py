"""Days and times as texts write them out, in the languages of which the names of months are known."""

from __future__ import annotations

import re
from functools import cache

from .typography import plain_word

#: Languages whose names of months and days of the week are told.
LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "da", "sv", "nb", "fi", "pl", "cs", "hu", "ro", "tr", "el", "ru", "uk",
    "id",
)  # fmt: skip

#: What stands in the place of a date.
DATE = "\x00"


@cache
def _dates() -> re.Pattern[str]:
    from babel import Locale  # noqa: PLC0415 - large, and asked for only where two texts differ in a figure

    months, days = set(), set()
    for name in LANGUAGES:
        locale = Locale.parse(name)
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                months |= {value.casefold().rstrip(".") for value in locale.months[use][width].values()}
                days |= {value.casefold().rstrip(".") for value in locale.days[use][width].values()}
    month, weekday = (
        "|".join(
            sorted(
                (re.escape(value) for value in names if len(value) > 1 and not value.isdigit()), key=len, reverse=True
            )
        )
        for names in (months, days)
    )
    day = r"[0-3]?\d(?:st|nd|rd|th|er|º|ª|\.)?"
    of = r"\s*(?:of\s|de\s|del\s|di\s)?\s*"
    return re.compile(
        rf"(?:\b(?:{weekday})\.?,?\s+(?:den\s|le\s|el\s)?)?(?:"
        rf"(?<!\w){day}{of}(?:{month})\b\.?,?(?:{of}\d{{4}}\b)?"
        rf"|\b(?:{month})\.?\s+{day},?\s+\d{{4}}\b|\b(?:{month})\.?\s+{day}(?!\w)|\b(?:{month})\.?,?{of}\d{{4}}\b"
        r"|(?<![\w.])\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\w)|(?<![\w.])\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2})(?!\w)"
        r"|\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|\d{4}\s?년\s?\d{1,2}\s?월(?:\s?\d{1,2}\s?일)?"
        r"|(?:(?<=©)|(?<=\(c\))|(?<=copyright))\s*\d{4}(?:\s?-\s?\d{4})?"
        r")|(?<![\w:.])[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?(?:\s(?:utc|gmt|cet|cest|est|pst|uhr))?(?![\w:])"
    )


def without_dates(words: str) -> str:
    """A text in small letters without its typography, a sign in the place of each date and each time of day."""
    plain = " ".join(map(plain_word, words.split())).casefold()
    return _dates().sub(DATE, plain) if any(map(str.isdigit, plain)) else plain
