"""Tables of a page: each value keeps its column's head and its row, and layout is no table."""

from __future__ import annotations

import pytest
from test_page_blocks import markdown

from fineprint.intake.html import read_element

WORDS = "Rent is due in May of each year;"
LONG = f"<td>{WORDS}</td>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        # A cell that spans rows or columns stands in each.
        (
            "<table><tr><th>Data</th><th>Why</th><th>Kept</th></tr><tr><td>Name</td><td rowspan=2>dues</td>"
            "<td>1</td></tr><tr><td>Hut</td><td>2</td></tr></table>",
            "| Data | Why | Kept |\n|---|---|---|\n| Name | dues | 1 |\n| Hut | dues | 2 |",
        ),
        (
            "<table><tr><th>A</th><th colspan=2>B</th></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>",
            "| A | B | B |\n|---|---|---|\n| 1 | 2 | 3 |",
        ),
        (
            "<table><tr><th rowspan=2>A</th><th colspan=2>B</th></tr><tr><th>b</th><th>c</th></tr>"
            "<tr><td>1</td><td>2</td><td>3</td></tr></table>",
            "| A | B | B |\n|---|---|---|\n| A | b | c |\n| 1 | 2 | 3 |",
        ),
        # One across all columns heads the rows below it and is written once.
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td colspan=2>Huts</td></tr><tr><td>1</td><td>2</td></tr></table>",
            "| A | B |\n|---|---|\n| Huts |  |\n| 1 | 2 |",
        ),
        # What a cell holds stays in it.
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td><ol><li>x</li><li>y</li></ol></td><td><h4>Head</h4></td></tr></table>",
            "| A | B |\n|---|---|\n| 1\\. x<br>2\\. y | **Head** |",
        ),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td><p>x</p><p>y</p></td><td>a<br>b | c</td></tr></table>",
            "| A | B |\n|---|---|\n| x<br>y | a<br>b \\| c |",
        ),
        (
            "<table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>",
            "|  |  |\n|---|---|\n| A | 1 |\n| B | 2 |",
        ),
        (
            "<table><tr><td><b>A</b></td><td><b>B</b></td></tr><tr><td>1</td><td>2</td></tr></table>",
            "| **A** | **B** |\n|---|---|\n| 1 | 2 |",
        ),
        (
            "<table><caption>Dues</caption><tr><th>A</th><th>B</th></tr><tr><td>1</td></tr></table>",
            "Dues\n\n| A | B |\n|---|---|\n| 1 |  |",
        ),
        # Heads that no markup calls so, and a line across all columns above them.
        (
            "<table><tr><td colspan=2>Huts</td></tr><tr><td>Data</td><td>Why</td></tr>"
            f"<tr><td>Name of holder</td>{LONG}</tr><tr><td>Street of holder</td>{LONG}</tr></table>",
            f"Huts\n\n| Data | Why |\n|---|---|\n| Name of holder | {WORDS} |\n| Street of holder | {WORDS} |",
        ),
        # A name beside what it stands for has none.
        (
            f"<table><tr><td>Holder</td><td>Acorn</td></tr><tr><td>Rent</td>{LONG}</tr><tr><td>Water</td>{LONG}</tr></table>",
            f"|  |  |\n|---|---|\n| Holder | Acorn |\n| Rent | {WORDS} |\n| Water | {WORDS} |",
        ),
        # Long cells in rows that are all alike are those of a table.
        (
            "<table>" + f"<tr><td>Rent</td><td>{WORDS * 30}</td></tr>" * 3 + "</table>",
            "|  |  |\n|---|---|\n" + "\n".join([f"| Rent | {WORDS * 30} |"] * 3),
        ),
        # Layout.
        ("<table><tr><td><b>RULES</b><br><br>We let huts.</td></tr></table>", "**RULES**\n\nWe let huts."),
        ("<table><tr><td>Side</td><td><h2>Rules</h2><p>Text</p></td></tr></table>", "Side\n\n## Rules\n\nText"),
        (
            '<table role="presentation"><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
            "a\n\nb\n\nc\n\nd",
        ),
        (
            "<table><tr><td><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table></td></tr></table>",
            "| A | B |\n|---|---|\n| 1 | 2 |",
        ),
    ],
)
def test_a_table_becomes(body: str, text: str) -> None:
    assert markdown(body) == text


def test_long_cells_are_parts_of_the_page_behind_the_heads_of_their_columns() -> None:
    long = "Huts are let to holders of plots. " * 100
    body = (
        f"<table><tr><th>Rule</th><th>In short</th></tr><tr><td><p>{long}</p></td><td>Huts are let.</td></tr></table>"
    )
    assert markdown(body).split("\n\n") == ["Rule", "In short", f"Rule: {long.strip()}", "In short: Huts are let."]


def test_a_repeated_cell_is_recorded_at_the_line_of_its_table() -> None:
    rows = "<tr><th>A</th><th>B</th></tr><tr><td rowspan=2>1</td><td>2</td></tr><tr><td>3</td></tr>"
    (note,) = read_element(f"<main><p>Huts</p><table>{rows}</table></main>", None, None).damage
    assert (note.lines, note.kind) == ((3, 3), "repeated")
