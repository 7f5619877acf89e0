"""Agreement of two readings, against figures worked out by hand."""

from __future__ import annotations

import pytest

from fineprint.compare.agreement import agreement

YES_NO = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15


def test_kappa_is_that_of_the_worked_example():
    # 50 cells, 35 the same; expected (25*30 + 25*20) / 2500 = 0.5; kappa (0.7 - 0.5) / 0.5.
    found = agreement(YES_NO)
    assert (found.cells, found.same) == (50, 35)
    assert found.kappa == pytest.approx(0.4)


def test_full_agreement_is_one_and_chance_is_nothing():
    assert agreement([("a", "a"), ("b", "b")]).kappa == pytest.approx(1)
    assert agreement([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]).kappa == pytest.approx(0)


def test_one_value_for_all_has_no_kappa_and_no_cells_no_figure():
    assert agreement([("a", "a")] * 3).kappa is None
    assert agreement([]).cells == 0
