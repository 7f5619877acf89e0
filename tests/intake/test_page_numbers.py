"""Numbers of lists and headings as a browser shows them, written where Markdown can't count."""

from __future__ import annotations

import pytest
from test_page_blocks import markdown

from fineprint.intake.html import read_element
from fineprint.intake.html_numbers import written


@pytest.mark.parametrize(
    ("value", "style", "said"),
    [
        (4, "upper-roman", "IV"),
        (1999, "lower-roman", "mcmxcix"),
        (4000, "upper-roman", "4000"),
        (27, "lower-alpha", "aa"),
        (0, "lower-alpha", "0"),
        (3, "lower-greek", "γ"),
        (7, "decimal-leading-zero", "07"),
        (12, "cjk-ideographic", "十二"),
        (5, "unheard-of", "5"),
    ],
)
def test_a_number_in_a_style(value: int, style: str, said: str) -> None:
    assert written(value, style) == said


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('<ol type="I"><li>one</li><li>two</li></ol>', "- I. one\n- II. two"),
        ('<ol type="I" start="4"><li>x<ol type="a"><li>y</li><li>z</li></ol></li></ol>', "- IV. x\n  - a. y\n  - b. z"),
        ("<ol reversed><li>x</li><li>y</li></ol>", "2. x\n1. y"),
        ("<ol reversed start=5><li>x</li><li>y</li></ol>", "5. x\n4. y"),
        ("<ol><li>x</li><li value=7>y</li><li>z</li></ol>", "1. x\n7. y\n8. z"),
        ("<ol start=0><li>x</li></ol>", "0. x"),
        ("<ol start=-1><li>x</li><li>y</li></ol>", "- \\-1. x\n\n0. y"),
        ('<ol style="list-style: none"><li>x</li></ol>', "- x"),
        ('<ol style="list-style: lower-roman inside"><li>x</li></ol>', "- i. x"),
        ('<ul style="list-style-type: decimal"><li>x</li><li>y</li></ul>', "1. x\n2. y"),
        ("<ol><li></li><li>y</li></ol>", "2. y"),
        (
            '<ol type="a"><li><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table></li></ol>',
            "- a.\n\n  | A | B |\n  |---|---|\n  | 1 | 2 |",
        ),
        ('<ol type="a"><li><h3>Gates</h3>shut</li></ol>', "- ### a. Gates\n\n  shut"),
    ],
)
def test_a_list_keeps_the_numbers_that_a_browser_shows(body: str, text: str) -> None:
    assert markdown(body) == text


def test_counters_of_a_style_sheet_are_counted() -> None:
    head = """<style>
      main { counter-reset: part 3 }
      h2 { counter-increment: part; counter-reset: rule }
      h2::before { content: "Part " counter(part, upper-roman) ": " }
      .rule:before { counter-increment: rule; content: counter(part) "." counter(rule) "\\00a0" }
      ol { counter-reset: item; list-style-type: none }
      ol > li { counter-increment: item; display: block }
      ol > li::before { content: "(" counter(item, lower-alpha) ") " }
      ol ol > li::before { content: counters(item, ".") " " }
    </style>"""
    body = (
        "<h2>Gates</h2><p class=rule>Shut.</p><p class=rule hidden>No.</p><p class=rule>Locked.</p>"
        "<h2>Dues</h2><p class=rule>Paid.</p><ol><li>coin<ol><li>old</li></ol></li><li>note</li></ol>"
    )
    assert markdown(body, head) == (
        "## Part IV: Gates\n\n4\\.1 Shut.\n\n4\\.2 Locked.\n\n## Part V: Dues\n\n5\\.1 Paid.\n\n"
        "- (a) coin\n  - 1\\.1 old\n- (b) note"
    )


def test_marks_of_a_style_sheet_that_are_no_numbers_are_left() -> None:
    head = '<style>li::before {content: "→ "} p::before {content: "Note: "}</style>'
    assert markdown("<ul><li>x</li></ul><p>y</p>", head) == "- x\n\ny"


@pytest.mark.parametrize(
    ("body", "is_so"),
    [('<ol type="a"><li>x</li></ol>', True), ("<ol><li>x</li></ol>", False), ("<p>(a) x</p>", False)],
)
def test_it_is_told_whether_numbers_were_written_out(body: str, is_so: bool) -> None:
    assert read_element(f"<main>{body}</main>", None, None).written_out is is_so


def test_a_table_that_only_sets_numbers_is_a_list() -> None:
    body = "<table><tr><td>1.</td><td>First</td></tr><tr><td>(b)</td><td>Second</td></tr></table>"
    assert markdown(body) == "- 1\\. First\n- (b) Second"


@pytest.mark.parametrize(
    ("heads", "said"),
    [(("Gates", "Dues", "End"), True), (("1. Gates", "2. Dues", "3. End"), False), (("Gates", "Dues"), False)],
)
def test_numbers_that_another_style_sheet_may_make_are_missed(heads: tuple[str, ...], said: bool) -> None:
    body = "".join(
        f"<h2>{head}</h2><p>As section {at} above says, see clause 3.</p>" for at, head in enumerate(heads, 1)
    )
    page = f'<head><link rel="stylesheet" href="x.css"></head><body><main>{body}</main></body>'
    made = read_element(page, None, None)
    assert any("refers to its sections" in line for line in made.said) is said
    assert [note.kind for note in made.damage] == ["numbering"] * said


def test_references_to_statutes_are_none_to_the_text() -> None:
    body = "".join(f"<h2>{head}</h2><p>See section 4 of the Act, section 5, title 2.</p>" for head in ("A", "B", "C"))
    page = f'<head><link rel="stylesheet" href="x.css"></head><body><main>{body}</main></body>'
    assert not any("refers to" in line for line in read_element(page, None, None).said)
