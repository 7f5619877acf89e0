"""Blocks and runs: the words of a text, their lines and their marks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fineprint.text.blocks import (
    Block,
    Run,
    canonical,
    fold,
    has_words,
    markdown_blocks,
    plain_blocks,
    split_runs,
    words_of,
)
from fineprint.text.markdown import parse


def blocks_of(text: str) -> list[Block]:
    """Blocks of a Markdown text whose lines are its own."""
    return markdown_blocks(parse(text), range(1, text.count("\n") + 2))


@pytest.mark.parametrize(
    ("text", "outline"),
    [
        ("One.\n\nTwo\nlines.", [("paragraph", (1, 1), "One."), ("paragraph", (3, 4), "Two lines.")]),
        ("# One\n\nTwo\n---", [("heading", (1, 1), "One"), ("heading", (3, 4), "Two")]),
        ("- a\n- b\n  c\n\nd", [("list", (1, 3), "a b c"), ("paragraph", (5, 5), "d")]),
        ("> a\n> b", [("quote", (1, 2), "a b")]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\nc", [("table", (1, 3), "a b 1 2"), ("paragraph", (5, 5), "c")]),
        ("```sh\nls\n```", [("pre", (1, 3), "sh ls")]),
        ("    ls", [("pre", (1, 1), "ls")]),
        ("***", [("rule", (1, 1), "")]),
        ("**a** _b_ ~~c~~ `d`", [("paragraph", (1, 1), "a b c d")]),
        ("a**b**c", [("paragraph", (1, 1), "abc")]),
        ("a  \nb<br>c<BR />d\\\ne", [("paragraph", (1, 3), "a b c d e")]),
        ('[a](/x "title") ![b](/y "more")', [("paragraph", (1, 1), "a title b more")]),
        ("[](/x) ![](/y)", [("paragraph", (1, 1), "")]),
        ("<https://acorn.example>", [("paragraph", (1, 1), "https://acorn.example")]),
    ],
)
def test_blocks_have_lines_and_words(text: str, outline: list[tuple[str, tuple[int, int], str]]) -> None:
    assert [(block.kind, block.lines, words_of(block)) for block in blocks_of(text)] == outline


@pytest.mark.parametrize(
    ("text", "marker", "items"),
    [
        ("- a\n- b", "ul", ["", ""]),
        ("1. a\n2. b", ".", ["1", "2"]),
        ("3) a\n3) b\n07) c", ")", ["3", "3", "07"]),
    ],
)
def test_list_numbers_are_as_they_were_written(text: str, marker: str, items: list[str]) -> None:
    (block,) = blocks_of(text)
    assert block.marker == marker
    assert [item.marker for item in block.children] == items


def test_runs_carry_their_marks_and_lines() -> None:
    (block,) = blocks_of("A **b [c](/x)\n*d*** <br>")
    assert tuple(replace(run, tags=tuple(tag[:2] for tag in run.tags)) for run in block.runs) == (
        Run("A ", (), 1),
        Run("b ", (("strong",),), 1),
        Run("c", (("strong",), ("a", "/x")), 1),
        Run("\n", (("strong",),), 1),
        Run("d", (("strong",), ("em",)), 2),
        Run(" ", (), 2),
        Run("\n", (("br",),), 2),
    )


def test_links_without_words_keep_their_targets() -> None:
    (block,) = blocks_of("[](/a) ![](/b) <c@d.example>")
    assert [tuple(tag[:2] for tag in run.tags) for run in block.runs if run.tags] == [
        (("empty", "/a"),),
        (("image", "/b"),),
        (("auto", "mailto:c@d.example"),),
    ]


def test_a_text_without_markup_is_paragraphs_alone() -> None:
    made = plain_blocks([[(1, "# No *markup*")], [(3, "two"), (4, "lines")]], breaks=True)
    assert [(block.kind, block.lines, words_of(block)) for block in made] == [
        ("paragraph", (1, 1), "# No *markup*"),
        ("paragraph", (3, 4), "two lines"),
    ]
    assert made[1].runs[1] == Run("\n", (("br",),), 3)
    assert plain_blocks([[(3, "two"), (4, "lines")]], breaks=False)[0].runs[1].tags == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [("a", True), ("7", True), ("ü", True), ("漢", True), ("___ * -", False), ("…", False), ("", False)],
)
def test_a_word_is_a_letter_or_a_digit(text: str, words: bool) -> None:
    assert has_words(Block("quote", (1, 1), (), (Block("paragraph", (1, 1), (Run(text),)),))) is words


@given(st.text())
def test_folding_and_canonical_form_settle_at_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert canonical(canonical(text)) == canonical(text)
    assert fold(text).split() == text.split()


def test_two_spellings_of_a_letter_are_one_in_a_digest() -> None:
    assert canonical("cafe\u0301 \u00a0\n x") == canonical("caf\u00e9 x") == "café x"


RUNS = st.lists(
    st.builds(Run, st.text(max_size=5), st.sampled_from([(), (("strong",),), (("empty", "/x"),)]), st.integers(1, 9)),
    max_size=6,
)


@given(RUNS, st.integers(0, 40))
def test_runs_are_split_without_loss(runs: list[Run], at: int) -> None:
    before, after = split_runs(runs, at)
    text = "".join(run.text for run in runs)
    assert "".join(run.text for run in before) == text[:at]
    assert "".join(run.text for run in after) == text[at:]
    marks = [(run.tags, run.line) for run in (*before, *after)]
    for run in runs:
        assert (run.tags, run.line) in marks
    assert len(marks) <= len(runs) + 1
