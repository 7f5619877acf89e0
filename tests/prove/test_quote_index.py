"""Where quotes and search terms stand: exact words, edge to edge, in one clause; and the nearest ones of a slip."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answered import TEXT as TEXT_OF_ACORN
from answered import AnsweredBook
from builders import good_version
from fineprint.core.answers import Question, Value
from fineprint.prove.nearest_passage import nearest_passage
from fineprint.prove.quote_index import Evidence
from fineprint.prove.term_hits import SearchTerms, TermHit, why_unmatchable

TEXT = """\
# Our notice

We are   able to sell
lamps, and unable to sell lamps on Sundays.

- Lamps are red.
- Lamps are blue.

# Sunday

We are able to rest. We are able to rest.
"""
HEADINGS = ((1, "Our notice"), (9, "Sunday"))


def question(name: str, *terms: str, document: str = "privacy-policy") -> Question:
    """A question with search terms; the rest is of no matter here."""
    return Question(
        id=name,
        topic="cookies",
        documents=(document,),
        question="Is it so?",
        explanation=None,
        coding_rules="To know.",
        values=(Value(id="so", label="So"),),
        search_terms=terms,
        applies_from=None,
        applies_source=None,
    )


def evidence(*questions: Question, text: str = TEXT) -> Evidence:
    """The evidence of a version with a text and without answers."""
    headings = HEADINGS if text == TEXT else ()
    return Evidence(good_version(text, headings), SearchTerms(questions))


def found(quote: str, at: str | None = None) -> list[str]:
    """Where a quote stands in the text, as addresses."""
    return [place.address for place in evidence().locate(quote, at)]


@pytest.mark.parametrize(
    ("quote", "addresses"),
    [
        ("We are able to sell lamps, and", ["s1.1"]),
        (" We are  able\nto sell lamps,", ["s1.1"]),
        ("We are able to", ["s1.1", "s2.1"]),
        ("We are able to rest.", ["s2.1"]),
        ("Our notice", ["s1"]),
        ("Sunday", ["s2"]),
        ("we are able", []),
        ("able to sell lamps on Sundays", []),
        ("Lamps are red. Lamps are blue.", ["s1.2"]),
        ("Lamps are", ["s1.2.1", "s1.2.2"]),
        ("blue.", ["s1.2.2"]),
        ("on Sundays. Lamps", []),
        ("Our notice We", []),
        ("We … lamps", []),
        ("", []),
        (" \n", []),
    ],
)
def test_words_stand_where_they_stand(quote: str, addresses: list[str]) -> None:
    assert found(quote) == addresses


@pytest.mark.parametrize(
    ("at", "addresses"),
    [
        ("s1.2", ["s1.2.2"]),
        ("s1.2.2", ["s1.2.2"]),
        ("s1.2.1", []),
        ("s1", []),
        ("s1.3", []),
        ("s1.2.9", []),
        ("zebra", []),
    ],
)
def test_an_address_narrows_the_search(at: str, addresses: list[str]) -> None:
    assert found("Lamps are blue.", at) == addresses


def test_an_item_is_a_part_of_its_clause() -> None:
    whole = evidence()
    address, start, end = whole.span("s1.2.2") or ("", 0, 0)
    assert whole.passage(address).words[start:end] == "Lamps are blue."
    assert whole.span("s1.2") == ("s1.2", 0, len("Lamps are red. Lamps are blue."))


def test_a_place_has_the_lines_of_its_clause_and_offsets_into_its_words() -> None:
    whole = evidence()
    (place,) = whole.locate("unable to sell")
    assert place.lines == (3, 4)
    assert whole.passage(place.address).words[place.start : place.end] == "unable to sell"


@given(st.data())
def test_every_stretch_of_words_is_found_where_it_was_taken_from(data: st.DataObject) -> None:
    whole = evidence()
    passage = data.draw(st.sampled_from(whole.passages))
    words = passage.words.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    blank = data.draw(st.sampled_from([" ", "\n", " \t ", "\u00a0"]))
    quote = blank.join(words[first:last])
    assert passage.address in [place.passage for place in whole.locate(quote)]
    place, *_ = whole.locate(quote, passage.address)
    assert passage.words[place.start : place.end] == " ".join(words[first:last])


def test_terms_are_found_in_clauses_and_headings_and_never_across_them() -> None:
    whole = evidence(
        question("rest", "sunday*", "rest. We"),
        question("across", "notice we", "blue. Sunday", "red. Lamps"),
        question("items", "lamps are blue"),
    )
    assert whole.hits == {
        "rest": (
            TermHit("s1.1", "s1.1", "sunday*", 55, 62),
            TermHit("s2", "s2", "sunday*", 0, 6),
            TermHit("s2.1", "s2.1", "rest. We", 15, 23),
        ),
        "items": (TermHit("s1.2.2", "s1.2", "lamps are blue", 15, 29),),
    }


def test_a_search_term_of_two_questions_counts_for_each_that_is_asked_of_the_document() -> None:
    hits = evidence(question("one", "rest"), question("two", "rest"), question("other", "rest", document="terms")).hits
    assert [*hits] == ["one", "two"]
    assert (
        hits["one"] == hits["two"] == (TermHit("s2.1", "s2.1", "rest", 15, 19), TermHit("s2.1", "s2.1", "rest", 36, 40))
    )


@pytest.mark.parametrize("term", ["*", "", " ", "lamp*s", "a * b", "*lamp"])
def test_a_search_term_that_can_match_nothing_is_told_and_left_out(term: str) -> None:
    assert why_unmatchable(term)
    whole = evidence(question("one", term, "rest"))
    assert len(whole.hits["one"]) == 2
    assert whole.terms.hollow == {"one"}


@pytest.mark.parametrize("term", ["lamp", "lamp*", "un able", "9-1-1", "...", "child's"])
def test_other_search_terms_are_not_hollow(term: str) -> None:
    assert why_unmatchable(term) is None


def test_clauses_know_the_cells_that_rest_on_them(answered: AnsweredBook) -> None:
    loaded = answered.load()
    (version,) = loaded.book.versions()
    whole = loaded.evidence.of(version)
    assert whole.cells == {
        "recordings.1": ("recordings",),
        "sharing.1": ("sale",),
        "cookies.1": ("cookie-kinds",),
        "children.1": ("childrens-age",),
    }
    assert whole is loaded.evidence.of(version)


def test_quotes_that_overlap_count_each_word_once(answered: AnsweredBook) -> None:
    (version,) = answered.load().book.versions()
    total, unused = answered.load().evidence.of(version).words
    (quote,) = version.answers["recordings"].quotes
    words = quote.text.split()
    first, second = " ".join(words[:4]), " ".join(words[2:6])
    answered.edit(answered.answers, f"{{text: {quote.text}", f"{{text: {first}}}, {{text: {second}")
    loaded = answered.load()
    (version,) = loaded.book.versions()
    assert [one.text for one in version.answers["recordings"].quotes] == [first, second]
    # Of eight words, all quoted before, the first six are.
    assert loaded.evidence.of(version).words == (total, unused + 2)


def test_words_that_no_quote_uses_are_counted_once(answered: AnsweredBook) -> None:
    once = "quotes: [{text: We keep recordings of"
    answered.edit(answered.answers, once, once.replace("[", "[{text: We keep recordings}, "))
    loaded = answered.load()
    (version,) = loaded.book.versions()
    used = 8 + 7 + 8 + 6 + 8
    total = sum(len(clause.words.split()) for clause in version.clauses()) + 3 + 4
    assert loaded.evidence.of(version).words == (total, total - used)


@pytest.mark.parametrize(
    ("quote", "words", "differing"),
    [
        ("We are able to sel lamps", "We are able to sell lamps,", "'sel lamps' is 'sell lamps,' there"),
        ("We are able to sell lamps, and able", "We are able to sell lamps, and unable", "'able' is 'unable' there"),
        ("able to sell lamps on Sundays.", "unable to sell lamps on Sundays.", "'able' is 'unable' there"),
        ("lamps, and never unable to sell", "lamps, and unable to sell", "'never' is not there"),
        ("We are able to ... on Sundays.", "We are able to sell lamps, and unable to sell lamps on Sundays.", None),
        ("Lamps are ready.", "Lamps are red.", "'ready.' is 'red.' there"),
    ],
)
def test_a_near_miss_gives_the_words_to_paste(quote: str, words: str, differing: str | None) -> None:
    whole = evidence()
    near = nearest_passage(quote, whole.passages)
    assert near.words == words
    assert differing is None or near.differing == differing
    assert whole.locate(near.words)


def test_nothing_near_is_said_to_be_near() -> None:
    assert nearest_passage("Zebras graze under tall acacias", evidence().passages) is None
    assert nearest_passage("Zebras", ()) is None


def test_a_very_long_quote_is_compared_in_good_time() -> None:
    long = " ".join(f"word{number % 97}" for number in range(4_000))
    whole = evidence(text=long + "\n")
    assert nearest_passage(long[:3_900].replace("word3 ", "ward3 "), whole.passages) is not None


def test_the_report_lists_questions_without_hits_first(
    answered: AnsweredBook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(pytest.importorskip("fineprint").__path__[0]) + "/../tools")
    import search_terms  # noqa: PLC0415 - a yardstick is no part of the package

    folder = answered.root / "texts"
    answered.write("texts/acorn.md", TEXT_OF_ACORN)
    monkeypatch.setattr(sys, "argv", ["search_terms.py", "--texts", str(folder), "--root", str(answered.root)])
    search_terms.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["question", "texts", "of", "1", "clauses"]
    assert lines[1].split() == ["privacy-signal", "0", "0"]
    assert lines[2] == "    nowhere: signal*"
    assert sorted(line.split()[0] for line in lines[3:] if not line.startswith(" ")) == [
        "breach-notice", "childrens-age", "cookie-kinds", "recordings", "sale",
    ]  # fmt: skip
