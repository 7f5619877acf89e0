"""A brief: chosen questions asked of chosen vendors, each answer with its quotes and a reference to every place.

Quotes stand in quotation marks and in whole sentences, word for word; a silence names the words searched for. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..compare.matrix import cell_of
from ..core.answers import Answer, Question
from ..core.dates import spelled_out
from ..core.model import Book, Vendor, Version
from ..core.values import CellState
from ..prove.quote_index import BookEvidence, Evidence
from ..prove.shown import CELLS, Shown, shown_quotes
from ..text.blocks import fold
from .citation_styles import Holes, filled, table
from .citations import at_fragment, fragment_holes, version_holes


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefQuote:
    """A passage in whole sentences, what leads it in, what it reads as in a conflict, and its reference."""

    lead_ins: tuple[str, ...]
    sentence: str
    reads_as: str
    narrows: bool
    reference: Holes


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefEntry:
    """A vendor's answer. ``searched``: the words searched for, of a silence; ``reference``: None without an answer."""

    vendor: str
    document: str
    dated: str
    value: str
    note: str
    reviewed: str
    quotes: tuple[BriefQuote, ...]
    searched: tuple[str, ...]
    reference: Holes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """``made``: the day it was made, which is the day of access of each reference; ``style``: one of the table's."""

    title: str
    address: str
    made: str
    style: str
    questions: tuple[tuple[str, tuple[BriefEntry, ...]], ...]


def brief_of(
    book: Book,
    evidence: BookEvidence,
    vendors: Sequence[Vendor],
    questions: Sequence[Question],
    style: str,
    made: str,
) -> Brief:
    """The brief of some vendors and questions in the order of the book, from the newest versions."""
    references = _References(book, made)
    return Brief(
        title=book.title,
        address=book.base_url,
        made=made,
        style=style,
        questions=tuple(
            (
                question.question,
                tuple(
                    _entry(book, evidence, references, vendor, vendor.of(document)[-1], question)
                    for vendor in vendors
                    for document in vendor.documents()
                    if document in question.documents
                ),
            )
            for question in questions
        ),
    )


class _References:
    """References of a book's versions, each version's worked out once, with the day of access."""

    def __init__(self, book: Book, accessed: str) -> None:
        self._book, self._accessed = book, accessed
        self._known: dict[str, tuple[dict[str, str], dict[str, dict[str, str]]]] = {}

    def of(self, version: Version, fragment: str) -> Holes:
        if version.key not in self._known:
            whole = version_holes(self._book, version) | {"accessed": self._accessed}
            self._known[version.key] = whole, fragment_holes(self._book, version)
        whole, parts = self._known[version.key]
        own = parts.get(fragment) or parts.get(fragment.rpartition(".")[0], {}) | {"item": fragment.rpartition(".")[2]}
        return at_fragment(whole, fragment, own)


def _entry(
    book: Book, evidence: BookEvidence, references: _References, vendor: Vendor, version: Version, question: Question
) -> BriefEntry:
    cell = cell_of(vendor, version, question)
    answer, proof = cell.answer, evidence.of(version)

    def quotes(found: Sequence[Shown | None], reads: Sequence[str | None], narrows: bool) -> Iterator[BriefQuote]:
        for shown, side in zip(found, reads, strict=True):
            if shown:
                yield BriefQuote(
                    lead_ins=tuple(_words(proof, led) for led in shown.lead_ins),
                    sentence=_words(proof, shown.sentence),
                    reads_as=question.label(side) if side else "",
                    narrows=narrows,
                    reference=references.of(version, shown.address),
                )

    said = shown_quotes(proof, proof.places.get(question.id, ()))
    limits = shown_quotes(proof, proof.limits.get(question.id, ()))
    return BriefEntry(
        vendor=vendor.name,
        document=version.record.title,
        dated=version.date,
        value=cell.summary.words,
        note=answer.note if answer else "",
        reviewed=answer.reviewed if answer else "",
        quotes=(
            *quotes(said, [quote.reads_as for quote in answer.quotes] if answer else [], narrows=False),
            *quotes(limits, [None] * len(limits), narrows=True),
        ),
        searched=_searched(answer, question, version),
        reference=references.of(version, f"_{question.id}") if answer else None,
    )


