"""Sentences are cut where a reader would cut them, and never lose a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fineprint.text.sentences import lead_in, sentences, sentences_around


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ["We keep logs.", "We sell nothing!", "Why?", "For you."]),
        ("en", ["Phone.com shares it with Acme Inc. and others, e.g. vendors.", "Then it stops."]),
        ("en", ["Go to https://www.phone.example/privacy.html?x=1.", "Write to a.b@phone.example.", "Done."]),
        ("en", ["We share data (see Sec. 3.2. of this policy).", "See lit. f GDPR.", "It rests on Art. 6 (1) GDPR."]),
        ("en", ["Calls to the U.S. and Canada.", "The EU-U.S. or EU-U. S. DPF applies.", "15 U.S.C. § 45 too."]),
        ("en", ["1. First thing.", "2. iPhone users may refuse.", "(a) One thing.", "(b) Two things."]),
        ("en", ["Is it a no?", "We say no.", "You may go.", "Ask Ms. Smith.", "No. 5 applies."]),
        ("en", ['He said: "We never sell. Ever."', "And then he left."]),
        ("en", ["It costs $3.50.", "Call 1.800.555.1212.", "Version 2.0 is out."]),
        ("en", ["It is kept for 18 mos. after that.", "See Section 3.", "It ends."]),
        ("de", ["Siehe Art. 6 Abs. 1 lit. f DSGVO.", "Wir speichern es."]),
        ("fr", ["Nous conservons vos données.", "L'art. 5 s'applique."]),
        ("zh", ["我们收集您的信息。", "我们不出售。", "您可以联系我们！", "好吗？"]),
        ("xx", ["A tongue without rules.", "It is cut like English."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(language: str, parts: list[str]) -> None:
    joined = ("" if language == "zh" else " ").join(parts)
    assert [joined[start:end] for start, end in sentences(joined, language)] == parts


@given(st.text(st.sampled_from("aB1 .:;!?()[]\"'-§。：é\u00a0\u0301")) | st.text())
def test_no_character_is_lost_and_none_stands_twice(text: str) -> None:
    words = " ".join(text.split())
    at = 0
    for start, end in sentences(words):
        assert start < end
        assert words[at:start].strip() == ""
        assert words[start:end].strip() == words[start:end]
        at = end
    assert words[at:].strip() == ""


def test_a_quote_widens_to_the_sentences_that_it_touches() -> None:
    words = "We keep logs. We never sell data unless you agree. Nobody else does. The end."
    start, end = sentences_around(words, words.index("sell"), words.index(" unless"))
    assert words[start:end] == "We never sell data unless you agree."
    start, end = sentences_around(words, words.index("agree"), words.index(" else"))
    assert words[start:end] == "We never sell data unless you agree. Nobody else does."


@pytest.mark.parametrize(
    ("words", "led"),
    [
        ("We keep few data. We share them with:", "We share them with:"),
        ("我们不出售。 我们共享：", "我们共享："),
        ("We share with: our bank.", None),
        ("We share with our bank.", None),
        ("", None),
    ],
)
def test_a_list_is_led_in_by_a_last_sentence_that_ends_in_a_colon(words: str, led: str | None) -> None:
    found = lead_in(words)
    assert (words[slice(*found)] if found else None) == led
