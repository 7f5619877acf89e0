"""Run-in labels: words at the start of a paragraph that name what follows on the same line."""

from __future__ import annotations

import re

from . import features
from .layout import Layout
from .markdown_rows import Row
from .numbering import numbering

MOST_WORDS = 10
MOST_PLAIN_WORDS = 7
SHORTEST_TEXT = 40

_PLAIN = re.compile(r"^(?P<label>[^.:;!?–—]{2,80}?)(?P<stop>:|\s[-–—])\s+(?=\S)")
_NUMBERED = re.compile(r"^(?P<label>[^.:;!?–—]{2,80}?)(?P<stop>[:.]|\s[-–—])\s+(?=\S)")


def find(layout: Layout, row: Row) -> tuple[str, str] | None:
    """The label's words and its kind (``bold``, ``italic``, ``numbered``, ``plain``), if the row has one."""
    counted = row.item is not None and row.item.ordered
    if row.quoted or (layout.listed(row) and not counted) or (not row.first and layout.paragraphs == "blank"):
        return None
    if row.bold == "lead" or row.italic == "lead":
        return _marked(row)
    number = numbering(row.text)
    tail = row.text[number.size :] if number else row.text
    match = (_NUMBERED if number else _PLAIN).match(tail)
    if not match or not features.starts_upper(match["label"]) or len(tail) - match.end() < SHORTEST_TEXT:
        return None
    if len(features.words(match["label"])) > MOST_PLAIN_WORDS or (
        number and features.title_share(match["label"]) < 0.7
    ):
        return None
    size = (number.size if number else 0) + (match.end("stop") if match["stop"] in ":." else match.end("label"))
    return row.text[:size], "numbered" if number else "plain"


def _marked(row: Row) -> tuple[str, str] | None:
    """A bold or italic label: a mark ends it, or it is a title and a sentence begins behind it."""
    label, rest = row.label, row.text[len(row.label) :]
    text = rest.lstrip(" :.–—-")
    stopped = features.ending(label) in (":", ".", "?") or rest.lstrip()[:1] in (":", ".", "–", "—", "-")
    if not 1 <= len(features.words(label)) <= MOST_WORDS or not features.starts_upper(label):
        return None
    if not stopped and not (features.starts_upper(text) and features.title_share(label) > 0.7):
        return None
    if (features.is_contact(text[:60]) and len(text) < 80) or (len(text) < 20 and row.final):
        return None
    return label, "bold" if row.bold else "italic"
