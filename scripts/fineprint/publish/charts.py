"""Pictures drawn from the data: SVG that takes the page's colours, each with a text that says the same. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from ..compare.matrix import CellSummaries, MatrixRow, matrix_table
from ..core.model import Book
from ..core.values import CellState
from .policy_html import escape

#: Words a minute in silent reading of English non-fiction: M. Brysbaert, "How many words do we read per minute?",
#: Journal of Memory and Language 109 (2019).
WORDS_A_MINUTE = 238

#: Narrow enough that its words can be read where a picture is as wide as a phone.
_WIDTH = 480
_ROW = 26
_SMALL = "font-size='13'"
_LETTERS = 31
_QUIET = " class='quiet'"


def reading_minutes(words: int) -> int:
    """Minutes that a text takes in silent reading, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def bars(title: str, rows: Sequence[tuple[str, int, str]]) -> str:
    """Horizontal bars: label, number, and what stands beside the bar."""
    most = max((number for _, number, _ in rows), default=0) or 1
    left = room_for([label for label, *_ in rows])
    room = _WIDTH - left - room_for([said for *_, said in rows]) - 8
    parts = []
    for position, (label, number, said) in enumerate(rows):
        y = position * _ROW
        length = round(room * number / most, 1)
        parts.append(
            f"<text x='{left - 10}' y='{y + 17}' text-anchor='end' {_SMALL}>{escape(short_label(label))}</text>"
            f"<rect x='{left}' y='{y + 6}' width='{length}' height='14' fill='currentColor' fill-opacity='0.55'/>"
            f"<text x='{left + length + 8}' y='{y + 17}' {_SMALL}>{escape(said)}</text>"
        )
    description = "; ".join(f"{label}: {said}" for label, _, said in rows)
    return _svg(title, description, len(rows) * _ROW + 4, parts)


