"""The whole book as plain values, for ``book.json``; its shape is published beside it as a JSON Schema. Pure.

Each vendor's part is made by itself and joined as text: that of a thousand vendors is never held as values at once.
"""

from __future__ import annotations

from typing import Any

from ..core.addresses import version_path
from ..core.model import Book, Vendor, Version
from ..prove.ledger import words_digest
from ..prove.quote_index import BookEvidence


def head_of(book: Book) -> dict[str, Any]:
    """What stands before the vendors."""
    return {
        "schema": 2,
        "title": book.title,
        "description": book.description,
        "base_url": book.base_url,
        "licence": {"name": book.licence[0], "url": book.licence[1], "applies_to": book.licence[2]},
        "documents": [{"id": key, "title": title} for key, title in book.documents.items()],
        "topics": [{"id": topic.id, "title": topic.title, "about": topic.about} for topic in book.lexicon.topics],
        "questions": [
            {
                "id": question.id,
                "topic": question.topic,
                "documents": list(question.documents),
                "question": question.question,
                "explanation": question.explanation,
                "coding_rules": question.coding_rules,
                "values": [{"id": value.id, "label": value.label} for value in question.values],
                "search_terms": list(question.search_terms),
                "applies_from": question.applies_from,
                "applies_source": question.applies_source,
            }
            for question in book.questions
        ],
    }


def vendor_of(book: Book, vendor: Vendor, evidence: BookEvidence) -> dict[str, Any]:
    """One of the vendors."""
    return {
        "id": vendor.id,
        "name": vendor.name,
        "website": vendor.website,
        "description": vendor.description,
        "versions": [_version(book, version, evidence) for version in vendor.versions],
    }


def findings_of(book: Book) -> list[dict[str, Any]]:
    """What stands behind the vendors."""
    return [
        {
            "id": finding.id,
            "title": finding.title,
            "statement": finding.statement,
            "topics": list(finding.topics),
            "support": [
                {"version": said.version, "quote": said.quote, "question": said.question} for said in finding.support
            ],
        }
        for finding in book.findings
    ]


def _version(book: Book, version: Version, evidence: BookEvidence) -> dict[str, Any]:
    record = version.record
    base = f"{book.base_url}{version_path(book, version)}"
    places = evidence.of(version).places
    return {
        "document": version.document,
        "date": version.date,
        "address": base,
        "publisher": record.publisher,
        "title": record.title,
        "language": record.language,
        "date_basis": record.date_basis,
        "dates": {key: getattr(record, key) for key in ("effective", "updated", "archived", "retrieved")},
        "also_captured": list(record.also_captured),
        "source": {"url": record.url, "archive_url": record.archive_url, "note": record.source_note},
        "sha256": record.sha256,
        "outline_reviewed": version.outline.reviewed,
        "sections": [
            {
                "id": section.id,
                "level": section.level,
                "heading": section.heading,
                "topics": list(section.topics),
                "clauses": [
                    {
                        "id": clause.address,
                        "lines": list(clause.lines),
                        "words": clause.words,
                        "digest": words_digest(clause.words),
                    }
                    for clause in section.clauses
                ],
            }
            for section in version.sections
        ],
        "answers": [
            {
                "question": answer.question,
                "value": answer.value,
                "note": answer.note,
                "reviewed": answer.reviewed,
                "quotes": [
                    {"text": quote.text, "reads_as": quote.reads_as, "at": found[0].address if found else None}
                    for quote, found in zip(answer.quotes, places[answer.question], strict=True)
                ],
                "ruled_out": [{"at": [clause.at], "reason": clause.reason} for clause in answer.ruled_out],
                "not_applicable_because": answer.not_applicable_because,
                "document": answer.referenced_document,
            }
            for answer in version.answers.values()
        ],
        "referenced_documents": [
            {
                "id": paper.id,
                "name": paper.name,
                "publisher_id": paper.publisher_id,
                "url": paper.url,
                "quote": paper.quote,
            }
            for paper in version.referenced_documents
        ],
    }
