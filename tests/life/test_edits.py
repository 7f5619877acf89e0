"""Single values of a data file are changed in its own text, and the file says what it should."""

from __future__ import annotations

import pytest

from fineprint.life.edits import renamed_scalars, with_value, without
from fineprint.read.strict_yaml import load

BLOCK = """\
# Head.
a: one  # beside
list:
- id: x
  rest: {b: 1, c: [p, q]}
# Between.
- id: y
  rest: "two"
end: |
  Words.
"""


def value(text: str) -> object:
    file, problems = load(text.encode(), "x.yml")
    assert file is not None, problems
    return file.value


@pytest.mark.parametrize(
    ("place", "put", "line"),
    [
        (("a",), "2026-01-02", "a: 2026-01-02  # beside"),
        (("list", 0, "new"), {"on": "2026-01-02", "why": "A, b: [c]"}, "  new: {on: 2026-01-02, why: 'A, b: [c]'}"),
        (("list", 0, "rest", "d"), ["2020", "null", "r"], "  rest: {b: 1, c: [p, q], d: ['2020', 'null', r]}"),
        (("list", 1, "rest"), "three", '  rest: three'),
        (("fresh", "key"), "v", "fresh: {key: v}"),
        (("end",), "Other.", "end: Other."),
    ],
)  # fmt: skip
def test_a_value_is_given_and_nothing_else_changes(place: tuple[str | int, ...], put: object, line: str) -> None:
    text = with_value(BLOCK, place, put)
    assert line in text.splitlines()
    assert {"# Head.", "# Between."} <= {*text.splitlines()}
    found = value(text)
    for step in place:
        found = found[step]
    assert found == put


@pytest.mark.parametrize(
    ("place", "rest"),
    [
        (("a",), None),
        (("list", 0), [{"id": "y", "rest": "two"}]),
        (("list", 1), [{"id": "x", "rest": {"b": 1, "c": ["p", "q"]}}]),
        (("list", 0, "rest", "b"), None),
        (("list", 0, "rest", "c", 0), None),
    ],
)
def test_a_value_is_taken_out(place: tuple[str | int, ...], rest: object) -> None:
    found = value(without(BLOCK, place))
    wanted = value(BLOCK)
    around = wanted
    for step in place[:-1]:
        around = around[step]
    del around[place[-1]]
    assert found == wanted
    assert rest is None or found["list"] == rest


def test_the_last_item_of_a_list_leaves_an_empty_one() -> None:
    assert value(without(without(BLOCK, ("list", 1)), ("list", 0)))["list"] == []
    assert value(without("m:\n  k: v\nn: 1\n", ("m", "k"))) == {"m": {}, "n": 1}


def test_keys_and_values_are_renamed_where_they_stand() -> None:
    text = renamed_scalars(BLOCK, lambda place, said, is_key: {"x": "z", "rest": "more"}.get(said, said))
    assert value(text)["list"] == [{"id": "z", "more": {"b": 1, "c": ["p", "q"]}}, {"id": "y", "more": "two"}]
    assert "a: one  # beside" in text
