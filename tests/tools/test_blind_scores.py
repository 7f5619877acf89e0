"""The scorers of real files and of labelled paragraphs: what counts as found, missed, too much, neither."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from fineprint.outline import draft
from fineprint.text.topics import lexicon_of
from tools import score_files, score_topics

GOLD = Path(__file__).parents[1] / "gold"
TEXT = "# Our policy\n\n## 1. Who we are\n\nWords.\n\n### Post\n\nWords.\n\n## Post\n\nWords.\n\n## Extra\n\nWords.\n"


def outline(*headings: tuple[str, int, bool], **more: object) -> dict[str, Any]:
    """An outline of headings, each its words, its level and whether it is optional."""
    entries = [
        {"at": at, "key": score_files.key_of(words), "level": level, "optional": optional}
        for at, (words, level, optional) in enumerate(headings, start=1)
    ]
    return {"file": "a.md", "headings": entries, **more}


@pytest.mark.parametrize(
    "same", ["1. Who we are", "(a) WHO  WE ARE:", "**3.2.1 Who we are**", "IV) who\u200d we are", "2.- Whowe are"]
)
def test_a_key_is_of_the_words_alone(same: str) -> None:
    """A number in front, case, spacing, marks and punctuation make no other heading."""
    assert score_files.key_of(same) == score_files.key_of("Who we are")


@pytest.mark.parametrize("other", ["Who we were", "1. We are", "A who we are", "第1条 Who we are"])
def test_other_words_have_another_key(other: str) -> None:
    """Only a number, and only one in front, is dropped."""
    assert score_files.key_of(other) != score_files.key_of("Who we are")


def test_an_outline_is_compared_in_order_and_by_level() -> None:
    """Of two headings with the same words each meets its own; a missed, a surplus and a misplaced one are told."""
    gold = outline(("Who we are", 1, False), ("Post", 2, False), ("Post", 2, False), ("Gone", 1, False))
    score = score_files.compare(gold, draft(TEXT).headings, TEXT)
    assert (score.required, score.hits, score.levels) == (4, 3, 2)
    assert [len(score.missed), len(score.surplus), len(score.misplaced)] == [1, 1, 1]
    assert score.surplus == ["line 15: Extra"]
    assert score.misplaced == ["3: 1 for 2: Post"]


def test_optional_headings_and_titles_count_neither_way() -> None:
    """What the outline leaves open is no hit, no miss and no surplus, and never takes a required one's place."""
    gold = outline(("Post", 3, True), ("Who we are", 1, False), ("Post", 2, False), ("Nowhere", 1, True))
    gold["ignore_lines"] = [15]
    gold["ignore"] = [score_files.key_of("Post")]
    score = score_files.compare(gold, draft(TEXT).headings, TEXT)
    assert (score.required, score.hits, score.levels) == (2, 2, 2)
    assert not score.missed
    assert not score.surplus


def test_labels_and_topics_are_counted_by_the_mapping() -> None:
    """A label is given by any of its topics; what the mapping does not name counts neither way."""
    lexicon = lexicon_of(
        {
            "threshold": 4,
            "heading_factor": 3,
            "topics": [
                {"id": one, "title": one, "about": one, "phrases": {word: 4}}
                for one, word in (("cookies", "cookie"), ("use", "purpose"), ("scope", "policy"))
            ],
        }
    )
    folder = [
        score_topics.Paragraph(
            place=words,
            half=0,
            words=words,
            labels=frozenset(labels),
            topics=frozenset(score_topics.assign_topics(lexicon, "", words)),
        )
        for words, labels in (("a cookie", ["use"]), ("a purpose", []), ("a policy", ["use"]), ("nothing", ["scope"]))
    ]
    mapping = {"collection": {"labels": ["use"], "topics": ["use", "cookies"]}}
    lines, overall = score_topics.report(mapping, folder, wrong=True)
    assert overall == "P 0.50 R 0.50 F1 0.500 (right 1, given 2, wanted 2)"
    assert [line.split()[:2] for line in lines.splitlines()[1:]] == [["-", "a"], ["+", "a"]]


def test_a_paragraph_that_is_another_one_ends_the_run(tmp_path: Path) -> None:
    """Labels are worth nothing for a text that was not read; the right one is read whole, indented or not."""
    (tmp_path / "a.md").write_text("    Some\nwords.\n", encoding="utf-8")
    lexicon = lexicon_of({"threshold": 4, "heading_factor": 3, "topics": []})
    entry = {"file": "a.md", "first": 1, "last": 2, "sha": score_topics.fingerprint("Some words."), "labels": ["use"]}
    (read,) = score_topics.paragraphs([entry], tmp_path, lexicon)
    assert read.words.split() == ["Some", "words."]
    with pytest.raises(SystemExit, match=r"a\.md:1: this is not the paragraph"):
        score_topics.paragraphs([{**entry, "sha": "0" * 12}], tmp_path, lexicon)


def test_the_labels_name_topics_of_the_book() -> None:
    """A topic that is renamed must be renamed in the mappings, or its label would quietly be given to nothing."""
    gold = yaml.safe_load((GOLD / "blind-topics.yml").read_text(encoding="utf-8"))
    topics = yaml.safe_load((GOLD.parents[1] / "policies" / "topics.yml").read_text(encoding="utf-8"))["topics"]
    named = {topic for kind in score_topics.MAPPINGS for same in gold[kind].values() for topic in same["topics"]}
    labels = {label for kind in score_topics.MAPPINGS for same in gold[kind].values() for label in same["labels"]}
    used = {label for entry in gold["paragraphs"] for label in entry["labels"]}
    assert named <= {topic["id"] for topic in topics}
    assert used - labels == {"audience", "other"}
