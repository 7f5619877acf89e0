"""Characters that hide, reorder or corrupt words, wherever on a line they stand."""

from __future__ import annotations

import pytest
from ftfy.badness import is_bad
from hypothesis import given
from hypothesis import strategies as st

from fineprint.text.characters import suspicious

FORBIDDEN = [
    ("\x00", "text.control"),
    ("\x1b", "text.control"),
    ("\x0b", "text.control"),
    ("\r", "text.control"),
    ("\x85", "text.control"),
    ("\u2028", "text.control"),
    ("\u202e", "text.bidi"),
    ("\u2066", "text.bidi"),
    ("\U000e0041", "text.invisible"),
    ("\U000e0100", "text.invisible"),
    ("\ufdd0", "text.noncharacter"),
    ("\uffff", "text.noncharacter"),
    ("\U0001fffe", "text.noncharacter"),
    ("\U0010ffff", "text.noncharacter"),
    ("\ud800", "text.surrogate"),
    ("\udfff", "text.surrogate"),
]
DOUBTFUL = [
    ("\u00ad", "text.invisible"),
    ("\u200b", "text.invisible"),
    ("\u2060", "text.invisible"),
    ("\ufeff", "text.invisible"),
    ("\u200d", "text.invisible"),
    ("\ue000", "text.private-use"),
    ("\U0010fffd", "text.private-use"),
    ("\ufffd", "text.replacement"),
]


@pytest.mark.parametrize("before", ["", "x", "We keep ", "We keep\nand sell "])
@pytest.mark.parametrize(
    ("char", "code", "severity"),
    [(*row, "error") for row in FORBIDDEN] + [(*row, "warning") for row in DOUBTFUL],
)
def test_a_suspicious_character_is_seen_wherever_it_stands(before: str, char: str, code: str, severity: str) -> None:
    found = [(offset, how, what) for offset, how, what, _ in suspicious(f"{before}{char}y")]
    assert (len(before), severity, code) in found


@pytest.mark.parametrize(
    ("text", "code", "offset"),
    [
        ("ok\nz" + "\u0301" * 9, "text.combining", 4),
        *(
            (f"ok\nun{unseen}less", "text.invisible", 5)
            for unseen in "\u034f\u061c\u115f\u200e\u2065\u3164\ufe0f\uffa0"
        ),
        ("ok\nZ\u043e\u043em collects", "text.mixed-script", 3),
        ("ok\nZ\u03bf\u03bfm collects", "text.mixed-script", 3),
        ("ok\n\uff37\uff45 sell", "text.look-alike", 3),
        ("ok\n\U0001d404\U0001d405 sell", "text.look-alike", 3),
        ("ok\nthe userâ€™s data", "text.mojibake", 3),
    ],
)
def test_doubtful_letters_are_seen(text: str, code: str, offset: int) -> None:
    assert [(at, what) for at, how, what, _ in suspicious(text) if how == "warning"] == [(offset, code)]


@pytest.mark.parametrize(
    "text",
    [
        "Plain words,\n\ttabs and\nnew lines.",
        "“Quotes” – dashes — ellipsis … § 4 ® ™ €",
        "naïve café Zürich Łódź",
        "call \u260e\ufe0f or 1\ufe0f\u20e3, and \u200fالخصوصية (Acorn\u200e)",
        "политика конфиденциальности",
        "سياسة الخصوصية",
        "プライバシーポリシー",
        "株式会社\uff2f\uff35\uff32の規約",
        "Ελληνικά και English, 5 \u00b5m, \u03b2-carotene",
        "नीति क्\u200dष",
        "👩🏽‍💻 family 👨‍👩‍👧",
        "e\u0301 n\u0303",
    ],
)
def test_ordinary_writing_is_not_suspicious(text: str) -> None:
    assert list(suspicious(text)) == []


def test_a_code_is_said_once_a_line() -> None:
    found = list(suspicious("\x00\x00 \x00\nclean\n a\x00\x00"))
    assert [offset for offset, *_ in found] == [0, 13]


def test_a_message_names_the_character_and_what_to_do() -> None:
    ((_, _, _, message),) = suspicious("\x07")
    assert message == "control character U+0007: keep another capture, or take it out at its source"


@given(st.text(), st.sampled_from(FORBIDDEN), st.text())
def test_nothing_around_hides_a_forbidden_character(before: str, row: tuple[str, str], after: str) -> None:
    char, code = row
    assert code in {what for _, how, what, _ in suspicious(before + char + after) if how == "error"}


@given(st.text(alphabet="a Z\n\xa0©®·‘’“”–—…•™.9", min_size=2))
def test_typographic_marks_alone_are_never_doubtful(text: str) -> None:
    assert not is_bad(text)
    assert list(suspicious(text)) == []
