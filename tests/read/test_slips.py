"""The likeliest slips of a person who writes YAML by hand, each told with the line to paste."""

from __future__ import annotations

import hashlib

import pytest

from answered import AnsweredBook
from builders import BookFolder
from fineprint.read.strict_yaml import load

QUOTE = "{text: We keep recordings of calls for ninety days.}"
NOTE = "note: Ninety days are stated."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (NOTE, "note: We keep: ninety days.", 'note: "We keep: ninety days."'),
        (NOTE, "note: [sic] Ninety days.", 'note: "[sic] Ninety days."'),
        (NOTE, "note: {Ninety} days.", 'note: "{Ninety} days."'),
        (NOTE, "note: * Ninety days.", 'note: "* Ninety days."'),
        (NOTE, "note: @home: all", 'note: "@home: all"'),
        (NOTE, 'note: "Ninety days.', 'note: "Ninety days."'),
        (NOTE, "note: 'It's ninety days.", 'note: "It\'s ninety days."'),
        (QUOTE, "{text: We keep recordings, and more.}", 'text: "We keep recordings, and more."'),
        (QUOTE, "{text: We keep some, and then, all.}", 'text: "We keep some, and then, all."'),
        (QUOTE, "{text: We keep: all, at: recordings.1}", '[{text: "We keep: all", at: recordings.1}]'),
        (QUOTE, "{text: We keep [some] for: all}", '[{text: "We keep [some] for: all"}]'),
    ],
)
def test_words_without_quotation_marks_are_told_with_the_line_to_paste(
    answered: AnsweredBook, old: str, new: str, told: str
) -> None:
    answered.edit(answered.answers, old, new)
    lines = [line for line in answered.lines() if ": error yaml." in line]
    assert len(lines) == 1
    assert lines[0].split(":")[1] == ("5" if old == NOTE else "4")
    assert lines[0].endswith(f"put the words in quotation marks: {told}") or lines[0].endswith(told)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1\n", "mend the YAML here"),
        ("a:\n\tb: 2\n", "a tab stands in front of this line; indent with blanks"),
        ("a:\n    b: 1\n   c: 2\n", "this line begins with 3 blanks, those around it with others; write 4"),
    ],
)
def test_what_is_no_sentence_gets_no_quotation_marks(text: str, said: str) -> None:
    file, problems = load(text.encode(), "a.yml")
    assert file is None
    assert said in problems[0].message
    assert "quotation" not in problems[0].message


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            f"[{QUOTE}]",
            '["We keep them all."]',
            "entry 1 of 'quotes' must be keys with values: {text: \"We keep them all.\"}",
        ),
        (
            "value: for-days",
            "value: For days",
            "'value' is no id, which is small letters, digits and single hyphens; did you mean for-days?",
        ),
        ("value: for-days", "value: for_days", "did you mean for-days?"),
        ("value: for-days", "value:", "'value' is empty; fill it in"),
        (NOTE, "note: 90", "'note' must be words; put it in quotation marks: \"90\""),
        (NOTE, "note: x\n    ruled_out: children.1", "'ruled_out' must be a list, with “- ” in front of each entry"),
        (NOTE, "note: x\n    ruled_out: []\n    limits: []", "'limits' is an empty list; fill it in"),
        (NOTE, "note: x\n    carried_from: 2019", "'carried_from' is no day; write it as YYYY-MM-DD"),
        (
            NOTE,
            "note: x\n    limits: [{text: x, at: Section 2}]",
            "'at' is no address within a text; write it as cookies or",
        ),
    ],
)
def test_a_value_of_another_form_is_told_with_the_form_to_write(
    answered: AnsweredBook, old: str, new: str, told: str
) -> None:
    answered.edit(answered.answers, old, new)
    problems = [problem for problem in answered.problems() if problem.path == answered.answers]
    # That an answer which can't be read is missing as well would only be noise.
    assert [problem.code for problem in problems] == ["yaml.schema"]
    assert told in problems[0].message


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a:\n  - b: 1\n  c:\n    d: 1\n", 3, "this is no entry of the list above"),
        ("a:\n  b: 1\n  just words\n  c: 2\n", 4, "the line before has no colon behind its key"),
        ("a: 1\n- b\n", 2, "this line belongs to nothing above it"),
    ],
)
def test_what_a_parser_says_is_put_in_words(text: str, line: int, told: str) -> None:
    _, problems = load(text.encode(), "a.yml")
    assert [problem.line for problem in problems] == [line]
    assert told in problems[0].message


def test_one_answer_that_cannot_be_read_hides_no_other(answered: AnsweredBook) -> None:
    answered.edit(answered.answers, "note: Ninety days", "note: Ninety: days")
    answered.edit(answered.answers, "text: We never sell", "text: We nver sell")
    answered.edit(answered.answers, "note: No promise", "notes: No promise")
    answered.edit(answered.answers, "note: Signals came", "note: Signals: came")
    told = [line.split(": ", 2)[:2] for line in answered.lines() if ": error " in line]
    assert told == [
        ["answers.yml:5:5", "error yaml.syntax"],
        ["answers.yml:10:38", "error quote.missing"],
        ["answers.yml:15:5", "error yaml.schema"],
        ["answers.yml:15:5", "error yaml.schema"],
        ["answers.yml:34:5", "error yaml.syntax"],
    ]


def test_line_ends_that_git_changed_are_told_as_such(book_folder: BookFolder) -> None:
    text = (book_folder.root / book_folder.version / "policy.md").read_bytes()
    book_folder.write(f"{book_folder.version}/policy.md", text.replace(b"\n", b"\r\n"))
    problem = next(problem for problem in book_folder.problems() if problem.code == "text.hash-mismatch")
    assert "core.autocrlf" in problem.message
    assert f"git checkout -- {book_folder.version}" in problem.message


def test_other_changes_of_a_text_are_not_put_down_to_git(book_folder: BookFolder) -> None:
    text = (book_folder.root / book_folder.version / "policy.md").read_bytes()
    book_folder.write(f"{book_folder.version}/policy.md", text.replace(b"\n", b"\r\n").replace(b"few", b"all"))
    problem = next(problem for problem in book_folder.problems() if problem.code == "text.hash-mismatch")
    assert "core.autocrlf" not in problem.message
    assert hashlib.sha256(text).hexdigest() in problem.message


def test_a_conflict_in_a_ledger_is_told_as_one(book_folder: BookFolder) -> None:
    book_folder.edit(f"{book_folder.version}/addresses.txt", "children 14-14", "<<<<<<< main\nchildren 14-14")
    told = [problem.message for problem in book_folder.problems() if problem.code == "ledger.line"]
    assert told == ["git left a conflict of two branches here; keep the lines of both and take its marks out"]
