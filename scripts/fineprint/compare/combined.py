"""A vendor's cell for a question that is asked of several documents: computed from what each of them answers. Pure.

No answer moves out of a version's file. Where all are silent the vendor is; where those that state agree, their value
stands; where they differ, the documents conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..core.values import CellState
from .matrix import Cell, CellSummary

#: Of what is neither a value nor a silence, what speaks for the whole, the strongest first.
_RANK = (CellState.CONFLICTING, CellState.UNCLEAR, CellState.BY_REFERENCE, CellState.AWAITING_REVIEW)


def by_question(cells: Iterable[Cell]) -> dict[str, list[Cell]]:
    """The cells of one vendor by question, in their order."""
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell.question.id, []).append(cell)
    return found


def combined(cells: Sequence[Cell], titles: Mapping[str, str]) -> CellSummary:
    """What a vendor's documents say together; ``titles``: of the kinds of document."""
    if len(cells) == 1:
        return cells[0].summary

    def of(cell: Cell) -> str:
        return titles.get(cell.version.document, cell.version.document).lower()

    stated = [cell for cell in cells if cell.state == CellState.STATED]
    values = dict.fromkeys(cell.summary.value for cell in stated)
    if len(values) > 1:
        both = CellState.CONFLICTING
        detail = " / ".join(f"{cell.label} ({of(cell)})" for cell in stated)
        return CellSummary(state=both, value=both.value, label=both.label, detail=detail)
    if stated:
        where = ", ".join(of(cell) for cell in stated)
        return CellSummary(state=CellState.STATED, value=stated[0].summary.value, label=stated[0].label, detail=where)
    for state in _RANK:
        for cell in cells:
            if cell.state == state:
                return cell.summary._replace(detail=": ".join(filter(None, (of(cell), cell.detail))))
    silent = next((cell for cell in cells if cell.state == CellState.NOT_STATED), cells[0])
    return silent.summary
