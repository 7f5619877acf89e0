"""Candidates: rows that may be headings, judged by themselves and by their neighbours.

Whether a kind of candidate is taken is decided for the whole text, in ``selection``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..core.lines import Lines
from . import features, labels, plain_line_context
from .layout import Layout
from .markdown_rows import Row
from .numbering import Numbering, in_context, listed_number, numbering

Sort = Literal["heading", "bold", "italic", "plain", "label"]

LONGEST_HEADING = 200
LONGEST_PLAIN = 120
MOST_PLAIN_WORDS = 16
MOST_BOLD_WORDS = 24
MOST_SENTENCE_WORDS = 14
SHORTEST_BODY = 100


@dataclass(slots=True, kw_only=True)
class Candidate:
    """A row, or some, that may be a heading."""

    row: Row
    index: int
    lines: Lines
    heading: str
    words: str
    sort: Sort
    number: Numbering | None
    upper: bool
    raw_level: int
    place: str = ""


def find(layout: Layout) -> list[Candidate]:
    """Every candidate of a text, in order; a row is one at most."""
    found: list[Candidate] = []
    skip = -1
    for index, row in enumerate(layout.rows):
        if index <= skip or row.kind in ("cell", "code") or not features.has_letters(row.words):
            continue
        candidate = _heading(row, index) or _emphasised(layout, row, index) or _plain(layout, row, index)
        if not candidate and (found_label := labels.find(layout, row)):
            label, place = found_label
            candidate = _make(row, index, "label", heading=label, words=label, place=place)
        if candidate:
            found.append(candidate)
            skip = index + sum(candidate.lines.last >= other.line for other in layout.rows[index + 1 : index + 6])
    for candidate, number in zip(found, in_context([(c.words, c.number) for c in found]), strict=True):
        candidate.number = number
    return found


def _make(row: Row, index: int, sort: Sort, heading: str = "", words: str = "", place: str = "") -> Candidate:
    words = words or row.words
    number = numbering(words)
    if number is None and row.item and row.item.ordered and row.opens_item:
        number = listed_number(row.item.number)
    return Candidate(
        row=row, index=index, lines=row.stars or Lines(row.line, row.last), heading=heading or row.named, words=words,
        sort=sort, number=number, upper=features.is_upper(words), raw_level=row.raw_level,
        place=place,
    )  # fmt: skip


def _heading(row: Row, index: int) -> Candidate | None:
    if row.kind != "heading" or len(row.text) > 2 * LONGEST_HEADING:
        return None
    if features.is_date_line(row.text) and len(features.words(row.text)) <= 5:
        return None
    if features.ending(row.text) == "." and len(features.words(row.text)) > MOST_SENTENCE_WORDS:
        return None
    return _make(row, index, "heading")


def _emphasised(layout: Layout, row: Row, index: int) -> Candidate | None:
    """A line wholly bold or wholly italic."""
    following = layout.after(index)
    if not following or "all" not in (row.bold, row.italic):
        return None
    sort: Sort = "bold" if row.bold == "all" else "italic"
    whole = _joined(layout, row, index)
    count, number = len(features.words(whole.words)), numbering(whole.words)
    if not 1 <= count <= MOST_BOLD_WORDS or len(whole.words) > LONGEST_HEADING:
        return None
    if not _has_own_place(layout, row, index) or (row.item and not _heads_its_item(row, following)):
        return None
    if not _names(whole.words, count, number) or _captions(layout, row, whole.words, following):
        return None
    if sort == "italic" and not _may_be_italic(row, whole.words, count, following):
        return None
    if row.linked and not number and (row.item or features.title_share(whole.words) < 0.5):
        return None
    candidate = _make(row, index, sort, heading=whole.named, words=whole.words)
    candidate.lines = row.stars or Lines(row.line, whole.last)
    return candidate


def _has_own_place(layout: Layout, row: Row, index: int) -> bool:
    """Whether a marked line opens its paragraph, or follows a line that is complete; and opens no address."""
    if layout.is_address(index) or (layout.listed(row) and not row.item and not numbering(row.words)):
        return False
    preceding = layout.before(index)
    if row.first or not preceding or preceding.paragraph != row.paragraph:
        return True
    complete = features.is_sentence(preceding.text) or preceding.hard or preceding.bold == "all"
    return complete and not layout.is_address(index - 1)


def _names(text: str, count: int, number: Numbering | None) -> bool:
    """Whether marked words can name a section: no address, no date, no sentence of some length."""
    if features.is_contact(text) or features.is_date_line(text):
        return False
    if features.is_sentence(text) and count > (MOST_SENTENCE_WORDS if number else 9):
        return False
    if number:
        return True
    if features.ending(text) in (";", ",", "!", "…") or (count > 12 and features.is_statement(text)):
        return False
    return features.starts_upper(text) or count <= 6


def _captions(layout: Layout, row: Row, text: str, following: Row) -> bool:
    """Whether marked words only lead over to what follows: a list, an address, a date."""
    listed = layout.listed(following)
    if features.ending(text) in (":", "：") and features.title_share(text) < 0.8:
        loose = following.kind == "text" and not following.bold and not layout.is_prose(following)
        # A sentence over a list, or one that a colon ends, captions what follows.
        if listed or loose or features.has_verb(text):
            return True
    if listed and features.is_statement(text):
        return True
    return following.paragraph == row.paragraph and len(following.text) < 40 and features.is_date_line(following.text)


def _may_be_italic(row: Row, text: str, count: int, following: Row) -> bool:
    """Italic is used for much else: such a line is short, no sentence, no link, and has its text below it."""
    if count > 10 or row.item or row.linked or features.is_sentence(text):
        return False
    return row.alone or (row.first and row.hard and features.is_prose(following.text))


def _joined(layout: Layout, row: Row, index: int) -> Row:
    """The row with those after it in the same bold mark: a heading broken over lines."""
    if not row.span or row.final:
        return row
    parts = [row]
    for other in layout.rows[index + 1 : index + 4]:
        if other.paragraph != row.paragraph or other.bold != "all":
            break
        if other.span != row.span and not other.text[:1].islower():
            break
        parts.append(other)
    if len(parts) == 1:
        return row
    text = " ".join(part.text for part in parts)
    return Row(row.line, parts[-1].last, text, words=text, marker=row.marker)


def _heads_its_item(row: Row, following: Row) -> bool:
    """Whether a list item is a heading's: it goes on below its first line, or its text stands behind the list."""
    item = row.item
    if item is None or not row.opens_item:
        return row.first or (row.item is not None and row.item.ordered)
    if not row.final:
        return item.ordered
    if item.blocks > 1:
        return following.item is item or item.ordered
    few = 2 if item.ordered else 1
    return following.depth < item.depth and item.siblings[0] <= few and features.is_prose(following.text)


