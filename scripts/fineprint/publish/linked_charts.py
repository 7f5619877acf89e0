"""Pictures whose parts lead to what is behind them: SVG that takes the page's colours, each link with words. Pure.

A picture with links is a group and no image: an image's parts are not heard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from ..compare.matrix import CellSummary, MatrixRow
from ..core.values import CellState
from .charts import room_for, short_label
from .policy_html import escape

_WIDTH = 480
_ROW = 26
_SMALL = "font-size='13'"
#: Questions on a line of the picture of all questions.
_ACROSS = 12
#: What the answers to a question may be to each other, with what each is called, and how it is drawn.
AGREEMENT = {
    "same": "the same answer from all",
    "silent": "one answer, and some without",
    "differ": "different answers",
    "none": "no answer",
}
_DRAWN = {
    "same": "fill='currentColor' fill-opacity='0.75'",
    "silent": "fill='currentColor' fill-opacity='0.35'",
    "differ": "fill='url(#_hatched)'",
    "none": "fill='none'",
}
_HATCHED = (
    "<pattern id='_hatched' width='5' height='5' patternUnits='userSpaceOnUse' patternTransform='rotate(45)'>"
    "<path d='M0 0V5' stroke='currentColor' stroke-width='3'/></pattern>"
)

#: A label, and the address it leads to.
Linked = tuple[str, str]


def agreement_of(cells: Sequence[CellSummary | None]) -> str:
    """A key of :data:`AGREEMENT` for the cells of one question; a conflict within a text is a difference."""
    asked = [each for each in cells if each]
    values = {each.value for each in asked if each.state == CellState.STATED}
    if len(values) > 1 or any(each.state == CellState.CONFLICTING for each in asked):
        return "differ"
    if not values:
        return "none"
    return "same" if all(each.state == CellState.STATED for each in asked) else "silent"


def answers_at_a_glance(title: str, groups: Sequence[tuple[str, Sequence[MatrixRow]]], to: Mapping[str, str]) -> str:
    """A box a question, in a row a topic: a part for each answer, as wide as its share; the rest is blank.

    ``to``: by question the address that its box leads to.
    """
    left = room_for([name for name, _ in groups])
    across = min(28.0, (_WIDTH - left) / min(_ACROSS, max((len(rows) for _, rows in groups), default=1)))
    parts = []
    y = 0
    for name, rows in groups:
        parts.append(_label(left, y, name))
        for position, (question, cells) in enumerate(rows):
            down, place = divmod(position, _ACROSS)
            box = _box(cells, left + place * across, y + down * 18 + 4, across - 4)
            said = f"{question.question} {_said(cells)}"
            parts.append(f"<a href='{escape(to[question.id])}' aria-label='{escape(said)}'>{_title(said)}{box}</a>")
        y += 22 + 18 * ((len(rows) - 1) // _ACROSS)
    return _svg(title, y + 2, parts, "one-stop")


def agreement_by_topic(
    title: str, groups: Sequence[tuple[str, Sequence[MatrixRow]]], to: Mapping[str, str]
) -> tuple[str, Counter[str]]:
    """A bar a topic: of its questions, how many have the same answer from all, and so on; and the counts over all."""
    left = room_for([name for name, _ in groups])
    most = max((len(rows) for _, rows in groups), default=1)
    unit = (_WIDTH - left - 4) / most
    parts, counts = [_HATCHED], Counter[str]()
    for position, (name, rows) in enumerate(groups):
        mine = Counter(agreement_of(cells) for _, cells in rows)
        counts += mine
        y, x = position * _ROW, float(left)
        said = ", ".join(f"{mine[kind]} {words}" for kind, words in AGREEMENT.items() if mine[kind])
        bars = []
        for kind in AGREEMENT:
            if mine[kind]:
                wide = round(unit * mine[kind], 1)
                shape = f"<rect x='{x:.1f}' y='{y + 6}' width='{wide - 2:.1f}' height='14' {_DRAWN[kind]}"
                bars.append(f"{shape} stroke='currentColor' stroke-opacity='0.6'/>")
                x += wide
        parts.append(
            f"<a href='{escape(to[name])}' aria-label='{escape(f'{name}: {said}')}'>{_label(left, y, name)}</a>"
            f"<g>{_title(said)}{''.join(bars)}</g>"
        )
    return _svg(title, len(groups) * _ROW + 2, parts), counts


def agreement_sign(kind: str) -> str:
    """The sign of a kind of agreement, for a key."""
    return (
        f"<svg class='sign' viewBox='0 0 24 14' aria-hidden='true'>"
        f"<rect x='1' y='1' width='22' height='12' {_DRAWN[kind]} stroke='currentColor' stroke-opacity='0.6'/></svg>"
    )


def shares(title: str, heads: Sequence[str], rows: Sequence[tuple[str, str, Sequence[float]]]) -> str:
    """Bars of shares in a grid: a row for each label, which leads to an address, a column for each head.

    All bars have one scale, so that they can be compared down and across.
    """
    left, top = room_for([label for label, *_ in rows]), 58
    across = (_WIDTH - left - 24) / max(len(heads), 1)
    most = max((share for *_, mine in rows for share in mine), default=0) or 1
    parts = [
        f"<text transform='translate({left + across * column + 6:.1f} {top - 6}) rotate(-35)' font-size='12'>"
        f"{escape(short_label(head, 14))}</text>"
        for column, head in enumerate(heads)
    ]
    for position, (label, address, mine) in enumerate(rows):
        y = top + position * 22
        said = "; ".join(f"{head} {share:.0%}" for head, share in zip(heads, mine, strict=True))
        name = escape(f"{label}: {said}")
        parts.append(
            f"<a href='{escape(address)}' aria-label='{name}'>{_label(left, y - 4, label)}</a><g>{_title(said)}"
        )
        for column, share in enumerate(mine):
            x, wide = left + across * column, max(across - 8, 2) * share / most
            parts.append(
                f"<path d='M{x:.1f} {y}V{y + 18}' stroke='currentColor' stroke-opacity='0.3'/>"
                f"<rect x='{x:.1f}' y='{y + 3}' width='{wide:.1f}' height='12' "
                f"fill='currentColor' fill-opacity='0.55'/>"
            )
        parts.append("</g>")
    return _svg(title, top + len(rows) * 22, parts)


def growth(title: str, versions: Sequence[tuple[str, int, str]]) -> str:
    """How long a text was on which day: a dot a version, given as day, words and address, oldest first."""
    days = [date.fromisoformat(day[:10]).toordinal() for day, *_ in versions]
    most = max(words for _, words, _ in versions) or 1
    left, high = 64, 120
    span = max(days[-1] - days[0], 1)
    at = [
        (round(left + (_WIDTH - left - 20) * (day - days[0]) / span, 1), round(high + 12 - high * words / most, 1))
        for day, (_, words, _) in zip(days, versions, strict=True)
    ]
    # A text holds until the next one is seen.
    line = "".join(f"H{x}V{y}" for x, y in at[1:])
    parts = [
        f"<path d='M{left} {high + 12}H{_WIDTH}' stroke='currentColor' stroke-opacity='0.3'/>",
        f"<text x='{left - 12}' y='17' text-anchor='end' {_SMALL}>{most:,}</text>",
        f"<text x='{left - 12}' y='{high + 16}' text-anchor='end' {_SMALL}>0</text>",
        f"<text x='{at[0][0]}' y='{high + 32}' {_SMALL}>{versions[0][0]}</text>",
        f"<text x='{_WIDTH}' y='{high + 32}' text-anchor='end' {_SMALL}>{versions[-1][0]}</text>",
        f"<path d='M{at[0][0]} {at[0][1]}{line}' fill='none' stroke='currentColor' stroke-opacity='0.6'/>",
    ]
    for (day, words, address), (x, y) in zip(versions, at, strict=True):
        said = f"{day}: {words:,} words"
        parts.append(
            f"<a href='{escape(address)}' aria-label='{escape(said)}'>{_title(said)}"
            f"<circle cx='{x}' cy='{y}' r='6' fill='currentColor'/></a>"
        )
    return _svg(title, high + 40, parts, "one-stop")


def _box(cells: Sequence[CellSummary | None], x: float, y: float, wide: float) -> str:
    asked = [each for each in cells if each]
    values = Counter(each.value for each in asked if each.state == CellState.STATED).most_common()
    frame = (
        f"<rect x='{x:.1f}' y='{y}' width='{wide:.1f}' height='14' fill='none' "
        f"stroke='currentColor' stroke-opacity='0.6'/>"
    )
    parts = []
    for number, (_, count) in enumerate(values):
        part = wide * count / len(asked)
        # Neighbours differ in shade and have a gap between them.
        shade = (0.8, 0.35)[number % 2]
        parts.append(
            f"<rect x='{x + 1:.1f}' y='{y + 1}' width='{max(part - 2, 1):.1f}' height='12' "
            f"fill='currentColor' fill-opacity='{shade}'/>"
        )
        x += part
    return "".join(parts) + frame


def _said(cells: Sequence[CellSummary | None]) -> str:
    counts = Counter(each.label for each in cells if each)
    return "; ".join(f"{label} {count}" for label, count in counts.most_common())


def _label(left: float, y: float, words: str) -> str:
    return f"<text x='{left - 10}' y='{y + 17}' text-anchor='end' {_SMALL}>{escape(short_label(words))}</text>"


def _title(words: str) -> str:
    return f"<title>{escape(words)}</title>"


def _svg(title: str, height: float, parts: Sequence[str], more: str = "") -> str:
    return (
        f"<svg class='{f'chart {more}'.strip()}' viewBox='0 0 {_WIDTH} {height:.0f}' fill='currentColor' role='group' "
        f"aria-label='{escape(title)}'>{''.join(parts)}</svg>"
    )
