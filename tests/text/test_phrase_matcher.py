"""The phrase matcher: what counts as an occurrence, where it stands, and what it costs."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fineprint.text.phrase_matcher import compile_phrases


def found(phrases: list[str], text: str, *, longest: bool = False) -> list[tuple[str, str]]:
    """(words of the text, phrase) for each place."""
    return [
        (text[start:end], phrase) for start, end, phrase in compile_phrases(tuple(phrases)).find(text, longest=longest)
    ]


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("cookies", "cookies", "cookies"),
        ("cookies", "Our COOKIES.", "COOKIES"),
        ("law enforcement", "to law  \n enforcement agencies", "law  \n enforcement"),
        ("law enforcement", "law\u00a0enforcement", "law\u00a0enforcement"),
        ("child*", "a child's toy", "child"),
        ("child*", "all Children here", "Children"),
        ("third part* who", "third parties who", "third parties who"),
        ("children's privacy", "Children’s Privacy", "Children’s Privacy"),
        ("do not track", "a Do Not Track signal", "Do Not Track"),
        ("opt-out", "you may opt\u2011out of it", "opt\u2011out"),
        ("opt-out", "(opt-out)", "opt-out"),
        ("opt", "opt-out", "opt"),
        ("third party", "a third-party tool", "third-party"),
        ("third-part*", "third parties", "third parties"),
        ("opt-out", "you may opt out", "opt out"),
        ("wi fi", "by Wi\u2013Fi only", "Wi\u2013Fi"),
        ("personal data", "your p\u0435rs\u043enal d\u0430ta", "p\u0435rs\u043enal d\u0430ta"),
        ("sale", "the \u0405\u0410LE of it", "\u0405\u0410LE"),
        ("cookies", "\uff43ookie\uff53", "\uff43ookie\uff53"),
        ("море", "ЧЁРНОЕ МОРЕ", "МОРЕ"),
        ("office", "our o\ufb03ce", "o\ufb03ce"),
        ('policy") applies', "this Policy (the “Policy”) applies to", "Policy”) applies"),
        ("privacy@", "write to privacy@example.com", "privacy@"),
        ("1798.83", "Civil Code § 1798.83.", "1798.83"),
        ("100%", "not 100% secure", "100%"),
        ("third party", "of a third-\nparty", "third-\nparty"),
        *(("unless", f"sold un{unseen}less", f"un{unseen}less") for unseen in "\u034f\u061c\u115f\u200e\u3164\ufe0f"),
        ("retention", "re\u00adten\u00adtion period", "re\u00adten\u00adtion"),
        ("café", "the cafe\u0301 next door", "cafe\u0301"),
        ("straße", "STRASSE", "STRASSE"),
        ("données personnelles", "vos DONNÉES personnelles", "DONNÉES personnelles"),
        ("subpoena", "**subpoena**", "subpoena"),
        ("end of it", "the end of it", "end of it"),
    ],
)
def test_found(phrase: str, text: str, words: str) -> None:
    assert found([phrase], text) == [(words, phrase)]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("cookie", "cookies"),
        ("rent", "parental and current"),
        ("law enforcement", "law, enforcement"),
        ("opt-out", "opt - out"),
        ("opt out", "optout"),
        ("end of it", "the end of"),
        ("child*", "grandchild"),
        ("cookies", ""),
    ],
)
def test_not_found(phrase: str, text: str) -> None:
    assert found([phrase], text) == []


def test_all_overlapping_places_are_reported_in_order() -> None:
    phrases = ["credit card", "card security code", "security", "secur*", "credit card security code"]
    assert found(phrases, "a credit card security code") == [
        ("credit card security code", "credit card security code"),
        ("credit card", "credit card"),
        ("card security code", "card security code"),
        ("security", "secur*"),
        ("security", "security"),
    ]


def test_longest_leaves_out_what_lies_within() -> None:
    phrases = ["credit card", "security", "credit card security code"]
    text = "security of a credit card security code"
    assert found(phrases, text, longest=True) == [
        ("security", "security"),
        ("credit card security code", "credit card security code"),
    ]


def test_longest_keeps_partial_overlaps_and_equal_places() -> None:
    assert found(["third party", "party cookies"], "third party cookies", longest=True) == [
        ("third party", "third party"),
        ("party cookies", "party cookies"),
    ]
    assert [phrase for _, phrase in found(["cookies", "cookie*"], "cookies", longest=True)] == ["cookie*", "cookies"]


def test_repeated_phrases_count_once_and_repeated_places_each() -> None:
    assert len(found(["sold", "sold"], "sold, sold and sold")) == 3


@pytest.mark.parametrize("phrase", ["", "  ", "*", "*ing", "cook*ies", "a * b", "\u00ad"])
def test_malformed_phrases_are_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="phrase"):
        compile_phrases((phrase,))


WORDS = st.sampled_from(["a", "b", "ab", "B", "b-a", "a's"])


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), max_size=6), st.lists(WORDS, max_size=12))
def test_agrees_with_a_plain_search(phrases: list[str], words: list[str]) -> None:
    text = " ".join(words)
    expected = {
        (match.start(), match.start() + len(phrase), phrase)
        for phrase in phrases
        for match in re.finditer(
            rf"(?<![a-zA-Z])(?={re.escape(phrase.replace('-', ' '))}(?![a-zA-Z]))",
            text.replace("-", " "),
            re.IGNORECASE,
        )
    }
    assert set(compile_phrases(tuple(phrases)).find(text)) == expected


def test_cost_grows_with_the_text_alone() -> None:
    phrases = [" ".join(["data"] * n) for n in range(1, 9)] + [f"data{n}*" for n in range(2000)]
    matcher = compile_phrases(tuple(phrases))

    def seconds(words: int) -> float:
        text = "data " * words
        began = time.process_time()
        matcher.find(text, longest=True)
        return time.process_time() - began

    seconds(1000)
    assert seconds(32_000) < 40 * max(seconds(4000), 0.004)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("收集", "我们收集您的姓名。", [(2, 4)]),
        ("収集し", "当社は収集します", [(3, 6)]),
        ("个人 信息", "个人 信息，个人信息", [(0, 5)]),
        ("收集*", "我们收集您", [(2, 4)]),
        ("app 信息", "我们的app 信息", [(3, 9)]),
        ("信息", "我们 收 集", []),
    ],
)
def test_scripts_without_blanks_are_searched_sign_by_sign(phrase: str, text: str, found: list[tuple[int, int]]) -> None:
    assert [(start, end) for start, end, _ in compile_phrases((phrase,)).find(text)] == found
