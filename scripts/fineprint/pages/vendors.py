"""Home, the list of vendors, the page of each vendor and of each of its documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from ..compare.matrix import (
    STATED,
    STATES,
    CellSummaries,
    cell_of,
    matrix_table,
    questions_asked_of,
    questions_by_topic,
)
from ..compare.timeline import spans
from ..core.dates import spelled_out
from ..core.model import Book, Vendor, Version
from ..prove.quote_index import BookEvidence, Evidence
from ..prove.shown import shown_quotes
from ..prove.text_integrity import WordCount
from ..publish.charts import bars, matrix_at_a_glance, reading_minutes, timeline
from ..text.words import count_words
from .findings import findings_shown
from .page import render_page


def own_pages(book: Book, evidence: BookEvidence) -> Iterator[tuple[str, bytes]]:
    """The page of each vendor and of each of its documents."""
    for vendor in book.vendors:
        counts = {version.key: evidence.of(version).count for version in vendor.versions}
        values = {
            "vendor": vendor,
            "counts": counts,
            "columns": [_column(book, evidence, vendor, document) for document in vendor.documents()],
            "states": STATES,
        }
        yield render_page(book, "vendor.md", f"{book.vendors_path}/{vendor.id}/index.md", **values)
        for document in vendor.documents():
            versions = vendor.of(document)
            values = {"vendor": vendor, "document": document, "versions": versions, "counts": counts}
            values["spans"] = spans(versions)
            yield render_page(book, "document.md", f"{book.vendors_path}/{vendor.id}/{document}/index.md", **values)


def pages(
    book: Book,
    evidence: BookEvidence,
    day: str,
    large: bool,
    counts: Mapping[str, WordCount],
    told: CellSummaries,
) -> Iterator[tuple[str, bytes]]:
    """Home, the list of vendors, and the findings, which home opens with.

    ``counts``: by version; ``told``: by vendor and question. A large book has no pictures with a line a vendor.
    """
    latest = [(vendor, version, counts[version.key]) for vendor, version in book.latest()]
    findings = [findings_shown(book, evidence, finding) for finding in book.findings]
    charts = {} if large else _charts(book, counts, told)
    values = {"updated": day, "latest": latest, "charts": charts, "large": large}
    yield render_page(book, "home.md", "index.md", topics=book.lexicon.topics, findings=findings, **values)
    yield render_page(book, "findings.md", "findings/index.md", updated=day, findings=findings)
    yield render_page(book, "vendors.md", f"{book.vendors_path}/index.md", **values)


def _charts(book: Book, counts: Mapping[str, WordCount], told: CellSummaries) -> dict[str, Markup]:
    """Pictures of the whole book."""
    dates = [(vendor.name, [version.date for version in vendor.versions]) for vendor in book.vendors]
    lengths = [
        (vendor.name, words, f"{words:,} words, {reading_minutes(words)} min")
        for vendor, version in book.latest()
        if (words := counts[version.key].policy)
    ]
    drawn = {
        "timeline": timeline(f"Versions kept, by {book.vendor_label[0]} and date", dates),
        "lengths": bars("Length of the newest version, with the time it takes to read", lengths),
    }
    if book.questions:
        columns, groups = matrix_table(book, told)
        drawn["matrix"] = matrix_at_a_glance("Matrix at a glance", [vendor.name for vendor, _ in columns], groups)
    return {name: Markup(picture) for name, picture in drawn.items()}


def _column(book: Book, evidence: BookEvidence, vendor: Vendor, document: str) -> dict[str, object]:
    """A document's newest version with its answers by topic, what it does not say, and the letter that asks."""
    version = vendor.of(document)[-1]
    questions = list(questions_asked_of(book, version))
    cells = {question.id: cell_of(vendor, version, question) for question in questions}
    silent = [each for each in cells.values() if each.state == "not-stated"]
    open_ = [each for each in cells.values() if each.state in ("not-stated", "unclear", "conflicting", "by-reference")]
    return {
        "version": version,
        "document": document,
        "topics": [
            (title, [cells[question.id] for question in mine]) for title, mine in questions_by_topic(book, questions)
        ],
        "stated": sum(each.state == STATED for each in cells.values()),
        "silent": silent,
        "letter": _letter(book, vendor, document, open_, evidence.of(version)) if open_ else "",
        "places": evidence.of(version).places,
        "topic_bars": _topic_bars(book, vendor, version),
    }


def _topic_bars(book: Book, vendor: Vendor, version: Version) -> Markup:
    """How many words of a version stand in sections on each topic; a section on two topics counts for both."""
    total = sum(count_words(section.words) for section in version.sections) or 1
    rows = []
    for topic in book.lexicon.topics:
        words = sum(count_words(section.words) for section in version.sections if topic.id in section.topics)
        rows.append((topic.title, words, f"{words:,} words, {100 * words / total:.0f} %"))
    rows.sort(key=lambda each: -each[1])
    shown = [each for each in rows if each[1]]
    return Markup(bars(f"Words of {vendor.name}’s {book.document_label[0]} by topic", shown) if shown else "")


def _letter(book: Book, vendor: Vendor, document: str, cells: list[Any], evidence: Evidence) -> str:
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
        f"Your {title}, version of {spelled_out(version.date)}: {len(cells)} open questions",
        "",
        f"We have read your {title} in the version of {spelled_out(version.date)} "
        f"(SHA-256 {version.record.sha256}; kept at {book.base_url}{book.vendors_path}/{version.key}/). "
        f"It leaves the following open. Could you tell us how each is handled, and where your {title} says so?",
        "",
    ]
    for number, each in enumerate(cells, 1):
        lines.append(f"{number}. {each.question.question} {why[each.state]}")
        found = shown_quotes(evidence, evidence.places[each.question.id])
        lines += [f"   “{quote.line}”" for quote in found if quote]
    lines += ["", "Thank you for your answer.", ""]
    return "\n".join(lines)
