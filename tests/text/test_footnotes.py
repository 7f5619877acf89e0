"""Marks of footnotes are told from enumerations, bullets and emphasis."""

from __future__ import annotations

import pytest

from fineprint.text.footnotes import mark_of, marks_in


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("We sell data.* We pay.", ["*"]),
        ("We sell data** and names*.", ["**", "*"]),
        ("We sell data.[^1] More.[^note]", ["[^1]", "[^note]"]),
        ("We sell data.[12] More¹, and† again.¹", ["[12]", "¹", "†"]),
        ("* We sell data", []),
        ("We (1) sell data (2).", []),
        ("Dial *72 or **21* to divert.", ["*"]),
        ("Section [ 1 ] and 5*3 and [sic]", []),
    ],
)
def test_marks_stand_behind_words(words: str, marks: list[str]) -> None:
    assert marks_in(words) == marks


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("* Unless you object.", "*"),
        ("** Unless", "**"),
        ("[^1]: Unless", "[^1]"),
        ("[1] Unless", "[1]"),
        ("¹Unless", "¹"),
        ("† Unless", "†"),
        ("1. Unless", None),
        ("Unless*", None),
        ("*", None),
        ("", None),
    ],
)
def test_a_note_begins_with_its_mark(words: str, mark: str | None) -> None:
    assert mark_of(words) == mark
