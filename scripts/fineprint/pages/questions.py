"""The list of questions, and a page a question: every vendor's answer beside its words or its proved silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from ..compare.matrix import Cell, CellSummaries, CellSummary, questions_by_topic
from ..core.answers import Question, Quote
from ..core.model import Book, Vendor, Version
from ..core.notices import WithdrawnText
from ..core.redirects import former_ids
from ..core.values import CellState
from ..prove.considered import with_new_terms
from ..prove.quote_index import BookEvidence, Evidence, QuotePlace
from ..prove.shown import Shown, shown_quotes
from ..prove.shown import shown as as_shown
from ..publish.highlights import Highlight, extract, with_highlights
from ..store.cache import Blobs, key_of
from ..store.page_writer import LazyPage, PageFile
from ..text.blocks import Block
from .page import book_key, render_page, template_macros

_PATH = "questions/{}/index.md"
#: Vendors up to which a line names each.
_FEW = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteShown:
    """A quote with the paragraph, item or row it stands in; ``block`` has it marked, and is None for a heading.

    Other quotes that stand in the same block and read alike are marked there too. ``lead_ins``: what leads the
    block in from outside it. ``lines``: all that leads in, and the whole sentences, a line each, to be cited.
    """

    quote: Quote
    address: str
    lead_ins: tuple[str, ...]
    block: Block | None
    lines: str


def question_cells(
    book: Book,
    evidence: BookEvidence,
    cells: Mapping[str, Sequence[Cell]],
    summaries: Mapping[str, CellSummary],
    large: bool,
) -> dict[str, bytes]:
    """By question a vendor's part of its page: what each document that is asked answers, and all of them together.

    In a large book that is a row of a table.
    """
    former = former_ids(book, book.vendors_path)
    awaiting = CellState.AWAITING_REVIEW
    macros = template_macros(book, "_question.md", _PATH.format("any"), awaiting=awaiting, former=former)
    made = {}
    for question, of_vendor in cells.items():
        if large:
            placed = [(each, evidence.of(each.version).places) for each in of_vendor]
            made[question] = str(macros.row(of_vendor[0].vendor, summaries[question], placed)).encode()
            continue
        parts = []
        for each in of_vendor:
            proof = evidence.of(each.version)
            again = with_new_terms(book, proof, each.question, each.answer) if each.answer else {}
            parts.append((each, _quotes(each, proof), _limits(each, proof), again))
        made[question] = str(macros.answer(of_vendor[0].vendor, summaries[question], parts)).encode()
    return made


def pages(
    book: Book,
    day: str,
    large: bool,
    days: Mapping[str, str],
    summaries: CellSummaries,
    html: Mapping[str, Blobs],
    marks: Mapping[str, Mapping[str, str]],
) -> Iterator[PageFile]:
    """The questions page and one page a question; ``days``: by question, the others by vendor and question.

    ``marks`` tells what ``summaries`` and ``html`` say: a page of which nothing has changed is not made.
    """
    yield render_page(
        book,
        "questions.md",
        "questions/index.md",
        updated=day,
        groups=questions_by_topic(book, book.asked),
        retired=[question for question in book.questions if question.retired],
    )
    latest: dict[str, list[tuple[Vendor, Version]]] = {}
    for vendor, version in book.latest():
        latest.setdefault(version.document, []).append((vendor, version))
    head = book_key(book)
    columns = {
        document: "".join(f"{vendor.id} {vendor.name} {version.date}\n" for vendor, version in of_document)
        for document, of_document in latest.items()
    }
    for question in book.questions:
        columns_asked = [column for document in question.documents for column in latest.get(document, ())]
        # A vendor with several of the documents is one party, with one cell.
        asked = list({vendor.id: (vendor, version) for vendor, version in reversed(columns_asked)}.values())[::-1]
        updated = days.get(question.id, day)
        shown = " ".join([marks[vendor.id][question.id] for vendor, _ in asked])
        documents = (columns.get(document, "") for document in question.documents)
        key = key_of(head, repr(question), repr(large), updated, *documents, shown)
        topic = book.topic(question.topic)
        title = topic.title if topic else question.topic
        make = partial(_page, book, question, large, updated, title, asked, summaries, html)
        yield _PATH.format(question.id), LazyPage(key, make)


def _page(
    book: Book,
    question: Question,
    large: bool,
    updated: str,
    topic: str,
    asked: Sequence[tuple[Vendor, Version]],
    summaries: CellSummaries,
    html: Mapping[str, Blobs],
) -> bytes:
    by_value = _by_value(question, [(vendor, version, summaries[vendor.id][question.id]) for vendor, version in asked])
    values = {
        "question": question,
        "topic": topic,
        "large": large,
        "asked": len(asked),
        "options": [(value, f"{label} ({len(answered)})") for value, label, answered in by_value if answered],
        "summary": _summary(question, by_value),
        "named": {other.id: other.question for other in book.questions},
        "withdrawn": _withdrawn(book, question, asked),
        "answers": Markup("\n").join(Markup(html[vendor.id][question.id].decode()) for vendor, _ in asked),
        "by_value": by_value,
    }
    return render_page(book, "question.md", _PATH.format(question.id), updated=updated, **values)[1]


def _summary(question: Question, by_value: Sequence[tuple[str, str, list[tuple[Vendor, Version]]]]) -> str:
    """The answers in a line, for where the page's link is shown: who says what, of many vendors how many."""
    said = [(label, [vendor.name for vendor, _ in answered]) for _, label, answered in by_value if answered]
    few = sum(len(names) for _, names in said) <= _FEW
    return f"{question.question} " + "; ".join(
        f"{label}: {', '.join(names) if few else len(names)}" for label, names in said
    )


