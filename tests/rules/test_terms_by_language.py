"""Search terms belong to a language: a text in another one has its own, or no silence is proved of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from answered import AnsweredBook
from fineprint.pages import pages_of

RECORD = f"{AnsweredBook.version}/record.yml"


@pytest.fixture
def german(tmp_path: Path) -> AnsweredBook:
    """The answered book, its text recorded as German."""
    book = AnsweredBook(tmp_path)
    book.edit(RECORD, "language: en", "language: de-AT")
    return book


def codes(book: AnsweredBook) -> list[str]:
    return [problem.code for problem in book.problems()]


def test_a_silence_needs_terms_in_the_language_of_the_text(german: AnsweredBook) -> None:
    told = [problem for problem in german.problems() if problem.code == "silence.no-search-terms"]
    assert [str(problem.severity) for problem in told] == ["error", "error"]
    assert "breach-notice has no search terms for German yet" in told[0].message
    assert "search_terms: {de: […]}" in told[0].message
    assert "quote.no-search-term" not in codes(german)


def test_terms_by_language_prove_and_find(german: AnsweredBook) -> None:
    german.edit(german.questions, "[breach*, notify you]", "{en: [breach*], de: [notify you, Panne*]}")
    german.edit(german.questions, "[signal*]", "{de: [Signal*]}")
    assert [code for code in codes(german) if code.startswith(("silence", "quote", "passage"))] == []
    german.edit(german.questions, "notify you, Panne*", "the van*, by van")
    assert "silence.unexplained" in codes(german)


def test_a_term_by_language_that_can_match_nothing_is_told_at_its_place(german: AnsweredBook) -> None:
    german.edit(german.questions, "[signal*]", "{en: [signal*], de: [Sig*nal]}")
    line = (german.root / german.questions).read_text(encoding="utf-8").split("\n")
    at = next(number for number, text in enumerate(line, 1) if "Sig*nal" in text)
    told = [str(problem) for problem in german.problems() if problem.code == "question.search-term"]
    assert len(told) == 1
    assert told[0].startswith(f"{german.questions}:{at}:{line[at - 1].index('Sig*nal') + 1}: error")


def test_the_page_shows_the_terms_of_its_language(tmp_path: Path) -> None:
    book = AnsweredBook(tmp_path)
    book.edit(book.questions, "[breach*, notify you]", "{en: [breach*, notify you], de: [Datenpanne*]}")
    page = dict(pages_of(book.book(), []))["questions/breach-notice/index.md"]
    text = (page if isinstance(page, bytes) else page()).decode()
    assert "notify you" in text
    assert "Datenpanne" not in text
