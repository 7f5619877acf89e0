"""Questions, answers, findings and readings as frozen data, made from the plain values of their files.

The files' shapes are checked before (``shape``); what they mean is checked after (``answer_rules``). Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .values import SHARED_LABELS, SHARED_VALUES, CellState

if TYPE_CHECKING:
    from .notices import Notice
    from .objections import Confirmation, Dispute, Reply

#: Kinds of readers, with what each is called on the site.
READER_KINDS: Mapping[str, str] = {"person": "a person", "lawyer": "a lawyer", "software": "software"}

#: How a policy stands to a document that it refers to, with what each says on the site.
RELATIONS: Mapping[str, str] = {
    "incorporates": "incorporated by this text",
    "incorporated-by": "incorporates this text",
    "mentions": "mentioned only",
}

#: Reasons for ruling a passage out that may recur, with what each says on the site.
RULED_OUT_KINDS: Mapping[str, str] = {
    "other-subject": "about another subject",
    "heading": "a heading",
    "repeats-the-quote": "repeats what is quoted",
    "other-party": "about another party",
    "definition": "defines a word",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """An answer's short form."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A row of the matrix; ``values`` are its own. Dates are text as ``YYYY-MM-DD`` or None.

    ``documents``: kinds of document that are asked. ``explanation``: for the reader; ``coding_rules``: how the values
    are told apart. ``considered``: ``all`` or ``silences``, where it is not what the book says. ``search_terms`` are of
    one ``language``; those of others stand in ``other_terms``, by language. ``retired``: why it is asked no longer.
    """

    id: str
    topic: str
    documents: tuple[str, ...]
    question: str
    explanation: str | None
    coding_rules: str
    values: tuple[Value, ...]
    search_terms: tuple[str, ...]
    applies_from: str | None
    applies_source: str | None
    considered: str | None = None
    language: str = "en"
    other_terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    retired: Notice | None = None

    def terms_in(self, language: str) -> tuple[str, ...]:
        """The search terms for texts in a language, whatever its region; none where there are none yet."""
        wanted = language.partition("-")[0]
        terms = {self.language: self.search_terms, **self.other_terms}
        return next((found for tag, found in terms.items() if tag.partition("-")[0] == wanted), ())

    def rules_digest(self, common: Sequence[str]) -> str:
        """First 12 hexadecimal digits of the SHA-256 of what a reader goes by: question, values and coding rules.

        ``common``: the book's coding rules for all questions.
        """
        values = [f"{value.id}: {value.label}" for value in self.values]
        parts = [self.question, self.coding_rules, *values, *common]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]

    def is_own(self, value: str) -> bool:
        """Whether a value is one of the question's own."""
        return any(own.id == value for own in self.values)

    def label(self, value: str) -> str:
        """What a value says: the question's own label, else the shared one, else the id itself."""
        return next((own.label for own in self.values if own.id == value), SHARED_LABELS.get(value, value))

    def shared(self, value: str) -> CellState | None:
        """The shared value of this id; None where the question has an own one of it, or there is none."""
        return None if self.is_own(value) else SHARED_VALUES.get(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a policy, verbatim. ``at``: the clause, where it must be named; ``reads_as``: what one side says."""

    text: str
    at: str | None = None
    reads_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledOut:
    """Passages that do not bear on an answer: their addresses, and why not, in a sentence or as one of the kinds."""

    at: tuple[str, ...]
    reason: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedReason:
    """A day and a reason."""

    on: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupersededValue:
    """An earlier value of an answer, and why it was given up."""

    value: str
    replaced_on: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A version's answer to a question.

    ``referenced_document`` and ``refers_to`` are ids of the version's ``referenced_documents``.
    ``no_search_term_reason``: why no search term of the question stands in the quotes. ``limits``: passages that narrow
    the quoted ones; ``limits_ruled_out``: those with a limiting phrase that don't.
    """

    question: str
    value: str
    note: str
    reviewed: str
    quotes: tuple[Quote, ...] = ()
    ruled_out: tuple[RuledOut, ...] = ()
    not_applicable_because: str | None = None
    referenced_document: str | None = None
    refers_to: tuple[str, ...] = ()
    carried_from: str | None = None
    history: tuple[SupersededValue, ...] = ()
    no_search_term_reason: str | None = None
    limits: tuple[Quote, ...] = ()
    limits_ruled_out: tuple[RuledOut, ...] = ()
    look_again: tuple[DatedReason, ...] = ()
    confirmed: Confirmation | None = None
    disputed: Dispute | None = None
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencedDocument:
    """A document that a policy refers to. ``publisher_id``: whose it is; ``in_book``: ``vendor/document`` once the
    book has it; ``relation``: a key of :data:`RELATIONS`, None where nobody said.
    """

    id: str
    name: str
    publisher_id: str
    url: str | None
    quote: str
    at: str | None
    in_book: str | None
    relation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingSupport:
    """What a finding rests on in one version (its key): a quote, or the answer to a question."""

    version: str
    quote: str | None
    at: str | None
    question: str | None
    note: str | None
    limits: tuple[Quote, ...] = ()
    limits_ruled_out: tuple[RuledOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A statement across versions."""

    id: str
    title: str
    statement: str
    topics: tuple[str, ...]
    reviewed: str
    support: tuple[FindingSupport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who read every cell or settled differences, and how. ``kind``: one of :data:`READER_KINDS`, None if not told."""

    id: str
    how: str
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderValue:
    """What one reader found for a cell. ``rules_digest``: that of the question's rules as the reader had them."""

    value: str
    quotes: tuple[str, ...]
    note: str | None
    rules_digest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellReadings:
    """Both readings of a cell as they were, and how a difference was settled. ``settled_by``: id of a reader."""

    first: ReaderValue
    second: ReaderValue
    settled: str | None
    settled_by: str | None = None


Readings = Mapping[str, Mapping[str, CellReadings]]
