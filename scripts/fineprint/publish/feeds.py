"""Feeds of what is new: versions that came and answers that changed, as Atom (RFC 4287) and JSON Feed 1.1.

An entry holds the change itself. Its id is a tag URI (RFC 4151) on the book's permanent base; its days come from the
data, so a build on another day writes the same bytes. Pure.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

from ..compare.changes import Change
from ..compare.matrix import cell_of
from ..compare.redline import redline
from ..core.addresses import permanent, redline_path
from ..core.answers import Answer, Question
from ..core.dates import spelled_out
from ..core.model import Book, Vendor, Version
from ..prove.quote_index import BookEvidence

#: Stands in every id and so is never changed: a day on which the base's host was the book's own.
TAGGED = "2026-11-01"
#: Entries of a feed, the newest first.
ENTRIES = 200
#: Changed places that an entry prints; of the others it tells the number.
CLAUSES = 40
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One change. ``content`` is HTML of ours, all words in it escaped; days are ``YYYY-MM-DD``.

    ``questions``: those whose answers it changes.
    """

    id: str
    title: str
    link: str
    day: str
    content: str
    questions: tuple[str, ...] = ()


def entries_of(book: Book, evidence: BookEvidence) -> list[FeedEntry]:
    """The changes of a book, newest first, as many as a feed has."""
    return newest([*_versions(book, evidence), *_answers(book)])


def newest(made: Iterable[FeedEntry]) -> list[FeedEntry]:
    """The newest of some changes, as many as a feed has."""
    return sorted(sorted(made, key=lambda entry: entry.id), key=lambda entry: entry.day, reverse=True)[:ENTRIES]


def feed_files(book: Book, changes: Sequence[FeedEntry], day: str) -> Iterator[tuple[str, bytes]]:
    """Both feeds of the book, and one of each question: path below ``docs/`` and bytes.

    ``changes``: all of them; ``day``: the last on which anything in the book changed.
    """
    latest = newest(changes)
    yield "data/feed.atom", _atom(book, latest, day, "data/feed", book.title)
    yield "data/feed.json", _json(book, latest)
    for question in book.questions:
        chosen = newest(change for change in changes if question.id in change.questions)
        path = f"questions/{question.id}/feed"
        yield f"{path}.atom", _atom(book, chosen, day, path, f"{book.title}: {question.question}")


def vendor_feed(book: Book, changes: Sequence[FeedEntry], day: str) -> tuple[str, bytes]:
    """The feed of the one vendor of ``book``."""
    vendor = book.vendors[0]
    path = f"{book.vendors_path}/{vendor.id}/feed"
    return f"{path}.atom", _atom(book, newest(changes), day, path, f"{book.title}: {vendor.name}")


def _tag(book: Book, link: str) -> str:
    return f"tag:{urlsplit(book.base_url).hostname},{TAGGED}:{link.removeprefix(book.base_url).replace('#', '/')}"


def _versions(book: Book, evidence: BookEvidence) -> Iterator[FeedEntry]:
    for vendor in book.vendors:
        for document in vendor.documents():
            latest: dict[str | None, Version] = {}
            for version in vendor.of(document):
                link = permanent(book, version)
                record = version.record
                before = latest.get(record.variant)
                days = (version.date[:10], record.archived, record.retrieved, version.outline.reviewed)
                asked = book.questions_asked_of(version)
                changed = [one for one in asked if before and _answer_changed(vendor, before, version, one)]
                kind = book.documents.get(document, document).lower()
                yield FeedEntry(
                    id=_tag(book, link),
                    title=f"{vendor.name}: {kind} of {spelled_out(version.date)}",
                    link=link,
                    day=max(day for day in days if day),
                    content=_against(book, evidence, vendor, version, before) if before else _first(book, version),
                    questions=tuple(one.id for one in changed),
                )
                latest[record.variant] = version


def _first(book: Book, version: Version) -> str:
    """The outline of a document's first version."""
    sections = [
        _link(permanent(book, version, section.id), section.heading or section.id) for section in version.sections
    ]
    return f"<p>The first version kept. {len(sections)} sections:</p>{_list(sections)}"


def _against(book: Book, evidence: BookEvidence, vendor: Vendor, version: Version, before: Version) -> str:
    """The passages that changed since the version before, word by word, and the answers that differ."""
    found = redline(evidence.of(before).units, evidence.of(version).units)
    numbers = found.summary()
    words = f"{numbers.added} words came and {numbers.removed} went"
    changes = _link(book.base_url + redline_path(book, before, version), "all changes")
    parts = [f"<p>Since the version of {spelled_out(before.date)}, {words}; {changes}.</p>"]
    changed = [change for change in found.changes if change.kind != "same"]
    said = []
    for question in book.questions_asked_of(version):
        if _answer_changed(vendor, before, version, question):
            old, new = cell_of(vendor, before, question), cell_of(vendor, version, question)
            there = permanent(book, version, f"_{question.id}")
            said.append(f"{_link(there, question.question)} {html.escape(f'{old.label} → {new.label}')}")
    if said:
        parts.append(f"<h3>Answers that changed</h3>{_list(said)}")
    parts.append(_list([_passage(book, version, before, change) for change in changed[:CLAUSES]]))
    if len(changed) > CLAUSES:
        parts.append(f"<p>And {len(changed) - CLAUSES} more places.</p>")
    return "".join(parts)


