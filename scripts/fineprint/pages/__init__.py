"""A book as pages: pure data in, files out (path below ``docs/`` and bytes).

A generated page is front matter, Markdown headings and inert HTML blocks without blank lines; nothing of a policy is
left for the engine to interpret. A vendor has pages of its own, made of it alone, and a share of the book's pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import chain

from ..core.limits import LARGE
from ..core.model import Book
from ..prove.quote_index import BookEvidence
from ..publish.book_json import answers_of
from ..publish.data_files import data_files, encoded
from ..publish.feeds import feed_files as feeds_of
from ..publish.feeds import vendor_feed
from ..store.page_writer import PageFile, render_all
from . import (
    about,
    cards,
    data,
    links,
    machine_files,
    matrix,
    notices,
    questions,
    redline_page,
    search,
    topics,
    vendors,
    versions,
    worksheet_pages,
)
from .fragments import VendorFragment, vendor_fragment


def pages_of(
    book: Book, rules: list[tuple[str, str]], evidence: BookEvidence | None = None
) -> Iterator[tuple[str, bytes]]:
    """Every generated file of the site but the search index; ``rules``: code and first line of each rule."""
    evidence = evidence or BookEvidence(book)
    fragments = {}
    for vendor in book.vendors:
        alone = book.alone(vendor)
        large = len(book.vendors) > LARGE
        fragments[vendor.id] = vendor_fragment(alone, evidence, large)
        yield from own_pages(alone, evidence, fragments[vendor.id])
    yield from render_all(joint_pages(book, rules, evidence, fragments))


def own_pages(book: Book, evidence: BookEvidence, fragment: VendorFragment) -> Iterator[tuple[str, bytes]]:
    """The files that are a vendor's own, of the vendor of ``book``."""
    yield from versions.pages(book, evidence)
    yield from redline_page.pages(book, evidence)
    yield from vendors.own_pages(book, evidence)
    yield from machine_files.own_files(book, evidence)
    yield from search.answers_of(book, evidence)
    yield vendor_feed(book, fragment.entries, fragment.day)
    yield (
        f"{book.vendors_path}/{book.vendors[0].id}/answers.json",
        encoded(answers_of(json.loads(fragment.exports["json"]))),
    )
    yield from matrix.columns_of(book, fragment.matrix)


def joint_pages(
    book: Book, rules: list[tuple[str, str]], evidence: BookEvidence, fragments: Mapping[str, VendorFragment]
) -> Iterator[PageFile]:
    """The files of the whole book; ``fragments``: by vendor."""
    large = len(book.vendors) > LARGE
    in_order = [fragments[vendor.id] for vendor in book.vendors]
    summaries = {vendor: fragment.cells for vendor, fragment in fragments.items()}
    day = max([*(fragment.day for fragment in in_order), *(finding.reviewed for finding in book.findings)], default="")
    days = {
        question.id: max(
            (fragment.days[question.id] for fragment in in_order if question.id in fragment.days), default=day
        )
        for question in book.questions
    }
    rows = [fragment.rows for fragment in in_order]
    named = {}
    parts, lines = (
        (fragment.exports["json"] for fragment in in_order),
        (fragment.exports["csv"] for fragment in in_order),
    )
    listed = (fragment.exports["versions"] for fragment in in_order)
    for path, content in data_files(book, evidence, parts, lines, listed, rows, summaries, large):
        named[path.removeprefix("data/")] = content
        yield path, content
    yield data.page(book, day, named)
    counts = {key: count for fragment in in_order for key, count in fragment.counts.items()}
    topic_words = {key: words for fragment in in_order for key, words in fragment.topic_words.items()}
    yield from vendors.pages(book, evidence, day, large, counts, summaries, topic_words)
    yield matrix.page(
        book, day, large, summaries, {vendor: fragment.matrix for vendor, fragment in fragments.items()}, list(named)
    )
    words = {vendor: fragment.questions for vendor, fragment in fragments.items()}
    marks = {vendor: fragment.marks for vendor, fragment in fragments.items()}
    yield from questions.pages(book, day, large, days, summaries, words, marks)
    yield from topics.pages(
        book,
        day,
        large,
        {vendor: fragment.topics for vendor, fragment in fragments.items()},
        {vendor: fragment.tables for vendor, fragment in fragments.items()},
        {vendor: fragment.on_topics for vendor, fragment in fragments.items()},
    )
    places = {key: found for fragment in in_order for key, found in fragment.referenced.items()}
    glossary = b""
    for path, content in about.pages(book, day, rules, places):
        glossary = content if path == about.GLOSSARY else glossary
        yield path, content
    yield from worksheet_pages.pages(
        book, evidence, {key: left for fragment in in_order for key, left in fragment.unread.items()}
    )
    yield from notices.pages(book, day)
    yield links.page(book, day, large, [fragment.links for fragment in in_order])
    yield from feeds_of(book, list(chain.from_iterable(fragment.entries for fragment in in_order)), day)
    yield from machine_files.files(book)
    yield from cards.files(book, summaries)
    yield from search.pages(book, day, large, glossary)
