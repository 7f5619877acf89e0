"""What awaits review in a new version of a document, in short; its review worksheet holds the whole. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..core.model import Book, Vendor, Version
from ..prove.quote_index import BookEvidence, Evidence
from ..worksheet.worksheet import PendingQuestion, worksheet_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingAnswers:
    """A question of a new version that has no answer yet, or one that was carried over from the version before.

    ``carried``: its words stand unchanged. ``again``: they do, but the clauses ``at`` around them changed.
    ``kept``: not carried over, though every quote stands in the new text, at ``at``. ``lost``: the quote ``text`` does
    not; ``at`` is the nearest clause, ``differing`` what differs there. ``silence``: the older answer was one; ``at``
    are the clauses with a search term. ``never``: the older version does not answer it either.
    """

    version: str
    since: str
    question: str
    kind: str
    value: str = ""
    at: tuple[str, ...] = ()
    text: str = ""
    differing: str = ""


def pending_answers(book: Book, evidence: BookEvidence, vendor: Vendor, version: Version) -> Iterator[PendingAnswers]:
    """What is left of a version that has an older one: carried answers first, then what has no answer."""
    sheet = worksheet_of(book, evidence, vendor, version)
    said = {"version": version.key, "since": sheet.older.date if sheet.older else ""}
    again = {question.id: clauses for question, clauses in sheet.look_again}
    for question in book.asked:
        answer = version.answers.get(question.id)
        if answer and answer.carried_from:
            kind, at = ("again", again[question.id]) if question.id in again else ("carried", ())
            yield PendingAnswers(kind=kind, question=question.id, value=question.label(answer.value), at=at, **said)
    for one in sheet.unread:
        yield from _unread(one, evidence.of(version), said | {"question": one.question.id})


def _unread(one: PendingQuestion, proof: Evidence, said: dict[str, Any]) -> Iterator[PendingAnswers]:
    if one.answer is None:
        yield PendingAnswers(kind="never", **said)
        return
    said |= {"value": one.question.label(one.answer.value)}
    for lost in one.before:
        at = (lost.address,) if lost.address else ()
        yield PendingAnswers(
            kind="lost", text=lost.quote, at=at, differing=lost.differing or "nothing is like it", **said
        )
    if not one.before:
        kind = "kept" if one.answer.quotes else "silence"
        places = (place.address for quote in one.answer.quotes for place in proof.locate(quote.text))
        shown = [*places] if one.answer.quotes else [sentence.address for sentence in one.sentences]
        yield PendingAnswers(kind=kind, at=tuple(dict.fromkeys(shown)), **said)
