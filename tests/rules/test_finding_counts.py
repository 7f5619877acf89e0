"""The shipped findings count what the answers say: a changed answer can't leave a wrong number behind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fineprint.core.model import Book
from fineprint.read.book import load_book

NUMBERS = {"none": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "each": 5}
#: A number of vendors in a finding's words. Ages, sections and sentences are counted otherwise.
COUNT = re.compile(
    rf"(?<!of )\b({'|'.join(NUMBERS)})\b(?= of (?:the )?five| polic| service\b| mention\b| asks| say\b)", re.IGNORECASE
)
SILENT = frozenset({"not-stated", "not-applicable", "unclear", "by-reference", "conflicting"})

#: Finding → each of its counts in order: the question counted (``*`` for any) and the values that count; ``said`` for
#: every value of the question's own.
COUNTED: dict[str, list[tuple[str, set[str]]]] = {
    "call-records-three-ways": [("call-records-classed-as", {"said"})],
    "passages-that-do-not-agree": [("*", {"conflicting"})],
    "liability-and-standard-of-care": [("liability", {"limited"})],
    "one-policy-speaks-of-listening": [("call-content", {"no-access-except-law-or-ops"})],
    "four-wordings-of-no-sale": [("sale", {"said"})],
    "without-cookies-no-service": [("cookie-refusal", {"cannot-use"})],
    "email-about-some-changes": [("policy-change-notice", {"email-if-material"})],
    "website-or-service": [("scope", {"website-only"}), ("scope", {"conflicting"})],
    "partners-unless-told-not-to": [("third-party-disclosure", {"opt-out"})],
    "no-notice-of-a-breach": [("breach-notice", {"said"})],
    "no-period-for-keeping-data": [("retention-period", {"stated-period"})],
    "authorities-request-or-legal-process": [("government-requests", {"said"})],
    "no-word-of-authorities-requests": [("notice-of-government-requests", {"said"})],
    "cookies-and-identity": [("tracking-linked-to-identity", {"may-be-linked"})],
    "two-ages-for-children": [("childrens-age", {"conflicting"})],
    "ai-in-another-document": [("ai-and-automated-decisions", {"by-reference"})],
    "use-counts-as-consent": [("consent-by-use", {"said"})],
    "if-the-business-is-sold": [("merger", {"said"})],
    "hipaa-in-one-policy": [("health-information", {"no-access-claimed"}), ("health-information", {"not-for-phi"})],
    "no-action-on-do-not-track": [("do-not-track", {"ignored"})],
    "outside-body-for-complaints": [("complaints-body", {"independent-body"})],
}


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    loaded = load_book(root).book
    assert loaded is not None
    return loaded


def test_every_count_of_a_finding_is_that_of_the_answers(book: Book) -> None:
    told = {finding.id: _told(f"{finding.title}. {finding.statement}") for finding in book.findings}
    counted = {
        id_: [_vendors(book, question, values) for question, values in counts] for id_, counts in COUNTED.items()
    }
    assert {id_: numbers for id_, numbers in told.items() if numbers} == counted


def test_call_records_are_classed_in_as_many_ways_as_the_finding_says(book: Book) -> None:
    classed = [version.answers["call-records-classed-as"].value for _, version in book.latest()]
    ways = [value for value in classed if value not in SILENT]
    assert len(ways) == len(set(ways)) == 3


def _told(words: str) -> list[int]:
    return [NUMBERS[found.lower()] for found in COUNT.findall(words)]


def _vendors(book: Book, question: str, values: set[str]) -> int:
    """In how many newest versions a question, or any of them, has one of some values."""
    return sum(
        any(
            answer.value in values or ("said" in values and answer.value not in SILENT)
            for answer in version.answers.values()
            if question in ("*", answer.question)
        )
        for _, version in book.latest()
    )
