"""A plot of cost against size, as SVG that any browser shows: both axes in powers of ten, a line a step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 760, 460, 60, 40, 260, 40
_DASHES = ("none", "7 4", "2 3", "9 3 2 3", "12 4", "4 4")


def plot(title: str, unit: str, lines: Mapping[str, Sequence[tuple[int, float]]]) -> str:
    """The plot; ``lines``: name → (size, cost) in order of size. Costs of nothing are left out."""
    kept = {name: [(size, cost) for size, cost in points if cost > 0] for name, points in lines.items()}
    kept = {name: points for name, points in kept.items() if points}
    sizes = [size for points in kept.values() for size, _ in points] or [1]
    costs = [cost for points in kept.values() for _, cost in points] or [1]
    low, high = floor(log10(min(costs))), max(ceil(log10(max(costs))), floor(log10(min(costs))) + 1)
    first, last = log10(min(sizes)), max(log10(max(sizes)), log10(min(sizes)) + 0.1)

    def x(size: float) -> float:
        return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * (log10(size) - first) / (last - first), 1)

    def y(cost: float) -> float:
        return round(_HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * (log10(cost) - low) / (high - low), 1)

    parts = [f'<text x="{_LEFT}" y="20" font-weight="bold">{escape(title)}</text>']
    for power in range(low, high + 1):
        at = y(10.0**power)
        parts.append(f'<path d="M{_LEFT} {at}H{_WIDTH - _RIGHT}" stroke="currentColor" stroke-opacity="0.2"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{at + 4}" text-anchor="end">{10.0**power:g} {escape(unit)}</text>')
    for size in sorted(set(sizes)):
        parts.append(f'<text x="{x(size)}" y="{_HEIGHT - _BOTTOM + 20}" text-anchor="middle">{size:,}</text>')
    parts.append(f'<text x="{_LEFT}" y="{_HEIGHT - 4}">policies</text>')
    ends: list[float] = []
    for number, (name, points) in enumerate(kept.items()):
        path = "L".join(f"{x(size)} {y(cost)}" for size, cost in points)
        dash = _DASHES[number % len(_DASHES)]
        stroke = f'stroke="currentColor" stroke-width="2" stroke-dasharray="{dash}"'
        parts.append(f'<path d="M{path}" fill="none" {stroke}/>')
        parts += [f'<circle cx="{x(size)}" cy="{y(cost)}" r="3" fill="currentColor"/>' for size, cost in points]
        # Names stand at the end of their lines, moved down where two would lie on each other.
        at = y(points[-1][1])
        while any(abs(at - end) < 15 for end in ends):
            at += 3
        ends.append(at)
        parts.append(f'<text x="{x(points[-1][0]) + 8}" y="{at + 4}">{escape(name)}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12" color="#333">{"".join(parts)}</svg>\n'
    )
