"""The marks of footnotes: those that stand behind words, and the one with which a note begins. Pure.

Known are the marks that say nothing else: an asterisk, a dagger, a raised number, a number or name in square brackets.
A number in round ones is that of an item more often than of a note.
"""

from __future__ import annotations

import re

_MARK = r"\[\^[^\s\]]+\]|\[\d{1,3}\]|\*+|[†‡]+|[⁰¹²³⁴-⁹]+"
_BEHIND_WORDS = re.compile(rf"(?<=[^\s*†‡])(?:{_MARK})(?![\w*])")
_AT_START = re.compile(rf"({_MARK}):?(?=\s?\S)")


def marks_in(words: str) -> list[str]:
    """The marks that stand behind words of a passage, each once."""
    return list(dict.fromkeys(_BEHIND_WORDS.findall(words)))


def mark_of(words: str) -> str | None:
    """The mark with which a passage begins, if it may be a note."""
    found = _AT_START.match(words)
    return found[1] if found else None
