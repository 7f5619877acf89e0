"""The rules on answers, silences, findings and readings: each is seen to fail once, with its exact line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from answered import AnsweredBook
from fineprint.core.problems import printable
from fineprint.rules import answers, findings, search_terms

CASES = yaml.safe_load((Path(__file__).parent / "answer_cases.yml").read_text(encoding="utf-8"))
RECORDINGS = "We keep recordings of calls for ninety days."
SHA256 = "[0-9a-f]{64}"
CHANGED = re.compile(
    f"record.yml:7:16: error text.hash-mismatch: policy.md has SHA-256 {SHA256}, the record {SHA256}; .+"
)
CODES = {
    *("quote.missing", "quote.ambiguous", "quote.wrong-clause", "quote.short"),
    *("answer.unknown-question", "answer.unknown-value", "answer.quotes", "answer.conflict", "answer.not-applicable"),
    *("answer.by-reference", "answer.missing", "answer.reviewed"),
    *(
        "silence.unexplained",
        "silence.ruled-out-stale",
        "silence.repeated",
        "quote.no-search-term",
        "question.search-term",
    ),
    *("question.id", "question.value", "question.topic", "question.document", "question.applies-from"),
    *("referenced.id", "referenced.in-book"),
    *("finding.version", "finding.question", "finding.id", "finding.topic", "finding.reviewed"),
    *("reading.version", "reading.question", "reading.value", "reading.missing", "reading.settled"),
}


def beside_the_hash_line(lines: list[str]) -> list[str]:
    """The lines without the one that says that the text was changed, which must be there."""
    assert [line for line in lines if CHANGED.fullmatch(line)] == [
        line for line in lines if "text.hash-mismatch" in line
    ]
    assert len([line for line in lines if "text.hash-mismatch" in line]) == 1
    return [line for line in lines if "text.hash-mismatch" not in line]


def test_a_book_with_nothing_wrong_has_no_line(answered: AnsweredBook) -> None:
    assert answered.lines() == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_fault_gives_its_lines(case: dict, answered: AnsweredBook) -> None:
    answered.edit(getattr(answered, case["in"]), case["old"], case["new"])
    assert answered.lines() == case["says"]


def test_every_code_is_seen() -> None:
    said = {line.split()[2].rstrip(":") for case in CASES for line in case["says"]} | {"quote.no-search-term"}
    assert said >= CODES


def test_every_rule_says_what_it_demands_in_one_line() -> None:
    for rule in (*answers.RULES, *search_terms.RULES, *findings.RULES):
        assert rule.__doc__
        assert re.fullmatch(r"[A-Z].+\.", rule.__doc__)


# What must never pass: six ways to make an answer untrue, each told in one line about the cell.


def test_one_letter_of_a_cited_sentence_is_changed(answered: AnsweredBook) -> None:
    answered.edit(answered.text, "recordings of calls", "recordings of cells")
    assert beside_the_hash_line(answered.lines()) == [
        "answers.yml:4:21: error quote.missing: these words are not in the text; nearest is #recordings.1 (line 7 of "
        "policy.md): 'calls' is 'cells' there; if it is meant, paste \"We keep recordings of cells for ninety days.\""
    ]


def test_a_quote_is_removed(answered: AnsweredBook) -> None:
    answered.edit(answered.answers, f"    quotes: [{{text: {RECORDINGS}}}]\n", "")
    assert answered.lines() == [
        "answers.yml:3:12: error answer.quotes: for-days has no quote; add the words that carry it, or answer "
        "not-stated"
    ]


def test_one_side_of_a_conflict_is_removed(answered: AnsweredBook) -> None:
    answered.edit(answered.answers, "      - {reads_as: sold, text: We may rent out your name to advertisers.}\n", "")
    assert answered.lines() == [
        "answers.yml:8:12: error answer.conflict: a conflict needs two quotes that read as different values; add the "
        "other, or give the value they share"
    ]


def test_a_stated_thing_is_marked_silent(answered: AnsweredBook) -> None:
    stated = f"value: for-days\n    quotes: [{{text: {RECORDINGS}}}]"
    answered.edit(answered.answers, stated, "value: not-stated")
    assert answered.lines() == [
        "answers.yml:3:12: error silence.unexplained: recordings: the search term 'recordings of' stands in "
        f"#recordings.1 (line 7 of policy.md): “{RECORDINGS}”; quote it as the answer, or add under ruled_out "
        '{at: recordings.1, reason: "…"}, or a kind in place of the reason'
    ]


def test_a_promise_is_added_to_the_text(answered: AnsweredBook) -> None:
    answered.edit(answered.text, "that we set.\n", "that we set.\n\nwe will notify you of a breach\n")
    assert beside_the_hash_line(answered.lines()) == [
        "answers.yml:15:12: error silence.unexplained: breach-notice: the search terms 'notify you', 'breach*' stand "
        "in #cookies.2 (line 28 of policy.md): “we will notify you of a breach”; quote it as the answer, or add under "
        'ruled_out {at: cookies.2, reason: "…"}, or a kind in place of the reason'
    ]


def test_a_promise_moves_the_sections_below_it(answered: AnsweredBook) -> None:
    answered.edit(answered.text, "telephones.\n", "telephones.\n\nwe will notify you of a breach\n")
    about_the_cell = [line for line in answered.lines() if line.startswith("answers.yml:1")]
    assert [line.split(":")[3].strip() for line in about_the_cell] == ["error silence.unexplained"] * 2
    assert sorted("#privacy-at-acorn.2" in line for line in about_the_cell) == [False, True]


@pytest.mark.parametrize(
    ("terms", "line"),
    [
        (
            "search_terms: [recordings of, kept for]",
            "answers.yml:4:21: error quote.no-search-term: no search term of the question stands in this quote; add a "
            "search term that finds it to questions.yml, quote more, or say why under no_search_term_reason",
        ),
        (
            "search_terms: [breach*, notify you]",
            "answers.yml:17:14: error silence.ruled-out-stale: breach-notice: #sharing.2 holds no search term of the "
            "question; take it out of ruled_out, or mend at or the search_terms",
        ),
    ],
)
def test_search_terms_match_nothing(answered: AnsweredBook, terms: str, line: str) -> None:
    answered.edit(answered.questions, terms, "search_terms: [zebra]")
    assert answered.lines() == [line]


def test_a_sentence_that_stands_twice_is_quoted(answered: AnsweredBook) -> None:
    answered.edit(answered.answers, RECORDINGS, "Please read this page twice.")
    assert answered.lines() == [
        "answers.yml:4:21: error quote.ambiguous: these words stand in 2 places: #children.2 (line 22 of policy.md), "
        "#cookies.2 (line 28 of policy.md); say which with at: children.2 or another, or "
        "quote more"
    ]


# What may pass.


def test_a_sentence_that_stands_twice_is_quoted_with_its_clause(answered: AnsweredBook) -> None:
    named = "{at: children.2, text: Please read this page twice.}"
    answered.edit(answered.answers, "{text: Ask your parents before you write to us.}", named)
    assert answered.lines() == []


def test_an_item_of_a_list_is_named(answered: AnsweredBook) -> None:
    named = "{at: sharing.3.1, text: Letters go to the post office by van.}"
    answered.edit(answered.answers, "{text: Ask your parents before you write to us.}", named)
    assert answered.lines() == []


def test_a_quote_without_a_search_term_says_why(answered: AnsweredBook) -> None:
    answered.edit(
        answered.answers,
        f"    quotes: [{{text: {RECORDINGS}}}]\n",
        "    quotes: [{text: Acorn sells telephones.}]\n    no_search_term_reason: Carried by the trade alone.\n",
    )
    assert answered.lines() == []


def test_a_reason_for_a_quote_without_a_search_term_is_not_kept_longer_than_it_is_needed(
    answered: AnsweredBook,
) -> None:
    quotes = f"    quotes: [{{text: {RECORDINGS}}}]\n"
    answered.edit(answered.answers, quotes, f"{quotes}    no_search_term_reason: Carried by the trade alone.\n")
    assert answered.lines() == [
        "answers.yml:5:28: warning quote.reason-unneeded: a search term of the question stands in each quote, so "
        "nothing is left to explain; take it out"
    ]


@pytest.mark.parametrize("second", ["recordings of calls for ninety", "of calls for ninety days."])
def test_no_word_is_quoted_twice(answered: AnsweredBook, second: str) -> None:
    first = "We keep recordings of calls for ninety"
    answered.edit(answered.answers, f"[{{text: {RECORDINGS}}}]", f"[{{text: {first}}}, {{text: {second}}}]")
    assert [line.partition(": ")[2] for line in answered.lines() if "no-search-term" not in line] == [
        "warning quote.overlapping: some of these words stand in a quote before it; join the two, or cut one"
    ]


def test_a_thing_that_cannot_apply_says_why(answered: AnsweredBook) -> None:
    answered.edit(
        answered.answers, "not_applicable_because: not-yet", "not_applicable_because: It has no page to visit."
    )
    assert answered.lines() == []


def test_a_difference_is_settled(answered: AnsweredBook) -> None:
    answered.edit(answered.answers, "value: for-days", "value: for-ever")
    answered.edit(answered.readings, "second: {value: for-days}}", "second: {value: for-days}, settled: Read again.}")
    assert answered.lines() == []


def test_an_earlier_value_explains_the_readings(answered: AnsweredBook) -> None:
    before = "    history: [{value: for-days, replaced_on: 2026-01-30, reason: Read again.}]\n"
    answered.edit(answered.answers, "    value: for-days\n", f"    value: for-ever\n{before}")
    assert answered.lines() == []


def test_an_own_value_wins_over_a_shared_one(answered: AnsweredBook) -> None:
    answered.edit(answered.questions, "{id: from-12, label: From 12}", "{id: unclear, label: Not to be told}")
    question = answered.book().questions[4]
    assert (question.is_own("unclear"), question.label("unclear")) == (True, "Not to be told")
    assert (question.is_own("not-stated"), question.label("not-stated")) == (False, "Not stated")
    assert answered.lines() == []


def test_without_questions_nothing_is_judged_twice(answered: AnsweredBook) -> None:
    answered.edit(answered.questions, "questions:\n", "qestions:\n")
    assert {line.split(":")[0] for line in answered.lines()} == {"questions.yml"}


def test_answers_that_cannot_be_read_are_told_once(answered: AnsweredBook) -> None:
    answered.edit(answered.answers, "answers:\n", "anwsers:\n")
    assert {line.split(":")[0] for line in answered.lines()} == {"answers.yml"}


def test_hostile_words_of_a_quote_are_printed_inert(answered: AnsweredBook) -> None:
    answered.edit(answered.answers, f"text: {RECORDINGS}", 'text: "\\e[31mWe keep recordings of calls\\u202e"')
    assert all(line == printable(line) for line in answered.lines())
