"""The smallest thing with an address is the smallest thing of evidence: items and rows, with what leads them in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import good_version
from fineprint.prove.quote_index import Evidence
from fineprint.prove.term_hits import SearchTerms
from fineprint.prove.units import Span, Unit, lies_in, units_of
from listed import HEADINGS, TEXT


def evidence(text: str = TEXT, headings: tuple = HEADINGS) -> Evidence:
    """The evidence of a text without answers and search terms."""
    return Evidence(good_version(text, headings), SearchTerms(()))


def led(whole: Evidence, unit: Unit) -> list[str]:
    """The words that lead a unit in."""
    return [whole.passage(words.passage).words[words.start : words.end] for words in unit.lead_ins]


def test_units_are_paragraphs_items_rows_and_headings_with_what_leads_them_in() -> None:
    whole = evidence()
    assert [(unit.address, unit.words, led(whole, unit)) for unit in whole.units] == [
        ("s1", "Sharing", []),
        ("s1.1", "We keep few data. We share them with:", []),
        ("s1.2.1", "our bank, to be paid:", ["We share them with:"]),
        ("s1.2.1.1", "in euro, or", ["We share them with:", "our bank, to be paid:"]),
        ("s1.2.1.2", "in yen;", ["We share them with:", "our bank, to be paid:"]),
        ("s1.2.1", "and with nobody there;", ["We share them with:"]),
        ("s1.2.2", "the police. They ask for:", ["We share them with:"]),
        ("s1.2.2.1", "names.", ["We share them with:", "They ask for:"]),
        ("s1.3", "No colon stands before this list.", []),
        ("s1.4.1", "One.", []),
        ("s1.5.1", "Data Shared with", []),
        ("s1.5.2", "Name The bank", ["Data Shared with"]),
        ("s1.5.3", "Call Nobody", ["Data Shared with"]),
        ("s2", "Listed", []),
        ("s2.1.1", "First of all.", []),
    ]
    assert [words.address for unit in whole.units for words in unit.lead_ins][:3] == ["s1.1", "s1.1", "s1.2.1"]


_INLINE = st.sampled_from(["we", "share:", "it.", "not", "**all**", "`code`"])
_WORDS = st.lists(_INLINE, min_size=1, max_size=4).map(" ".join)
_ITEMS = st.lists(st.tuples(st.integers(0, 2), _WORDS), max_size=8)


@given(_WORDS, _ITEMS, _WORDS)
def test_units_hold_every_word_once_and_in_order(before: str, items: list[tuple[int, str]], after: str) -> None:
    rows = "\n".join(f"{'  ' * depth}- {words}" for depth, words in items)
    version = good_version(
        f"# H\n\n{before}\n\n{rows}\n\n{after}\n\n| a | b |\n|---|---|\n| {after} | x |\n", ((1, "H"),)
    )
    whole = Evidence(version, SearchTerms(()))
    units = list(units_of(version.sections))
    assert " ".join(unit.words for unit in units) == " ".join(passage.words for passage in whole.passages)
    for unit in units:
        assert whole.passage(unit.passage).words[unit.start : unit.end] == unit.words
        assert whole.span(unit.address)


@pytest.mark.parametrize(
    ("quote", "at", "places"),
    [
        ("in euro", None, [("s1.2.1.1", 1)]),
        ("in euro, or in yen;", None, [("s1.2.1", 2)]),
        ("our bank, to be paid: in euro", None, [("s1.2.1", 2)]),
        ("in yen; and with nobody there; the police.", None, [("s1.2", 3)]),
        ("Name The bank", None, [("s1.5.2", 1)]),
        ("The bank Call", None, [("s1.5", 2)]),
        ("the", None, [("s1.2.2", 1)]),
        ("in", "s1.2", [("s1.2.1.1", 1), ("s1.2.1.2", 1)]),
        ("in", "s1.2.1.2", [("s1.2.1.2", 1)]),
        ("in", "s1.2.2", []),
        ("names.", "s1.2.2", [("s1.2.2.1", 1)]),
    ],
)
def test_a_quote_belongs_to_the_smallest_thing_that_holds_it(
    quote: str, at: str | None, places: list[tuple[str, int]]
) -> None:
    assert [(place.address, place.units) for place in evidence().locate(quote, at)] == places


def test_an_address_covers_all_below_it_and_a_sections_its_heading_alone() -> None:
    assert lies_in("s1.2.1.1", "s1.2")
    assert lies_in("s1.2", "s1.2")
    assert not lies_in("s1.2", "s1.2.1")
    assert not lies_in("s1.20.1", "s1.2")
    assert lies_in("s1", "s1")
    assert not lies_in("s1.2", "s1")
    whole = evidence()
    assert whole.words_at("s1.2.2") == "the police. They ask for: names."
    assert whole.words_at("s1.2.1") == "our bank, to be paid: in euro, or in yen; and with nobody there;"
    assert whole.words_at("s1") == "Sharing"
    assert whole.words_at("s1.2.9") is None


def test_the_units_beside_some_are_those_of_the_same_section() -> None:
    whole = evidence()
    of = {unit.address: unit for unit in whole.units}
    assert [unit.address for unit in whole.neighbours([of["s1.3"]])] == ["s1.2.2.1", "s1.4.1"]
    assert [unit.address for unit in whole.neighbours([of["s1.5.3"]])] == ["s1.5.2"]
    assert [unit.address for unit in whole.neighbours([of["s1.1"]])] == ["s1", "s1.2.1"]
    assert [unit.address for unit in whole.neighbours([of["s2.1.1"]])] == ["s2"]


@pytest.mark.parametrize(
    ("other", "held", "shared"),
    [
        (Span("s1.1", 2, 5), True, True),
        (Span("s1.1", 3, 4), True, True),
        (Span("s1.1", 1, 4), False, True),
        (Span("s1.1", 4, 6), False, True),
        (Span("s1.1", 5, 6), False, False),
        (Span("s1.2", 3, 4), False, False),
    ],
)
def test_a_span_holds_what_lies_in_it_and_overlaps_what_shares_a_character(
    other: Span, held: bool, shared: bool
) -> None:
    span = Span("s1.1", 2, 5)
    assert span.holds(other) is held
    assert span.overlaps(other) is other.overlaps(span) is shared
