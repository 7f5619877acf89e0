"""What ``fineprint explain`` says, and of what."""

from __future__ import annotations

import pytest

from fineprint.read.schema_keys import FILES
from fineprint.rules.codes import all_codes
from verbs import run


def test_a_code_is_explained_with_its_remedy_and_an_example() -> None:
    ran = run("explain", "quote.missing")
    assert ran.returncode == 0
    assert ran.stdout.startswith("quote.missing (error; reported by fineprint check)\n")
    assert "Copy them from policy.md" in ran.stdout
    assert "  - calls for ninety\n  + cals for ninety\n" in ran.stdout


def test_characters_that_nobody_sees_are_written_out() -> None:
    said = run("explain", "text.bidi").stdout
    assert "\\u202etelephones" in said
    assert "\u202e" not in said


def test_a_file_lists_its_keys_and_a_key_is_explained_wherever_it_stands() -> None:
    assert "referenced_documents[].relation (optional)" in run("explain", "answers.yml").stdout
    said = run("explain", "answers.yml:reason").stdout
    assert "answers.<id>.history[].reason (required)" in said
    assert "answers.<id>.ruled_out[].reason (optional)" in said


def test_without_a_name_all_are_listed() -> None:
    listed = {line.strip() for line in run("explain").stdout.splitlines()}
    assert {*all_codes(), *(f"{name}.yml" for name in FILES)} <= listed


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("quot.missing", "did you mean quote.missing"),
        ("zebra", "without a name, all are listed"),
        ("answers.yml:resaon", "did you mean 'reason'?"),
        ("answers.yml:zebra", "fineprint explain answers.yml lists its keys"),
    ],
)
def test_a_slip_is_told_in_one_line(name: str, said: str) -> None:
    ran = run("explain", name)
    assert ran.returncode == 2
    assert said in ran.stderr
