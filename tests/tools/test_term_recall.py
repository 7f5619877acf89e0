"""The measure of search terms: what counts as found and as to look at, and that it stops on a text that is another."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from fineprint.core.answers import Question
from fineprint.prove.term_hits import SearchTerms
from tools import term_recall

GOLD = Path(__file__).parents[1] / "gold"
TEXT = (
    "# Our policy\n\nWe keep logs for a year.\n\nWe sell your address to:\n\n- printers\n- shops that rent lists\n\n"
    "We keep bees.\n"
)


def asked(**terms: tuple[str, ...]) -> list[Question]:
    """Questions with these search terms."""
    return [
        Question(
            id=id, topic="t", documents=("privacy-policy",), question="?", explanation="", coding_rules="", values=(),
            search_terms=found, applies_from=None, applies_source=None,
        )
        for id, found in terms.items()
    ]  # fmt: skip


def labelled(folder: Path, labels: Mapping[str, list[str]], text: str = TEXT) -> dict[str, Any]:
    """A policy in ``folder`` whose units with these words bear on these questions."""
    (folder / "a.md").write_text(text, encoding="utf-8")
    entries = [
        {"lines": list(unit.lines), "sha": term_recall.fingerprint(unit.words), "questions": labels[unit.words]}
        for unit in term_recall.units(text)
        if unit.words in labels
    ]
    assert len(entries) == len(labels)
    return {"file": "a.md", "sha256": hashlib.sha256(text.encode()).hexdigest(), "half": "tune", "units": entries}


LABELS = {"We keep logs for a year.": ["keep"], "printers": ["sale"], "shops that rent lists": ["sale"]}
QUESTIONS = asked(keep=("keep", "retain*"), sale=("sell", "rent"))


def measured(folder: Path) -> term_recall.Measured:
    """The policy above, measured with two questions."""
    return term_recall.measure(term_recall.labelled_units(labelled(folder, LABELS), folder), SearchTerms(QUESTIONS))


def test_a_true_unit_is_found_by_a_term_in_itself_alone(tmp_path: Path) -> None:
    """The second item holds a term and the first does not; with what leads them in, both are found."""
    result = measured(tmp_path)
    assert dict(result.true) == {"keep": 1, "sale": 2}
    assert dict(result.found) == {"keep": 1, "sale": 1}
    assert dict(result.led) == {"keep": 1, "sale": 2}


def test_what_is_to_be_looked_at_is_every_unit_with_a_term(tmp_path: Path) -> None:
    """The bees are noise, and the sentence before the list holds a term without being a true unit."""
    result = measured(tmp_path)
    assert dict(result.hits) == {"keep": 2, "sale": 2}
    assert result.words == len(TEXT.partition("\n")[2].replace("- ", "").split()), "the title is no unit"


def test_a_unit_counts_once_however_many_terms_it_holds(tmp_path: Path) -> None:
    """Two terms of one question in a unit are one unit to look at."""
    many = SearchTerms(asked(keep=("keep", "logs", "keep logs")))
    result = term_recall.measure(term_recall.labelled_units(labelled(tmp_path, LABELS), tmp_path), many)
    assert result.hits["keep"] == 2
    assert result.found["keep"] == 1


def test_labels_of_a_question_that_is_not_asked_are_left_out(tmp_path: Path) -> None:
    """Retiring a question does not make its true units missed ones."""
    only = SearchTerms(asked(keep=("keep",)))
    result = term_recall.measure(term_recall.labelled_units(labelled(tmp_path, LABELS), tmp_path), only)
    assert dict(result.true) == {"keep": 1}


def test_the_report_gives_recall_its_interval_and_the_share_to_look_at(tmp_path: Path) -> None:
    """With one policy the interval is the figure itself; a question with few true units has no figure of its own."""
    one = measured(tmp_path)
    said = term_recall.report(QUESTIONS, [one])
    assert "recall 2/3 = 0.667, 95 % interval 0.667 to 0.667" in said
    assert f"1,000 words: {4 / one.words * 1000 / 2:.2f}" in said
    assert " - " in said.split("keep ", 1)[1].split("\n")[0]


def test_the_interval_is_as_wide_as_the_policies_differ() -> None:
    """Policies are drawn, not units: two of equal size, one found whole and one not at all, leave anything open."""
    whole, none = term_recall.Measured(), term_recall.Measured()
    for one, found in ((whole, 10), (none, 0)):
        one.true["q"], one.found["q"] = 10, found
    assert term_recall.interval([whole, none], term_recall.recall) == (0.0, 1.0)
    assert term_recall.interval([whole, whole], term_recall.recall) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda policy, folder: policy.update(file="b.md"), "no such file"),
        (lambda policy, folder: policy.update(sha256="0" * 64), "not the text that was labelled"),
        (lambda policy, folder: policy["units"][0].update(sha="0" * 12), "no unit has the words"),
        (lambda policy, folder: policy["units"][0].update(lines=[9, 9]), "labelled at line 9"),
    ],
)
def test_another_text_or_another_cutting_ends_the_run(tmp_path: Path, change: Any, said: str) -> None:
    """A label that lands on nothing would count as missed, or be lost unseen."""
    policy = labelled(tmp_path, LABELS)
    change(policy, tmp_path)
    with pytest.raises(SystemExit, match=said):
        term_recall.labelled_units(policy, tmp_path)


def test_a_sentence_is_missed_unless_it_holds_a_term_of_its_own_question() -> None:
    """A term of another question does not help, and the order is that of the file."""
    sentences = {"keep": ["We keep it.", "It is sold."], "sale": ["We sell it.", "We keep it."]}
    found = term_recall.missed_sentences(sentences, SearchTerms(QUESTIONS))
    assert found == (4, ["keep: It is sold.", "sale: We keep it."])


def test_the_labels_name_no_word_of_the_policies_and_each_half_has_its_policies() -> None:
    """The policies are other people's; what is kept of them is places, hashes and the ids of questions."""
    policies = yaml.load((GOLD / "term-labels.yml").read_bytes(), yaml.CSafeLoader)["policies"]
    assert {policy["half"] for policy in policies} == set(term_recall.HALVES)
    assert len({policy["sha256"] for policy in policies}) == len(policies) >= 40
    for policy in policies:
        assert set(policy) == {"file", "sha256", "half", "units"}
        assert all(set(unit) == {"lines", "sha", "questions"} and unit["questions"] for unit in policy["units"])
    sentences = yaml.load((GOLD / "plain-sentences.yml").read_bytes(), yaml.CSafeLoader)
    labelled_questions = {id for policy in policies for unit in policy["units"] for id in unit["questions"]}
    assert labelled_questions <= set(sentences["tune"]) == set(sentences["test"])
    assert not {words for mine in sentences["tune"].values() for words in mine} & {
        words for mine in sentences["test"].values() for words in mine
    }
