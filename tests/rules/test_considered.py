"""Exceptions and contrary passages can't pass: each is told in one line that names the cell and the words."""

from __future__ import annotations

import re

import pytest

from answered import OUTLINE, TEXT, AnsweredBook
from builders import sha256
from fineprint.pages import pages_of
from fineprint.prove.term_record import term_record
from fineprint.store.page_writer import LazyPage

LIMITING = "considered: all\nlimiting_phrases:\n  en: [unless, except*, however, but, not apply, only if]\n"
QUOTE = "We keep recordings of calls for ninety days"
RECORDINGS = "    quotes: [{text: We keep recordings of calls for ninety days.}]\n"
MEND = '{{at: {}, reason: "…"}}, or a kind in place of the reason'


@pytest.fixture
def strict(answered: AnsweredBook) -> AnsweredBook:
    """The book, which asks for every passage and knows some limiting phrases; nothing is wrong with it."""
    path = "policies/book.yml"
    answered.write(path, (answered.root / path).read_text(encoding="utf-8") + LIMITING)
    assert answered.lines() == []
    return answered


def rewrite(book: AnsweredBook, old: str, new: str) -> None:
    """Put other words into the policy, with a record and an outline that fit."""
    text = TEXT.replace(old, new)
    assert text != TEXT
    record = (book.root / book.version / "record.yml").read_text(encoding="utf-8")
    outline = OUTLINE
    for line, words in enumerate(text.splitlines(), 1):
        if words.startswith("#"):
            outline = re.sub(rf"line: \d+(?=, level: .*heading: {words.lstrip('# ')},)", f"line: {line}", outline)
    book.write(book.text, text)
    book.write(f"{book.version}/record.yml", record.replace(sha256(TEXT), sha256(text)))
    book.write(f"{book.version}/outline.yml", outline)


def told(book: AnsweredBook) -> list[str]:
    """What is told of answers and findings, ledgers and outlines left aside."""
    return [line for line in book.lines() if line.startswith(("answers.yml", "findings.yml", "book.yml"))]


def said(code: str, cell: str, stands: str, words: str, mend: str, at: str) -> str:
    """A line on an open passage, without its place."""
    return f"error {code}: {cell}: {stands}: “{words}”; {mend} {MEND.format(at)}"


def without_place(lines: list[str]) -> list[str]:
    """Lines without file, line and column."""
    return [re.sub(r"^[^ ]+ ", "", line) for line in lines]


LIMIT = "quote it under limits, or add under limits_ruled_out"


def test_a_quote_that_ends_before_unless_gives_one_line(strict: AnsweredBook) -> None:
    rewrite(strict, f"{QUOTE}.", f"{QUOTE} unless you object.")
    strict.edit(strict.answers, f"{QUOTE}.", QUOTE)
    stands = "the limiting phrase 'unless' stands in #recordings.1 (line 7 of policy.md)"
    words = f"{QUOTE} unless you object."
    assert without_place(told(strict)) == [
        said("limit.unexplained", "recordings", stands, words, LIMIT, "recordings.1")
    ]


def test_an_exception_moved_behind_the_quote_gives_one_line(strict: AnsweredBook) -> None:
    rewrite(strict, f"{QUOTE}.", f"{QUOTE}.\n\nHowever, those of the police stay.")
    stands = "the limiting phrase 'however' stands in #recordings.2 (line 9 of policy.md)"
    words = "However, those of the police stay."
    assert without_place(told(strict)) == [
        said("limit.unexplained", "recordings", stands, words, LIMIT, "recordings.2")
    ]


def test_an_exception_before_the_quote_and_one_in_its_heading_count(strict: AnsweredBook) -> None:
    rewrite(strict, f"{QUOTE}.", f"This does not apply on Sundays.\n\n{QUOTE}.")
    assert ["#recordings.1 " in line for line in told(strict)] == [True]


@pytest.mark.parametrize("mark", ["[^a]", "[1]", "\\*", "\\*\\*", "†", "²"])
def test_an_exception_in_a_footnote_gives_one_line(strict: AnsweredBook, mark: str) -> None:
    colon = ":" if "^" in mark else ""
    rewrite(strict, "days.\n", f"days.{mark}\n\nThat is all.\n\nSo be it.\n\n{mark}{colon} But not on Sundays.\n")
    (line,) = told(strict)
    assert "recordings: the limiting phrase 'but' stands in #recordings.4 (line 13 of policy.md)" in line
    # A note that nothing quoted leads to is none of it.
    rewrite(strict, "days.\n", f"days.\n\nThat is all.\n\nSo be it.{mark}\n\n{mark}{colon} But not on Sundays.\n")
    assert told(strict) == []


