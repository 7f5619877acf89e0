"""Marks lie on the quoted words and change no character."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fineprint.publish.highlights import Highlight, with_highlights
from fineprint.publish.policy_html import render_block
from fineprint.text.blocks import Run, markdown_blocks, words_of
from fineprint.text.markdown import parse


def _block(text):
    return markdown_blocks(parse(text), list(range(1, text.count("\n") + 2)))[0]


def _characters(block):
    return "".join(run.text for run in block.runs) + "".join(_characters(child) for child in block.children)


def _under_mark(block):
    own = "".join(run.text for run in block.runs if any(tag[0] == "mark" for tag in run.tags))
    return own + "".join(_under_mark(child) for child in block.children)


TEXTS = st.sampled_from(
    [
        "We **do not** sell  your\ndata to anyone.",
        "- first *item* with\n  two lines\n- second\n  - nested words\n",
        "| a b | c |\n|---|---|\n| d  e | f |\n",
        "a [link with words](https://vendor.example/x) and `code`",
    ]
)


@given(TEXTS, st.integers(0, 30), st.integers(1, 30))
def test_a_span_marks_its_folded_words_and_nothing_else(text, start, length):
    block = _block(text)
    words = words_of(block)
    end = min(start + length, len(words))
    made = with_highlights(block, [Highlight(start=start, end=end, label="why")])
    assert words_of(made) == words
    assert _characters(made) == _characters(block)
    assert "".join(_under_mark(made).split()) == "".join(words[start:end].split())


def test_overlapping_spans_share_their_words():
    block = _block("one two three four")
    made = with_highlights(block, [Highlight(start=0, end=7, label="A"), Highlight(start=4, end=13, label="B")])
    assert render_block(made) == (
        '<p><mark title="A">one </mark><mark title="A; B">two</mark><mark title="B"> three</mark> four</p>'
    )


def test_a_mark_inside_emphasis_nests():
    block = _block("We **do not sell** data")
    assert render_block(with_highlights(block, [Highlight(start=6, end=14, label="A")])) == (
        '<p>We <strong>do <mark title="A">not sell</mark></strong> data</p>'
    )


def test_no_span_leaves_the_block_itself():
    block = replace(_block("words"), runs=(Run("words"),))
    assert with_highlights(block, []) is block
