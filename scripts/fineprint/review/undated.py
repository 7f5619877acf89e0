"""Answers that say something else and do not say since when, or what they said before. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .answers import AnswerChange

#: What of an answer its readers go by.
_SAID = ("value", "note", "quotes", "limits")


def undated(changes: Sequence[AnswerChange]) -> Iterator[tuple[str, str, str]]:
    """Version, question and what is wrong, of each answer of a known version that was changed without a trace."""
    for change in changes:
        before, now = change.before, change.now
        if change.since or before is None or now is None:
            continue
        if any(before.get(key) != now.get(key) for key in _SAID) and before["reviewed"] == now["reviewed"]:
            yield change.version, change.question, "changed without a new day of review"
        if before["value"] != now["value"] and not _kept(before["value"], now):
            yield change.version, change.question, f"no longer says {before['value']}, and history does not tell so"


def _kept(value: str, now: Mapping[str, Any]) -> bool:
    return any(was["value"] == value for was in now["history"])