def test_an_exception_in_another_section_or_further_off_does_not(strict: AnsweredBook) -> None:
    rewrite(strict, f"{QUOTE}.", f"{QUOTE}.\n\nThey are safe.\n\nThis does not apply on Sundays.")
    assert told(strict) == []


def test_a_contrary_sentence_in_another_clause_gives_one_line(strict: AnsweredBook) -> None:
    rewrite(strict, "that we set.\n", "that we set. We keep recordings of some calls for ever.\n")
    stands = "the search term 'recordings of' stands in #cookies.1 (line 26 of policy.md)"
    words = "…Our Cookie Notice lists the cookies that we set. We keep recordings of some calls for ever."
    mend = "quote it, or add under ruled_out"
    (line,) = without_place(told(strict))
    assert line == said("passage.unexplained", "recordings", stands, words[1:], mend, "cookies.1")


@pytest.mark.parametrize("where", ["book", "question"])
def test_a_book_or_a_question_may_ask_for_silences_alone(strict: AnsweredBook, where: str) -> None:
    if where == "book":
        strict.edit("policies/book.yml", "considered: all", "considered: silences")
    else:
        strict.edit(
            strict.questions, "search_terms: [recordings of, kept for]",
            "search_terms: [recordings of, kept for]\n    considered: silences",
        )  # fmt: skip
    rewrite(strict, "that we set.\n", "that we set. We keep recordings of some calls for ever.\n")
    assert told(strict) == []
    strict.edit(strict.answers, "      - {at: sharing.2, reason: Speaks of prices.}\n", "      []\n")
    assert ["silence.unexplained" in line for line in told(strict)] == [True]


def test_a_question_may_ask_for_all_where_its_book_does_not(strict: AnsweredBook) -> None:
    strict.edit("policies/book.yml", "considered: all", "considered: silences")
    terms = "search_terms: [recordings of, kept for]"
    strict.edit(strict.questions, terms, f"{terms}\n    considered: all")
    rewrite(strict, "that we set.\n", "that we set. We keep recordings of some calls for ever.\n")
    assert ["passage.unexplained" in line for line in told(strict)] == [True]


EXCEPTION = f"{QUOTE}, except on Sundays.\n\nBut we may forget.\n\nHowever, not yours."


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("", ["limit.unexplained", "limit.unexplained"]),
        ("limits: [{text: 'except on Sundays.'}]", ["limit.unexplained"]),
        ("limits: [{text: on Sundays.}]", ["limit.unexplained", "limit.unexplained"]),
        ("limits: [{text: 'except on Sundays.'}, {text: But we may forget.}]", []),
        ("limits_ruled_out: [{at: recordings.2, reason: Says nothing of time.}]", ["limit.unexplained"]),
        ("limits_ruled_out: [{at: [recordings.1, recordings.2], kind: other-subject}]", []),
        ("limits_ruled_out: [{at: recordings, kind: heading}]", ["limit.unexplained", "limit.unexplained"]),
        (
            "limits_ruled_out: [{at: [recordings.1, recordings.2, recordings.3], kind: other-subject}]",
            ["limit.ruled-out-stale"],
        ),
        (
            "limits_ruled_out: [{at: [recordings.1, recordings.2, zebra.1], kind: definition}]",
            ["limit.ruled-out-stale"],
        ),
        ("limits_ruled_out: [{at: [recordings.1, recordings.2], kind: heading}]", ["ruled-out.kind"]),
        (
            "limits: [{text: 'except on Sundays.'}, {text: But we may forget.}]\n"
            "    limits_ruled_out: [{at: recordings.1, kind: other-subject}]",
            ["limit.ruled-out-stale"],
        ),
        ("limits: [{text: except on Mondays.}]", ["quote.missing"]),
        ("limits: [{text: Please read this page twice.}]", ["quote.ambiguous"]),
        ("limits: [{text: But we may forget., at: recordings.1}]", ["quote.wrong-clause"]),
    ],
)
def test_a_limit_is_quoted_or_ruled_out(strict: AnsweredBook, more: str, codes: list[str]) -> None:
    rewrite(strict, f"{QUOTE}.", EXCEPTION)
    strict.edit(strict.answers, f"{QUOTE}.}}]\n", f"{QUOTE}}}]\n    {more}\n")
    assert [line.split()[2].rstrip(":") for line in told(strict)] == codes


def test_a_book_has_limiting_phrases_in_the_languages_of_its_texts(strict: AnsweredBook) -> None:
    strict.edit("policies/book.yml", "  en: [unless", "  de: [unless")
    assert told(strict) == [
        "book.yml:14:3: warning limit.no-phrases: no limiting phrases for English yet, so no quote in it is seen to "
        "keep its exceptions; give them under limiting_phrases, en: […]"
    ]


