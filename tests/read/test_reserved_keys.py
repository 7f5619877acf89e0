"""Keys that the format reserves for later: one line each, and none that leads to them."""

from __future__ import annotations

import pytest

from fineprint.read.schema import schema_problems
from fineprint.read.strict_yaml import load

ANSWER = "answers: {{q: {{value: x, note: n, reviewed: 2026-01-01, {}}}}}\n"
QUESTION = (
    "questions: [{{id: a, topic: b, documents: {}, question: q, coding_rules: r, values: [{{id: a, label: b}}], "
    "search_terms: {}}}]\n"
)
VENDOR = (
    "names: [{{name: A, from: null, until: null}}]\nwebsite: null\ndescription: {}\nsuccessor: {}\ndistinct_from: x\n"
)
LATER = "is reserved for a later release of this format; take it out"


def told(name: str, text: str) -> list[str]:
    """Code and message of each problem of shape."""
    file, problems = load(text.encode(), "x.yml")
    assert file is not None, problems
    return [f"{problem.code}: {problem.message}" for problem in schema_problems(name, file)]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("answers", ANSWER.format("reviewed_by: [nothing]"), f"'reviewed_by' {LATER}"),
        ("answers", ANSWER.format("reviewed_by: x"), f"'reviewed_by' {LATER}"),
    ],
)
def test_a_reserved_key_gets_one_line(name: str, text: str, said: str) -> None:
    assert told(name, text) == [f"schema.not-yet: {said}"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("answers", ANSWER.format("ruled_out: [{at: a.1, reason: x}, {at: [a.1, b], kind: heading}]")),
        ("answers", ANSWER.format("limits: [{text: a, at: b.1.2}], limits_ruled_out: [{at: b, kind: definition}]")),
        ("answers", ANSWER.format("confirmed: {by: x, on: 2026-01-01}")),
        ("answers", ANSWER.format("look_again: [{on: 2026-01-01, reason: x}]")),
        ("questions", QUESTION.format("[x]", "[a]")),
        ("vendor", VENDOR.format("a", "null")),
        ("vendor", VENDOR.format("{text: a, source: {reference: b}}", "{name: b, source: {reference: c}}")),
    ],
)
def test_what_is_there_already_is_not_reserved(name: str, text: str) -> None:
    assert told(name, text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            ANSWER.format("ruled_out: [{at: a.1}]"),
            ["yaml.schema: 'reason' or 'kind' missing in entry 1 of 'ruled_out'; add it"],
        ),
        (
            ANSWER.format("ruled_out: [{at: a.1, reason: x, kind: heading}]"),
            ["yaml.schema: 'reason' and 'kind' stand side by side in entry 1 of 'ruled_out'; keep one"],
        ),
        (ANSWER.format("reviewed_b: []"), None),
    ],
)
def test_a_mend_never_leads_to_a_reserved_key(text: str, said: list[str] | None) -> None:
    """Nor where the name is near: ``reviewed_b`` is no slip for ``reviewed_by`` while nothing reads that."""
    found = told("answers", text)
    assert found == said if said else "unknown key 'reviewed_b'" in found[0]
    assert "reviewed_by" not in "".join(found)
