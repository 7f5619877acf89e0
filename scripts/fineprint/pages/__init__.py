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
    shares = {}
    for vendor in book.vendors:
        alone = book.alone(vendor)
        large = len(book.vendors) > LARGE
        shares[vendor.id] = vendor_fragment(alone, evidence, large)
        yield from own_pages(alone, evidence, shares[vendor.id])
    yield from render_all(joint_pages(book, rules, evidence, shares))


def own_pages(book: Book, evidence: BookEvidence, share: VendorFragment) -> Iterator[tuple[str, bytes]]:
    """The files that are a vendor's own, of the vendor of ``book``."""
    yield from versions.pages(book, evidence)
    yield from redline_page.pages(book, evidence)
    yield from vendors.own_pages(book, evidence)
    yield from machine_files.own_files(book, evidence)
    yield from search.answers_of(book, evidence)
    yield vendor_feed(book, share.entries, share.day)
    yield (
        f"{book.vendors_path}/{book.vendors[0].id}/answers.json",
        encoded(answers_of(json.loads(share.exports["json"]))),
    )
    yield from matrix.columns_of(book, share.matrix)


def joint_pages(
    book: Book, rules: list[tuple[str, str]], evidence: BookEvidence, shares: Mapping[str, VendorFragment]
) -> Iterator[PageFile]:
    """The files of the whole book; ``shares``: by vendor."""
    large = len(book.vendors) > LARGE
    mine = [shares[vendor.id] for vendor in book.vendors]
    told = {vendor: share.cells for vendor, share in shares.items()}
    day = max([*(share.day for share in mine), *(finding.reviewed for finding in book.findings)], default="")
    days = {
        question.id: max((share.days[question.id] for share in mine if question.id in share.days), default=day)
        for question in book.questions
    }
    rows = [share.rows for share in mine]
    named = {}
    parts, lines = (share.exports["json"] for share in mine), (share.exports["csv"] for share in mine)
    listed = (share.exports["versions"] for share in mine)
    for path, content in data_files(book, evidence, parts, lines, listed, rows, told, large):
        named[path.removeprefix("data/")] = content
        yield path, content
    yield data.page(book, day, named)
    counts = {key: count for share in mine for key, count in share.counts.items()}
    topic_words = {key: words for share in mine for key, words in share.topic_words.items()}
    yield from vendors.pages(book, evidence, day, large, counts, told, topic_words)
    yield matrix.page(book, day, large, told, {vendor: share.matrix for vendor, share in shares.items()}, list(named))
    words = {vendor: share.questions for vendor, share in shares.items()}
    marks = {vendor: share.marks for vendor, share in shares.items()}
    yield from questions.pages(book, day, large, days, told, words, marks)
    yield from topics.pages(
        book,
        day,
        large,
        {vendor: share.topics for vendor, share in shares.items()},
        {vendor: share.tables for vendor, share in shares.items()},
        {vendor: share.on_topics for vendor, share in shares.items()},
    )
    places = {key: found for share in mine for key, found in share.referenced.items()}
    glossary = b""
    for path, content in about.pages(book, day, rules, places):
        glossary = content if path == about.GLOSSARY else glossary
        yield path, content
    yield from worksheet_pages.pages(
        book, evidence, {key: left for share in mine for key, left in share.unread.items()}
    )
    yield from notices.pages(book, day)
    yield links.page(book, day, large, [share.links for share in mine])
    yield from feeds_of(book, list(chain.from_iterable(share.entries for share in mine)), day)
    yield from machine_files.files(book)
    yield from cards.files(book, told)
    yield from search.pages(book, day, large, glossary)
