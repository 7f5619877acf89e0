"""The worksheet follows the text: each passage once, with all questions it may answer, and is not much longer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from answered import TEXT, AnsweredBook
from fineprint.core.model import Version
from fineprint.prove.quote_index import BookEvidence
from fineprint.read.book import load_book
from fineprint.worksheet.by_text import passages, text_of
from fineprint.worksheet.worksheet import worksheet_of
from reviewed import add_version


def unread(book: object, version: Version) -> tuple[str, list[str]]:
    """The worksheet of a version without answers, and the addresses of its passages."""
    vendor = next(vendor for vendor in book.vendors if vendor.id == version.vendor)
    blank = replace(version, answers={}, answered=())
    evidence = BookEvidence(book)
    sheet = worksheet_of(book, evidence, replace(vendor, versions=(blank,)), blank)
    now = evidence.of(blank)
    return text_of(sheet, now), [passage.address for passage in passages(sheet, now, None)]


@pytest.fixture(scope="module")
def shipped(root: Path):
    return load_book(root).book


def test_the_worksheet_is_at_most_half_as_long_again_as_the_policy_for_48_questions(shipped) -> None:
    book = replace(shipped, questions=shipped.asked[:48])
    for version in book.versions():
        sheet, found = unread(book, version)
        assert len(found) == len({*found})
        policy = len(version.raw.decode("utf-8", "replace"))
        assert len(sheet) <= 1.5 * policy, (version.key, len(sheet), policy)


def test_each_passage_stands_once_in_the_order_of_the_text_with_its_questions(answered: AnsweredBook) -> None:
    answered.edit(
        answered.questions, "search_terms: [breach*, notify you", "search_terms: [breach*, notify you, sell your"
    )
    book = answered.book()
    sheet, found = unread(book, next(book.versions()))
    assert found == ["recordings.1", "sharing.1", "sharing.2", "children.1", "cookies.1"]
    assert (
        "sharing.1, line 11 [2, 3]: We never sell your name to anybody. "
        "We may rent out your name to advertisers." in sheet.splitlines()
    )
    assert "0 of 6 questions are answered, 6 await review." in sheet
    assert "Read the text for these too; none of their search terms stands in it: privacy-signal." in sheet


def test_of_a_text_with_an_older_version_only_what_changed_is_read_again(answered: AnsweredBook) -> None:
    add_version(answered, lambda text: text.replace("ninety", "eighty") + "\nA breach is told.\n")
    book = answered.book()
    (vendor,) = book.vendors
    version = vendor.versions[-1]
    evidence = BookEvidence(book)
    sheet = worksheet_of(book, evidence, vendor, version)
    was = evidence.of(sheet.older) if sheet.older else None
    assert [passage.words for passage in passages(sheet, evidence.of(version), was)] == [
        "We keep recordings of calls for eighty days.",
        "A breach is told.",
    ]
    text = text_of(sheet, evidence.of(version), was)
    assert "  - In 2020-03-04: for-days. Ninety days are stated." in text
    assert "  - No longer there: We keep recordings of calls for ninety days.; nearest is recordings.1" in text
    assert "  - sharing.2 was ruled out: Speaks of prices." in text
    assert TEXT.count("We never sell your name") == 1
    assert "We never sell your name" not in text.partition("## The text")[2]