def timeline(title: str, rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Versions in time: a line a vendor, a dot a version at its date (``YYYY-MM-DD``)."""
    days = [date.fromisoformat(day[:10]) for _, dates in rows for day in dates]
    if not days:
        return ""
    first, last = min(days).year, max(days).year + 1
    left = room_for([label for label, _ in rows])
    room = _WIDTH - left - 20

    def across(day: date) -> float:
        start, end = date(first, 1, 1).toordinal(), date(last, 1, 1).toordinal()
        return round(left + room * (day.toordinal() - start) / (end - start), 1)

    parts = []
    step = max(1, -(-(last - first) // 8))
    height = len(rows) * _ROW
    for year in range(first, last + 1, step):
        x = across(date(year, 1, 1))
        parts.append(f"<path d='M{x} 0V{height}' stroke='currentColor' stroke-opacity='0.2'/>")
        parts.append(f"<text x='{x}' y='{height + 18}' text-anchor='middle' {_SMALL}>{year}</text>")
    for position, (label, dates) in enumerate(rows):
        y = position * _ROW + 13
        parts.append(
            f"<text x='{left - 10}' y='{y + 4}' text-anchor='end' {_SMALL}>{escape(short_label(label))}</text>"
        )
        parts.append(f"<path d='M{left} {y}H{_WIDTH - 20}' stroke='currentColor' stroke-opacity='0.15'/>")
        parts += [
            f"<circle cx='{across(date.fromisoformat(day[:10]))}' cy='{y}' r='5' fill='currentColor'/>" for day in dates
        ]
    description = "; ".join(f"{label}: {', '.join(dates)}" for label, dates in rows)
    return _svg(title, description, height + 26, parts)


def matrix_picture(book: Book, summaries: CellSummaries) -> str:
    """The matrix as a file of its own: every question in words, a shape a cell with its answer, and what shapes mean.

    It is read away from the site, so it brings its colours, for light and dark, and says where it is from.
    """
    columns, groups = matrix_table(book, summaries)
    row, left, across, margin, top = 22, 700, 96, 24, 120
    width = margin * 2 + left + across * len(columns)
    middle = [margin + left + across * (column + 0.5) for column in range(len(columns))]
    asked = f"{len(book.asked)} questions to {len(book.vendors)} {book.vendor_label[1]}"
    said = f"{asked}, the newest version of each {book.document_label[0]}"
    parts = [_text(margin, 40, book.title, 22, weight=600), _text(margin, 64, said, 14, quiet=True)]
    for x, (vendor, version) in zip(middle, columns, strict=True):
        parts.append(_text(x, top - 34, short_label(vendor.name, 13), 14, weight=600, anchor="middle"))
        parts.append(_text(x, top - 17, version.date[:4], 13, quiet=True, anchor="middle"))
    y = top
    for title, rows in groups:
        parts.append(_text(margin, y + 16, title, 14, weight=600))
        parts.append(f"<path class='line' d='M{margin} {y - 5}H{width - margin}'/>")
        y += row + 4
        for question, cells in rows:
            parts.append(_text(margin, y + 11, short_label(question.question, 105), 13))
            for x, (vendor, _), each in zip(middle, columns, cells, strict=True):
                if each:
                    answer = escape(f"{vendor.name}: {each.label}{f', {each.detail}' if each.detail else ''}")
                    parts.append(f"<g><title>{answer}</title>{_shape(each.state, x, y + 7)}</g>")
            y += row
        y += 10
    parts.append(f"<path class='line' d='M{margin} {y - 5}H{width - margin}'/>")
    x = margin
    for state in _counts(groups):
        parts.append(_shape(state, x + 5, y + 15))
        parts.append(_text(x + 16, y + 19, state.label, 13))
        x += 34 + 8 * len(state.label)
    parts.append(_text(margin, y + 46, f"Each answer with its words: {book.base_url}matrix/", 13, quiet=True))
    style = (
        "svg{color:#1b1f24;background:#fff;font-family:system-ui,-apple-system,'Segoe UI','Noto Sans',sans-serif}"
        ".quiet{opacity:.72}.line{stroke:currentColor;stroke-opacity:.25}"
        "@media(prefers-color-scheme:dark){svg{color:#e2e6ea;background:#14181d}}"
    )
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {y + 64}' width='{width}' height='{y + 64}' "
        f"role='img' aria-labelledby='title description' fill='currentColor' lang='en'>"
        f"<title id='title'>{escape(f'{book.title}: the matrix')}</title>"
        f"<desc id='description'>{escape(f'{said}. {_counted(groups)}. As a table: {book.base_url}matrix/')}</desc>"
        f"<style>{style}</style>{''.join(parts)}</svg>\n"
    )


def _counts(groups: Sequence[tuple[str, Sequence[MatrixRow]]]) -> Counter[CellState]:
    """How many cells are in which state, in the order in which states are explained."""
    found = Counter(each.state for _, rows in groups for _, cells in rows for each in cells if each)
    return Counter({state: found[state] for state in CellState if found[state]})


def _counted(groups: Sequence[tuple[str, Sequence[MatrixRow]]]) -> str:
    return "Cells: " + ", ".join(f"{number} {state.replace('-', ' ')}" for state, number in _counts(groups).items())


def _text(
    x: float, y: float, words: str, size: int, *, weight: int = 400, anchor: str = "start", quiet: bool = False
) -> str:
    return (
        f"<text x='{x:g}' y='{y:g}' font-size='{size}' font-weight='{weight}' text-anchor='{anchor}'"
        f"{_QUIET if quiet else ''}>{escape(words)}</text>"
    )


def _shape(state: CellState, x: float, y: float) -> str:
    return state.mark.format(x=round(x, 1), y=y)


def short_label(label: str, most: int = _LETTERS) -> str:
    """A label cut to so many letters."""
    return label if len(label) <= most else f"{label[: most - 1].rstrip()}…"


def room_for(labels: Sequence[str]) -> int:
    """How wide the longest of some labels stands, with a gap behind it."""
    return 16 + round(7.8 * max((min(len(label), _LETTERS) for label in labels), default=0))


def _svg(title: str, description: str, height: float, parts: Sequence[str]) -> str:
    return (
        f"<svg class='chart' viewBox='0 0 {_WIDTH} {height:.0f}' fill='currentColor' role='img' "
        f"aria-label='{escape(f'{title}. {description}')}'>{''.join(parts)}</svg>"
    )
