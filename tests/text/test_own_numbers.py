"""The numbers that a text gives its own items, and how they are cited together."""

from __future__ import annotations

import pytest

from builders import good_version
from fineprint.core.lines import Lines
from fineprint.core.model import OutlineEntry
from fineprint.read.sections import cut
from fineprint.text.blocks import markdown_blocks
from fineprint.text.markdown import parse
from fineprint.text.own_numbers import cited_numbers, is_numbered, own_number


def cited(text: str, *headings: tuple[str, int, int]) -> dict[str, str]:
    """What the own numbers of a text call its places; headings as (words, line, level)."""
    entries = [
        OutlineEntry(id=f"s{number}", lines=Lines.at(line), level=level, heading=words)
        for number, (words, line, level) in enumerate(headings, 1)
    ]
    preamble = OutlineEntry(id="preamble", lines=None, level=1, heading="")
    lines = text.split("\n")
    sections, _ = cut(markdown_blocks(parse(text), range(1, len(lines) + 1)), [preamble, *entries])
    return cited_numbers(sections)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("(b) pays", "(b)"),
        ("b) pays", "b)"),
        ("IV. pays", "IV."),
        ("(iii) pays", "(iii)"),
        ("1.2 Pays", "1.2"),
        ("1.2.10. Pays", "1.2.10."),
        ("3. pays", "3."),
        ("12 months", None),
        ("a plot", None),
        ("I pay", None),
        ("(c) 2024 Acorn", None),
        ("(c) Copyright Acorn", None),
        ("(sic) pays", None),
        ("iiii. pays", None),
        ("2024. That year", None),
        ("3.", None),
    ],
)
def test_a_number_is_one_with_a_mark_or_several_parts(words: str, written: str | None) -> None:
    found = own_number(words)
    assert (found.written if found else None) == written


@pytest.mark.parametrize(
    ("text", "numbered"),
    [
        ("- (a) one\n- (b) two", True),
        ("- III. one\n- IV. two", True),
        ("- 3\\. one\n- 2\\. two", True),
        ("- (a) one\n- two", False),
        ("- (a) one\n- (c) two", False),
        ("- one\n- two", False),
        ("1. one\n2. two", False),
    ],
)
def test_a_list_is_numbered_where_every_item_begins_with_the_next_number(text: str, numbered: bool) -> None:
    (block,) = markdown_blocks(parse(text), range(1, 9))
    assert is_numbered(block) is numbered


def test_nested_items_are_cited_by_all_numbers_above_them() -> None:
    text = "1. Plots.\n   1. Size.\n   2. Use.\n      1. Trees.\n2. Rent.\n   1. Delay."
    assert list(cited(text).values()) == ["item 1", "item 1.1", "item 1.2", "item 1.2.1", "item 2", "item 2.1"]


def test_a_section_with_a_number_stands_before_its_items() -> None:
    text = "# 4. Duties\n\nWho rents shall:\n\n- (a) pay;\n- (b) keep to\n  - (i) paths\n  - (ii) hours"
    assert cited(text, ("4. Duties", 1, 1)) == {
        "s1": "section 4",
        "s1.2.1": "section 4(a)",
        "s1.2.2": "section 4(b)",
        "s1.2.2.1": "section 4(b)(i)",
        "s1.2.2.2": "section 4(b)(ii)",
    }


def test_a_letter_goes_on_where_letters_ran_and_is_roman_where_they_did_not() -> None:
    text = "# 1. Duties\n\n" + "\n\n".join(f"({mark}) x" for mark in ("h", "i", "j", "k", "i", "ii", "l"))
    assert [*cited(text, ("1. Duties", 1, 1)).values()][1:] == [
        f"section 1{said}" for said in ("(h)", "(i)", "(j)", "(k)", "(k)(i)", "(k)(ii)", "(l)")
    ]


def test_a_number_of_several_parts_says_all_by_itself() -> None:
    assert cited("# 5 Rent\n\n5.1 Due in May.\n\n(a) in coin", ("5 Rent", 1, 1)) == {
        "s1": "section 5",
        "s1.1": "section 5.1",
        "s1.2": "section 5.1(a)",
    }


def test_what_is_not_certain_has_no_number() -> None:
    text = "# 5. Rent\n\n(a) Due in May.\n\nOther words.\n\n1. one\n2. two"
    assert cited(text, ("5. Rent", 1, 1)) == {"s1": "section 5", "s1.1": "section 5(a)"}


def test_a_list_that_counts_down_keeps_its_own_numbers() -> None:
    assert list(cited("3. three\n2. two\n1. one").values()) == ["item 3", "item 2", "item 1"]


def test_a_subsection_hangs_on_the_section_above_it() -> None:
    text = "# 4. Rent\n\n## (b) Delay\n\n(i) A fee."
    assert cited(text, ("4. Rent", 1, 1), ("(b) Delay", 3, 2)) == {
        "s1": "section 4",
        "s2": "section 4(b)",
        "s2.1": "section 4(b)(i)",
    }


def test_numbers_do_not_touch_the_words_of_a_version() -> None:
    version = good_version("- (a) one\n- (b) two", ())
    assert [clause.words for clause in version.clauses()] == ["(a) one (b) two"]
