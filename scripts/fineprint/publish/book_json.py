"""The whole book as plain values, for ``book.json``; its shape is published beside it as a JSON Schema. Pure.

Each vendor's part is made by itself and joined as text: that of a thousand vendors is never held as values at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..core.addresses import version_path
from ..core.answers import FindingSupport, Quote, RuledOut
from ..core.facts import FactSource
from ..core.model import Book, Vendor, Version
from ..core.notices import Notice
from ..core.record import Record
from ..prove.ledger import words_digest
from ..prove.quote_index import BookEvidence, Evidence
from ..prove.shown import shown


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
                "other_search_terms": {tag: list(terms) for tag, terms in question.other_terms.items()},
                "applies_from": question.applies_from,
                "applies_source": question.applies_source,
                "retired": _notice(question.retired) if question.retired else None,
            }
            for question in book.questions
        ],
        "redirects": [
            {"from": book.base_url + old, "to": book.base_url + new, "moved": _notice(book.moves.get(old))}
            for old, new in book.redirects.items()
        ],
        "retired": [{"address": book.base_url + path, **(_notice(one) or {})} for path, one in book.retired.items()],
        "withdrawn": [
            {
                "vendor": text.vendor,
                "document": text.document,
                "date": text.date,
                "address": f"{book.base_url}{book.vendors_path}/{text.key}/",
                "dates": _dates(text.record),
                "sha256": text.record.sha256,
                "on": text.notice.on,
                "reason": text.notice.reason,
            }
            for text in book.withdrawn
        ],
    }


def _notice(notice: Notice | None) -> dict[str, Any] | None:
    return {**asdict(notice), "to": list(notice.to)} if notice else None


def _dates(record: Record) -> dict[str, str | None]:
    return {key: getattr(record, key) for key in ("effective", "updated", "archived", "retrieved")}


def vendor_of(book: Book, vendor: Vendor, evidence: BookEvidence) -> dict[str, Any]:
    """One of the vendors."""
    return {
        "id": vendor.id,
        "name": vendor.name,
        "website": vendor.website,
        "description": vendor.description.text,
        "facts": _facts(vendor),
        "versions": [_version(book, version, evidence) for version in vendor.versions],
    }


def _facts(vendor: Vendor) -> dict[str, Any]:
    """What is said of a vendor outside its texts, with what each fact rests on."""
    successor, distinct = vendor.successor, vendor.distinct_from
    return {
        "names": [
            {"name": name.name, "from": name.since, "until": name.until, "source": _source(name.source)}
            for name in vendor.names
        ],
        "description": {"text": vendor.description.text, "source": _source(vendor.description.source)},
        "successor": {
            "name": successor.name,
            "vendor": successor.vendor,
            "on": successor.on,
            "source": _source(successor.source),
        }
        if successor
        else None,
        "distinct_from": {"text": distinct.text, "source": _source(distinct.source)} if distinct else None,
    }


def _source(source: FactSource | None) -> dict[str, str | None] | None:
    return asdict(source) if source else None


def answers_of(vendor: Mapping[str, Any]) -> dict[str, Any]:
    """Of a vendor as :func:`vendor_of` gives it, the newest version of each document without its text."""
    newest = {version["document"]: version for version in vendor["versions"]}
    kept = [{name: value for name, value in each.items() if name != "sections"} for each in newest.values()]
    return {"id": vendor["id"], "name": vendor["name"], "versions": kept}


def findings_of(book: Book, evidence: BookEvidence) -> list[dict[str, Any]]:
    """What stands behind the vendors."""
    return [
        {
            "id": finding.id,
            "title": finding.title,
            "statement": finding.statement,
            "topics": list(finding.topics),
            "support": [
                _support(said, evidence.of(version))
                for said in finding.support
                if (version := book.version(said.version))
            ],
        }
        for finding in book.findings
    ]


def _support(said: FindingSupport, proof: Evidence) -> dict[str, Any]:
    return {
        "version": said.version,
        "quote": _quote(proof, Quote(text=said.quote, at=said.at)) if said.quote else None,
        "limits": [_quote(proof, limit) for limit in said.limits],
        "ruled_out": _ruled_out(said.limits_ruled_out),
        "question": said.question,
    }


def _quote(proof: Evidence, quote: Quote) -> dict[str, Any]:
    """A quote with what it is shown in: its lead-ins, its whole sentences, and where it stands in these."""
    found = proof.locate(quote.text, quote.at)
    made = shown(proof, found[0]) if found else None
    return {
        "text": quote.text,
        "at": made.address if made else None,
        "lead_in": list(made.lead_ins) if made else [],
        "sentence": made.sentence if made else quote.text,
        "quoted": list(made.span) if made else [0, len(quote.text)],
    }


def _ruled_out(entries: Sequence[RuledOut]) -> list[dict[str, Any]]:
    return [{"at": list(entry.at), "reason": entry.reason, "kind": entry.kind} for entry in entries]


def _version(book: Book, version: Version, evidence: BookEvidence) -> dict[str, Any]:
    record = version.record
    base = f"{book.base_url}{version_path(book, version)}"
    proof = evidence.of(version)
    return {
        "document": version.document,
        "date": version.date,
        "address": base,
        "publisher": record.publisher,
        "title": record.title,
        "language": record.language,
        "date_basis": record.date_basis,
        "dates": _dates(record),
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
                "quotes": [{"reads_as": quote.reads_as, **_quote(proof, quote)} for quote in answer.quotes],
                "limits": [_quote(proof, limit) for limit in answer.limits],
                "limits_ruled_out": _ruled_out(answer.limits_ruled_out),
                "ruled_out": _ruled_out(answer.ruled_out),
                "not_applicable_because": answer.not_applicable_because,
                "document": answer.referenced_document,
                "carried_from": answer.carried_from,
                "look_again": [asdict(again) for again in answer.look_again],
                "confirmed": asdict(answer.confirmed) if answer.confirmed else None,
                "disputed": asdict(answer.disputed) if answer.disputed else None,
                "replies": [asdict(reply) for reply in answer.replies],
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
                "relation": paper.relation,
            }
            for paper in version.referenced_documents
        ],
    }
