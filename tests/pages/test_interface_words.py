"""The words of the interface: each is the glossary's, and a word that was given up does not come back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from answered import AnsweredBook
from fineprint.pages import pages_of

#: Words that were given up, as they stood on pages, in messages, in scripts of pages and in the papers.
GIVEN_UP = (
    *(r"leaned on", r"leans? on", r"in small", r"versions in time", r"lifted", r"left to read", r"not yet read"),
    *(r"to take away", r"for citing", r"in place</a>", r"words to look for", r"only in<", r"who says what"),
    *(r"rest on this clause", r"the marks", r"before the first heading", r"about this copy", r"named by<"),
    *(r"somebody else’s", r"put to every", r"silence is proved", r"reading sheets?", r"all shapes", r"make the brief"),
    *(r"choose all", r"feed of changes", r"only rows that differ", r"cues?", r"keeper", r"not-read"),
)
_GIVEN_UP = re.compile(rf"(?<![\w-])(?:{'|'.join(GIVEN_UP)})(?![\w-])", re.IGNORECASE)
#: What shows words to people: (folder, endings).
SHOWN = (
    ("scripts/fineprint/pages/templates", (".md",)),
    ("scripts/fineprint/theme/overrides", (".html", ".js", ".css")),
    ("scripts/fineprint/theme/pages/about", (".md",)),
    ("examples/plot-agreements/pages", (".md",)),
    (".github", (".yml", ".md")),
)
GENERATED = ("brief", "glossary", "documents-referred-to", "links", "method", "worksheets")
ROOT = Path(__file__).resolve().parents[2]


def shown() -> list[Path]:
    """Every file with words of the interface that a person wrote."""
    found = [ROOT / name for name in ("README.md", "policies/README.md", "examples/README.md")]
    for folder, endings in SHOWN:
        files = (file for file in sorted((ROOT / folder).rglob("*")) if file.suffix in endings)
        found += [file for file in files if file.relative_to(ROOT / folder).parts[0] not in GENERATED]
    return found


@pytest.mark.parametrize("file", shown(), ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_word_that_was_given_up_comes_back(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if _GIVEN_UP.search(line)] == []


def test_the_glossary_defines_each_word_once_in_a_sentence(answered: AnsweredBook) -> None:
    page = LexborHTMLParser(dict(pages_of(answered.book(), []))["about/glossary/index.md"].decode())
    words = [node.text() for node in page.css("dt")]
    said = [node.text() for node in page.css("dd")]
    assert len(words) == len(said) == len({word.casefold() for word in words}) > 30
    for text in said:
        assert re.fullmatch(r"[A-Z][^.]*\.", text), text


def test_the_glossary_is_linked_from_about_and_method(answered: AnsweredBook) -> None:
    method = dict(pages_of(answered.book(), []))["about/method/index.md"].decode()
    assert 'href="../../about/glossary/"' in method
    assert "(glossary/index.md)" in (ROOT / "scripts/fineprint/theme/pages/about/index.md").read_text(encoding="utf-8")


def letter_to_acorn(answered: AnsweredBook) -> str | None:
    """The letter on the page of the one vendor."""
    page = LexborHTMLParser(dict(pages_of(answered.book(), []))["companies/acorn/index.md"].decode())
    found = page.css_first("details.letter pre")
    return found.text() if found else None


@pytest.mark.parametrize("current", ["", "current: {on: 2026-01-01, documents: []}\n"])
def test_no_letter_goes_to_a_vendor_whose_document_may_be_of_the_past(answered: AnsweredBook, current: str) -> None:
    answered.edit("policies/acorn/vendor.yml", "distinct_from: null\n", f"distinct_from: null\n{current}")
    assert letter_to_acorn(answered) is None


def test_a_letter_asks_what_is_open_and_says_who_asks(answered: AnsweredBook) -> None:
    current = "distinct_from: null\ncurrent: {on: 2026-01-01, documents: [privacy-policy]}\n"
    answered.edit("policies/acorn/vendor.yml", "distinct_from: null\n", current)
    answered.edit("policies/book.yml", "title: Small Book\n", "title: Small Book\nresponsible: {name: The Readers}\n")
    letter = letter_to_acorn(answered)
    assert letter is not None
    assert "Could you tell us how you would answer them, and which words, of your privacy policy or" in letter
    questions = {question.question for question in answered.book().questions}
    asked = re.findall(r"^\d+\. (.+)$", letter, re.MULTILINE)
    assert asked
    assert set(asked) <= questions
    assert letter.rstrip().endswith("Yours faithfully,\nThe Readers")
    assert "{" not in letter
