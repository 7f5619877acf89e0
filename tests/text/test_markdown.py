"""The parser loses no word: what CommonMark would hide or drop is text here."""

from __future__ import annotations

import pytest

from fineprint.text.markdown import REFUSED_NESTING, inline_text, parse, too_deep, unclosed_fence


def words(text: str) -> list[str]:
    """The words of all inline tokens and code blocks."""
    tokens = parse(text)
    return " ".join(
        inline_text(token) if token.type == "inline" else token.info + " " + token.content for token in tokens
    ).split()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Send it to <legal@acorn.example>.", "Send it to legal@acorn.example."),
        ("<div hidden>we sell</div>", "<div hidden>we sell</div>"),
        ("<!-- we sell -->", "<!-- we sell -->"),
        ("<script>\n\nx\n\n</script>", "<script> x </script>"),
        ("[label]: https://acorn.example 'we sell'", "[label]: https://acorn.example 'we sell'"),
        ("[a][b]\n\n[b]: /x", "[a][b] [b]: /x"),
        ("AT&amp;T &copy; 2020", "AT&T © 2020"),
        ("1\\. Not a list", "1. Not a list"),
        ("~~not sold~~", "not sold"),
        ("a ![we see](x.png) b", "a we see b"),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 | 4 |", "a b 1 2 3 4"),
        ("| a | b |\n|---|---|\n| 1 |", "a b 1"),
        ("| a |\n|---|\n| 1 \\| 2 | `x|y` | *z* |", "a 1 | 2 `x y` z"),
        ("a | b\n--|--\n1 | 2 | 3", "a b 1 2 3"),
    ],
)
def test_words_are_kept(text: str, kept: str) -> None:
    assert words(text) == kept.split()


def test_link_targets_stay_as_they_were_written() -> None:
    (_, inline, _) = parse("[x](JAVASCRIPT:a\u00e9%zz)")
    assert [child.attrs["href"] for child in inline.children or () if child.type == "link_open"] == [
        "JAVASCRIPT:a\u00e9%zz"
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plain", None),
        ("a\n\n" + "> " * (REFUSED_NESTING - 2) + "b", None),
        ("a\n\n" + "> " * REFUSED_NESTING + "b", 2),
    ],
)
def test_nesting_is_refused_before_the_parser_drops_words(text: str, line: int | None) -> None:
    tokens = parse(text)
    assert too_deep(tokens) == line
    assert "b" in words(text) or line is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n\n```\nb\n```", None),
        ("a\n\n```\nb", 2),
        ("~~~\nb\n```\n", 0),
        ("> ```\n> b\n\nc", 0),
        ("    ```\n    b", None),
    ],
)
def test_a_fence_that_never_closes_is_found(text: str, line: int | None) -> None:
    assert unclosed_fence(parse(text)) == line


def test_the_parser_keeps_nothing_between_texts() -> None:
    first = parse("[a]: /x\n\n[a]")
    parse("[b]: /y\n\n- c")
    assert [token.as_dict() for token in parse("[a]: /x\n\n[a]")] == [token.as_dict() for token in first]
