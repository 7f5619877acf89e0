"""Cards: small, alike on every machine, and none with letters that would be boxes."""

from __future__ import annotations

import json
import struct
import time

import pytest

from fineprint.pages import cards as pages_cards
from fineprint.pages import pages_of
from fineprint.publish.cards import HEIGHT, WIDTH, can_be_drawn, card
from fineprint.read.book import load_book
from fineprint.store.page_writer import LazyPage

LONG = "What does the company say that it does with each of the records which it keeps of calls? " * 12


def test_the_longest_words_stay_within_forty_kilobytes():
    made = card("Question", LONG[:120], LONG, "A Book of Policies")
    assert struct.unpack(">II", made[16:24]) == (WIDTH, HEIGHT)
    assert 8_000 < len(made) <= 40_000, "a card without its text has four kilobytes"
    assert made == card("Question", LONG[:120], LONG, "A Book of Policies")


def test_a_card_takes_little_time():
    begun = time.process_time()
    for _ in range(5):
        card("Question", LONG[:90], LONG[:200], "A Book of Policies")
    # 21 ms on a busy machine; twice the bound of 30 ms, since others work beside the tests.
    assert (time.process_time() - begun) / 5 <= 0.06


@pytest.mark.parametrize(
    ("text", "drawn"),
    [("Daten verkauft? „Ja“ … ½", True), ("Продажа данных", False), ("個人情報", False), ("a\u0000b", False)],
)
def test_letters_that_the_font_lacks_get_no_card(text, drawn):
    assert can_be_drawn(text) is drawn


def test_each_question_finding_vendor_and_version_has_one_until_they_are_too_many(root, monkeypatch):
    book = load_book(root).book
    told = {vendor.id: {} for vendor in book.vendors}
    paths = [path for path, made in pages_cards.files(book, told) if isinstance(made, LazyPage)]
    wanted = len(book.questions) + len(book.findings) + len(book.vendors) + len(list(book.versions()))
    assert len([path for path in paths if path.endswith("/card.png")]) == wanted + 1
    monkeypatch.setattr(pages_cards, "CARDS", len(book.vendors) - 1)
    fewer = [path for path, _ in pages_cards.files(book, told) if path.endswith("/card.png")]
    assert len(fewer) == 1 + len(book.questions) + len(book.findings)


def test_a_page_names_answers_rather_than_rules_where_its_link_is_shown(root):
    book = load_book(root).book
    pages = dict(pages_of(book, []))
    head = pages["questions/sale/index.md"].decode().split("\n---\n")[0]
    assert "Not sold: Dialpad, DialPine" in head
    descriptions = [
        line
        for path, page in pages.items()
        if path.endswith("index.md")
        for line in page.decode().splitlines()[:4]
        if line.startswith("description: ")
    ]
    assert len(descriptions) == len(set(descriptions)), "each page has a description of its own"


def test_home_screens_find_a_sign_and_a_name(root):
    book = load_book(root).book
    made = dict(pages_cards.files(book, {vendor.id: {} for vendor in book.vendors}))
    manifest = json.loads(made["site.webmanifest"])
    assert manifest["name"] == book.title
    assert {icon["src"] for icon in manifest["icons"]} == {"assets/favicon.svg", "apple-touch-icon.png"}
    assert struct.unpack(">II", made["apple-touch-icon.png"].make()[16:24]) == (180, 180)
