"""What the cells of the matrix are called, on the shipped book."""

from __future__ import annotations

import pytest

from fineprint.compare.matrix import Cell, cell_of, questions_by_topic
from fineprint.core.values import CellState
from fineprint.read.book import load_book


@pytest.fixture(scope="module")
def book(root):
    return load_book(root).book


def row(book, question):
    return [cell_of(vendor, version, question) for vendor, version in book.latest()]


def _cell(book, vendor_id, question_id) -> Cell:
    question = next(each for each in book.questions if each.id == question_id)
    return next(each for each in row(book, question) if each.vendor.id == vendor_id)


def test_a_row_has_a_cell_for_every_vendor_and_each_has_a_known_state(book):
    for question in book.questions:
        cells = row(book, question)
        assert [each.vendor.id for each in cells] == [vendor.id for vendor in book.vendors]
        assert {each.state for each in cells} <= set(CellState)


def test_states_and_labels(book):
    silent = _cell(book, "dialpad", "breach-notice")
    assert (silent.state, silent.label, silent.detail) == ("not-stated", "Not stated", "")
    torn = _cell(book, "phone-com", "childrens-age")
    assert torn.state == "conflicting"
    assert " / " in torn.detail
    left = _cell(book, "dialpine", "ai-and-automated-decisions")
    assert (left.label, left.detail) == ("By reference", "DialPine AI Additional Terms")


def test_a_question_without_an_answer_is_not_yet_read_which_is_not_silence(book):
    vendor, version = next(iter(book.latest()))
    question = book.questions[0]
    unread = Cell(vendor=vendor, version=version, question=question, answer=None)
    assert (unread.state, unread.label) == ("awaiting-review", "Awaiting review")


def test_topics_hold_every_question_once(book):
    grouped = [question.id for _, mine in questions_by_topic(book, book.questions) for question in mine]
    assert sorted(grouped) == sorted(question.id for question in book.questions)
