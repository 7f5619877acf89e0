"""Characters that hide, reorder or corrupt words: refused or warned about, never repaired.

The classes follow Unicode: general categories Cc and Cf, the bidirectional controls of UAX #9 and the
noncharacters of chapter 23.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ftfy.badness import is_bad

from ..core.limits import COMBINING_MARKS

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_HIDDEN = re.compile(r"[\U000e0000-\U000e007f\U000e0100-\U000e01ef]")
_NONCHARACTER = re.compile(
    "[\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(1, 17))
    + "]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
#: Characters that Unicode has programs leave out of what they show (Default_Ignorable_Code_Point), as part of a class.
UNSEEN = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
#: Some have no use in any text; some are of use in other scripts; the rest only have none between two Latin letters.
_INVISIBLE = re.compile(
    r"[\u00ad\u180e\u200b\u2060-\u2064\ufeff]|(?<![^\x00-\u036f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u036f])"
    rf"|(?<=[A-Za-z\u00c0-\u024f])(?!{_BIDI.pattern}|{_HIDDEN.pattern})[{UNSEEN}](?=[{UNSEEN}]*[A-Za-z\u00c0-\u024f])"
)
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_COMBINING = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    f"{{{COMBINING_MARKS + 1},}}"
)
#: Letters of other scripts that look like Latin ones: Cyrillic, Greek, Armenian, Cherokee.
_LIKE_LATIN = (
    "\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1\u03c5\u03c7"
    "\u0400-\u052f\u0555\u0570\u0578\u057d\u0581\u0585\u13a0-\u13f4\uab70-\uabbf"
)
_MIXED = re.compile(f"[A-Za-z][{_LIKE_LATIN}]|[{_LIKE_LATIN}][A-Za-z]")
#: Latin letters in another dress, which is usual beside Chinese, Japanese and Korean alone.
_DRESSED = re.compile("[\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d6a3]{2,}")
_EAST_ASIAN = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

#: What stands in nearly every text and is never doubtful, not even for ftfy: no pattern of its is made of these alone.
_PLAIN = re.compile(r"[\t\n\x20-\x7e\xa0©®·‘’“”–—…•™]*")
#: For the patterns that look at more than one character: a character without which they find nothing.
_TELLING = {
    _INVISIBLE: re.compile(f"[{UNSEEN}]"),
    _COMBINING: re.compile(_COMBINING.pattern.partition("{")[0]),
    _MIXED: re.compile(f"[{_LIKE_LATIN}]"),
    _DRESSED: re.compile(_DRESSED.pattern.removesuffix("{2,}")),
}

_LOST = re.compile("\ufffd")
_CHECKS = (
    (_CONTROL, "error", "text.control", "control character {0}: keep another capture, or take it out at its source"),
    (_BIDI, "error", "text.bidi", "direction control {0} can show words in another order: keep another capture"),
    (_HIDDEN, "error", "text.invisible", "invisible tag or selector {0} can hide words: keep another capture"),
    (_NONCHARACTER, "error", "text.noncharacter", "{0} is no character: keep another capture"),
    (_SURROGATE, "error", "text.surrogate", "half of a surrogate pair {0} is no character: keep another capture"),
    (_INVISIBLE, "warning", "text.invisible", "invisible character {0} stands inside the words; note it under damage"),
    (_PRIVATE, "warning", "text.private-use", "private-use character {0} has no agreed meaning; note it under damage"),
    (_LOST, "warning", "text.replacement", "a character was lost before ({0} stands for it); note it under damage"),
    (_COMBINING, "warning", "text.combining", "more combining marks than any script has; note it under damage"),
    (_MIXED, "warning", "text.mixed-script", "a word mixes look-alike letters of two scripts; note it under damage"),
    (_DRESSED, "warning", "text.look-alike", "letters only look like Latin ones ({0} first); note it under damage"),
)  # fmt: skip


def is_plain(text: str) -> bool:
    """Whether a text has no character that could be doubtful, alone or with others."""
    return bool(_PLAIN.fullmatch(text))


def has_references(text: str) -> bool:
    """Whether a text has what Markdown may read as a reference to a character."""
    return "&" in text and bool(_REFERENCE.search(text))


def _line_at(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def suspicious(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield ``(offset, severity, code, message)`` for what is refused or doubtful, once a line and code."""
    if is_plain(text):
        return
    characters = "".join(set(text))
    for pattern, severity, code, message in _CHECKS:
        if not _TELLING.get(pattern, pattern).search(characters):
            continue
        last = None
        for found in pattern.finditer(text):
            line_start = text.rfind("\n", 0, found.start())
            if pattern is _DRESSED and _EAST_ASIAN.search(_line_at(text, line_start + 1)):
                continue
            if line_start != last:
                last = line_start
                yield found.start(), severity, code, message.format(f"U+{ord(found.group()[0]):04X}")
    start = 0
    for line in text.split("\n"):
        if not _PLAIN.fullmatch(line) and is_bad(line):
            yield start, "warning", "text.mojibake", "letters look as if decoded twice (mojibake); note it under damage"
        start += len(line) + 1
