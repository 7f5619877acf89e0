"""Agreement of two readings, against figures worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fineprint.compare.agreement import agreement

YES_NO = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15


def test_kappa_is_that_of_the_worked_example():
    # 50 cells, 35 the same; expected (25*30 + 25*20) / 2500 = 0.5; kappa (0.7 - 0.5) / 0.5.
    found = agreement({"one": YES_NO})
    assert (found.cells, found.same) == (50, 35)
    assert found.kappa == pytest.approx(0.4)
    low, high = found.interval
    # The usual formula gives a standard error of 0.13.
    assert 0.1 < low < 0.2
    assert 0.6 < high < 0.7


def test_full_agreement_is_one_and_chance_is_nothing():
    assert agreement({"one": [("a", "a"), ("b", "b")]}).kappa == pytest.approx(1)
    assert agreement({"one": [("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]}).kappa == pytest.approx(0)


def test_chance_is_taken_within_each_question():
    # Each question has one value only: all of their agreement may be chance, however many questions there are.
    assert agreement({"one": [("a", "a")] * 5, "two": [("b", "b")] * 5}).kappa is None
    # One difference in such a question: observed 9 of 10, by chance (4/5 + 5/5) * 5 / 10 = 0.9.
    assert agreement({"one": [("a", "a")] * 4 + [("a", "c")], "two": [("b", "b")] * 5}).kappa == pytest.approx(0)


def test_one_value_for_all_has_no_kappa_and_no_cells_no_figure():
    assert agreement({"one": [("a", "a")] * 3}).kappa is None
    assert agreement({}).cells == 0


def test_the_interval_is_the_same_each_time():
    assert agreement({"one": YES_NO}) == agreement({"one": YES_NO})


def test_no_disagreement_or_no_agreement_leaves_no_room() -> None:
    assert agreement({"one": [("a", "a"), ("b", "b")]}).interval == (1, 1)
    assert agreement({"one": [("a", "b"), ("a", "b")]}).interval == (0, 0)


def test_draws_in_which_kappa_says_nothing_are_left_out() -> None:
    # By chance alone one cell agrees and the other never does; half of the draws have one of the two twice.
    assert agreement({"one": [("a", "a")], "two": [("a", "b")]}).interval == (0, 0)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from("pqrst"), st.lists(st.tuples(*[st.sampled_from("abc")] * 2), max_size=4)))
def test_the_interval_holds_kappa_however_few_cells_a_question_has(pairs: dict[str, list[tuple[str, str]]]) -> None:
    found = agreement(pairs)
    if found.kappa is not None:
        assert found.interval is not None
        low, high = found.interval
        assert low - 1e-9 <= found.kappa <= high + 1e-9


def test_many_questions_of_two_cells_do_not_shift_the_interval_from_kappa() -> None:
    pairs = {str(number): [("a", "a"), ("b", "a" if number % 4 == 0 else "b")] for number in range(200)}
    found = agreement(pairs)
    assert found.kappa is not None
    assert found.interval is not None
    assert sum(found.interval) / 2 == pytest.approx(found.kappa, abs=0.02)
