"""What the form does with a reader's answers: drafts are kept, only what is whole goes into the file."""

from __future__ import annotations

import pytest
import yaml

from answered import AnsweredBook
from fineprint.core.dates import today
from fineprint.form.drafts import FormError
from fineprint.form.session import Session

KEY = "acorn/privacy-policy/2020-03-04"
BREACH = """\
  breach-notice:
    value: not-stated
    ruled_out:
      - {at: sharing.2, reason: Speaks of prices.}
    note: No promise is made.
    reviewed: 2026-01-31
"""
SILENT = {
    "value": "not-stated",
    "note": "It promises none.",
    "ruled_out": [{"at": "sharing.2", "kind": "other-subject", "reason": ""}],
}


@pytest.fixture
def session(answered: AnsweredBook) -> Session:
    """The small book, in which the notice of a breach awaits review."""
    answered.edit(answered.answers, BREACH, "  # Not read yet.\n")
    return Session(root=answered.root, key=KEY)


def question(session: Session, name: str) -> dict:
    return next(one for one in session.state()["questions"] if one["id"] == name)


def test_a_whole_answer_is_written_and_its_draft_goes(session: Session, answered: AnsweredBook) -> None:
    before = (answered.root / answered.answers).read_text(encoding="utf-8")
    told = session.write("breach-notice", SILENT, "")
    assert (told["written"], told["missing"], told["problems"]) == (True, [], [])
    after = (answered.root / answered.answers).read_text(encoding="utf-8")
    made = (
        "  breach-notice:\n    value: not-stated\n    ruled_out:\n      - at: sharing.2\n        kind: other-subject\n"
        f"    note: It promises none.\n    reviewed: {today()}\n"
    )
    assert after == before.replace("  # Not read yet.\n", f"{made}  # Not read yet.\n")
    assert [problem for problem in answered.problems() if problem.severity == "error"] == []
    assert question(session, "breach-notice")["draft"] is None


@pytest.mark.parametrize(
    ("changed", "missing", "codes"),
    [
        ({"value": ""}, ["Choose a value."], []),
        ({"note": " "}, ["Write a note: the answer in a sentence."], []),
        ({"ruled_out": []}, [], ["silence.unexplained"]),
        (
            {"ruled_out": [{"at": "sharing.2", "kind": "", "reason": ""}]},
            ["Give a reason for ruling out sharing.2."],
            ["silence.unexplained"],
        ),
        ({"value": "promised", "ruled_out": [], "quotes": [{"text": "We tell you."}]}, [], ["quote.missing"]),
        ({"value": "perhaps"}, [], ["answer.unknown-value"]),
        ({"note": "a\u202eb"}, [], ["text.bidi"]),
    ],
)
def test_what_is_not_whole_stays_a_draft_and_is_told(
    session: Session, answered: AnsweredBook, changed: dict, missing: list[str], codes: list[str]
) -> None:
    before = (answered.root / answered.answers).read_bytes()
    told = session.write("breach-notice", SILENT | changed, "")
    assert told["written"] is False
    assert told["missing"] == missing
    assert {one["code"] for one in told["problems"]} >= {*codes}
    assert (answered.root / answered.answers).read_bytes() == before
    draft = question(Session(root=answered.root, key=KEY), "breach-notice")["draft"]
    assert {key: draft[key] for key in changed if key != "quotes"} == {
        k: v for k, v in changed.items() if k != "quotes"
    }


def test_what_is_left_open_is_told_while_a_reader_works(session: Session) -> None:
    assert question(session, "breach-notice")["open"]["passages"] == ["sharing.2"]
    told = session.check("breach-notice", SILENT | {"ruled_out": []})
    assert told["open"]["passages"] == ["sharing.2"]
    assert session.check("breach-notice", SILENT)["open"]["passages"] == []


