"""Words conserved: a loss that is planted on the page, or before it, is noticed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from builders import GOOD_TEXT, BookFolder, bare_page, engine, excluded, good_version, page_of
from fineprint.core.model import Book
from fineprint.prove.text_integrity import count_words, excluded_lines, expected_words, losses, policy_lines
from fineprint.text import markdown
from fineprint.text.words import count_words as words_in
from read.test_sections import LINES

TEXT = """\
Archived note of the place it came from.
Second archived note.

# Privacy

Write to AT&amp;T at the caf&eacute; &#38; to <legal@acorn.example>.

- one
  - two
    - three
      - four
        - deepest

7. seventh
8. eighth

| name | use |
|------|-----|
| mail | sent | surplus |

See [the terms](https://acorn.example/terms "all of them") and ![a picture](/seal.png).<br>Next [](/empty).

    code  kept

**Closing.** Last words 007.
"""
HEADINGS = [(4, "Privacy"), (25, "Closing.")]
AWAY = (excluded(1, 2, "archive-note"),)


@pytest.fixture
def book(book_folder: BookFolder) -> Book:
    """A book to put versions into."""
    return book_folder.book()


def test_nothing_is_lost_from_a_text_with_everything_in_it(book: Book) -> None:
    version = good_version(TEXT, HEADINGS, excluded=AWAY)
    assert losses(version, page_of(version, book)) == []


def test_two_links_of_a_heading_may_lead_to_one_place(book: Book) -> None:
    text = "# Rules\n\n## [Terms](https://acorn.example/t) and [Rules](https://acorn.example/t)\n\nBoth apply."
    version = good_version(text, [(1, "Rules"), (3, "Terms and Rules")])
    assert losses(version, page_of(version, book)) == []


def test_numbers_that_stand_among_the_words_are_counted(book: Book) -> None:
    version = good_version("- (a) one\n- (b) two\n  - (i) three\n\n\\<br> is words", ())
    page = page_of(version, book)
    assert losses(version, page) == []
    assert losses(version, page.replace("(b) ", "", 1))


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [
        ("deep nesting", "deepest ", ""),
        ("a surplus cell", "<td>surplus</td>", ""),
        ("an entity", "café", "caf"),
        ("another entity", "AT&amp;T", "AT"),
        ("words in angle brackets", "legal@acorn.example</a>", "legal</a>"),
        ("the label of a link", ">the terms</a>", "></a>"),
        ("the title of a link", '<span class="title"> all of them</span>', ""),
        ("the label of a picture", "a picture", ""),
        ("the number of an item", 'value="8"', 'value="7"'),
        ("all numbers", ' value="7"', ""),
        ("a letter", "sent", "went"),
        ("a small letter", "Write to", "write to"),
        ("code", "code  kept", "code"),
        ("a heading", "Closing&#46;", "Closed&#46;"),
        ("a word too many", "Last words", "Last true words"),
        ("a word said twice", "Last words", "Last words words"),
        ("a joint", "Last words", "Lastwords"),
    ],
)
def test_both_guards_notice_a_planted_loss(book: Book, what: str, old: str, new: str) -> None:
    version = good_version(TEXT, HEADINGS, excluded=AWAY)
    page = page_of(version, book)
    start = page.index(old, page.index('class="section"'))
    told = losses(version, page[:start] + new + page[start + len(old) :])
    assert any(line.startswith("policy: ") for line in told), what
    assert any(line.startswith("raw text: ") for line in told), what


@pytest.mark.parametrize(
    ("what", "old", "new", "guard"),
    [
        ("a word moved", "Last words 007", "words Last 007", "policy: "),
        ("a stop", "words 007.", "words 007", "policy: "),
        ("a leading zero", "words 007", "words 7", "policy: "),
        ("a target", 'title="/empty"', 'title="/full"', "raw text: "),
        ("the target of a link", "https://acorn.example/terms", "https://oak.example/terms", "raw text: "),
        ("an excluded line", "&#10;Second archived note.", "", "excluded lines: "),
    ],
)
def test_one_guard_notices_what_the_other_does_not_look_at(
    book: Book, what: str, old: str, new: str, guard: str
) -> None:
    version = good_version(TEXT, HEADINGS, excluded=AWAY)
    page = page_of(version, book)
    assert old in page
    (told,) = {line.split(": ")[0] + ": " for line in losses(version, page.replace(old, new))}
    assert told == guard, what


def test_a_loss_says_where_it_is(book: Book) -> None:
    version = good_version(TEXT, HEADINGS, excluded=AWAY)
    page = page_of(version, book).replace("deepest", "shallow")
    assert losses(version, page) == [
        "policy: word 15 is 'shallow', not 'deepest' (after 'one two three four')",
        "raw text: 'deepest' lost 1 times",
        "raw text: 'shallow' added 1 times",
    ]


def test_a_page_without_its_last_clause_is_noticed(book: Book) -> None:
    version = good_version(TEXT, HEADINGS, excluded=AWAY)
    page = page_of(version, book).replace("Last words 007.", "")
    assert losses(version, page)[0].startswith("policy: ")


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 | surplus |", "surplus"),
        ("See [terms].\n\n[terms]: https://acorn.example 'hidden title'", "terms"),
    ],
)
def test_the_second_guard_notices_what_the_parser_drops(
    book: Book, monkeypatch: pytest.MonkeyPatch, text: str, lost: str
) -> None:
    """A parser that loses words hides the loss from the first guard, which reads what it left."""
    stock = MarkdownIt("commonmark", {"html": False}).enable("table")
    monkeypatch.setattr(markdown, "parser", lambda: stock)
    version = good_version(text)
    told = losses(version, page_of(version, book))
    assert f"raw text: {lost!r} lost 1 times" in told
    assert not any(line.startswith("policy: ") for line in told)


def test_the_second_guard_notices_a_block_left_out_of_a_section(book: Book) -> None:
    version = good_version("One.\n\nTwo.\n\nThree.")
    (section,) = version.sections
    short = replace(version, sections=(replace(section, blocks=section.blocks[:-1], clauses=section.clauses[:-1]),))
    assert losses(short, page_of(short, book)) == ["raw text: 'Three' lost 1 times"]


def test_counts_are_of_words_by_unicode() -> None:
    version = good_version(TEXT, HEADINGS, excluded=AWAY)
    words = count_words(version)
    assert words.excluded == words_in("\n".join(excluded_lines(version)))
    assert words.policy == words_in(" ".join(expected_words(version)))
    assert words.source == words_in(TEXT)
    assert len(expected_words(version)) == 41
    assert "Second archived note." not in policy_lines(version)


MORE = [
    "Caf&eacute; &amp; bar",
    "1986. A year",
    "x<br>y",
    "007 agents",
    "See <a@b.example>",
    "a*b*c",
    "_u_ v_w_x",
    "&copy; 2020",
]


@given(
    st.lists(st.sampled_from([*LINES, *MORE]), min_size=1, max_size=12).filter(lambda lines: any(map(str.split, lines)))
)
@settings(max_examples=60)
def test_no_mixture_of_markup_loses_a_word(lines: list[str]) -> None:
    version = good_version("\n".join(lines))
    assert losses(version, bare_page(version)) == []


def test_the_good_book_loses_nothing(book_folder: BookFolder) -> None:
    (version,) = book_folder.book().versions()
    page = page_of(version, book_folder.book())
    assert losses(version, page) == []
    assert "\n".join(version.source) == GOOD_TEXT
    assert engine(b"---\n---\nx") == "<p>x</p>"