def _withdrawn(
    book: Book, question: Question, asked: Sequence[tuple[Vendor, Version]]
) -> list[tuple[WithdrawnText, Sequence[str]]]:
    """Vendors of whom no text is left to be asked, with the ids they had before: the newest of what was withdrawn."""
    here = {vendor.id for vendor, _ in asked}
    former = former_ids(book, book.vendors_path)
    gone = {text.vendor: text for text in book.withdrawn if text.document in question.documents}
    return [(text, former.get(name, ())) for name, text in gone.items() if name not in here]


def _by_value(
    question: Question, cells: Sequence[tuple[Vendor, Version, CellSummary]]
) -> list[tuple[str, str, list[tuple[Vendor, Version]]]]:
    """Value id, label and the versions that say so: own values in their order, then the shared ones that occur."""
    found: dict[str, list[tuple[Vendor, Version]]] = {value.id: [] for value in question.values}
    for vendor, version, said in cells:
        found.setdefault(said.value, []).append((vendor, version))
    awaiting = CellState.AWAITING_REVIEW
    return [
        (value, awaiting.label if value == awaiting else question.label(value), answered)
        for value, answered in found.items()
    ]


def _quotes(each: Cell, evidence: Evidence) -> list[QuoteShown]:
    """The quotes of a cell in their order; those of one clause, item or row that read alike are one, marked in it."""
    if each.answer is None:
        return []
    together: dict[tuple[str | None, ...], list[tuple[Quote, QuotePlace]]] = {}
    for quote, places in zip(each.answer.quotes, evidence.places.get(each.question.id, ()), strict=False):
        for place in places[:1]:
            words = None if evidence.passage(place.passage).block else quote.text
            together.setdefault((place.address, quote.reads_as, words), []).append((quote, place))
    shown = []
    for found in together.values():
        quote, place = found[0]
        block = evidence.passage(place.passage).block
        if block:
            spans = [Highlight(start=place.start, end=place.end, label="Quoted") for _, place in found]
            block = extract(with_highlights(block, spans), place.address)
        (first, *_) = evidence.units_between(place.span)
        outside = [led for led in first.lead_ins if led.passage != place.passage]
        led_in = tuple(evidence.passage(led.passage).words[led.start : led.end] for led in outside)
        cited = [as_shown(evidence, place) for _, place in found]
        lines = "\n".join(dict.fromkeys(line for one in cited for line in (*one.lead_ins, one.sentence)))
        shown.append(QuoteShown(quote=quote, address=place.address, lead_ins=led_in, block=block, lines=lines))
    return shown


def _limits(each: Cell, evidence: Evidence) -> list[Shown]:
    found = shown_quotes(evidence, evidence.limits.get(each.question.id, ()))
    return [limit for limit in found if limit]
