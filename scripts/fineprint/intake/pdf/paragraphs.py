"""Which lines of a PDF are one paragraph: told from a column's edges, the usual distance of lines, and their type."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .lines import MARKER, Line, Part, Table

_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
_SENTENCE_END = re.compile(r"[.!?。！？:;：；][\"'”’»)\]]*$")
#: A heading's letters are so much larger than those of the text.
LARGER = 1.13
#: Lines up to which a column says little of its edge, and lines that a heading can have.
_FEW_LINES, _HEADING_LINES = 6, 3
#: Points between the left ends of columns that are the same one.
_SAME_EDGE = 12


@dataclass(slots=True)
class Column:
    """Lines that follow one another in one column, with its edges."""

    lines: list[Line]
    left: float
    right: float


def columns_of(parts: Sequence[Part], widths: Mapping[int, float]) -> dict[int, Column]:
    """For each line, by its id, the column that it stands in: lines of a page that follow and overlap one another."""
    found: dict[int, Column] = {}
    column: Column | None = None
    last: Line | None = None
    for part in parts:
        if isinstance(part, Table):
            column = None
            continue
        new = (
            column is None
            or last is None
            or part.page != last.page
            or part.y > last.y + last.height
            or part.x0 > column.right
            or part.x1 < column.left
        )
        if new or column is None:
            column = Column([], part.x0, part.x1)
        column.lines.append(part)
        column.left, column.right = min(column.left, part.x0), max(column.right, part.x1)
        found[id(part)] = column
        last = part
    columns_found = list({id(one): one for one in found.values()}.values())
    for one in columns_found:
        one.right = _right_edge(one.lines)
    # A column of a few lines says little of its edge: it is that of longer ones at the same left end, or that of the
    # page where nothing stands beside it.
    for one in columns_found:
        if len(one.lines) >= _FEW_LINES:
            continue
        same = [
            other.right
            for other in columns_found
            if abs(other.left - one.left) < 12 and len(other.lines) > len(one.lines)
        ]
        page = one.lines[0].page
        alone = not any(other.left > one.right and other.lines[0].page == page for other in columns_found)
        margin = widths[page] - one.left if alone and one.left < widths[page] / 2 and not same else 0.0
        one.right = max([one.right, margin, *same])
    return found


def _right_edge(lines: Sequence[Line]) -> float:
    """Where lines of running text end at most; one line that stands out, such as a title, does not count."""
    size = sorted(line.size for line in lines)[len(lines) // 2]
    ends = sorted((line.x1 for line in lines if abs(line.size - size) < 0.15 * size), reverse=True)
    return ends[1] if len(ends) > 2 and ends[0] - ends[1] > 2 * size else ends[0]


def goes_on(paragraph: Sequence[Line], line: Line, columns: dict[int, Column], body: float) -> bool:
    """Whether a line belongs to the paragraph above it."""
    last = paragraph[-1]
    if starts_item(line) and not _is_inline(paragraph, line, columns):
        return False
    room = _room(last, line, columns[id(last)])
    goes_on = line.text[:1].islower() and not _SENTENCE_END.search(last.text)
    if abs(line.size - last.size) > 0.12 * last.size or last.ends_bold != line.starts_bold:
        # A heading over its text, or a paragraph that changes its type: only the latter fills its line.
        whole = last.bold or line.bold or abs(line.size - last.size) > 0.12 * last.size
        if whole:
            return room < 0 and goes_on and columns[id(line)] is columns[id(last)]
    large = last.size > LARGER * body
    if columns[id(line)] is not columns[id(last)]:
        return not large and not last.bold and room < line.size and (goes_on or not _SENTENCE_END.search(last.text))
    pitch = last.y - line.y
    if pitch > 1.3 * _usual_pitch(columns[id(last)], last):
        return False
    if _is_indented(paragraph, line):
        return False
    if large and len(paragraph) < _HEADING_LINES:
        return pitch < 1.45 * last.size or room < 0
    if room < 0:
        return True
    if room < line.size:
        return not _SENTENCE_END.search(last.text) or not line.text[:1].isupper()
    column = columns[id(last)]
    return goes_on and last.x1 - last.x0 > 0.5 * (column.right - column.left)


def _is_inline(paragraph: Sequence[Line], line: Line, columns: dict[int, Column]) -> bool:
    """Whether a mark at a line's begin stands there by chance: in the middle of a sentence, or after marks like it."""
    last = paragraph[-1]
    flush = abs(line.x0 - last.x0) < 0.8 * line.size or (len(paragraph) == 1 and line.x0 < last.x0)
    near = columns[id(line)] is columns[id(last)] and last.y - line.y < 1.3 * _usual_pitch(columns[id(last)], last)
    if not (flush and near and _room(last, line, columns[id(last)]) < 0):
        return False
    mark = MARKER.match(line.text)
    before = _before(mark[0]) if mark else ""
    text = " ".join(one.text for one in paragraph)
    if before and text.startswith(f"{before} "):
        return False
    return not _SENTENCE_END.search(last.text) or (bool(before) and f" {before} " in text)


def _before(mark: str) -> str:
    """The mark that counts before one: ``(b)`` for ``(c)``; empty for the first and for signs."""
    inner = mark.strip("(.)")
    if inner.isdigit() and int(inner) > 1:
        return mark.replace(inner, str(int(inner) - 1))
    if inner in _ROMAN[1:]:
        return mark.replace(inner, _ROMAN[_ROMAN.index(inner) - 1])
    if len(inner) == 1 and inner.isalpha() and inner not in "aA":
        return mark.replace(inner, chr(ord(inner) - 1))
    return ""


def _room(last: Line, line: Line, column: Column) -> float:
    """How much room there was for the first word of a line at the end of the one above; below 0: none."""
    text = "".join(piece for piece, _ in line.pieces).strip()
    # A no-break blank keeps its words together.
    word = text[:1] if is_cjk(text[:1]) else text.split(" ")[0]
    width = (line.x1 - line.x0) * len(word) / max(len(text), 1)
    return column.right - (last.x1 + 0.25 * last.size + width)


def _usual_pitch(column: Column, like: Line) -> float:
    """The usual distance of two lines of this size: that of the closest quarter, so that paragraphs don't count."""
    found = sorted(
        one.y - two.y
        for one, two in zip(column.lines, column.lines[1:], strict=False)
        if 0.7 * like.size < one.y - two.y < 3 * like.size and abs(one.size - like.size) < 0.12 * like.size
    )
    return max(found[len(found) // 4], 1.1 * like.size) if found else 1.4 * like.size


def _is_indented(paragraph: Sequence[Line], line: Line) -> bool:
    """Whether a line's left end says that it begins something."""
    shift = line.x0 - paragraph[-1].x0
    em = 0.8 * line.height
    centred = abs(line.x0 + line.x1 - paragraph[-1].x0 - paragraph[-1].x1) < em
    if abs(shift) < em or centred:
        return False
    if len(paragraph) == 1:
        # A hanging indent after a mark, or the lines after a first-line indent.
        return shift > 0 and not starts_item(paragraph[0])
    return True


def starts_item(line: Line) -> bool:
    """Whether a line begins with a mark of a list or a number."""
    return bool(MARKER.match(line.text))


def is_cjk(sign: str) -> bool:
    """Whether a sign is of a script that has no blanks between words."""
    return bool(_CJK.match(sign))
