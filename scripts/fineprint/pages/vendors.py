"""Home, the list of vendors, the page of each vendor and of each of its documents."""

from __future__ import annotations

from collections.abc import Iterator

from ..comparison import STATED, STATES, asked_of, by_topic, compared
from ..conservation import count
from ..evidence import BookEvidence
from ..model import Book, Vendor
from .findings import shown
from .page import day, write


def pages(book: Book, evidence: BookEvidence) -> Iterator[tuple[str, bytes]]:
    """Home, vendors, each vendor, each document, and the findings, which home opens with."""
    counts = {version.key: count(version) for version in book.versions()}
    latest = [(vendor, version, counts[version.key]) for vendor, version in book.latest()]
    findings = [shown(book, evidence, finding) for finding in book.findings]
    topics = book.lexicon.topics
    yield write(book, "home.md", "index.md", latest=latest, topics=topics, findings=findings)
    yield write(book, "findings.md", "findings/index.md", findings=findings)
    yield write(book, "vendors.md", f"{book.folder}/index.md", latest=latest)
    for vendor in book.vendors:
        values = {
            "vendor": vendor,
            "counts": counts,
            "columns": [_column(book, evidence, vendor, document) for document in vendor.documents()],
            "states": STATES,
        }
        yield write(book, "vendor.md", f"{book.folder}/{vendor.id}/index.md", **values)
        for document in vendor.documents():
            values = {"vendor": vendor, "document": document, "versions": vendor.of(document), "counts": counts}
            yield write(book, "document.md", f"{book.folder}/{vendor.id}/{document}/index.md", **values)


def _column(book: Book, evidence: BookEvidence, vendor: Vendor, document: str) -> dict[str, object]:
    """A document's newest version with its answers by topic, what it does not say, and the letter that asks."""
    version = vendor.of(document)[-1]
    questions = list(asked_of(book, version))
    cells = {question.id: compared(vendor, version, question) for question in questions}
    silent = [each for each in cells.values() if each.state == "not-stated"]
    open_ = [each for each in cells.values() if each.state in ("not-stated", "unclear", "conflicting", "by-reference")]
    return {
        "version": version,
        "document": document,
        "topics": [(title, [cells[question.id] for question in mine]) for title, mine in by_topic(book, questions)],
        "stated": sum(each.state == STATED for each in cells.values()),
        "silent": silent,
        "letter": _letter(book, vendor, document, open_) if open_ else "",
        "places": evidence.of(version).places,
    }


def _letter(book: Book, vendor: Vendor, document: str, cells: list) -> str:
    """A letter to the vendor that asks what its document leaves open; plain text, ready to send."""
    version = vendor.of(document)[-1]
    title = book.documents[document].lower()
    why = {
        "not-stated": "The text does not say.",
        "unclear": "The text speaks of it, but can be read in more than one way.",
        "conflicting": "Two passages of the text disagree.",
        "by-reference": "The text leaves this to another document.",
    }
    lines = [
        f"To {version.record.publisher}",
        "",
        f"Your {title}, version of {day(version.date)}: {len(cells)} open questions",
        "",
        f"We have read your {title} in the version of {day(version.date)} "
        f"(SHA-256 {version.record.sha256}; kept at {book.base}{book.folder}/{version.key}/). "
        "It leaves the following open. Could you tell us how each is handled, and where your policy says so?",
        "",
    ]
    for number, each in enumerate(cells, 1):
        lines.append(f"{number}. {each.question.question} {why[each.state]}")
        lines += [f"   “{quote.text}”" for quote in each.answer.quotes]
    lines += ["", "Thank you for your answer.", ""]
    return "\n".join(lines)
