"""Strokes that a PDF draws: they part the cells of a table."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

#: An upright stroke as ``(x, lower end, upper end)`` or a level one as ``(y, left end, right end)``.
Stroke = tuple[float, float, float]

#: Points up to which a box is a stroke, from which a stroke is long enough to part cells, and strokes read of a path.
_THIN, _LONG, _MOST_STROKES = 2.0, 7.0, 4000


def keep_strokes(thing: Any, upright: list[Stroke], level: list[Stroke]) -> None:
    """Keep the strokes of a drawn path that could part the cells of a table; a thin box is a stroke."""
    import pypdfium2.raw as c  # noqa: PLC0415

    left, bottom, right, top = thing.get_bounds()
    filled, stroked = ctypes.c_int(), c.FPDF_BOOL()
    c.FPDFPath_GetDrawMode(thing.raw, filled, stroked)
    if not stroked.value and min(right - left, top - bottom) >= _THIN:
        return  # a coloured ground
    sides = [(left, bottom, right, top)] if min(right - left, top - bottom) < _THIN else _sides(thing)
    for x0, y0, x1, y1 in sides[:_MOST_STROKES]:
        if abs(x1 - x0) < _THIN and abs(y1 - y0) > _LONG:
            upright.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        elif abs(y1 - y0) < _THIN and abs(x1 - x0) > _LONG:
            level.append(((y0 + y1) / 2, min(x0, x1), max(x0, x1)))


def _sides(thing: Any) -> list[tuple[float, float, float, float]]:
    """The straight pieces of a path, in the page's measure."""
    import pypdfium2.raw as c  # noqa: PLC0415

    matrix = thing.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    sides = []
    start = (0.0, 0.0)
    for at in range(min(c.FPDFPath_CountSegments(thing.raw), _MOST_STROKES)):
        segment = c.FPDFPath_GetPathSegment(thing.raw, at)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == c.FPDF_SEGMENT_LINETO and points:
            sides.append((*points[-1], *point))
        if c.FPDFPathSegment_GetClose(segment):
            sides.append((*point, *start))
        points.append(point)
    return sides


def parted(left: float, right: float, y: float, strokes: Sequence[Stroke]) -> bool:
    """Whether an upright stroke stands between two things on a baseline."""
    return any(left - 1 < x < right + 1 and low <= y + 1 and y <= high for x, low, high in strokes)
