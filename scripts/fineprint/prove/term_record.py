"""When each search term came to its question: ``policies/search_terms.txt``, a line a term, written by ``--record``.

A line has the question's id, the day on which the term was first recorded, and the term. Terms recorded with the
question itself have "-" for the day: every answer accounts for them. A term that came later, or is not recorded yet,
asks those who reviewed an answer before that day to look again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..core.problems import Problem, error
from ..text.blocks import fold

if TYPE_CHECKING:
    from ..core.model import Book

TERM_RECORD = "policies/search_terms.txt"
#: By question, by term with white space folded, the day on which it came; an empty text for one there from the start.
TermDays = Mapping[str, Mapping[str, str]]

_LINE = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*) (-|[0-9]{4}-[0-9]{2}-[0-9]{2}) (\S.*)")
_NOT_YET = "9999-12-31"


def read_term_record(files: Mapping[str, bytes]) -> tuple[TermDays, list[Problem]]:
    """The record among some files by path. Lines may stand in any order; of two on one term the earlier day holds."""
    days: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(files.get(TERM_RECORD, b"").decode("utf-8", "replace").splitlines(), 1):
        if not (parts := _LINE.fullmatch(line)):
            said = "not a line of this record (question, day or -, search term); restore it, or take the line out"
            problems.append(error(TERM_RECORD, "term-record.line", said, number))
            continue
        of_question, term, day = days.setdefault(parts[1], {}), fold(parts[3]), parts[2].strip("-")
        of_question[term] = min(of_question.get(term, day), day)
    return days, problems


def term_record(book: Book, today: str) -> str:
    """The record with the terms that it lacks, in order of questions and terms."""
    lines = []
    for name, before in book.term_days.items():
        lines += [f"{name} {day or '-'} {term}" for term, day in before.items()]
    for question in book.questions:
        known = book.term_days.get(question.id)
        day = "-" if known is None else today
        lines += [
            f"{question.id} {day} {fold(term)}" for term in question.search_terms if fold(term) not in (known or {})
        ]
    return "".join(f"{line}\n" for line in sorted(dict.fromkeys(lines)))


def came_after(days: TermDays, question: str, term: str, reviewed: str) -> bool:
    """Whether a term came to its question after the day of a review."""
    known = days.get(question)
    return known is not None and known.get(fold(term), _NOT_YET) > reviewed
