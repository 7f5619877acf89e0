"""Where a line without markup stands among its neighbours, and whether a heading can stand there."""

from __future__ import annotations

from . import features
from .layout import Layout
from .markdown_rows import Row
from .numbering import numbering


def of(layout: Layout, index: int, following: Row, preceding: Row | None) -> str:
    """Where a plain line stands: alone, at the head of its paragraph, at its tail, between lines; or nowhere fit."""
    row = layout.rows[index]
    if layout.paragraphs == "wrapped":
        return _among_wrapped(layout, row, following, preceding)
    if layout.paragraphs == "line":
        return _among_lines(layout, index, following, preceding)
    if row.alone:
        return "alone"
    same = following.paragraph == row.paragraph
    if row.first and same and features.is_prose(following.text) and features.starts_upper(following.text):
        return "head" if features.width(following.text) >= 60 else ""
    if row.final and preceding and features.is_sentence(preceding.text) and features.is_prose(preceding.text):
        return "tail" if features.is_prose(following.text) else ""
    return ""


def _among_lines(layout: Layout, index: int, following: Row, preceding: Row | None) -> str:
    """Each line a paragraph: a heading is shorter than what follows, and does not close a list or an address."""
    row = layout.rows[index]
    if not features.starts_upper(following.text) and features.width(following.text) < 100:
        return ""
    number, below = numbering(row.words), numbering(following.words)
    deeper = bool(number and below and below.depth > number.depth)
    later = layout.after(index + 1)
    titles = features.title_share(row.words) >= 0.75 and features.title_share(following.words) >= 0.75
    over = (
        (titles or number)
        and later is not None
        and features.is_prose(later.text)
        and features.width(following.text) <= 60
    )
    over = over and preceding is not None and features.width(preceding.text) >= 100 and not below
    if number:
        return "line" if deeper or over or features.is_prose(following.text) else ""
    if not features.is_prose(following.text):
        return "line" if over else ""
    if features.width(following.text) <= features.width(row.text):
        return ""
    if (
        preceding is None
        or features.is_prose(preceding.text)
        or features.is_upper(row.text)
        or preceding.kind == "heading"
    ):
        return "line"
    above = layout.rows[max(0, index - 4) : index]
    free = not any(features.is_address_line(other.text) for other in above)
    return "line" if free and features.width(following.text) >= 80 and features.title_share(row.words) >= 0.75 else ""


def _among_wrapped(layout: Layout, row: Row, following: Row, preceding: Row | None) -> str:
    """Hard-wrapped: a heading ends before the margin though more would fit, and so does what stands before it."""
    if features.width(row.text) > 0.85 * layout.width or not layout.breaks_off(row, following):
        return ""
    if not features.starts_upper(following.text) and not layout.listed(following):
        return ""
    if preceding and preceding.kind != "heading" and preceding.paragraph == row.paragraph:
        over = features.is_sentence(preceding.text) or features.ending(preceding.text) in (":", "：")
        if not over and not layout.breaks_off(preceding, row):
            return ""
    if row.alone and features.width(following.text) >= 0.6 * layout.width:
        return "alone"
    return "wrapped"
