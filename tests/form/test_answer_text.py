"""An answer goes into its file in the file's own style; no other byte of it changes."""

from __future__ import annotations

import pytest
import yaml

from answered import ANSWERS
from fineprint.form.answer_text import with_answer

ORDER = ["recordings", "sale", "breach-notice", "cookie-kinds", "childrens-age", "privacy-signal"]
NEW = {"value": "not-stated", "note": "No: none.", "reviewed": "2026-02-03"}
COMMENTED = """\
# Read by two.
answers:
  # The first.
  recordings:
    value: for-days  # for short
    quotes:
      # Of the page.
      - text: We keep recordings
      - text: Of calls
        at: recordings.1
    note: >-
      Ninety days
      are stated.
    reviewed: 2026-01-31
  # The last.
  privacy-signal: {value: obeyed, note: Is., reviewed: 2026-01-31}
# The end."""


def added_lines(before: str, after: str) -> list[str]:
    """Lines that are new, where every line of before still stands in its order."""
    left = iter(after.splitlines())
    new = []
    for line in before.splitlines():
        for other in left:
            if other == line:
                break
            new.append(other)
        else:
            pytest.fail(f"{line!r} is gone")
    return new + list(left)


def test_a_new_answer_stands_in_the_order_of_the_questions_and_changes_no_other_line() -> None:
    made = with_answer(COMMENTED, "sale", NEW | {"quotes": [{"text": "We sell"}]}, ORDER)
    assert added_lines(COMMENTED, made) == [
        "  sale:",
        "    value: not-stated",
        "    note: 'No: none.'",
        "    reviewed: 2026-02-03",
        "    quotes:",
        "      - text: We sell",
    ]
    assert list(yaml.safe_load(made)["answers"]) == ["recordings", "sale", "privacy-signal"]


@pytest.mark.parametrize("text", ["answers: {}\n", "answers: {}", "# Awaits review.\nanswers: {}  # none\n", "a: b\n"])
def test_the_first_answer_makes_a_block(text: str) -> None:
    made = with_answer(text, "sale", NEW, ORDER)
    assert yaml.load(made, Loader=yaml.BaseLoader)["answers"] == {"sale": NEW}
    assert made.count("#") == text.count("#")


def test_only_the_keys_that_change_are_written_again_and_items_keep_their_source_and_comments() -> None:
    entry = yaml.load(COMMENTED, Loader=yaml.BaseLoader)["answers"]["recordings"]
    changed = entry | {"quotes": [entry["quotes"][0], {"text": "By name"}], "ruled_out": [{"at": "sharing.1"}]}
    made = with_answer(COMMENTED, "recordings", changed, ORDER)
    assert yaml.load(made, Loader=yaml.BaseLoader)["answers"]["recordings"] == changed
    kept = COMMENTED.replace("      - text: Of calls\n        at: recordings.1\n", "")
    assert added_lines(kept, made) == ["      - text: By name", "    ruled_out:", "      - at: sharing.1"]


def test_a_comment_above_an_item_that_goes_stays() -> None:
    entry = yaml.load(COMMENTED, Loader=yaml.BaseLoader)["answers"]["recordings"]
    made = with_answer(COMMENTED, "recordings", entry | {"quotes": entry["quotes"][1:]}, ORDER)
    assert "# Of the page." in made
    assert yaml.load(made, Loader=yaml.BaseLoader)["answers"]["recordings"]["quotes"] == entry["quotes"][1:]


def test_every_value_of_an_answer_can_be_changed_and_taken_out() -> None:
    for text in (COMMENTED, ANSWERS, ANSWERS.replace("\n", "\r\n")):
        for question, entry in yaml.load(text, Loader=yaml.BaseLoader)["answers"].items():
            for key in entry:
                for changed in (entry | {key: "other"}, {k: v for k, v in entry.items() if k != key}):
                    made = with_answer(text, question, changed, ORDER)
                    whole = yaml.load(text, Loader=yaml.BaseLoader)
                    whole["answers"][question] = changed
                    assert yaml.load(made, Loader=yaml.BaseLoader) == whole, (question, key)
                    assert ("\r\n" in made) == ("\r\n" in text)
                    assert made.count("\n") == made.count("\r\n") or "\r\n" not in text


def test_an_answer_as_it_is_changes_nothing() -> None:
    for text in (COMMENTED, ANSWERS):
        for question, entry in yaml.load(text, Loader=yaml.BaseLoader)["answers"].items():
            assert with_answer(text, question, entry, ORDER) == text