def _answer_changed(vendor: Vendor, before: Version, version: Version, question: Question) -> bool:
    old, new = cell_of(vendor, before, question), cell_of(vendor, version, question)
    return (old.state, old.label, old.detail) != (new.state, new.label, new.detail)


def _passage(book: Book, version: Version, before: Version, change: Change) -> str:
    """One change with a link to where its words stand; words that came in ``ins``, words that went in ``del``."""
    whose, passages = (version, change.newer) if change.newer else (before, change.older)
    address = passages[0].address
    pieces = []
    for piece in change.pieces:
        words = html.escape(" ".join(piece.now))
        pieces.append(words if piece.kind == "same" else f"<{piece.kind}>{words}</{piece.kind}>")
    return f"{_link(permanent(book, whose, address), address)} {' '.join(pieces)}"


def _answers(book: Book) -> Iterator[FeedEntry]:
    for vendor in book.vendors:
        for version in vendor.versions:
            for answer in version.answers.values():
                if question := book.question(answer.question):
                    yield from _changed(book, vendor, version, question, answer)


def _changed(book: Book, vendor: Vendor, version: Version, question: Question, answer: Answer) -> Iterator[FeedEntry]:
    """One entry for each value that an answer had before."""
    link = permanent(book, version, f"_{question.id}")
    was = sorted(answer.history, key=lambda before: before.replaced_on)
    for before, after in zip(was, [*(each.value for each in was[1:]), answer.value], strict=False):
        old, new = question.label(before.value), question.label(after)
        lines = [
            f"<p><del>{html.escape(old)}</del> → <ins>{html.escape(new)}</ins></p><p>{html.escape(before.reason)}</p>"
        ]
        if after == answer.value:
            lines.append(f"<p>{html.escape(answer.note)}</p>")
            lines += [f"<blockquote>{html.escape(quote.text)}</blockquote>" for quote in answer.quotes]
        yield FeedEntry(
            id=f"{_tag(book, link)}/{before.replaced_on}",
            title=f"{vendor.name}, {spelled_out(version.date)}: {question.question} {old} → {new}",
            link=link,
            day=before.replaced_on,
            content="".join(lines),
            questions=(question.id,),
        )


def _link(target: str, words: str) -> str:
    return f'<a href="{html.escape(target)}">{html.escape(words)}</a>'


def _list(items: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def _atom(book: Book, changes: Sequence[FeedEntry], day: str, path: str, title: str) -> bytes:
    page = book.base_url if path == "data/feed" else f"{book.base_url}{path.removesuffix('feed')}"
    feed = Xml.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(feed, "id", _tag(book, f"{book.base_url}{path}"))
    _add(feed, "title", title)
    _add(feed, "subtitle", "New versions and changed answers")
    _add(feed, "updated", _moment(day))
    Xml.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{book.base_url}{path}.atom"})
    Xml.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": page})
    _add(Xml.SubElement(feed, "author"), "name", book.title)
    _add(feed, "rights", f"{book.licence[0]} ({book.licence[1]}). {book.licence[2]}")
    for change in changes:
        entry = Xml.SubElement(feed, "entry")
        _add(entry, "id", change.id)
        _add(entry, "title", change.title)
        _add(entry, "updated", _moment(change.day))
        Xml.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": change.link})
        _add(entry, "content", change.content).set("type", "html")
    Xml.indent(feed, " ")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(feed, encoding="unicode").encode() + b"\n"


def _add(parent: Xml.Element, name: str, text: str) -> Xml.Element:
    made = Xml.SubElement(parent, name)
    made.text = text
    return made


def _json(book: Book, changes: Sequence[FeedEntry]) -> bytes:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": book.title,
        "description": "New versions and changed answers",
        "home_page_url": book.base_url,
        "feed_url": f"{book.base_url}data/feed.json",
        "authors": [{"name": book.title, "url": book.base_url}],
        "language": "en",
        "items": [
            {
                "id": change.id,
                "url": change.link,
                "title": change.title,
                "content_html": change.content,
                "date_modified": _moment(change.day),
            }
            for change in changes
        ],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _moment(day: str) -> str:
    """The first moment of a day, as feeds want it (RFC 3339)."""
    return f"{day}T00:00:00Z"