def _plain(layout: Layout, row: Row, index: int) -> Candidate | None:
    """A short line without markup that is not a sentence."""
    following, preceding = layout.after(index), layout.before(index)
    if row.bold or row.italic or row.quoted or row.picture or not following or not _reads_as_plain(row.words):
        return None
    if (row.linked and not row.anchored) or (layout.listed(row) and not _numbered_item(layout, row, index)):
        return None
    text, number = row.words, numbering(row.words)
    if len(text) > 50 and following.text[0].islower() and following.depth <= row.depth:
        return None
    if features.ending(text) in (":", "：") and layout.listed(following) and not (number and number.is_named):
        return None
    if number is None and preceding and features.ending(preceding.text) in (":", ",") and not preceding.bold:
        return None
    place = plain_line_context.of(layout, index, following, preceding)
    return _make(row, index, "plain", place=place) if place else None


def _reads_as_plain(text: str) -> bool:
    """Whether words without markup are short and whole enough for a heading."""
    count, number, end = len(features.words(text)), numbering(text), features.ending(text)
    if features.width(text) > LONGEST_PLAIN or not 1 <= count <= MOST_PLAIN_WORDS or not features.starts_upper(text):
        return False
    if features.is_date_line(text) or features.is_contact(text) or (end != "." and features.is_sentence(text)):
        return False
    if text[-1] == "." and not features.ends_in_initials(text) and (not number or count > 6 or features.says(text)):
        return False
    if number and count > (8 if number.depth > 1 else 12) and features.is_statement(text):
        return False
    if end in (":", "："):
        return (
            (number.is_named or features.title_share(text) >= 0.75)
            if number
            else count <= 5 and features.title_share(text) == 1
        )
    return True


def _numbered_item(layout: Layout, row: Row, index: int) -> bool:
    """A list of one short numbered item with its text below it: Markdown saw a list, a reader sees a heading."""
    following = layout.after(index)
    item = row.item
    if item is None or not item.ordered or not row.opens_item or not row.final or following is None:
        return False
    if item.blocks > 1:
        if following.item and following.opens_item and following.item.ordered:
            return following.item.blocks > 1
        return following.item is item and item.chars - len(row.text) >= SHORTEST_BODY
    return item.siblings[0] == 1 and following.depth == 0 and features.is_prose(following.text)
