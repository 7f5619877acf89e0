"""Agreement of two readings, against figures worked out by hand."""

from __future__ import annotations

import pytest

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


def test_draws_in_which_kappa_says_nothing_are_left_out():
    # Half of the draws of such a pair hold one value only; the others agree as far as they can.
    assert agreement({"one": [("a", "a"), ("b", "b")]}).interval == (1, 1)
    # Two cells that never agree and have their own value on each side: no chance, and no agreement in any draw.
    assert agreement({"one": [("a", "b"), ("a", "b")]}).interval == (0, 0)
