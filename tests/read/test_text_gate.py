"""The gate of a policy's bytes: what is refused, what is doubted, on which line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import read_version
from fineprint.core.limits import BRACKETS_IN_BLOCK, LINE_CHARACTERS
from fineprint.read.text_gate import decode

PATH = "policies/acorn/privacy-policy/2020-03-04/policy.md"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"\xef\xbb\xbfWords.", [(1, 1, "warning", "text.bom")]),
        (b"One.\nTwo.\r\nThree.\r\n", [(2, 1, "warning", "text.crlf")]),
        (b"One.\nTwo\rhalf.", [(2, 4, "error", "text.control")]),
        (b"One.\n\nTwo \x07 bells.", [(3, 5, "error", "text.control")]),
        ("One.\nWe \u202enever\u202c sell.".encode(), [(2, 4, "error", "text.bidi")]),
        ("One.\nTwo\U000e0041.".encode(), [(2, 4, "error", "text.invisible")]),
        ("One.\nTwo\ufdd0.".encode(), [(2, 4, "error", "text.noncharacter")]),
        ("One.\nper\u00adsonal".encode(), [(2, 4, "warning", "text.invisible")]),
        ("One.\nTwo \ue001".encode(), [(2, 5, "warning", "text.private-use")]),
        ("One.\nthe user\ufffds".encode(), [(2, 9, "warning", "text.replacement")]),
        (f"One.\nz{chr(0x301) * 9}".encode(), [(2, 2, "warning", "text.combining")]),
        ("One.\nthe \u0420aypal way".encode(), [(2, 5, "warning", "text.mixed-script")]),
        ("One.\nthe userâ€™s data".encode(), [(2, 1, "warning", "text.mojibake")]),
        (b"", [(1, 1, "error", "policy.empty")]),
        (b" \n\n* * *\n", [(1, 1, "error", "policy.empty")]),
        (b"One.\n" + b"x" * (LINE_CHARACTERS + 1), [(2, 1, "error", "policy.line-too-long")]),
        (b"One.\n\nTwo\n" + b"[" * (BRACKETS_IN_BLOCK + 1), [(4, 1, "error", "markdown.complexity")]),
        (b"One.\n\n" + b"a [\n" * (BRACKETS_IN_BLOCK + 1), [(3, 1, "error", "markdown.complexity")]),
        (b"[\n\n" * (BRACKETS_IN_BLOCK + 1) + b"word", []),
        ("Plain “words” only.\n".encode(), []),
    ],
)
def test_what_is_refused_or_doubted(raw: bytes, told: list[tuple[int, int, str, str]]) -> None:
    text, problems = decode(raw, PATH)
    assert text is not None
    assert [(p.line, p.column, p.severity, p.code) for p in problems] == told
    assert {p.path for p in problems} <= {PATH}


@pytest.mark.parametrize(
    ("raw", "line", "hint"),
    [
        ("One.\nDer Schlüssel für Ihre Räume bleibt bei Ihnen.\n".encode("cp1252"), 2, "; it may be "),
        ("Wörter".encode("utf-16"), 1, "it may be utf_16"),
        (b"half a pair \xed\xa0\x80", 1, "is no UTF-8"),
    ],
)
def test_other_encodings_are_told_with_a_guess(raw: bytes, line: int, hint: str) -> None:
    text, problems = decode(raw, PATH)
    assert text is None
    assert [(p.line, p.severity, p.code) for p in problems] == [(line, "error", "text.utf8")]
    assert hint in problems[0].message


def test_line_ends_and_a_byte_order_mark_are_all_that_is_not_kept() -> None:
    assert decode(b"\xef\xbb\xbfOne  \r\n\r\n Two \n", PATH)[0] == "One  \n\n Two \n"


@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1))
def test_every_other_character_is_kept(text: str) -> None:
    decoded, _ = decode(text.encode(), PATH)
    wanted = text.removeprefix("\ufeff").replace("\r\n", "\n")
    assert decoded == (wanted if "\n" in wanted else wanted.replace("\r", "\n"))


@given(st.binary())
def test_no_bytes_raise(raw: bytes) -> None:
    text, problems = decode(raw, PATH)
    assert text is not None or problems


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("Words.\n\n" + "- " * 27 + "deep", 3, "markdown.nesting"),
        ("Words.\n\n" + "> " * 55 + "deep", 3, "markdown.nesting"),
        ("Words.\n\n" + "*a **b " * 60 + "c** d*" * 60, 3, "markdown.nesting"),
        ("Words.\n\n```\nNever closed.\n\nMore.", 3, "markdown.unclosed-fence"),
        ("Words.\n\nSee [acorn.example](https://acorn.example@oak.example/).", 3, "link.userinfo"),
        ("Words.\n\nSee [here](https://\u0430corn.example/).", 3, "link.idn"),
        ("Words.\n\nSee\n[https://acorn.example/x](https://oak.example/).", 4, "link.mismatch"),
        ("Words.\n\n- a\n- [www.acorn.example](http://oak.example)", 4, "link.mismatch"),
        ("Words.\n\n| a |\n|---|\n| [acorn.example](http://oak.example) |", 5, "link.mismatch"),
    ],
)
def test_what_markup_is_refused_or_doubted(text: str, line: int, code: str) -> None:
    _, problems = read_version(text)
    severity = "error" if code == "markdown.nesting" else "warning"
    assert (PATH, line, severity, code) in [(p.path, p.line, p.severity, p.code) for p in problems]


def test_a_closed_fence_and_shallow_lists_are_not_doubted() -> None:
    _, problems = read_version("Words.\n\n```\ncode\n```\n\n- a\n  - b\n    - c\n\n> - d\n")
    assert [p for p in problems if p.code.startswith("markdown")] == []


@pytest.mark.parametrize(
    ("text", "line", "severity", "code"),
    [
        ("We &#x202e;never&#x202C; sell.", 3, "error", "text.bidi"),
        ("- We\n- &#8238;never", 4, "error", "text.bidi"),
        ("| a |\n|---|\n| &#x2066;b |", 5, "error", "text.bidi"),
        ("Words&#xE0041;.", 3, "error", "text.invisible"),
        ("per&shy;sonal", 3, "warning", "text.invisible"),
        ("p&#x430;ypal", 3, "warning", "text.mixed-script"),
        ("We [keep](https://a.example 'it&#x202e;')", 3, "error", "text.bidi"),
    ],
)
def test_a_character_written_as_a_reference_meets_the_same_gate(text: str, line: int, severity: str, code: str) -> None:
    _, problems = read_version(f"Words.\n\n{text}\n")
    assert (line, severity, code) in [(problem.line, problem.severity, problem.code) for problem in problems]


@pytest.mark.parametrize("text", ["`&#x202e;` is a code", "\\&#x202e; is text", "Q&A &amp; &nbsp;more", "AT&#38;T"])
def test_what_only_looks_like_a_reference_is_not_doubted(text: str) -> None:
    _, problems = read_version(f"Words.\n\n{text}\n")
    assert [problem.code for problem in problems if problem.code.startswith("text.")] == []


def test_a_document_of_html_is_told() -> None:
    for text in (
        "<!DOCTYPE html><p>We sell.",
        " \n<!-- a -->\n<HTML lang=en>\nWe sell.",
        '<?xml version="1.0"?>\n<html>a',
    ):
        assert "policy.looks-like-html" in [problem.code for problem in decode(text.encode(), "p")[1]]
    for text in ("We write <html> here.", "<htmlx>We", "# The <body> of a policy"):
        assert decode(text.encode(), "p")[1] == []


def test_line_ends_of_carriage_returns_alone_are_read_with_a_notice() -> None:
    text, problems = decode(b"One.\rTwo.\r", "p")
    assert text == "One.\nTwo.\n"
    assert [(problem.code, problem.severity) for problem in problems] == [("text.cr", "notice")]
    assert "text.control" in [problem.code for problem in decode(b"One.\rTwo.\nThree.", "p")[1]]
