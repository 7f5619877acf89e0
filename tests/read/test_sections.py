"""The outline laid over the blocks: sections, clauses, addresses, and nothing left out."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import Heading, entries_of, good_version
from fineprint.core.limits import ID_CHARACTERS
from fineprint.core.lines import Lines
from fineprint.core.model import OutlineEntry, Section
from fineprint.core.record import TextFormat
from fineprint.read.sections import cut
from fineprint.text.blocks import Block, addressed_blocks
from fineprint.text.paragraphs import read_blocks

MARKDOWN = TextFormat(syntax="markdown", paragraphs="blank")
Wrong = list[tuple[int, str]]


def cut_text(
    text: str, entries: tuple[OutlineEntry, ...], reading: TextFormat = MARKDOWN
) -> tuple[tuple[Section, ...], Wrong]:
    """Sections of a text and what is wrong with its outline."""
    return cut(read_blocks(text.split("\n"), reading, (), entries), entries)


def shape(sections: Iterable[Section]) -> list[tuple[str, list[str]]]:
    """Heading and clauses of each section."""
    return [(section.heading, [clause.words for clause in section.clauses]) for section in sections]


@pytest.mark.parametrize(
    ("text", "headings", "sections"),
    [
        ("# A\n\nb\n\nc", [(1, "A")], [("A", ["b", "c"])]),
        ("**A** b", [(1, "A")], [("A", ["b"])]),
        ("**A.** b b\nc\n\nd", [(1, "A.")], [("A.", ["b b c", "d"])]),
        ("A\nb", [(1, "A")], [("A", ["b"])]),
        ("# A\n# B\n\nc", [(1, "A"), (2, "B")], [("A", []), ("B", ["c"])]),
        ("A  \n   B\n===\n\nc", [((1, 2), "A B")], [("A B", ["c"])]),
        ("1. **A**\n\n   b\n2. **C**\n\n   d", [(1, "A"), (4, "C")], [("A", ["b"]), ("C", ["d"])]),
        ("- x\n- A\n- y", [(2, "A")], [("", ["x"]), ("A", ["y"])]),
        ("> # A\n>\n> b\n\nc", [(1, "A")], [("A", ["b", "c"])]),
        ("# A\n\n- b\n  - c\n\n| d |\n|---|\n| e |", [(1, "A")], [("A", ["b c", "d e"])]),
        ("# A\n\n***\n\nb", [(1, "A")], [("A", ["b"])]),
        ("# [A](/x) *B*\n\nc", [(1, "A B")], [("A B", ["c"])]),
        ("- b\n\n  **A**\n\n  c", [(3, "A")], [("", ["b"]), ("A", ["c"])]),
    ],
)
def test_headings_are_found_in_all_their_dresses(
    text: str, headings: list[Heading], sections: list[tuple[str, list[str]]]
) -> None:
    preamble = sections[0][0] == ""
    made, wrong = cut_text(text, entries_of(headings, preamble))
    assert wrong == []
    assert shape(made) == sections


def test_a_numbered_item_gives_its_number_to_the_heading() -> None:
    sections, _ = cut_text("1. **A**\n\n   b\n2. **C**", entries_of([(1, "A"), (4, "C")]))
    assert [section.marker for section in sections] == ["1.", "2."]
    sections, _ = cut_text("- **A**\n\n  b", entries_of([(1, "A")]))
    assert sections[0].marker == ""


@pytest.mark.parametrize(
    ("text", "headings", "line", "said"),
    [
        ("A\n\nb", [(1, "A"), (3, "Other")], 3, "the heading says 'Other', the text 'b'; copy the text's words"),
        ("A\n\nb", [(1, "A"), (2, "b")], 2, "no heading 'b' stands on this line"),
        ("A\n\nb\n\n", [(1, "A"), (5, "c")], 5, "no heading 'c' stands on this line"),
        (
            "A\n\n| b | c | d |\n|---|---|---|",
            [(1, "A"), (3, "b")],
            3,
            "a table stands here and can't be the heading 'b'",
        ),
        ("A\n\n```\nb\n```", [(1, "A"), (4, "b")], 4, "a pre stands here and can't be the heading 'b'"),
        ("z\n\nA", [(3, "A")], 1, "words stand before the first heading; add the section {id: preamble, topics: []}"),
    ],
)
def test_an_outline_that_does_not_fit_is_told_with_its_line(
    text: str, headings: list[Heading], line: int, said: str
) -> None:
    assert cut_text(text, entries_of(headings))[1] == [(line, said)]


def test_a_preamble_without_words_is_told() -> None:
    assert cut_text("A\n\nb", entries_of([(1, "A")], preamble=True))[1] == [
        (1, "no words stand before the first heading; take the section preamble out")
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- > A\n\nb", ["A", "b"]),
        ("- - A\n\nb", ["A", "b"]),
        ("-     A\n\nb", ["A", "b"]),
        ("1. | A | x | y |\n   |---|---|---|\n\nb", ["1", "A", "x", "y", "b"]),
        ("> 1. > - A\n\nb", ["1", "A", "b"]),
        ("1. Z\n2. b", ["1", "Z", "2", "b"]),
    ],
)
def test_a_heading_that_nothing_can_be_made_of_is_told_and_costs_no_word(text: str, words: list[str]) -> None:
    sections, wrong = cut_text(text, entries_of([(1, "A")], preamble=True))
    assert sections[0].heading == "A" or wrong
    assert words_in(sections) == words


def test_addresses_go_down_to_items_and_rows() -> None:
    text = "# A\n\nb\n\n- c\n  1. d\n- ***\n- e\n\n| f |\n|---|\n| g |\n\n> - h\n"
    (section,), _ = cut_text(text, entries_of([(1, "A")]))
    found = [(block.address, block.kind) for clause in section.clauses for block in addressed_blocks(clause.block)]
    assert found == [
        ("s1.1", "paragraph"),
        ("s1.2", "list"),
        ("s1.2.1", "item"),
        ("s1.2.1.1", "item"),
        ("s1.2.2", "item"),
        ("s1.3", "table"),
        ("s1.3.1", "row"),
        ("s1.3.2", "row"),
        ("s1.4", "list"),
        ("s1.4.1", "item"),
    ]


@pytest.mark.parametrize(
    ("numbers", "addresses", "said"),
    [
        (("1", "2a", "2b", "3"), ["s1.1", "s1.2a", "s1.2b", "s1.3"], None),
        (("1", "2"), None, "section s1 has more clauses than numbers; list them all"),
        (("1", "2", "3", "4", "5"), None, "section s1 has fewer clauses than numbers; list one for each"),
    ],
)
def test_numbers_of_a_section_that_was_cut_again(
    numbers: tuple[str, ...], addresses: list[str] | None, said: str | None
) -> None:
    entry = OutlineEntry(id="s1", lines=Lines.at(1), level=1, heading="A", numbers=numbers)
    (section,), wrong = cut_text("# A\n\nb\n\n***\n\nc\n\nd\n\ne", (entry,))
    if said is None:
        assert wrong == []
        assert [clause.address for clause in section.clauses] == addresses
    else:
        assert {message for _, message in wrong} == {said}


def words_in(sections: Iterable[Section]) -> list[str]:
    """Every word of sections in order, with the numbers of list items."""
    words: list[str] = []
    for section in sections:
        words += [*section.marker.rstrip(".)").split(), *section.heading.split(), *words_below(section.blocks)]
    return words


def words_below(blocks: Iterable[Block]) -> list[str]:
    """Every word of blocks in order."""
    words: list[str] = []
    for block in blocks:
        if block.kind == "item" and block.marker:
            words.append(block.marker)
        words += "".join(run.text for run in block.runs).split()
        words += words_below(block.children)
    return words


PIECES = """\
Cookies|**Cookies** are few|# Cookies|## Your *rights*|Data:|1. one|2) two|- item|- > quoted item|- - deep
  - nested|   more|> quote|> # Quoted head|> - item|***|```|    code|===|---|[label](/target)|![picture](/x.png)
