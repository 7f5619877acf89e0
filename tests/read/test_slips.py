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
