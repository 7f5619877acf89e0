"""What a cell of the matrix may say: that it is stated, one of the values every question shares, or nothing yet.

Everything that depends on which of them it is stands here; whoever asks for it elsewhere asks by these names.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

_RING = "<circle cx='{x}' cy='{y}' r='4' fill='none' stroke='currentColor' stroke-width='1.2'"


class CellState(StrEnum):
    """The states of a cell, in the order in which they are explained; the text of one is its value in the data.

    ``label`` and ``meaning``: for the reader. ``shared``: whether it is a value of every question. ``quoted``: whether
    it rests on words of the text. ``silent``: whether it says that the text is silent. ``asks``: what stands above such
    questions in the letter to a vendor, empty where the letter does not ask. ``mark``: its sign in SVG around a place.
    """

    label: str
    meaning: str
    shared: bool
    quoted: bool
    silent: bool
    asks: str
    mark: str

    def __new__(cls, value: str, label: str, meaning: str, kind: str, asks: str, mark: str) -> CellState:
        """``kind``: words of ``shared quoted silent``."""
        made = str.__new__(cls, value)
        made._value_, made.label, made.meaning, made.asks, made.mark = value, label, meaning, asks, mark
        made.shared, made.quoted, made.silent = (name in kind.split() for name in ("shared", "quoted", "silent"))
        return made

    STATED = (
        "stated",
        "Stated",
        "The text answers; the value is one of the question’s own, and a quote carries it.",
        "quoted",
        "",
        "<circle cx='{x}' cy='{y}' r='4.4' fill='currentColor'/>",
    )
    NOT_STATED = (
        "not-stated",
        "Not stated",
        "The text is silent; the words searched for are listed, and each place with one of them is explained.",
        "shared silent",
        "We found no words on these questions:",
        f"{_RING} stroke-opacity='0.6'/>",
    )
    CONFLICTING = (
        "conflicting",
        "Conflicting",
        "Two passages of the text disagree; both are quoted.",
        "shared quoted",
        "On these, we find passages that do not agree:",
        f"{_RING}/><path d='M{{x}} {{y}}m0-4a4 4 0 0 0 0 8z' fill='currentColor'/>",
    )
    BY_REFERENCE = (
        "by-reference",
        "By reference",
        "The text leaves the answer to another document, which this book does not have.",
        "shared quoted",
        "On these, the text refers to another document that we do not have:",
        "<path d='M{x} {y}m0-5l5 5-5 5-5-5z' fill='none' stroke='currentColor' stroke-width='1.2'/>",
    )
    NOT_APPLICABLE = (
        "not-applicable",
        "Not applicable",
        "What is asked about came after this version, or can’t concern it.",
        "shared silent",
        "",
        "<path d='M{x} {y}m-4 0h8' stroke='currentColor' stroke-opacity='0.6' stroke-width='1.4'/>",
    )
    UNCLEAR = (
        "unclear",
        "Unclear",
        "A passage speaks to it, but a careful reader can’t choose a value.",
        "shared quoted",
        "On these, we can read the words in more than one way:",
        f"{_RING} stroke-dasharray='1.5 1.5'/>",
    )
    AWAITING_REVIEW = (
        "awaiting-review",
        "Awaiting review",
        "Nobody has read this text for this question yet. It does not mean that the text is silent.",
        "",
        "",
        "<path d='M{x} {y}m-4-4h8v8h-8z' fill='none' stroke='currentColor' stroke-dasharray='2 2'/>",
    )


#: The values that belong to every question, by id; a question's own value of the same id wins.
SHARED_VALUES: Mapping[str, CellState] = {state.value: state for state in CellState if state.shared}
#: Their labels.
SHARED_LABELS: Mapping[str, str] = {value: state.label for value, state in SHARED_VALUES.items()}