[](http://acorn.example)|<b>tag</b>|AT&amp;T|plain words here|WE SELL NOTHING|1\\. escaped"""
LINES = [*re.split(r"[|\n]", PIECES), "| a | b |", "|---|---|", "| 1 | 2 | 3 |", "", "", "", "hard  "]


@st.composite
def texts_with_outlines(draw: st.DrawFn) -> tuple[str, tuple[OutlineEntry, ...], TextFormat]:
    """A text of stray pieces and an outline whose headings are its words, parts of them, or others."""
    lines = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=14))
    entries = []
    for number in sorted(draw(st.sets(st.integers(1, len(lines)), max_size=4))):
        written = re.sub(r"[*#>`|\[\]()-]", " ", lines[number - 1]).split() or ["word"]
        heading = " ".join(written[: draw(st.integers(1, len(written)))])
        entries.append(OutlineEntry(id=f"s{number}", lines=Lines.at(number), level=1, heading=heading))
    if draw(st.booleans()):
        entries.insert(0, OutlineEntry(id="preamble", lines=None, level=1, heading=""))
    syntax = draw(st.sampled_from(["plain", "markdown"]))
    paragraphs = draw(st.sampled_from(["line", "blank", "wrapped"]))
    breaks = tuple(draw(st.sets(st.integers(1, len(lines)), max_size=3)))
    reading = TextFormat(syntax=syntax, paragraphs=paragraphs, keep_together=(Lines(1, 3),), paragraph_before=breaks)
    return "\n".join(lines), tuple(entries), reading


