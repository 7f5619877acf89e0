"""Ranges of source lines: both ends count."""

from __future__ import annotations

import pytest

from fineprint.core.lines import Lines, spanning

SOURCE = ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("lines", "numbers", "of", "named"),
    [
        (Lines(2, 3), [2, 3], ["b", "c"], "lines 2-3"),
        (Lines.at(4), [4], ["d"], "line 4"),
        (Lines(1, 4), [1, 2, 3, 4], SOURCE, "lines 1-4"),
    ],
)
def test_a_range_counts_both_ends(lines: Lines, numbers: list[int], of: list[str], named: str) -> None:
    assert list(lines.numbers()) == numbers
    assert lines.of(SOURCE) == of
    assert lines.named() == named


@pytest.mark.parametrize(("inner", "held"), [((2, 3), True), ((2, 4), True), ((1, 3), False), ((3, 5), False)])
def test_a_range_holds_what_lies_in_it(inner: tuple[int, int], held: bool) -> None:
    assert Lines(2, 4).contain(Lines(*inner)) is held


def test_a_range_spans_others_in_any_order() -> None:
    assert spanning([Lines(4, 5), Lines.at(2)]) == Lines(2, 5)
