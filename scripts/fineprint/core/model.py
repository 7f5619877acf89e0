"""The nouns of a book, as frozen data. Everything here is made by ``load`` and ``sections`` and never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from .edition import Edition
from .facts import Current, Fact, Successor, VendorName
from .ledger_entry import LedgerEntry
from .lines import Lines
from .notices import Notice, WithdrawnText
from .record import Record

if TYPE_CHECKING:
    from ..text.blocks import Block, Run
    from ..text.topics import Lexicon, Topic
    from .answers import Answer, Finding, Question, Reader, Readings, ReferencedDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry:
    """One section of an outline; the preamble has no lines."""

    id: str
    lines: Lines | None
    level: int
    heading: str
    topics: tuple[str, ...] = ()
    numbers: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """outline.yml; ``reviewed`` is None for a draft."""

    entries: tuple[OutlineEntry, ...]
    aliases: Mapping[str, tuple[str, ...]]
    reviewed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The smallest thing with an address. ``words``: white space folded. The block carries the addresses below it."""

    address: str
    lines: Lines
    words: str
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it. ``marker``: number of the list item the heading stands in, if any.

    ``blocks`` are the clauses' blocks and those without words, in order.
    """

    id: str
    level: int
    heading: str
    lines: Lines | None
    marker: str
    topics: tuple[str, ...]
    clauses: tuple[Clause, ...]
    blocks: tuple[Block, ...]
    heading_runs: tuple[Run, ...] = ()

    @property
    def words(self) -> str:
        """The words of the clauses, heading left out, joined by a blank."""
        return " ".join(clause.words for clause in self.clauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One archived state of a document. ``source`` is the decoded text, one entry a line.

    ``answers``: by question id; a question without one awaits review. ``answered``: their ids.
    """

    vendor: str
    document: str
    date: str
    record: Record
    outline: Outline
    sections: tuple[Section, ...]
    source: tuple[str, ...]
    ledger: tuple[LedgerEntry, ...]
    raw: bytes = field(repr=False)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    referenced_documents: tuple[ReferencedDocument, ...] = ()
    answered: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """``vendor/document/date``."""
        return f"{self.vendor}/{self.document}/{self.date}"

    @property
    def folder(self) -> str:
        """Where its files lie, from the book's folder."""
        return f"policies/{self.key}"

    @property
    def altered(self) -> bool:
        """Whether the text is not the one that its record was written for."""
        return hashlib.sha256(self.raw).hexdigest() != self.record.sha256

    def clauses(self) -> Iterator[Clause]:
        """All clauses in order."""
        return (clause for section in self.sections for clause in section.clauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """vendor.yml and the versions kept, oldest first."""

    id: str
    names: tuple[VendorName, ...]
    website: str | None
    description: Fact
    successor: Successor | None
    distinct_from: Fact | None
    versions: tuple[Version, ...]
    current: Current | None = None

    @property
    def name(self) -> str:
        """The latest name."""
        return self.names[-1].name

    def documents(self) -> tuple[str, ...]:
        """Ids of its documents, in order of first version."""
        return tuple(dict.fromkeys(version.document for version in self.versions))

    def of(self, document: str) -> tuple[Version, ...]:
        """The versions of one document, oldest first."""
        return tuple(version for version in self.versions if version.document == document)

    def series(self, document: str, variant: str | None) -> tuple[Version, ...]:
        """The versions of one variant of a document, oldest first; each of them follows the one before."""
        return tuple(version for version in self.of(document) if version.record.variant == variant)

    def newest(self, document: str) -> Version:
        """The newest version of a document: of the main variant, or of the one that came first."""
        return (self.series(document, None) or self.series(document, self.of(document)[0].record.variant))[-1]


@dataclass(frozen=True, kw_only=True)
class Book:
    """Everything one site shows, sorted and frozen. ``readings``: by version key, then by question id.

    ``vendor_label``: what a vendor is called, one and many; ``document_label``: the same of a text in the book.
    ``redirects``: address that was published → where it stands now, both from the base. ``considered``: ``all`` or
    ``silences``. ``limiting_phrases``: by language. ``term_days``: by question, by search term, the day it was added.
    ``coding_rules``: those that hold for all questions. ``method_notes``: titles and texts, for the method page.
    ``responsible``: name and page of who answers; ``contact``: mail, page for objections. ``moves``: how and when an
    address of ``redirects`` moved. ``retired``: address → why nothing stands there; ``withdrawn``: texts that are gone.
    """

    title: str
    description: str
    vendor_label: tuple[str, str]
    document_label: tuple[str, str]
    vendors_path: str
    base_url: str
    documents: Mapping[str, str]
    licence: tuple[str, str, str]
    lexicon: Lexicon
    vendors: tuple[Vendor, ...]
    ledger: tuple[str, ...]
    questions: tuple[Question, ...] = ()
    coding_rules: tuple[str, ...] = ()
    method_notes: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    readers: tuple[Reader, ...] = ()
    readings: Readings = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    considered: str = "silences"
    limiting_phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    term_days: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    responsible: tuple[str, str | None] | None = None
    contact: tuple[str | None, str | None] = (None, None)
    repository: str | None = None
    editions: tuple[Edition, ...] = ()
    moves: Mapping[str, Notice] = field(default_factory=dict)
    retired: Mapping[str, Notice] = field(default_factory=dict)
    withdrawn: tuple[WithdrawnText, ...] = ()

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are asked today; those that were retired keep their pages and their answers."""
        return tuple(question for question in self.questions if question.retired is None)

    def versions(self) -> Iterator[Version]:
        """All versions, vendor by vendor, oldest first."""
        return (version for vendor in self.vendors for version in vendor.versions)

    def vendor(self, name: str) -> Vendor | None:
        """The vendor of this id, or None."""
        return self._vendors.get(name)

    def version(self, key: str) -> Version | None:
        """The version of this key, ``vendor/document/date``, or None."""
        return self._versions.get(key)

    def question(self, name: str) -> Question | None:
        """The question of this id, or None."""
        return self._questions.get(name)

    def topic(self, name: str) -> Topic | None:
        """The topic of this id, or None."""
        return next((topic for topic in self.lexicon.topics if topic.id == name), None)

    def questions_asked_of(self, version: Version) -> tuple[Question, ...]:
        """The questions that ask about a version's kind of document, in order."""
        return tuple(question for question in self.asked if version.document in question.documents)

    @cached_property
    def _vendors(self) -> Mapping[str, Vendor]:
        return {vendor.id: vendor for vendor in self.vendors}

    @cached_property
    def _versions(self) -> Mapping[str, Version]:
        return {version.key: version for version in self.versions()}

    @cached_property
    def _questions(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    def alone(self, vendor: Vendor) -> Book:
        """The book as far as one vendor's own pages know it: that vendor, its published addresses and its readings."""
        place = f"{self.vendors_path}/{vendor.id}/"
        return replace(
            self,
            vendors=(vendor,),
            findings=(),
            editions=(),
            ledger=tuple(path for path in self.ledger if path.startswith(place)),
            readings={key: cells for key, cells in self.readings.items() if key.split("/")[0] == vendor.id},
            withdrawn=tuple(text for text in self.withdrawn if text.vendor == vendor.id),
        )

    def latest(self) -> Iterator[tuple[Vendor, Version]]:
        """The newest version of each document of each vendor."""
        return ((vendor, vendor.newest(document)) for vendor in self.vendors for document in vendor.documents())
