"""The splitter: a golden case per style, any text at all, and cost that grows with the text and no faster."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fineprint.outline import Draft, draft
from tools.score_outlines import compare, figures

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
#: Stands in a case for a blank at the end of a line, where an editor would take it away.
SHOWN_BLANK = "⎵"

SENTENCE = "The shop keeps the name and the street of each reader, so that a parcel finds its door."

NASTY = {
    "headings": "## Cards and lamps\n\n",
    "headings with text": f"## Cards and lamps\n\n{SENTENCE}\n\n",
    "bold lines": "**Cards and lamps**\n\n",
    "bold lines glued": f"**Cards and lamps**\n{SENTENCE}\n",
    "bold with capitals": f"**CARDS**\n\n{SENTENCE}\n\n**Lamps**\n\n{SENTENCE}\n\n",
    "list items": "* Cards and lamps\n",
    "numbered items": "1. **Cards and lamps**\n\n   A lamp.\n\n",
    "plain lines": "Cards And Lamps\n\n",
    "one paragraph": f"{SENTENCE}\nCards And Lamps\n",
    "one line": SENTENCE + " ",
    "one line of stars": "**a ",
    "one line of words and stars": "word ** word* _x_ ",
    "lines of stars": "**\n",
    "tables": "|  |\n|---|\n| a |\n\n",
    "page feet": "Rules 7 Page 1 of 3\n",
    "code spans over lines": "`a\nb` c\n",
}


def shown(made: Draft) -> list[str]:
    """A draft in the form of the golden cases."""

    def span(lines: tuple[int, int]) -> str:
        return f"{lines[0]}-{lines[1]}"

    return [
        f"reading {made.text_format.syntax} {made.text_format.paragraphs}",
        *(f"excluded {span(part.lines)} {part.kind}" for part in made.excluded),
        *(f"damage {span(part.lines)} {part.kind}" for part in made.damage),
        *(f"join {span(lines)}" for lines in made.text_format.keep_together),
        *(f"break {line}" for line in made.text_format.paragraph_before),
        *(
            f"{heading.lines[0] if heading.lines[0] == heading.lines[1] else span(heading.lines)}"
            f" {heading.level} {heading.id} {heading.heading}"
            for heading in made.headings
        ),
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_golden_case(case: Path) -> None:
    text, expected = case.read_text(encoding="utf-8").split("%%\n")
    assert shown(draft(text.replace(SHOWN_BLANK, " "))) == expected.splitlines()


def test_every_style_has_a_case() -> None:
    assert len(CASES) >= 20


def check(text: str) -> None:
    """What holds for the draft of any text."""
    made = draft(text)
    count = text.count("\n") + 1
    ids = [heading.id for heading in made.headings]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) and len(name) <= 48 for name in ids)
    places = [heading.lines for heading in made.headings]
    assert all(1 <= first <= last <= count for first, last in places)
    assert all(before[1] < after[0] for before, after in pairwise(places))
    levels = [heading.level for heading in made.headings]
    assert not levels or levels[0] == 1
    assert all(1 <= after <= before + 1 for before, after in pairwise(levels))
    excluded = [line for part in made.excluded for line in range(part.lines[0], part.lines[1] + 1)]
    headed = [line for first, last in places for line in range(first, last + 1)]
    assert len(set(excluded)) == len(excluded)
    assert not set(excluded) & set(headed)
    assert all(1 <= line <= count for line in excluded)
    assert all(heading.heading.strip() for heading in made.headings)
    assert draft(text) == made


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_a_draft(text: str) -> None:
    check(text)


PIECES = [
    *("# ", "## Cards", "Cards\n===", "**Cards**", "**", "** Cards **", "_Lamps_", "CARDS", "Cards And Lamps"),
    *("1. ", "1\\. Cards", "a. Cards", "  * ", "> ", "| a | b |", "---|---", "|", "---", "```", "`a", "Cards: "),
    *("**Cards:** ", SENTENCE, "\n", "\n\n", "  \n", "    ", "\r", "\t", "[x](#y)", "[](z)", "![p](q)", "<b>"),
    *("&amp;", "\u00a0", "\u2028", "\x00", "2031", "?", "."),
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_mixture_of_markup_has_a_draft(text: str) -> None:
    check(text)


def cost(text: str) -> float:
    """The CPU time of a draft."""
    began = time.process_time()
    draft(text)
    return time.process_time() - began


@pytest.mark.parametrize("name", NASTY)
def test_cost_grows_with_the_text(name: str) -> None:
    # Eight times the text costs eight times as much where the cost is linear, and 64 times where it is quadratic. What
    # counts is the least of three times, so that one is enough where it is good.
    text = NASTY[name] * max(1, 4_000 // len(NASTY[name]))
    most = 26 * max(min(cost(text) for _ in range(3)), 0.002)
    assert any(cost(text * 8) < most for _ in range(3))


def test_score_counts_neither_titles_nor_optional_headings() -> None:
    parts = ["# Rules", "## Rules", SENTENCE, "## Cards", SENTENCE, "**Lamps**", SENTENCE, "## Keys", SENTENCE]
    text = "\n\n".join(parts)
    policy = {
        "file": "rules.md",
        "title": {"line": 1},
        "ignore_lines": [3],
        "headings": [
            {"line": 7, "level": 1, "text": "Cards"},
            {"line": 11, "level": 2, "optional": True},
            {"line": 16, "lines": [15, 16], "level": 2, "alt_level": 3, "text": "Keys"},
            {"line": 17, "level": 1, "text": "Locks"},
        ],
    }
    score = compare(policy, draft(text))
    assert (score.hits, score.levels_right) == (2, 1)
    assert score.missed == [(17, "Locks")]
    assert score.surplus == []
    assert [line for line, _ in score.misplaced] == [15]
    assert figures([score]) == pytest.approx((1.0, 2 / 3, 0.8, 0.5))


@pytest.mark.parametrize(
    ("line", "excluded"),
    [
        ("Home > Legal > Privacy", True),
        ("Home » Rules of the lane", True),
        ("Choose Account > Data > Erase to have your data deleted.", False),
        ("In case of doubt: statute → contract → these rules.", False),
        ("Data is kept in Account > Data", False),
        ("Carriers > whoever carries a parcel for us over land or sea > receive names", False),
        ("選択：設定 > データ > 消去。", False),
        ("Home > Privacy?", False),
    ],
)
def test_a_breadcrumb_is_a_path_of_names_and_no_sentence(line: str, excluded: bool) -> None:
    made = draft(f"# Rules\n\n{line}\n\n## Names\n\n{SENTENCE}\n")
    assert ("breadcrumb" in {part.kind for part in made.excluded}) is excluded
