"""Marks that Markdown takes for its own though they may say something are told with their line, and no others."""

from __future__ import annotations

import pytest

from builders import good_version, read_version
from fineprint.text.markdown import parse
from fineprint.text.telling_marks import telling_marks


def told(text: str) -> list[tuple[int, str]]:
    """Line from 1 and first sign of what is told."""
    return [(line + 1, said.split()[0]) for line, said in telling_marks(parse(text), text.split("\n"))]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Holders are\n\n> 18 years or older.", (3, ">")),
        ("> 5 % of the dues", (1, ">")),
        ("+ 5 percent in May", (1, "+")),
        ("+ 5 percent in May\n+ 6 percent in June", (1, "+")),
        ("- 5,5 % in June", (1, "-")),
        ("* Except on holidays.", (1, "*")),
        ("A plot of 2*3*4 steps", (1, "*")),
        ("Kept under C:\\*new", (1, "a")),
        ("Kept under \\\\server\\share", (1, "a")),
    ],
)
def test_a_mark_that_may_say_something_is_told(text: str, mark: tuple[int, str]) -> None:
    assert told(text) == [mark]


@pytest.mark.parametrize(
    "text",
    [
        "> A quotation of words.",
        "> 18. September",
        "- 5 percent in May\n- 6 percent in June",
        "- one\n- two",
        "* One item alone",
        "* Except this\n* and that",
        "2 *very* 3",
        "session\\_id and 1\\. and \\*",
        "Either/or: \\[see below\\]",
        "C:\\new",
    ],
)
def test_other_marks_are_not(text: str) -> None:
    assert told(text) == []


def test_it_is_a_warning_at_the_line_of_the_text() -> None:
    _, problems = read_version("# Rules\n\nOnly persons\n\n> 18 years may hold a plot.")
    (problem,) = [problem for problem in problems if problem.code == "markdown.telling-mark"]
    assert (problem.line, problem.severity) == (5, "warning")
    assert "note under damage how it is read" in problem.message


def test_no_word_is_read_otherwise_for_it() -> None:
    version = good_version("> 18 years may hold a plot.", ())
    assert [clause.words for clause in version.clauses()] == ["18 years may hold a plot."]
