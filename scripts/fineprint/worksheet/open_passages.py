"""What answers must still account for in a version, as entries to paste. Pure.

No reason is proposed. The whole words of each unit stand above its entry, with what leads it in, the phrases marked.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..prove.considered import HitsByUnit, open_limits, open_passages

if TYPE_CHECKING:
    from ..core.answers import Question
    from ..core.model import Book, Version
    from ..prove.quote_index import Evidence, QuotePlace
    from ..prove.term_hits import TermHit

_WIDTH = 110


def open_entries(book: Book, version: Version, evidence: Evidence, questions: Sequence[str] = ()) -> str:
    """The entries of each question that has any, as YAML to be put under the answers; ``questions``: ids, if not all.

    A question without an answer is given every unit with one of its search terms.
    """
    out: list[str] = []
    limits = passages = 0
    for question in book.questions_asked_of(version):
        if questions and question.id not in questions:
            continue
        beside, hits = open_units(book, version, evidence, question)
        limits, passages = limits + len(beside), passages + len(hits)
        if beside or hits:
            answer = version.answers.get(question.id)
            out += ["", f"{question.id}:  # {answer.value if answer else 'no answer yet'}: {question.question}"]
            out += _entries("limits_ruled_out", "or quoted under limits", beside, evidence)
            out += _entries("ruled_out", "or quoted", hits, evidence)
    head = f"# {version.key}: {limits} units with a limiting phrase and {passages} with a search term are open."
    return "\n".join([head, *out]) + "\n"


def open_units(book: Book, version: Version, evidence: Evidence, question: Question) -> tuple[HitsByUnit, HitsByUnit]:
    """What an answer must still account for: units with a limiting phrase, and units with a search term."""
    answer = version.answers.get(question.id)
    hits = evidence.hits.get(question.id, ())
    if answer is None:
        return {}, open_passages(evidence, hits, (), ())
    places, limits = (_standing(found[question.id]) for found in (evidence.places, evidence.limits))
    silent = not answer.quotes
    asked = silent or (question.considered or book.considered) == "all"
    return (
        open_limits(evidence, places, limits, answer.limits_ruled_out),
        open_passages(evidence, hits, [*places, *limits], answer.ruled_out) if asked else {},
    )


def _standing(found: Sequence[Sequence[QuotePlace]]) -> list[QuotePlace]:
    return [places[0] for places in found if len(places) == 1]


def _entries(key: str, otherwise: str, found: HitsByUnit, evidence: Evidence) -> Iterator[str]:
    if found:
        yield f"  {key}:  # {otherwise}"
    for address, hits in found.items():
        units = [unit for unit in evidence.units if unit.address == address]
        for led in units[0].lead_ins:
            yield from _comment(f"led in by: {evidence.passage(led.passage).words[led.start : led.end]}")
        for unit in units:
            yield from _comment(_marked(unit.words, unit.start, [hit for hit in hits if hit.passage == unit.passage]))
        yield f'    - {{at: {address}, reason: ""}}  # line {units[0].lines.first}'


def _marked(words: str, shift: int, hits: Sequence[TermHit]) -> str:
    """Words with each phrase in double square brackets."""
    at, parts = 0, []
    for start, end in sorted({(hit.start - shift, hit.end - shift) for hit in hits}):
        if at <= start and end <= len(words):
            parts += [words[at:start], "[[", words[start:end], "]]"]
            at = end
    return "".join([*parts, words[at:]])


def _comment(words: str) -> list[str]:
    return textwrap.wrap(words, _WIDTH, initial_indent="    # ", subsequent_indent="    # ", break_long_words=False)
