"""Feeds: read by an independent parser, with ids that stay, days of the data and the change itself in each entry."""

from __future__ import annotations

import json
from dataclasses import replace

import feedparser
import pytest

from answered import TEXT, AnsweredBook
from fineprint.core.answers import SupersededValue
from fineprint.core.facts import VendorName
from fineprint.pages import pages_of
from fineprint.prove.quote_index import BookEvidence
from fineprint.publish.feeds import entries_of
from fineprint.read.book import load_book

NEWER = "policies/acorn/privacy-policy/2022-03-04"


@pytest.fixture
def two_versions(answered: AnsweredBook) -> AnsweredBook:
    """A second version of the policy, in which recordings are kept for a year, and its answers."""
    text = TEXT.replace("ninety days", "one whole year")
    answered.write(f"{NEWER}/policy.md", text)
    record = answered.record_yml(text, "2022-03-04").replace(
        "excluded:\n  - {lines: [1, 1], kind: archive-note}", "excluded: []"
    )
    answered.write(f"{NEWER}/record.yml", record)
    for name in ("outline.yml", "answers.yml"):
        old = (answered.root / answered.version / name).read_text()
        answered.write(
            f"{NEWER}/{name}", old.replace("ninety days", "one whole year").replace("2026-01-31", "2026-02-03")
        )
    answered.edit(f"{NEWER}/answers.yml", "value: for-days", "value: for-ever")
    answered.record()
    return answered


def feeds(book):
    return dict(pages_of(book, []))


def test_the_feeds_of_the_shipped_book_are_valid(root):
    book = load_book(root).book
    made = feeds(book)
    atom = feedparser.parse(made["data/feed.atom"])
    assert not atom.bozo
    assert atom.version == "atom10"
    listed = json.loads(made["data/feed.json"])
    assert listed["version"] == "https://jsonfeed.org/version/1.1"
    assert [entry.id for entry in atom.entries] == [item["id"] for item in listed["items"]]
    assert len({entry.id for entry in atom.entries}) == len(atom.entries) >= len(list(book.versions()))
    for entry in atom.entries:
        assert entry.link.startswith(book.base_url)
        assert entry.updated <= atom.feed.updated
        assert entry.content[0].value


def test_a_new_version_is_an_entry_with_its_changes_word_by_word(two_versions):
    made = feeds(two_versions.book())
    atom = feedparser.parse(made["data/feed.atom"])
    newest = atom.entries[0]
    assert newest.id.endswith(":companies/acorn/privacy-policy/2022-03-04/")
    assert newest.updated == "2026-02-03T00:00:00Z"
    item = json.loads(made["data/feed.json"])["items"][0]
    assert "We keep recordings of calls for <del>ninety days.</del> <ins>one whole year.</ins>" in item["content_html"]
    assert "For some days → For ever" in item["content_html"]
    assert "/#recordings.1" in item["content_html"]


def test_a_changed_answer_is_an_entry_and_a_later_change_leaves_its_id(answered):
    book = answered.book()
    version = next(book.versions())

    def with_was(*was):
        answer = replace(version.answers["recordings"], history=was)
        changed = replace(version, answers={**version.answers, "recordings": answer})
        return replace(book, vendors=(replace(book.vendors[0], versions=(changed,)),))

    first = SupersededValue(value="for-ever", replaced_on="2026-03-01", reason="Misread & corrected.")
    second = SupersededValue(value="not-stated", replaced_on="2026-04-01", reason="Found on a second reading.")
    once, twice = (
        {entry.id: entry for entry in entries_of(of, BookEvidence(of))}
        for of in (
            with_was(first),
            with_was(second, first),
        )
    )
    assert set(once) < set(twice)
    (old,) = [entry for entry in once.values() if entry.day == "2026-03-01"]
    assert old.title == "Acorn Phones, 4 March 2020: How long are recordings kept? For ever → For some days"
    assert "Misread &amp; corrected." in old.content
    assert "We keep recordings of calls for ninety days." in old.content
    assert twice[old.id].title.endswith("For ever → Not stated")
    newest = next(entry for entry in twice.values() if entry.day == "2026-04-01")
    assert newest.title.endswith("Not stated → For some days")


def test_words_can_not_leave_their_entry(answered):
    book = answered.book()
    evil = "]]><script>x</script> & </content>"
    vendor = replace(book.vendors[0], names=(VendorName(name=evil),))
    made = feeds(replace(book, title=evil, vendors=(vendor,)))
    atom = feedparser.parse(made["data/feed.atom"], sanitize_html=False)
    assert not atom.bozo
    assert atom.entries[0].title.startswith(evil)
    assert b"<script" not in made["data/feed.atom"]


def test_the_bytes_are_the_same_on_every_day_and_in_every_order(two_versions):
    book = two_versions.book()
    other = replace(book, vendors=tuple(replace(vendor) for vendor in reversed(book.vendors)))
    assert feeds(book) == feeds(other)


def test_a_vendor_and_a_question_have_feeds_of_their_own(two_versions):
    book = load_book(two_versions.root).book
    made = feeds(book)
    of_vendor = feedparser.parse(made["companies/acorn/feed.atom"])
    assert not of_vendor.bozo
    assert len(of_vendor.entries) == 2
    changed = next(question for question in book.questions if question.id == "recordings")
    for question in book.questions:
        of_question = feedparser.parse(made[f"questions/{question.id}/feed.atom"])
        assert not of_question.bozo
        assert of_question.feed.title.endswith(question.question)
        # The newer version answers one question in another way; the others' feeds have nothing to say of it.
        assert len(of_question.entries) == (question is changed), question.id
    assert "4 March 2022" in of_vendor.entries[0].title
