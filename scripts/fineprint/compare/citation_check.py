"""Whether what cites the book still holds: each address in a text, the words quoted beside it, and what came since.

A citation that does not hold is said to differ, never that somebody erred. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from ..core.addresses import living_paths, permanent, version_path
from ..core.answers import Answer
from ..core.model import Book, Version
from ..core.redirects import redirect_target
from ..prove.ledger import addresses_of, alias_of, words_digest
from ..prove.nearest_passage import nearest_passage
from ..prove.quote_index import BookEvidence, Evidence
from ..text.blocks import fold
from ..text.cited import Citation
from .since_cited import changes_path, newest_of, passage_since, within


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCheck:
    """``state``: ``same``, ``elsewhere`` (at ``address``) or ``differs`` (in what ``differing`` says)."""

    quote: str
    state: str
    address: str | None = None
    differing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationCheck:
    """What became of a citation.

    ``state``: ``resolves``, ``moved`` (to ``now``), ``not-in-book`` (it was published) or ``unknown``. ``words``:
    ``same`` or ``differ``, against the digest that was published, where the address is one of a text. ``newer``: date
    of the newest version where that is another; ``passage``: ``unchanged``, ``moved``, ``reworded``, ``moved-reworded``
    or ``gone`` in it, told in full at ``redline``. ``hash_matches``: whether the hash beside the address is the text's.
    ``answer``: an answer's value and day of review; ``superseded``: the values it had before, each with the day until
    which it stood. ``changed_since``: whether it changed after the day that the citation names; None if it names none.
    """

    citation: Citation
    state: str
    now: str | None = None
    words: str | None = None
    quotes: tuple[QuoteCheck, ...] = ()
    hash_matches: bool | None = None
    newer: str | None = None
    passage: str | None = None
    redline: str | None = None
    answer: tuple[str, str] | None = None
    superseded: tuple[tuple[str, str], ...] = ()
    changed_since: bool | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing of it differs and nothing came since."""
        return (
            self.state == "resolves"
            and self.words != "differ"
            and self.hash_matches is not False
            and all(quote.state != "differs" for quote in self.quotes)
            and self.passage in (None, "unchanged")
            and not self.changed_since
        )


def check_citations(book: Book, evidence: BookEvidence, citations: Sequence[Citation]) -> Iterator[CitationCheck]:
    """What became of each citation."""
    versions = {version_path(book, version): version for version in book.versions()}
    living = living_paths(book)
    checked: dict[Citation, CitationCheck] = {}
    for citation in citations:
        if citation not in checked:
            checked[citation] = _check(book, evidence, citation, versions, living)
        yield checked[citation]


def _check(
    book: Book, evidence: BookEvidence, citation: Citation, versions: dict[str, Version], living: set[str]
) -> CitationCheck:
    path = unquote(re.sub(r"^https?:", "https:", citation.address).removeprefix(book.base_url))
    target = redirect_target(book, path)
    moved = f"{book.base_url}{target}" if target else None
    page, _, fragment = (target or path).partition("#")
    page = re.sub(r"(index\.html|policy\.txt|cite\.\w+)$", "", page)
    page = page if not page or page.endswith("/") else f"{page}/"
    version = versions.get(page)
    if version is None:
        if page in living:
            return CitationCheck(citation=citation, state="moved" if moved else "resolves", now=moved)
        return CitationCheck(citation=citation, state="not-in-book" if page in book.ledger else "unknown")
    return _of_version(book, evidence.of(version), citation, version, fragment, moved, evidence)


def _of_version(
    book: Book,
    proof: Evidence,
    citation: Citation,
    version: Version,
    fragment: str,
    moved: str | None,
    evidence: BookEvidence,
) -> CitationCheck:
    today = {entry.fragment: entry.digest for entry in addresses_of(version.sections)}
    place = fragment
    if fragment and not fragment.startswith("_") and fragment not in today:
        alias = alias_of(fragment, version.outline.aliases)
        if alias is None or alias[0] not in today:
            known = any(entry.fragment == fragment for entry in version.ledger)
            return CitationCheck(citation=citation, state="not-in-book" if known else "unknown")
        place, moved = alias[0], permanent(book, version, alias[0])
    own = place if place in today else None
    quotes = tuple(
        _quote_check(book, proof, version, quote, own)
        for quote in citation.quotes
        if not _names_something(book, version, quote)
    )
    made = CitationCheck(
        citation=citation,
        state="moved" if moved else "resolves",
        now=moved,
        words=_words_state(proof, version, fragment, own, today) if own else None,
        quotes=quotes,
        hash_matches=citation.sha256 == version.record.sha256 if citation.sha256 else None,
    )
    if answer := version.answers.get(fragment[1:]) if fragment.startswith("_") else None:
        made = replace(made, **_of_answer(book, answer, citation.day))
    newest = newest_of(book, version)
    if newest is version:
        return made
    places = {own} if own else {each.address.partition("#")[2] for each in quotes if each.address}
    return replace(
        made,
        newer=newest.date,
        passage=passage_since(proof, evidence.of(newest), places),
        redline=f"{book.base_url}{changes_path(book, version)}",
    )


def _words_state(proof: Evidence, version: Version, fragment: str, own: str, today: Mapping[str, str]) -> str | None:
    """Whether the words at an address are those of the digest that was published with it."""
    published = next((entry.digest for entry in version.ledger if entry.fragment == fragment), None)
    if published is None:
        return None
    said = proof.words_at(own)
    now = {today[own], *([words_digest(said)] if said else [])}
    # An alias may lead to more words than were published; the lines of the ledger prove that these are among them.
    return "same" if published in now or own != fragment else "differ"


def _names_something(book: Book, version: Version, quote: str) -> bool:
    """Whether quoted words are a title, a heading or a question, as references quote them."""
    names = {version.record.title, *(section.heading for section in version.sections)}
    bare = quote.rstrip(".,;")
    return bare in {fold(name) for name in names} or any(quote.startswith(each.question) for each in book.questions)


def _of_answer(book: Book, answer: Answer, day: str | None) -> dict[str, Any]:
    question = book.question(answer.question)

    def label(value: str) -> str:
        return question.label(value) if question else value

    superseded = tuple((label(past.value), past.replaced_on) for past in answer.history)
    return {
        "answer": (label(answer.value), answer.reviewed),
        "superseded": superseded,
        "changed_since": any(until > day for _, until in superseded) if day else None,
    }


def _quote_check(book: Book, proof: Evidence, version: Version, quote: str, at: str | None) -> QuoteCheck:
    found = proof.locate(quote)
    if found and (at is None or any(within(place.address, at) or within(at, place.address) for place in found)):
        return QuoteCheck(quote=quote, state="same", address=permanent(book, version, found[0].address))
    if found:
        return QuoteCheck(quote=quote, state="elsewhere", address=permanent(book, version, found[0].address))
    near = nearest_passage(quote, proof.passages)
    if near is None:
        return QuoteCheck(quote=quote, state="differs", differing="nothing in the text comes near these words")
    return QuoteCheck(
        quote=quote,
        state="differs",
        address=permanent(book, version, near.passage.address),
        differing=near.differing,
    )