def test_what_is_quoted_is_not_ruled_out(strict: AnsweredBook) -> None:
    strict.edit(strict.answers, RECORDINGS, f"{RECORDINGS}    ruled_out: [{{at: recordings.1, kind: definition}}]\n")
    assert [line.partition(": error ")[2] for line in told(strict)] == [
        "silence.ruled-out-stale: recordings: #recordings.1 is quoted, so it is not ruled out; take it out of "
        "ruled_out, or mend at or the search_terms"
    ]


def test_nothing_repeats_a_quote_where_there_is_none(strict: AnsweredBook) -> None:
    strict.edit(strict.answers, "reason: Speaks of prices.", "kind: repeats-the-quote")
    assert [line.partition(": error ")[2] for line in told(strict)] == [
        "ruled-out.kind: #sharing.2 can repeat no quote, as the answer has none; say why it does not bear on the "
        "answer, or give another kind"
    ]


def test_a_limit_needs_a_quote(strict: AnsweredBook) -> None:
    strict.edit(strict.answers, "    note: No promise is made.", "    limits: [{text: We keep}]\n    note: None.")
    assert ["limit.unquoted" in line for line in told(strict)] == [True]


def test_a_limiting_phrase_that_can_match_nothing_is_told(strict: AnsweredBook) -> None:
    strict.edit("policies/book.yml", "only if]", '"un*less"]')
    assert told(strict) == [
        "book.yml:14:50: error limit.hollow: this limiting phrase can match nothing: phrase 'un*less': `*` may stand "
        'only at the end of a word; write words, such as "unless"'
    ]


LIST = """We never sell your name to anybody. We may rent out your name to advertisers.

However, we pass some data on to others but never yours; to these:

- Letters go to the post office by van.
- Parcels go to the carrier by van.
- Recordings of calls go to nobody."""


def test_lead_ins_and_neighbours_of_an_item_count_and_other_items_do_not(strict: AnsweredBook) -> None:
    old = TEXT[TEXT.index("We never sell") : TEXT.index("\n\n## Children")]
    rewrite(strict, old, LIST)
    strict.edit(strict.answers, "      - {at: sharing.2, reason: Speaks of prices.}\n", "      []\n")
    strict.edit(strict.findings, "Letters go to the post office by van.", "Parcels go to the carrier by van.")
    lines = told(strict)
    assert [line.split()[2] for line in lines] == ["passage.unexplained:", "limit.unexplained:", "limit.unexplained:"]
    assert "recordings: the search term 'recordings of' stands in #sharing.3.3 (line 17 " in lines[0]
    assert "van: the limiting phrases 'however', 'but' stand in #sharing.2 (line 13 " in lines[2]
    # A list is ruled out with all its items, an item with none of the others.
    strict.edit(strict.answers, RECORDINGS, f"{RECORDINGS}    ruled_out: [{{at: sharing.3.2, reason: By van.}}]\n")
    assert "silence.ruled-out-stale" not in "".join(told(strict))
    strict.edit(strict.answers, "{at: sharing.3.2, reason: By van.}", "{at: sharing.3, reason: By van.}")
    assert [line.split()[2] for line in told(strict)] == ["limit.unexplained:", "limit.unexplained:"]


def test_a_finding_keeps_its_limits(strict: AnsweredBook) -> None:
    rewrite(
        strict, "- Letters go to the post office by van.", "- Letters go to the post office by van.\n- But not all do."
    )
    row = "quote: Letters go to the post office by van."
    (line,) = told(strict)
    assert line.startswith(
        "findings.yml:8:59: error limit.unexplained: van: the limiting phrase 'but' stands in #sharing"
    )
    assert line.endswith('or add under ruled_out {at: sharing.3.2, reason: "…"}, or a kind in place of the reason')
    strict.edit(strict.findings, row, f"{row}, limits: [{{text: But not all do.}}]")
    assert told(strict) == []
    strict.edit(
        strict.findings, "limits: [{text: But not all do.}]", "ruled_out: [{at: sharing.3.2, kind: other-party}]"
    )
    assert told(strict) == []
    strict.edit(strict.findings, "{at: sharing.3.2, kind", "{at: [sharing.3.2, children.1], kind")
    assert ["limit.ruled-out-stale" in line for line in told(strict)] == [True]


