"""How far the two readings agree: per question, and Cohen's kappa per topic and over all cells.

Kappa = (p_o - p_e) / (1 - p_e), where p_o is the share of cells with the same value and p_e the share to be expected
if both readers chose independently with their own frequencies (J. Cohen, "A Coefficient of Agreement for Nominal
Scales", Educational and Psychological Measurement 20, 1960). Values of different questions count as different
categories.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..core.answers import CellReadings, Question
from ..core.model import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Cells read twice, those with the same value, and kappa (None where only one value was ever chosen)."""

    cells: int
    same: int
    kappa: float | None


def agreement(pairs: Iterable[tuple[str, str]]) -> Agreement:
    """Agreement over pairs of values, first and second reading."""
    pairs = list(pairs)
    total = len(pairs)
    same = sum(first == second for first, second in pairs)
    if not total:
        return Agreement(cells=0, same=0, kappa=None)
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    expected = sum(firsts[value] * seconds[value] for value in firsts) / total**2
    kappa = None if expected == 1 else (same / total - expected) / (1 - expected)
    return Agreement(cells=total, same=same, kappa=kappa)


def read_cells(book: Book, questions: Iterable[Question]) -> Iterator[tuple[str, Question, CellReadings]]:
    """Every twice-read cell of these questions: version key, question, both readings."""
    for question in questions:
        for version, cells in book.readings.items():
            if question.id in cells:
                yield version, question, cells[question.id]


def agreement_on(book: Book, questions: Iterable[Question]) -> Agreement:
    """Agreement of the readings on these questions, over all versions."""
    return agreement(
        (f"{question.id}={readings.first.value}", f"{question.id}={readings.second.value}")
        for _, question, readings in read_cells(book, questions)
    )
