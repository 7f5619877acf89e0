"""What of a text is typography: characters nobody sees, the shape of quotation marks and dashes, blanks beside them.

For telling how two texts differ; no text is ever changed by it.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: Characters without a shape of their own. A joiner counts only beside Latin letters: elsewhere it shapes words.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufe0e\ufe0f\ufeff]"
    "|(?<![^\x00-\u036f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u036f])"
)
_SHAPES = {
    "'": "\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u02bc\u00b4`\uff07",
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u300c\u300d\u300e\u300f\u301d\u301e\u301f\uff02",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d",
}
_ONE = {ord(shape): plain for plain, shapes in _SHAPES.items() for shape in shapes}
_ONE |= {0x2026: "...", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
#: Marks and digits of full width; letters are left alone, because letters of another dress can deceive.
_ONE |= {
    0xFF00 + at: chr(0x20 + at) for at in range(1, 0x5F) if not chr(0x20 + at).isalpha() and 0xFF00 + at not in _ONE
}
_BLANK = re.compile(r"(?<![^\W_]) | (?![^\W_])")


@lru_cache(maxsize=50_000)
def plain_word(word: str) -> str:
    """A word without its typography."""
    return word.replace("`", "'") if word.isascii() else _INVISIBLE.sub("", word).translate(_ONE)


def plain_text(words: str) -> str:
    """A text without its typography; blanks are left between letters and digits alone."""
    return _BLANK.sub("", " ".join(filter(None, map(plain_word, words.split()))))