def _searched(answer: Answer | None, question: Question, version: Version) -> tuple[str, ...]:
    silent = answer and question.shared(answer.value) == CellState.NOT_STATED
    return question.terms_in(version.record.language) if silent else ()


def _words(proof: Evidence, text: str) -> str:
    """Words as the text has them: a sign between the cells of a row is the site's, unless the text has it too."""
    return fold(text if proof.locate(text) else text.replace(CELLS, " "))


def note_of(brief: Brief, holes: Holes) -> str:
    """The text of a note: the reference in the brief's style, closed by a full stop."""
    said = filled(brief.style, holes)
    return said if said.endswith((".", "/ref>", "}", "\n")) else f"{said}."


def about(brief: Brief) -> str:
    """What a brief says of itself at its head."""
    style = table()["styles"][brief.style]["label"]
    return (
        f"Made on {spelled_out(brief.made)} from {brief.title}, {brief.address}. Each answer is of the newest version "
        f"kept, read as archived. Quotations are verbatim and in whole sentences. References: {style}."
    )


def lines_before(entry: BriefEntry) -> Iterator[str]:
    """What is said of a silence and of what awaits review, in place of quotes."""
    if entry.searched:
        yield f"Searched for, with no passage that answers: {', '.join(entry.searched)}."
    if entry.reference is None:
        yield "Nobody has read this text for this question yet."


def in_markdown(brief: Brief) -> str:
    """The brief as Markdown with footnotes (the extension that Pandoc and GitHub read)."""
    parts = [f"# {_md(brief.title)}: brief\n", f"{_md(about(brief))}\n"]
    notes: list[str] = []

    def note(holes: Holes) -> str:
        notes.append(f"[^{len(notes) + 1}]: {_noted(brief, holes)}\n")
        return f"[^{len(notes)}]"

    for question, entries in brief.questions:
        parts.append(f"## {_md(question)}\n")
        for entry in entries:
            parts.extend(_entry_in_markdown(entry, note))
    return "\n".join([*parts, *notes])


def _entry_in_markdown(entry: BriefEntry, note: Callable[[Holes], str]) -> Iterator[str]:
    yield f"### {_md(entry.vendor)}, {spelled_out(entry.dated)}\n"
    remark = f" {_md(entry.note)}" if entry.note else ""
    mark = note(entry.reference) if entry.reference else ""
    yield f"**{_md(entry.value)}.**{remark}{mark}\n"
    for line in lines_before(entry):
        yield f"{_md(line)}\n"
    for quote in entry.quotes:
        label = "Narrowed by: " if quote.narrows else f"Reads as {_md(quote.reads_as)}: " if quote.reads_as else ""
        words = " ".join(f"“{_md(words)}”" for words in (*quote.lead_ins, quote.sentence))
        yield f"> {label}{words}{note(quote.reference)}\n"


def _noted(brief: Brief, holes: Holes) -> str:
    said = note_of(brief, holes)
    return said if brief.style in ("markdown", "html", "wikipedia") else _md_around_addresses(said)


def _md(text: str) -> str:
    return fold(text).translate(str.maketrans(table()["escapes"]["markdown"]))


def _md_around_addresses(text: str) -> str:
    """A note whose addresses are links and whose other words are no markup."""
    parts = []
    for word in text.split(" "):
        head, found, rest = word.partition("https://") if "https://" in word else word.partition("http://")
        if not found:
            parts.append(_md(word))
            continue
        link = rest.rstrip(".,;>])")
        tail = rest[len(link) :]
        parts.append(f"{_md(head.rstrip('<'))}<{found}{link}>{_md(tail.lstrip('>'))}")
    return " ".join(parts)
