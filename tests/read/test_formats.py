"""Which format a book has, and what is said of one that this program can't read."""

from __future__ import annotations

import pytest

from fineprint.read.formats import wrong_format
from fineprint.read.strict_yaml import load
from fineprint.upgrade.convert import BOOK, convert


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format: 2\n", None),
        ("title: x\n", "1:1: error format.older: format 1 is older than this Fineprint, which reads format 2; run its"),
        ("title: x\nformat: 1\n", "2:9: error format.older: format 1 is older than this Fineprint"),
        ("format: 3\n", "1:9: error format.newer: format 3 is newer than this Fineprint, which reads format 2; use a"),
        ("format: 0\n", "1:9: error format.unknown: 0 is no format of the data files; write format: 2"),
        ("format: '2'\n", "1:9: error format.unknown: '2' is no format of the data files; write format: 2"),
        ("format: [2]\n", "1:9: error format.unknown: [2] is no format of the data files"),
        ("format:\n", "error format.unknown: None is no format of the data files"),
    ],
)
def test_a_format_that_can_not_be_read_gets_one_line(text: str, said: str | None) -> None:
    file, _ = load(text.encode(), BOOK)
    assert file is not None
    problem = wrong_format(file)
    assert (problem is None) if said is None else (problem is not None and said in str(problem))


def test_a_book_of_a_format_that_is_not_known_is_not_converted() -> None:
    made, problems = convert({BOOK: "format: 3\n", "policies/topics.yml": "assign: [\n"})
    assert made == {}
    assert [problem.code for problem in problems] == ["format.newer"]
