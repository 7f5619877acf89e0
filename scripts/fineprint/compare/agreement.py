"""How far two readings agree: Cohen's kappa with chance taken within each question, and its interval.

Kappa = (p_o - p_e) / (1 - p_e), where p_o is the share of cells with the same value and p_e the share to be expected
if both readers chose independently with their own frequencies (J. Cohen, "A Coefficient of Agreement for Nominal
Scales", Educational and Psychological Measurement 20, 1960). The frequencies are those of a question's own cells: a
reader who reads one question can't choose a value of another, and counting them together would make chance vanish.
Over several questions p_e is the mean of theirs, each weighing as many as it has cells. The interval is the
percentile interval of a bootstrap over all cells (B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993,
chapter 13), in which each cell keeps what its question says of chance, as in Cohen's own standard error. Counted anew
in each draw, chance would grow where a question has few cells, since some of its values are then drawn by nobody, and
the interval would lie below kappa.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..core.answers import CellReadings, Question
from ..core.model import Book

#: Cells that a topic needs before kappa is worked out for it alone.
ENOUGH = 30
#: Draws of the bootstrap, and the shares of them that the interval leaves out below and above.
_DRAWS, _OUTSIDE = 1000, 0.025

#: By question, the values that the first and the second reading found, a pair a cell.
Pairs = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Cells read twice, those with the same value, kappa (None where chance alone gives full agreement), its interval.

    ``interval``: lower and upper bound at 95 %, None where kappa is.
    """

    cells: int
    same: int
    kappa: float | None
    interval: tuple[float, float] | None = None


def agreement(pairs: Pairs) -> Agreement:
    """Agreement over pairs of values, by question. The same pairs always give the same interval."""
    cells = _cells(pairs)
    kappa = _kappa(cells)
    interval = None if kappa is None else _interval(cells)
    return Agreement(cells=len(cells), same=sum(same for same, _ in cells), kappa=kappa, interval=interval)


#: Of a cell: whether both readings found the same value, and how likely chance alone makes that in its question.
_Drawn = tuple[bool, float]


def _kappa(cells: Sequence[_Drawn]) -> float | None:
    observed, expected = (sum(column) for column in zip(*cells, strict=True)) if cells else (0, 0)
    return None if expected == len(cells) else (observed - expected) / (len(cells) - expected)


def _cells(pairs: Pairs) -> list[_Drawn]:
    return [
        (first == second, chance) for row in pairs.values() for chance in [_by_chance(row)] for first, second in row
    ]


def _by_chance(row: Sequence[tuple[str, str]]) -> float:
    """Which share of a question's cells would agree by chance."""
    firsts, seconds = Counter(first for first, _ in row), Counter(second for _, second in row)
    return sum(firsts[value] * seconds[value] for value in firsts) / len(row) ** 2 if row else 0


def _interval(cells: Sequence[_Drawn]) -> tuple[float, float] | None:
    # Seeded by nothing but the method: the page of one book is the same on every machine and day.
    draw = random.Random(0)
    drawn = (draw.choices(cells, k=len(cells)) for _ in range(_DRAWS))
    # Of a draw of questions that have one value only, kappa says nothing.
    found = sorted(kappa for kappa in map(_kappa, drawn) if kappa is not None)
    cut = int(len(found) * _OUTSIDE)
    return (found[cut], found[-cut - 1]) if found else None


def read_cells(book: Book, questions: Iterable[Question]) -> Iterator[tuple[str, Question, CellReadings]]:
    """Every twice-read cell of these questions: version key, question, both readings."""
    for question in questions:
        for version, cells in book.readings.items():
            if question.id in cells:
                yield version, question, cells[question.id]


def agreement_on(book: Book, questions: Iterable[Question], silences: bool = True) -> Agreement:
    """Agreement of the readings on these questions, over all versions.

    ``silences``: whether cells count in which either reading found that the text is silent.
    """
    pairs: dict[str, list[tuple[str, str]]] = {}
    for _, question, readings in read_cells(book, questions):
        found = readings.first.value, readings.second.value
        if silences or not any((shared := question.shared(value)) and shared.silent for value in found):
            pairs.setdefault(question.id, []).append(found)
    return agreement(pairs)
