"""Answers for a scratch book, drafted by rule so that every proof runs. Nobody has read anything; they mean nothing.

Where a question's search terms stand in a text, its first value is given with the words around the first of them as
its quote; where none stands, the text is called silent. Every other passage that an answer must account for is ruled
out with the same words, as a careful reader would rule out each with words of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from fineprint.core.answers import Question
from fineprint.core.model import Version
from fineprint.core.values import CellState
from fineprint.prove.considered import open_limits, open_passages
from fineprint.prove.quote_index import Evidence
from fineprint.prove.term_hits import TermHit
from fineprint.read.book import load_book

#: Letters of a quote on each side of its search term.
AROUND = 80
DAY = "2026-01-01"


def fill(root: Path) -> int:
    """Write answers.yml for each version of the book below ``root``; returns how many answers."""
    loaded = load_book(root)
    if loaded.book is None or loaded.evidence is None:
        raise SystemExit("the book could not be read")
    made = 0
    for version in loaded.book.versions():
        answers = {
            question.id: _answer(question, version, loaded.evidence.of(version))
            for question in loaded.book.questions_asked_of(version)
        }
        data = {"answers": answers}
        text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
        (root / version.folder / "answers.yml").write_text(text, encoding="utf-8")
        made += len(answers)
    return made


def _answer(question: Question, version: Version, evidence: Evidence) -> Mapping[str, object]:
    given = {"note": "Drafted by a program for a measurement.", "reviewed": DAY}
    hits = evidence.hits.get(question.id)
    if not hits:
        return {"value": CellState.NOT_STATED.value, **given}
    quote = {"text": _quote(evidence, hits[0]), "at": hits[0].address}
    places = evidence.locate(quote["text"], quote["at"])
    about = f"{question.id} in {version.key}"
    considered = {
        "limits_ruled_out": _ruled_out(about, open_limits(evidence, places, (), ())),
        "ruled_out": _ruled_out(about, open_passages(evidence, hits, places, ())),
    }
    return {
        "value": question.values[0].id,
        "quotes": [quote],
        **{key: entries for key, entries in considered.items() if entries},
        **given,
    }


def _ruled_out(about: str, addresses: Iterable[str]) -> list[dict[str, str]]:
    """Entries with a reason each that stands nowhere else."""
    return [{"at": address, "reason": f"#{address} was read for {about} by nobody."} for address in addresses]


def _quote(evidence: Evidence, hit: TermHit) -> str:
    """Whole words around a search term."""
    (unit, *_) = evidence.units_between(hit.span)
    words, shift = unit.words, unit.start
    start, end = max(hit.start - shift - AROUND, 0), min(hit.end - shift + AROUND, len(words))
    start = words.rfind(" ", 0, start) + 1 if start else 0
    end = words.find(" ", end) if words.find(" ", end) >= 0 else len(words)
    return words[start:end]
