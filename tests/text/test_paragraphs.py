"""Paragraphs told apart as the record says, with the source lines they stand on."""

from __future__ import annotations

import pytest

from builders import Heading, entries_of, excluded
from fineprint.core.record import ExcludedLines, TextFormat
from fineprint.text.blocks import words_of
from fineprint.text.paragraphs import read_blocks

Told = list[tuple[tuple[int, int], str]]


def paragraphs(
    text: str, headings: tuple[Heading, ...] = (), away: tuple[ExcludedLines, ...] = (), **reading: object
) -> Told:
    """Lines and words of each block."""
    settings = TextFormat(**{"syntax": "markdown", "paragraphs": "blank", **reading})
    blocks = read_blocks(text.split("\n"), settings, away, entries_of(headings))
    return [(block.lines, words_of(block)) for block in blocks]


TEXT = "One\ntwo.\n\nThree\nfour."


@pytest.mark.parametrize("syntax", ["plain", "markdown"])
@pytest.mark.parametrize(
    ("reading", "told"),
    [
        ({"paragraphs": "blank"}, [((1, 2), "One two."), ((4, 5), "Three four.")]),
        ({"paragraphs": "wrapped"}, [((1, 2), "One two."), ((4, 5), "Three four.")]),
        ({"paragraphs": "line"}, [((1, 1), "One"), ((2, 2), "two."), ((4, 4), "Three"), ((5, 5), "four.")]),
        (
            {"paragraphs": "line", "keep_together": ((1, 2),)},
            [((1, 2), "One two."), ((4, 4), "Three"), ((5, 5), "four.")],
        ),
        (
            {"paragraphs": "blank", "paragraph_before": (5,)},
            [((1, 2), "One two."), ((4, 4), "Three"), ((5, 5), "four.")],
        ),
    ],
)
def test_each_way_of_reading(syntax: str, reading: dict[str, object], told: Told) -> None:
    assert paragraphs(TEXT, syntax=syntax, **reading) == told


@pytest.mark.parametrize("syntax", ["plain", "markdown"])
def test_excluded_lines_are_left_out_and_the_others_keep_their_numbers(syntax: str) -> None:
    assert paragraphs("A\nB\nC\n\nD", away=(excluded(2, 2),), syntax=syntax) == [
        ((1, 1), "A"),
        ((3, 3), "C"),
        ((5, 5), "D"),
    ]


@pytest.mark.parametrize("syntax", ["plain", "markdown"])
def test_a_heading_ends_the_paragraph_before_it_and_is_one_where_it_fills_its_line(syntax: str) -> None:
    text = "Before.\nCookies\nWe set one.\nIt is small."
    assert paragraphs(text, ((2, "Cookies"),), syntax=syntax) == [
        ((1, 1), "Before."),
        ((2, 2), "Cookies"),
        ((3, 4), "We set one. It is small."),
    ]


def test_words_after_a_heading_on_its_line_stay_with_the_next_line() -> None:
    assert paragraphs("Cookies. We set one\nand no other.", ((1, "Cookies."),)) == [
        ((1, 2), "Cookies. We set one and no other.")
    ]


def test_a_setext_heading_keeps_its_underline() -> None:
    assert paragraphs("Cookies\n-------\nWe set one.", ((1, "Cookies"),)) == [
        ((1, 2), "Cookies"),
        ((3, 3), "We set one."),
    ]


def test_a_table_holds_together_where_each_line_is_a_paragraph() -> None:
    text = "a\n| b | c |\n|---|---|\n| d | e |\nf"
    assert paragraphs(text, paragraphs="line") == [((1, 1), "a"), ((2, 4), "b c d e"), ((5, 5), "f")]


def test_markup_is_text_where_the_record_says_plain() -> None:
    assert paragraphs("# One *two*\n- three", syntax="plain") == [((1, 2), "# One *two* - three")]


def test_a_deeply_indented_heading_is_no_code() -> None:
    settings = TextFormat(syntax="markdown", paragraphs="blank")
    (block,) = read_blocks(["        Cookies"], settings, (), entries_of([(1, "Cookies")]))
    assert block.kind == "paragraph"