def test_a_quote_over_items_names_the_list(strict: AnsweredBook) -> None:
    over = "Letters go to the post office by van. Parcels go to the carrier by van."
    strict.edit(strict.answers, "text: Ask your parents before you write to us.", f"text: {over}")
    line = next(line for line in told(strict) if "quote.across-items" in line)
    assert line.endswith(
        "these words run over 2 items or rows of #sharing.3 (lines 15-16 of policy.md); name it with at: sharing.3, or "
        "quote each by itself"
    )
    strict.edit(strict.answers, f"text: {over}", f"at: sharing.3, text: {over}")
    assert not any("quote.across-items" in line for line in told(strict))


def test_a_heading_counts_only_where_nothing_else_in_its_section_has_a_term(strict: AnsweredBook) -> None:
    strict.edit(strict.questions, "search_terms: [breach*, notify you]", "search_terms: [breach*, notify you, sharing]")
    assert told(strict) == []
    strict.edit(strict.questions, "notify you, sharing]", "notify you, children]")
    assert ["stands in #children (line 18 " in line for line in told(strict)] == [True]
    entry = "      - {at: sharing.2, reason: Speaks of prices.}\n"
    strict.edit(strict.answers, entry, f"{entry}      - {{at: children, kind: heading}}\n")
    assert told(strict) == []


def test_an_entry_with_several_addresses_and_kinds_may_recur(strict: AnsweredBook) -> None:
    rewrite(strict, "telephones.\n", "telephones.\n\n" + "\n\n".join(["We notify you of breaches."] * 4) + "\n")
    places = "".join(f"      - {{at: privacy-at-acorn.{number}, kind: other-party}}\n" for number in range(2, 6))
    entry = "      - {at: sharing.2, reason: Speaks of prices.}\n"
    strict.edit(strict.answers, entry, f"{entry}{places}")
    assert told(strict) == []
    strict.edit(strict.answers, places, places.replace("kind: other-party", "reason: Of others."))
    assert ["silence.repeated" in line for line in told(strict)] == [True]
    many = ", ".join(f"privacy-at-acorn.{number}" for number in range(2, 6))
    strict.edit(
        strict.answers, places.replace("kind: other-party", "reason: Of others."),
        f"      - {{at: [{many}], reason: Of others.}}\n",
    )  # fmt: skip
    assert told(strict) == []


def test_an_answer_to_be_looked_at_again_fails_only_under_strict(strict: AnsweredBook) -> None:
    again = "    look_again: [{on: 2026-02-01, reason: The words around it changed.}]\n"
    strict.edit(strict.answers, RECORDINGS, RECORDINGS + again)
    assert told(strict) == [
        "answers.yml:5:18: warning answer.look-again: recordings is to be looked at again: The words around it "
        "changed.; once it is confirmed, take look_again out"
    ]


def test_a_search_term_added_later_asks_to_look_again_and_fails_only_under_strict(strict: AnsweredBook) -> None:
    record = "policies/search_terms.txt"
    strict.write(record, term_record(strict.book(), "2026-02-01"))
    assert "recordings - kept for\n" in (strict.root / record).read_text(encoding="utf-8")
    assert told(strict) == []
    terms = "search_terms: [recordings of, kept for]"
    strict.edit(strict.questions, terms, "search_terms: [recordings of, kept for, page  twice]")
    lines = [
        "answers.yml:3:12: warning answer.look-again: recordings: the search term 'page  twice' stands in #children.2 "
        "(line 22 of policy.md): “Please read this page twice.”, a search term added after the review; look again: "
        "quote it, or rule it out under ruled_out",
    ]
    assert told(strict)[:1] == lines
    assert len(told(strict)) == 2
    page = dict(pages_of(strict.book(), []))["questions/recordings/index.md"]
    content = (page.make() if isinstance(page, LazyPage) else page).decode()
    assert content.count("To be looked at again") == 2
    # Recorded, it has its day; an answer reviewed on that day or later must account for it.
    strict.write(record, term_record(strict.book(), "2026-02-01"))
    assert "recordings 2026-02-01 page twice\n" in (strict.root / record).read_text(encoding="utf-8")
    assert told(strict)[:1] == lines
    strict.edit(
        strict.answers, "note: Ninety days are stated.\n    reviewed: 2026-01-31", "note: x\n    reviewed: 2026-02-01"
    )
    assert ["error passage.unexplained" in line for line in told(strict)] == [True, True]


def test_a_record_of_terms_that_cannot_be_read_is_told(strict: AnsweredBook) -> None:
    strict.write("policies/search_terms.txt", "recordings - kept for\nrecordings kept for\n")
    assert [line for line in strict.lines() if line.startswith("search_terms.txt")] == [
        "search_terms.txt:2:1: error term-record.line: not a line of this record (question, day or -, search term); "
        "restore it, or take the line out"
    ]
