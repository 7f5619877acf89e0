"""What the form shows of a version and a question, as plain values for its script. Pure."""

from __future__ import annotations

from typing import Any

from ..core.answers import RULED_OUT_KINDS, Question
from ..core.model import Vendor, Version
from ..core.values import SHARED_VALUES
from ..prove.quote_index import BookEvidence, Evidence
from ..text.sentences import sentences
from ..worksheet.worksheet import version_before

#: Reasons for ruling a passage out that are offered, with what each says.
KINDS = [[kind, said] for kind, said in RULED_OUT_KINDS.items()]


def passages_of(version: Version, evidence: Evidence) -> list[dict[str, Any]]:
    """Every unit of the text in its order, with where its sentences begin and end."""
    return [
        {
            "address": unit.address,
            "words": unit.words,
            "line": unit.lines.first,
            "heading": unit.block is None,
            "sentences": [list(span) for span in sentences(unit.words, version.record.language)],
        }
        for unit in evidence.units
    ]


def question_of(question: Question, vendor: Vendor, version: Version, evidence: BookEvidence) -> dict[str, Any]:
    """A question: its values, where its search terms stand in the units, and what the version before answered."""
    now = evidence.of(version)
    hits = []
    for hit in now.hits.get(question.id, ()):
        (unit, *_) = now.units_between(hit.span)
        hits.append([now.order[unit.place], hit.start - unit.start, hit.end - unit.start])
    older = version_before(vendor, version)
    answer = older.answers.get(question.id) if older else None
    return {
        "id": question.id,
        "question": question.question,
        "rules": question.coding_rules,
        "values": [[value.id, value.label] for value in question.values]
        + [[id, state.label] for id, state in SHARED_VALUES.items() if not question.is_own(id)],
        "own": [[value.id, value.label] for value in question.values],
        "hits": hits,
        "kinds": KINDS,
        "before": f"In the version of {older.date}: {question.label(answer.value)}. {answer.note}"
        if older and answer
        else "",
    }
