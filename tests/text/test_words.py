"""Words are counted by Unicode's segmentation, and the fast way for ASCII is the same rule."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from fineprint.text.words import count_words, cuts_word


def by_the_book(text: str) -> int:
    """UAX #29 as the library has it, without a short cut."""
    return sum(any(map(str.isalnum, part)) for part in regex.split(r"(?V1w)\b", text))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("We keep your name.", 4),
        ("don't, don’t", 2),
        ("The U.S. law of 3.14 and 1,000.", 7),
        ("an e-mail address", 4),
        ("| --- | * _ __ —", 0),
        ("file_name x_", 2),
        ("本店保存每位读者的姓名和街道。", 14),
        ("l’adresse de l'utilisateur", 3),
    ],
)
def test_counts(text: str, count: int) -> None:
    assert count_words(text) == count


@given(st.text(alphabet="aZ09_.,:;'\"- |\n", max_size=40))
def test_ascii_is_counted_as_all_else_is(text: str) -> None:
    assert count_words(text) == by_the_book(text)


@given(st.lists(st.text(alphabet="aé9_’.\u00a0\u200d灯カ\u0e01", max_size=6), max_size=8).map(" ".join))
def test_runs_can_be_counted_apart(text: str) -> None:
    assert count_words(text) == by_the_book(text)


def test_a_word_is_cut_only_where_blanks_part_words() -> None:
    assert [at for at in range(9) if cuts_word("to cats, ", at)] == [1, 4, 5, 6]
    assert not any(cuts_word("我们收集", at) for at in range(5))
