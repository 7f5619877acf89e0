"""The search page, and what it matches a query against beside the texts: the book's own words, in one small file.

Questions, findings, topics, vendors, documents referred to and the glossary stand there; what a vendor's answers say
lies in a file of its own, which is fetched where the vendor is named.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence

from ..compare.matrix import cells_asked, questions_by_topic
from ..core.answers import Question
from ..core.model import Book, Vendor
from ..prove.quote_index import BookEvidence
from ..prove.shown import shown_quotes
from ..publish.search_index import FORMAT
from .page import render_page

#: What a finding or a topic is found by, at most: its first words.
_MOST = 400
_TAG = re.compile("<[^>]+>")
_DEFINED = re.compile(r'<div id="([^"]+)"><dt>(.*?)</dt><dd>(.*?)</dd>', re.DOTALL)

#: Kind, address, title, what else it goes by, and what it says.
_Entry = tuple[str, str, str, Sequence[str], str]


def pages(book: Book, day: str, large: bool, glossary: bytes) -> Iterator[tuple[str, bytes]]:
    """The search page and the book's own words; ``large``: whether it has many vendors, whose descriptions
    are then left out; ``glossary``: its page."""
    groups = questions_by_topic(book, book.asked)
    yield render_page(book, "search.md", "search/index.md", updated=day, format=FORMAT, groups=groups)
    data = {
        "title": book.title,
        "day": day,
        "base": book.base_url,
        "labels": [*book.vendor_label, *book.document_label],
        "path": book.vendors_path,
        "documents": dict(book.documents),
        "topics": {topic.id: topic.title for topic in book.lexicon.topics},
        "vendors": [[vendor.id, "" if large else vendor.description.text, *_names(vendor)] for vendor in book.vendors],
        "entries": [*_questions(book.asked), *_others(book), *_documents(book), *_glossary(glossary)],
    }
    yield "search/book.json", _json(data)


def answers_of(book: Book, evidence: BookEvidence) -> Iterator[tuple[str, bytes]]:
    """What the answers of the one vendor of ``book`` say: by question the value and the words of the first quote."""
    data = {}
    for cell in cells_asked(book):
        places = evidence.of(cell.version).places.get(cell.question.id, ()) if cell.answer else ()
        first = next((shown for shown in shown_quotes(evidence.of(cell.version), places) if shown), None)
        data[cell.question.id] = [cell.summary.words, first.sentence if first else ""]
    yield f"search/answers/{book.vendors[0].id}.json", _json(data)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _names(vendor: Vendor) -> list[str]:
    return list(dict.fromkeys([vendor.name, *(named.name for named in vendor.names)]))


def _questions(questions: Iterable[Question]) -> Iterator[_Entry]:
    for question in questions:
        says = " ".join([question.explanation or "", *(value.label for value in question.values)]).strip()
        terms = [question.topic, question.id.replace("-", " "), *question.search_terms]
        yield "question", f"questions/{question.id}/", question.question, terms, says


def _others(book: Book) -> Iterator[_Entry]:
    for finding in book.findings:
        yield "finding", f"findings/#{finding.id}", finding.title, [], finding.statement[:_MOST]
    for topic in book.lexicon.topics:
        yield "topic", f"topics/{topic.id}/", topic.title, [topic.id], (topic.about or "")[:_MOST]


def _documents(book: Book) -> Iterator[_Entry]:
    """Each document that texts refer to, once a name."""
    named: dict[str, dict[str, None]] = {}
    publishers: dict[str, str] = {}
    for vendor in book.vendors:
        for version in vendor.versions:
            for paper in version.referenced_documents:
                named.setdefault(paper.name, {})[vendor.name] = None
                publishers.setdefault(paper.name, paper.publisher_id)
    for name, vendors in named.items():
        says = f"Referred to by {', '.join(vendors)}"[:_MOST]
        yield "document", "about/documents-referred-to/", name, [publishers[name]], says


def _glossary(page: bytes) -> Iterator[_Entry]:
    for anchor, word, meaning in _DEFINED.findall(page.decode()):
        yield "glossary", f"about/glossary/#{anchor}", *_plain(word), [], *_plain(meaning)


def _plain(markup: str) -> tuple[str]:
    return (html.unescape(_TAG.sub("", markup)),)
