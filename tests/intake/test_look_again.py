"""What a new version leaves to be looked at again stays marked until somebody confirms it."""

from __future__ import annotations

import pytest

from answered import TEXT, AnsweredBook
from fineprint.compare.matrix import cell_of
from fineprint.core.dates import today
from fineprint.intake.acquire import AddRequest
from fineprint.intake.add import add_version
from fineprint.pages import pages_of
from fineprint.prove.quote_index import BookEvidence
from fineprint.rules import check
from fineprint.worksheet.worksheet import worksheet_of
from reviewed import Repository, list_of

OLD = "policies/acorn/privacy-policy/2020-03-04"


def taken(book: AnsweredBook, text: str, date: str) -> str:
    """Take a text in; its version's folder."""
    given = AddRequest(
        source=str(_file(book, text)),
        vendor="acorn",
        document="privacy-policy",
        date=date,
        date_basis="archived",
        today="2026-02-01",
    )
    return add_version(book.root, book.load(), given).version.folder


def _file(book: AnsweredBook, text: str):
    file = book.root.parent / f"{book.root.name}.md"
    file.write_text(text, encoding="utf-8")
    return file


def answers(book: AnsweredBook, folder: str) -> dict:
    version = next(one for one in book.book().versions() if one.folder == folder)
    return dict(version.answers)


def test_an_answer_in_a_clause_that_changed_is_marked_until_it_is_confirmed(answered: AnsweredBook) -> None:
    folder = taken(answered, TEXT.replace("for ninety days.", "for ninety days. Ask us."), "2021-01-01")
    (again,) = answers(answered, folder)["recordings"].look_again
    assert again.on == "2026-02-01"
    assert again.reason == (
        "The words around its quote are others than in the version of 4 March 2020 (#recordings.1)."
    )
    (told,) = [problem for problem in answered.problems() if problem.code == "answer.look-again"]
    assert (told.severity, told.path) == ("warning", f"{folder}/answers.yml")
    page = dict(pages_of(answered.book(), []))["questions/recordings/index.md"].decode()
    assert "To be looked at again: The words around its quote" in page


def test_an_answer_whose_own_sentence_changed_is_not_carried(answered: AnsweredBook) -> None:
    answered.edit(answered.answers, "We keep recordings of calls for ninety days.", "recordings of calls for ninety")
    folder = taken(answered, TEXT.replace("for ninety days.", "for ninety days unless you object."), "2021-01-01")
    assert "recordings" not in answers(answered, folder)
    (vendor,) = answered.book().vendors
    question = next(each for each in answered.book().questions if each.id == "recordings")
    cell = cell_of(vendor, vendor.versions[-1], question)
    assert (cell.label, cell.detail) == ("Awaiting review", "For some days, from the version of 4 March 2020")
    made = dict(pages_of(answered.book(), []))
    for path in ("matrix/index.md", "questions/recordings/index.md"):
        assert b"For some days, from the version of 4 March 2020" in made[path]


def test_an_older_capture_is_answered_from_the_next_one(answered: AnsweredBook) -> None:
    folder = taken(answered, TEXT.replace("for ninety days.", "for thirty days."), "2019-01-01")
    found = answers(answered, folder)
    assert {"sale", "breach-notice"} <= found.keys()
    assert "recordings" not in found
    assert {answer.carried_from for answer in found.values()} == {"2020-03-04"}
    assert [str(p) for p in check(answered.load()) if p.severity == "error"] == []


def test_old_reasons_are_offered_again(answered: AnsweredBook) -> None:
    text = TEXT.replace("We may notify you of new prices.", "We may notify you of new prices.\n\nA breach is told.")
    folder = taken(answered, text, "2021-01-01")
    book = answered.book()
    (vendor,) = book.vendors
    version = next(one for one in vendor.versions if one.folder == folder)
    sheet = worksheet_of(book, BookEvidence(book), vendor, version)
    (left,) = [one for one in sheet.unread if one.question.id == "breach-notice"]
    assert "{at: sharing.2, reason: Speaks of prices.}  # the words and the reason of the version before" in left.silent
    assert '{at: sharing.3, reason: ""}' in left.silent


def test_a_finding_on_a_version_that_has_a_newer_one_is_listed(answered: AnsweredBook) -> None:
    taken(answered, TEXT.replace("ninety", "thirty"), "2021-01-01")
    told = [problem for problem in answered.problems() if problem.code == "finding.superseded"]
    assert [(problem.path, problem.severity) for problem in told] == [("policies/findings.yml", "notice")] * 2


def test_a_day_that_has_not_come_is_told(answered: AnsweredBook) -> None:
    answers_yml = (answered.root / answered.answers).read_text()
    ahead = f"{int(today()[:4]) + 1}-01-01"
    answered.write(answered.answers, answers_yml.replace("reviewed: 2026-01-31", f"reviewed: {ahead}", 1))
    assert [problem.code for problem in answered.problems() if problem.severity == "error"] == ["answer.ahead"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("note: Both are stated.", "note: Both stand there.", "changed without a new day of review"),
        (
            "value: for-days\n    quotes: [{text: We keep recordings of calls for ninety days.}]\n"
            "    note: Ninety days are stated.\n    reviewed: 2026-01-31",
            "value: for-ever\n    quotes: [{text: We keep recordings of calls for ninety days.}]\n"
            "    note: Ninety days are stated.\n    reviewed: 2026-02-01",
            "no longer says for-days, and its history does not say so",
        ),
    ],
)
def test_a_review_tells_an_answer_that_was_changed_without_a_trace(
    answered: AnsweredBook, old: str, new: str, said: str
) -> None:
    repository = Repository(answered)
    answered.edit(answered.answers, old, new)
    assert any(said in line for line in list_of(repository.report(), "To decide"))
