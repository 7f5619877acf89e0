"""What the facts of a vendor.yml must rest on."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.dates import is_calendar_date
from ..core.facts import Fact, FactSource, Successor, VendorName
from ..core.model import Book, Vendor
from ..core.problems import Problem
from ..read.result import ReadBook
from .answer_context import Rule, across_vendors, did_you_mean
from .quotes import quote_fault


def facts_rest_on_words(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A fact that rests on words rests on words that stand in a version of the same party."""
    for vendor in book.vendors:
        file = loaded.files[f"policies/{vendor.id}/vendor.yml"]
        versions = {version.key: version for version in vendor.versions}
        for where, source in _sources(vendor):
            if source.quote is None:
                continue
            if version := versions.get(str(source.version)):
                if fault := quote_fault(loaded.evidence.of(version), source.quote, source.at):
                    key = "quote" if fault.key == "text" else fault.key
                    yield file.error(fault.code, fault.message, *where, "source", key)
            else:
                hint = did_you_mean(str(source.version), versions, f"kept of it: {', '.join(versions)}")
                said = f"{source.version} is no version of {vendor.name}; {hint}"
                yield file.error("vendor.source", said, *where, "source", "version")


def days_of_facts_exist(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """The days of names, of a successor and of when a party was seen in business are of the calendar."""
    for vendor in book.vendors:
        days: list[tuple[tuple[str | int, ...], str | None]] = [
            (("names", position, key), day)
            for position, name in enumerate(vendor.names)
            for key, day in (("from", name.since), ("until", name.until))
        ]
        days += [(("successor", "on"), vendor.successor.on)] if vendor.successor else []
        days += [(("current", "on"), vendor.current.on)] if vendor.current else []
        for where, day in days:
            if day and not is_calendar_date(day):
                said = f"{day} is no day of the calendar; write one as YYYY-MM-DD"
                yield loaded.files[f"policies/{vendor.id}/vendor.yml"].error("vendor.date", said, *where)
        for position, name in enumerate(vendor.names):
            if name.since and name.until and name.since > name.until:
                said = f"{name.until} is before {name.since}, on which the name began; correct one of them"
                file = loaded.files[f"policies/{vendor.id}/vendor.yml"]
                yield file.error("vendor.date", said, "names", position, "until")


def current_documents_are_kept(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A document that was seen in force is one of those that the book keeps of the party."""
    for vendor in book.vendors:
        for position, document in enumerate(vendor.current.documents if vendor.current else ()):
            if document not in vendor.documents():
                hint = did_you_mean(document, vendor.documents(), f"kept of it: {', '.join(vendor.documents())}")
                said = f"no {document!r} of {vendor.name} is kept; {hint}"
                file = loaded.files[f"policies/{vendor.id}/vendor.yml"]
                yield file.error("vendor.current", said, "current", "documents", position)


@across_vendors
def successors_are_vendors(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A successor that is said to be in the book is another party of it."""
    ids = [vendor.id for vendor in book.vendors]
    for vendor in book.vendors:
        named = vendor.successor.vendor if vendor.successor else None
        if named and (named not in ids or named == vendor.id):
            others = [each for each in ids if each != vendor.id]
            said = f"no other vendor {named!r}; {did_you_mean(named, others, 'take vendor out')}"
            file = loaded.places(f"policies/{vendor.id}/vendor.yml")
            yield file.error("vendor.successor", said, "successor", "vendor")


def _sources(vendor: Vendor) -> Iterator[tuple[tuple[str | int, ...], FactSource]]:
    """The sources of a vendor's facts, each with where the fact stands in its file."""
    facts: list[tuple[tuple[str | int, ...], Fact | VendorName | Successor | None]]
    facts = [(("names", position), name) for position, name in enumerate(vendor.names)]
    facts += [((key,), getattr(vendor, key)) for key in ("description", "successor", "distinct_from")]
    return ((where, fact.source) for where, fact in facts if fact and fact.source)


RULES: tuple[Rule, ...] = (
    facts_rest_on_words,
    days_of_facts_exist,
    current_documents_are_kept,
    successors_are_vendors,
)
