"""Problems in their three forms, and what stops a build."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fineprint.core.problems import Problem, error, printable, report, stops, warning


def test_a_problem_is_one_line_that_editors_can_follow() -> None:
    problem = error("policies/acorn/vendor.yml", "yaml.schema", "unknown key 'nmae'", 3, 7)
    assert str(problem) == "policies/acorn/vendor.yml:3:7: error yaml.schema: unknown key 'nmae'"


@pytest.mark.parametrize(
    ("problems", "strict", "stopped"),
    [
        ([], False, False),
        ([], True, False),
        ([warning("a", "b.c", "d")], False, False),
        ([warning("a", "b.c", "d")], True, True),
        ([warning("a", "b.c", "d"), error("a", "b.c", "d")], False, True),
    ],
)
def test_errors_stop_a_build_and_warnings_only_a_strict_one(
    problems: list[Problem], strict: bool, stopped: bool
) -> None:
    assert stops(problems, strict) is stopped


def test_a_report_is_sorted_by_number_and_says_a_thing_once() -> None:
    second, tenth = error("a", "b.c", "d", 2), error("a", "b.c", "d", 10)
    assert report([tenth, second, tenth]) == "a:2:1: error b.c: d\na:10:1: error b.c: d\n"


def test_a_report_of_nothing_is_empty() -> None:
    assert report([]) == ""
    assert json.loads(report([], "json")) == {"schema": 1, "problems": []}


def test_json_keeps_the_parts_apart() -> None:
    (told,) = json.loads(report([warning("a", "b.c", "d\n", 4, 5)], "json"))["problems"]
    assert told == {"path": "a", "line": 4, "column": 5, "code": "b.c", "severity": "warning", "message": "d\n"}


def test_an_annotation_can_not_be_left_from_inside() -> None:
    sly = Problem("a,b:c", 1, 2, "x.y", "error", "100% \n::error::other\r")
    assert report([sly], "github") == ("::error file=a%2Cb%3Ac,line=1,col=2,title=x.y::100%25 \\n::error::other\\r\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é 漢", "plain é 漢"),
        ("\x1b[2J", "\\x1b[2J"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2028b", "a\\u2028b"),
        ("a\U000e0041b", "a\\U000e0041b"),
        ("file\udcff", "file\\udcff"),
    ],
)
def test_what_steers_a_terminal_is_shown_as_its_escape(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(st.characters()))
def test_any_message_is_one_line_that_can_be_printed(message: str) -> None:
    for form in ("text", "github"):
        line = report([error("a", "b.c", message)], form)
        assert line.encode()
        assert len(line.splitlines()) == 1
