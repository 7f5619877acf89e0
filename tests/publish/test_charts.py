"""Pictures say in words what they show, and never more than the data."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from fineprint.compare.matrix import CellSummaries, cell_of
from fineprint.publish.charts import bars, matrix_picture, reading_minutes, timeline
from fineprint.read.book import load_book


def test_bars_are_as_long_as_their_numbers_and_say_them():
    drawn = ET.fromstring(bars("Words", [("Acorn", 200, "200 words"), ("Beech & <b>", 100, "100 words")]))
    widths = [float(bar.get("width")) for bar in drawn.iter("rect")]
    assert widths[0] == pytest.approx(2 * widths[1])
    assert drawn.get("aria-label") == "Words. Acorn: 200 words; Beech & <b>: 100 words"


def test_bars_have_room_beside_the_longest_words():
    label, said = "Calls, call records and content", "1,257,000 words, 100 %"
    drawn = ET.fromstring(bars("Words", [(label, 200, said), (label, 1, said)]))
    [longest, least] = list(drawn.iter("rect"))
    assert float(longest.get("width")) >= 80
    assert float(least.get("width")) > 0
    # A letter takes at most 7.8 of the picture's units.
    assert float(longest.get("x")) + float(longest.get("width")) + 8 + 7.8 * len(said) <= int(
        drawn.get("viewBox").split()[2]
    )


def told_of(book) -> CellSummaries:
    return {
        vendor.id: {question.id: cell_of(vendor, version, question).summary for question in book.questions}
        for vendor, version in book.latest()
    }


def test_a_timeline_puts_every_version_at_its_date():
    drawn = ET.fromstring(timeline("Versions", [("Acorn", ["2004-01-01", "2014-01-01"]), ("Beech", ["2009-01-01"])]))
    at = [float(dot.get("cx")) for dot in drawn.iter("circle")]
    assert at[0] < at[2] < at[1]
    assert at[2] == pytest.approx((at[0] + at[1]) / 2, abs=1)
    assert timeline("Versions", []) == ""


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (238, 1), (476, 2), (4000, 17)])
def test_reading_time(words, minutes):
    assert reading_minutes(words) == minutes


def test_the_picture_of_the_matrix_says_each_answer_and_brings_what_it_needs(root):
    book = load_book(root).book
    picture = matrix_picture(book, told_of(book))
    drawn = ET.fromstring(picture)
    svg = "{http://www.w3.org/2000/svg}"
    told = [group.find(f"{svg}title").text for group in drawn.iter(f"{svg}g")]
    assert len(told) == len(book.questions) * len(book.vendors)
    assert "Voip.com: Only with consent" in told
    words = {text.text for text in drawn.iter(f"{svg}text")}
    assert {"Is personal data sold?", "Not stated", f"Each answer with its words: {book.base_url}matrix/"} <= words
    assert "prefers-color-scheme:dark" in picture
    assert "href" not in picture