@given(texts_with_outlines())
@settings(max_examples=300)
def test_no_word_is_lost_or_moved_whatever_the_outline_says(
    given_: tuple[str, tuple[OutlineEntry, ...], TextFormat],
) -> None:
    text, entries, reading = given_
    blocks = read_blocks(text.split("\n"), reading, (), entries)
    sections, _ = cut(blocks, entries)
    # A heading may end within a word; so the letters are compared, not the words.
    assert "".join(words_in(sections)) == "".join(words_below(blocks))


@given(texts_with_outlines())
@settings(max_examples=150)
def test_no_link_target_is_lost(given_: tuple[str, tuple[OutlineEntry, ...], TextFormat]) -> None:
    text, entries, reading = given_
    blocks = read_blocks(text.split("\n"), reading, (), entries)
    sections, _ = cut(blocks, entries)
    kept = targets_of(block for section in sections for block in section.blocks)
    kept |= {tag for section in sections for run in section.heading_runs for tag in run.tags if len(tag) > 1}
    assert kept == targets_of(blocks)


def targets_of(blocks: Iterable[Block]) -> set[tuple[str, ...]]:
    """The tags with a target, below blocks."""
    found: set[tuple[str, ...]] = set()
    for block in blocks:
        found |= {tag for run in block.runs for tag in run.tags if len(tag) > 1} | targets_of(block.children)
    return found


@given(texts_with_outlines())
@settings(max_examples=150)
def test_addresses_are_unique_and_have_the_shape_of_addresses(
    given_: tuple[str, tuple[OutlineEntry, ...], TextFormat],
) -> None:
    text, entries, reading = given_
    sections, _ = cut_text(text, entries, reading)
    addresses = [section.id for section in sections]
    for section in sections:
        assert all(clause.words for clause in section.clauses)
        addresses += [block.address for block in section.blocks for block in addressed_blocks(block)]
    assert len(addresses) == len(set(addresses))
    assert all(re.fullmatch(rf"[a-z0-9-]{{1,{ID_CHARACTERS}}}(\.[0-9]+)*", address) for address in addresses)


@given(texts_with_outlines())
@settings(max_examples=150)
def test_lines_of_clauses_are_lines_of_the_text_in_order(
    given_: tuple[str, tuple[OutlineEntry, ...], TextFormat],
) -> None:
    text, entries, reading = given_
    sections, _ = cut_text(text, entries, reading)
    last = 1
    for section in sections:
        for clause in section.clauses:
            first, end = clause.lines
            assert last <= first <= end <= text.count("\n") + 1, (clause.address, clause.lines)
            last = first


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        # Provisions: a clause each, what hangs on one below it.
        (
            "1. Plots are let by the year.\n   1. A plot has a shed.\n2. Rent is due in May.",
            ["preamble.1", "preamble.1.1", "preamble.2"],
        ),
        ("- (a) Plots are let by the year.\n- (b) Rent is due in May.", ["preamble.1", "preamble.2"]),
        # Lists that a sentence goes on with, of a few words each, without numbers, or that count down, stay whole.
        (
            "We take:\n\n1. Names of all holders.\n2. Streets of all holders.",
            ["preamble.1", "preamble.2", "preamble.2.1", "preamble.2.2"],
        ),
        ("1. 本会按年出租园地给会员。\n2. 租金应在五月缴纳给本会。", ["preamble.1", "preamble.2"]),
        ("1. Plots\n   1. Size\n2. Rent", ["preamble.1", "preamble.1.1", "preamble.2"]),
        ("1. names\n2. streets", ["preamble.1", "preamble.1.1", "preamble.1.2"]),
        ("- Plots are let by the year.\n- Rent is due in May.", ["preamble.1", "preamble.1.1", "preamble.1.2"]),
        ("2. Plots are let by the year.\n1. Rent is due in May.", ["preamble.1", "preamble.1.1", "preamble.1.2"]),
        ("1. Plots are let by the year.", ["preamble.1", "preamble.1.1"]),
    ],
)
def test_each_provision_of_a_numbered_list_is_a_clause(text: str, addresses: list[str]) -> None:
    version = good_version(text, ())
    assert [block.address for clause in version.clauses() for block in addressed_blocks(clause.block)] == addresses