def test_another_value_asks_why_and_keeps_the_old_one(session: Session, answered: AnsweredBook) -> None:
    shown = question(session, "recordings")
    given = shown["answer"] | {"value": "for-ever"}
    told = session.write("recordings", given, shown["base"])
    assert told["missing"] == ["The file says for-days: say why the value changes."]
    told = session.write("recordings", given | {"change_reason": "Read anew."}, shown["base"])
    assert told["written"], told
    entry = yaml.safe_load((answered.root / answered.answers).read_text(encoding="utf-8"))["answers"]["recordings"]
    assert entry["value"] == "for-ever"
    assert [(one["value"], one["reason"]) for one in entry["history"]] == [("for-days", "Read anew.")]


def test_a_file_that_was_changed_meanwhile_is_not_written_over(session: Session, answered: AnsweredBook) -> None:
    shown = question(session, "recordings")
    answered.edit(answered.answers, "Ninety days are stated.", "Ninety days.")
    with pytest.raises(FormError, match="changed since this page was loaded"):
        session.write("recordings", shown["answer"] | {"note": "Mine."}, shown["base"])
    assert "note: Ninety days." in (answered.root / answered.answers).read_text(encoding="utf-8")
    assert question(session, "recordings")["draft"]["note"] == "Mine."


def test_words_that_stand_twice_are_written_with_their_address(session: Session, answered: AnsweredBook) -> None:
    quotes = [{"text": "Please read this page twice.", "at": "cookies.2", "reads_as": ""}]
    more = {"no_search_term_reason": "It speaks otherwise.", "ruled_out": SILENT["ruled_out"]}
    told = session.write("breach-notice", SILENT | more | {"value": "promised", "quotes": quotes}, "")
    assert told["written"], told
    # What the readings must say now is told, with the file's name.
    assert [(one["path"], one["code"]) for one in told["problems"]] == [(answered.readings, "reading.settled")]
    entry = yaml.safe_load((answered.root / answered.answers).read_text(encoding="utf-8"))["answers"]["breach-notice"]
    assert entry["quotes"] == [{"text": "Please read this page twice.", "at": "cookies.2"}]


@pytest.mark.parametrize(
    "given",
    [
        [],
        "x",
        {"value": 1},
        {"quotes": {}},
        {"quotes": [{"text": "a", "href": "b"}]},
        {"history": []},
        {"note": "a" * 30_000},
    ],
)
def test_what_no_form_sends_is_refused(session: Session, given: object) -> None:
    with pytest.raises(FormError):
        session.keep("breach-notice", given)


def test_a_question_that_is_no_name_is_refused(session: Session) -> None:
    with pytest.raises(FormError, match="no such question"):
        session.keep("../../other", SILENT)
    with pytest.raises(FormError, match="no such question"):
        session.write("other", SILENT, "")


@pytest.mark.parametrize("link", ["answers", "draft", "folder", "cache"])
def test_no_link_is_followed(session: Session, answered: AnsweredBook, tmp_path_factory, link: str) -> None:
    outside = tmp_path_factory.mktemp("outside")
    version = answered.root / answered.version
    if link == "answers":
        (version / "answers.yml").rename(outside / "answers.yml")
        (version / "answers.yml").symlink_to(outside / "answers.yml")
    elif link == "folder":
        version.rename(outside / "version")
        version.symlink_to(outside / "version")
    elif link == "draft":
        (outside / "draft.json").write_text("{}")
        place = answered.root / session.drafts.path
        place.parent.mkdir(parents=True)
        place.symlink_to(outside / "draft.json")
    else:
        (answered.root / ".cache").symlink_to(outside)
    before = {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()}
    with pytest.raises(FormError, match=r"symbolic link|can't be read"):
        session.write("breach-notice", SILENT, "")
    assert {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()} == before


def test_drafts_that_are_none_are_left_alone(session: Session, answered: AnsweredBook) -> None:
    answered.write(session.drafts.path, "[1")
    with pytest.raises(FormError, match="is no file of drafts"):
        session.keep("breach-notice", SILENT)
    assert (answered.root / session.drafts.path).read_text(encoding="utf-8") == "[1"
