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
        ("answers", ANSWER.format("limits: [{text: a}]"), f"'limits' {LATER}"),
        ("answers", ANSWER.format("limits: nothing"), f"'limits' {LATER}"),
        ("answers", ANSWER.format("confirmed: {by: x, on: 2026-01-01}"), f"'confirmed' {LATER}"),
        ("answers", ANSWER.format("ruled_out: [{at: [a.1, b], reason: x}]"), f"'at' with a list of addresses {LATER}"),
        ("answers", ANSWER.format("ruled_out: [{at: a.1, kind: heading}]"), f"'kind' {LATER}"),
        ("questions", QUESTION.format("[x, y]", "[a]"), f"'documents' with more than one document {LATER}"),
        ("questions", QUESTION.format("[x]", "{en: [a]}"), f"'search_terms' by language {LATER}"),
        ("vendor", VENDOR.format("{text: a, source: {reference: b}}", "null"), f"'description' with a source {LATER}"),
        ("vendor", VENDOR.format("a", "{name: b, source: {reference: c}}"), f"'successor' with a source {LATER}"),
    ],
)
def test_a_reserved_key_gets_one_line(name: str, text: str, said: str) -> None:
    assert told(name, text) == [f"schema.not-yet: {said}"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("answers", ANSWER.format("ruled_out: [{at: a.1, reason: x}]")),
        ("questions", QUESTION.format("[x]", "[a]")),
        ("vendor", VENDOR.format("a", "null")),
    ],
)
def test_what_is_there_already_is_not_reserved(name: str, text: str) -> None:
    assert told(name, text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ANSWER.format("ruled_out: [{at: a.1}]"), ["yaml.schema: 'reason' missing in 0; add it"]),
        (
            ANSWER.format("ruled_out: [{at: a.1, reason: x, why: y}]"),
            ["yaml.schema: unknown key 'why'; known here: at, reason"],
        ),
        (
            ANSWER.format("ruled_out: [{at: a.1, reason: x, kind: heading}]"),
            ["schema.not-yet: 'kind' " + LATER, "yaml.schema: 'reason' and 'kind' stand side by side in 0; keep one"],
        ),
        (ANSWER.format("limit: []"), None),
    ],
)
def test_a_mend_never_leads_to_a_reserved_key(text: str, said: list[str] | None) -> None:
    """Nor where the name is near: ``limit`` is no slip for ``limits`` while nothing reads that."""
    found = told("answers", text)
    assert found == said if said else "did you mean 'limits'" not in found[0] and "known here" in found[0]
    assert "limits" not in "".join(found)
