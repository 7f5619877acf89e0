"""Pictures drawn from the data: SVG that takes the page's colours, each with a text that says the same. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .comparison import Compared
from .render import escape

#: Words a minute in silent reading of English non-fiction: M. Brysbaert, "How many words do we read per minute?",
#: Journal of Memory and Language 109 (2019).
WORDS_A_MINUTE = 238

_LABEL = 190
_WIDTH = 720
_ROW = 26
_SMALL = "font-size='13'"


def reading_minutes(words: int) -> int:
    """Minutes that a text takes in silent reading, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def bars(title: str, rows: Sequence[tuple[str, int, str]]) -> str:
    """Horizontal bars: label, number, and what stands beside the bar."""
    most = max((number for _, number, _ in rows), default=0) or 1
    room = _WIDTH - _LABEL - 150
    parts = []
    for position, (label, number, said) in enumerate(rows):
        y = position * _ROW
        length = round(room * number / most, 1)
        parts.append(
            f"<text x='{_LABEL - 10}' y='{y + 17}' text-anchor='end' {_SMALL}>{escape(_short(label, 27))}</text>"
            f"<rect x='{_LABEL}' y='{y + 6}' width='{length}' height='14' fill='currentColor' fill-opacity='0.55'/>"
            f"<text x='{_LABEL + length + 8}' y='{y + 17}' {_SMALL}>{escape(said)}</text>"
        )
    told = "; ".join(f"{label}: {said}" for label, _, said in rows)
    return _svg(title, told, len(rows) * _ROW + 4, parts)


def timeline(title: str, rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Versions in time: a line a vendor, a dot a version at its date (``YYYY-MM-DD``)."""
    days = [date.fromisoformat(day[:10]) for _, dates in rows for day in dates]
    if not days:
        return ""
    first, last = min(days).year, max(days).year + 1
    room = _WIDTH - _LABEL - 20

    def across(day: date) -> float:
        start, end = date(first, 1, 1).toordinal(), date(last, 1, 1).toordinal()
        return round(_LABEL + room * (day.toordinal() - start) / (end - start), 1)

    parts = []
    step = max(1, round((last - first) / 8))
    height = len(rows) * _ROW
    for year in range(first, last + 1, step):
        x = across(date(year, 1, 1))
        parts.append(f"<path d='M{x} 0V{height}' stroke='currentColor' stroke-opacity='0.2'/>")
        parts.append(f"<text x='{x}' y='{height + 18}' text-anchor='middle' {_SMALL}>{year}</text>")
    for position, (label, dates) in enumerate(rows):
        y = position * _ROW + 13
        parts.append(
            f"<text x='{_LABEL - 10}' y='{y + 4}' text-anchor='end' {_SMALL}>{escape(_short(label, 27))}</text>"
        )
        parts.append(f"<path d='M{_LABEL} {y}H{_WIDTH - 20}' stroke='currentColor' stroke-opacity='0.15'/>")
        parts += [
            f"<circle cx='{across(date.fromisoformat(day[:10]))}' cy='{y}' r='5' fill='currentColor'/>" for day in dates
        ]
    told = "; ".join(f"{label}: {', '.join(dates)}" for label, dates in rows)
    return _svg(title, told, height + 26, parts)


def matrix_in_small(
    title: str, heads: Sequence[str], groups: Sequence[tuple[str, Sequence[Sequence[Compared]]]]
) -> str:
    """The matrix as shapes: filled for stated, a ring for not stated, a half for conflicting, a stroke for the rest."""
    size, left, top = 13, 200, 24
    across = (_WIDTH - left) / max(len(heads), 1)
    parts = [
        f"<text x='{left + across * (column + 0.5):.1f}' y='14' text-anchor='middle' {_SMALL}>"
        f"{escape(_short(head, 14))}</text>"
        for column, head in enumerate(heads)
    ]
    y = top
    for name, rows in groups:
        parts.append(f"<path d='M0 {y - 3}H{_WIDTH}' stroke='currentColor' stroke-opacity='0.2'/>")
        middle = y + len(rows) * size / 2 + 4
        parts.append(f"<text x='0' y='{middle:.1f}' font-size='12'>{escape(_short(name, 33))}</text>")
        for row in rows:
            for column, each in enumerate(row):
                parts.append(_shape(each.state, left + across * (column + 0.5), y + size / 2 - 1))
            y += size
        y += 5
    counts: dict[str, int] = {}
    for _, rows in groups:
        for row in rows:
            for each in row:
                counts[each.state] = counts.get(each.state, 0) + 1
    told = "Cells: " + ", ".join(f"{number} {state.replace('-', ' ')}" for state, number in counts.items())
    return _svg(title, told, y, parts)


def _shape(state: str, x: float, y: float) -> str:
    x = round(x, 1)
    ring = f"<circle cx='{x}' cy='{y}' r='4' fill='none' stroke='currentColor' stroke-width='1.2'"
    if state == "stated":
        return f"<circle cx='{x}' cy='{y}' r='4.4' fill='currentColor'/>"
    if state == "not-stated":
        return f"{ring} stroke-opacity='0.6'/>"
    if state == "conflicting":
        return f"{ring}/><path d='M{x} {y - 4}A4 4 0 0 0 {x} {y + 4}Z' fill='currentColor'/>"
    if state == "by-reference":
        diamond = f"M{x} {y - 5}L{x + 5} {y}L{x} {y + 5}L{x - 5} {y}Z"
        return f"<path d='{diamond}' fill='none' stroke='currentColor' stroke-width='1.2'/>"
    if state == "unclear":
        return f"{ring} stroke-dasharray='1.5 1.5'/>"
    if state == "not-applicable":
        return f"<path d='M{x - 4} {y}H{x + 4}' stroke='currentColor' stroke-opacity='0.6' stroke-width='1.4'/>"
    return (
        f"<rect x='{x - 4}' y='{y - 4}' width='8' height='8' fill='none' stroke='currentColor' stroke-dasharray='2 2'/>"
    )


def _short(label: str, most: int) -> str:
    return label if len(label) <= most else f"{label[: most - 1].rstrip()}…"


def _svg(title: str, told: str, height: float, parts: Sequence[str]) -> str:
    return (
        f"<svg class='chart' viewBox='0 0 {_WIDTH} {height:.0f}' role='img' aria-label='{escape(f'{title}. {told}')}' "
        f"fill='currentColor'>{''.join(parts)}</svg>"
    )
