"""The states of a cell: one list, of which code, theme and data agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fineprint.core.answers import Question, Value
from fineprint.core.values import SHARED_VALUES, CellState
from fineprint.store.json_form import from_json, to_json

STYLES = Path(__file__).parents[2] / "scripts/fineprint/theme/overrides/assets/fineprint.css"


def question(*own: str) -> Question:
    """A question with some own values."""
    return Question(
        id="q",
        topic="t",
        documents=("privacy-policy",),
        question="?",
        explanation=None,
        coding_rules="",
        values=tuple(Value(id=value, label=f"Own {value}") for value in own),
        search_terms=(),
        applies_from=None,
        applies_source=None,
    )


def test_a_silence_has_no_quotes_and_every_other_state_of_an_answer_has() -> None:
    shared = [state for state in CellState if state.shared]
    assert [state.value for state in shared] == list(SHARED_VALUES)
    assert all(state.quoted is not state.silent for state in (CellState.STATED, *shared))
    assert not CellState.AWAITING_REVIEW.quoted
    assert not CellState.AWAITING_REVIEW.silent


def test_the_theme_draws_no_state_that_is_none() -> None:
    drawn = set(re.findall(r"\.state-([a-z-]+)", STYLES.read_text(encoding="utf-8")))
    assert drawn <= set(CellState)
    assert drawn >= {CellState.NOT_STATED, CellState.AWAITING_REVIEW}


def test_every_mark_differs_and_stands_where_it_is_put() -> None:
    marks = {state.mark.format(x=1.5, y=20) for state in CellState}
    assert len(marks) == len(CellState)
    assert all("1.5" in mark and "20" in mark and "{" not in mark for mark in marks)


@pytest.mark.parametrize(
    ("value", "own", "shared", "label"),
    [
        ("unclear", (), CellState.UNCLEAR, "Unclear"),
        ("unclear", ("unclear",), None, "Own unclear"),
        ("yes", ("yes",), None, "Own yes"),
        ("awaiting-review", (), None, "awaiting-review"),
        ("stated", (), None, "stated"),
    ],
)
def test_a_questions_own_value_wins_over_a_shared_one(
    value: str, own: tuple[str, ...], shared: CellState | None, label: str
) -> None:
    assert question(*own).shared(value) is shared
    assert question(*own).label(value) == label


def test_a_state_comes_back_from_json_as_what_it_was() -> None:
    assert from_json(CellState, to_json(CellState.UNCLEAR)) is CellState.UNCLEAR
    with pytest.raises(ValueError, match="silent"):
        from_json(CellState, b'"silent"')
