"""Home, the list of vendors, the page of each vendor and of each of its documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from markupsafe import Markup

from ..compare.matrix import (
    CellSummaries,
    cell_of,
    matrix_table,
    questions_by_topic,
)
from ..compare.timeline import spans
from ..core.facts import FactSource
from ..core.model import Book, Vendor, Version
from ..core.values import CellState
from ..prove.quote_index import BookEvidence
from ..prove.shown import Shown, shown, shown_quotes
from ..prove.text_integrity import WordCount
from ..publish.charts import bars, reading_minutes, timeline
from ..publish.linked_charts import (
    AGREEMENT,
    agreement_by_topic,
    agreement_sign,
    answers_at_a_glance,
    growth,
    shares,
)
from ..text.words import count_words
from .about import referenced_shown
from .findings import findings_shown
from .letter import is_asked, letter
from .page import render_page
from .topics import words_by_topic


def own_pages(book: Book, evidence: BookEvidence) -> Iterator[tuple[str, bytes]]:
    """The page of each vendor and of each of its documents."""
    for vendor in book.vendors:
        counts = {version.key: evidence.of(version).count for version in vendor.versions}
        values = {
            "vendor": vendor,
            "counts": counts,
            "columns": [_column(book, evidence, vendor, document) for document in vendor.documents()],
            "sources": _fact_sources(vendor, evidence),
        }
        yield render_page(book, "vendor.md", f"{book.vendors_path}/{vendor.id}/index.md", **values)
        for document in vendor.documents():
            versions = vendor.of(document)
            values = {"vendor": vendor, "document": document, "versions": versions, "counts": counts}
            values |= {"spans": spans(versions), "growth": _growth(book, versions, counts)}
            yield render_page(book, "document.md", f"{book.vendors_path}/{vendor.id}/{document}/index.md", **values)


def pages(
    book: Book,
    evidence: BookEvidence,
    day: str,
    large: bool,
    counts: Mapping[str, WordCount],
    summaries: CellSummaries,
    topic_words: Mapping[str, Mapping[str, int]],
) -> Iterator[tuple[str, bytes]]:
    """Home, the list of vendors, and the findings, which home opens with.

    ``counts`` and ``topic_words``: by version; ``summaries``: by vendor and question. A large book has no pictures
    with a line or a column a vendor.
    """
    latest = [(vendor, version, counts[version.key]) for vendor, version in book.latest()]
    findings = [findings_shown(book, evidence, finding) for finding in book.findings]
    charts = {} if large else _charts(book, counts, topic_words)
    values = {"updated": day, "latest": latest, "charts": charts, "large": large}
    _, groups = matrix_table(book, summaries)
    glance = Markup(
        answers_at_a_glance(
            "All questions at a glance", groups, {each.id: f"questions/{each.id}/" for each in book.asked}
        )
    )
    values["glance"] = glance if book.asked else ""
    yield render_page(book, "home.md", "index.md", topics=book.lexicon.topics, findings=findings, **values)
    titles = {topic.title: f"../matrix/?topic={quote(topic.title)}" for topic in book.lexicon.topics}
    drawn, kinds = agreement_by_topic("Agreement by topic", groups, titles)
    agreement = {
        "drawn": Markup(drawn) if book.asked else "",
        "kinds": [(Markup(agreement_sign(kind)), said, kinds[kind]) for kind, said in AGREEMENT.items()],
    }
    yield render_page(book, "findings.md", "findings/index.md", updated=day, findings=findings, agreement=agreement)
    for shown_finding in findings:
        path = f"findings/{shown_finding.finding.id}/index.md"
        yield render_page(book, "finding.md", path, updated=shown_finding.finding.reviewed, shown=shown_finding)
    yield render_page(book, "vendors.md", f"{book.vendors_path}/index.md", **values)


def _charts(
    book: Book, counts: Mapping[str, WordCount], topic_words: Mapping[str, Mapping[str, int]]
) -> dict[str, Markup]:
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
    columns = [(vendor, version) for vendor, version in book.latest() if any(topic_words[version.key].values())]
    of_topics = [
        (
            topic.title,
            f"../topics/{topic.id}/",
            [topic_words[version.key][topic.id] / (counts[version.key].policy or 1) for _, version in columns],
        )
        for topic in book.lexicon.topics
    ]
    if columns:
        drawn["topics"] = shares("Share of words by topic", [vendor.name for vendor, _ in columns], of_topics)
    return {name: Markup(picture) for name, picture in drawn.items()}


def _column(book: Book, evidence: BookEvidence, vendor: Vendor, document: str) -> dict[str, object]:
    """A document's newest version with its answers by topic, what it does not say, and the letter that asks."""
    version = vendor.newest(document)
    questions = book.questions_asked_of(version)
    cells = {question.id: cell_of(vendor, version, question) for question in questions}
    silent = [each for each in cells.values() if each.state == CellState.NOT_STATED]
    proof = evidence.of(version)
    quoted = {key: shown_quotes(proof, places) for key, places in proof.places.items()}
    return {
        "version": version,
        "document": document,
        "referenced": list(zip(version.referenced_documents, referenced_shown(version, proof), strict=True)),
        "topics": [
            (title, [cells[question.id] for question in asked])
            for title, asked in questions_by_topic(
                book, [each for each in questions if cells[each.id].state != CellState.NOT_STATED]
            )
        ],
        "stated": sum(each.state == CellState.STATED for each in cells.values()),
        "silent": silent,
        "letter": letter(book, version, list(cells.values()), quoted) if is_asked(vendor, document) else "",
        "places": proof.places,
        "topic_bars": _topic_bars(book, vendor, version),
    }


def _growth(book: Book, versions: Sequence[Version], counts: Mapping[str, WordCount]) -> Markup:
    """How long a document was over its versions; nothing where there is one."""
    if len(versions) < 2:
        return Markup("")
    word_counts = [(version.date, counts[version.key].policy, f"{version.date}/") for version in versions]
    return Markup(growth(f"Words of each version of the {book.document_label[0]}", word_counts))


def _topic_bars(book: Book, vendor: Vendor, version: Version) -> Markup:
    """How many words of a version stand in sections on each topic; a section on two topics counts for both."""
    total = sum(count_words(section.words) for section in version.sections) or 1
    found = words_by_topic(book, version)
    rows = [
        (topic.title, found[topic.id], f"{found[topic.id]:,} words, {100 * found[topic.id] / total:.0f} %")
        for topic in book.lexicon.topics
    ]
    rows.sort(key=lambda each: -each[1])
    shown = [each for each in rows if each[1]]
    return Markup(bars(f"Words of {vendor.name}’s {book.document_label[0]} by topic", shown) if shown else "")


def _fact_sources(vendor: Vendor, evidence: BookEvidence) -> dict[FactSource, tuple[Version, Shown]]:
    """For each source that is words of the vendor's texts: the version, and the words as they are shown."""
    versions = {version.key: version for version in vendor.versions}
    facts = (*vendor.names, vendor.description, vendor.successor, vendor.distinct_from)
    found = {}
    for source in (fact.source for fact in facts if fact and fact.source):
        if source.version is None or source.quote is None:
            continue
        version = versions[source.version]
        proof = evidence.of(version)
        if places := proof.locate(source.quote, source.at):
            found[source] = version, shown(proof, places[0])
    return found
