"""The text of a PDF: lines as the page shows them, proved against a second reader letter by letter.

PDFium says where each letter stands; paragraphs, columns and tables are read from that. pypdf, which shares no code
with it, says which letters each page has. The two differ often in where they see a blank: PDFium's is taken, as it
measures the gaps, and the pages are named.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...core.lines import Lines
from ...core.record import Damage
from .. import RefusedError
from ..markdown_writer import Written, read_words, write
from .blocks import Block, blocks_of
from .form import nodes_of
from .furniture import without_furniture
from .glyphs import read_pages, unlocked
from .layout import page_parts
from .lines import Line, lines_of
from .notes import notes_of
from .page import Page

#: The share of a PDF's letters of which the file may not say what they are.
_UNMAPPED = 0.02
#: The share of a page's letters in which its two readers may contradict each other.
_CONTRADICTED = 0.01
#: What pypdf raises over files that it can't make sense of, besides its own.
_FAULTS = (ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError)
_WORD = re.compile(r"[^\W_]+")
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfText:
    """A PDF as Markdown. ``said``: what a maintainer is told; ``damage``: the same and more, for the record.

    ``left_out``: words of the file that were not taken.
    """

    text: str
    said: tuple[str, ...]
    damage: tuple[Damage, ...]
    left_out: tuple[str, ...]


def read_pdf(raw: bytes) -> PdfText:
    """The text of a PDF. Raises :class:`RefusedError`."""
    pages = read_pages(raw)
    if not any(page.signs for page in pages):
        raise RefusedError("the PDF has no text; it may be a picture of one, which is not read")
    signs, unmapped = sum(page.signs for page in pages), sum(page.unmapped for page in pages)
    if unmapped > _UNMAPPED * signs:
        raise RefusedError(
            f"the PDF does not say which letters {unmapped:,} of its {signs:,} signs are; give its text instead"
        )
    second, noted = _second_reading(raw)
    spaced, differing = _compared(pages, second)
    lines = [line for page in pages for line in lines_of(page)]
    kept, aside = without_furniture(pages, lines)
    blocks = blocks_of(list(page_parts(pages, kept)), {page.number: page.width for page in pages})
    if not blocks:
        raise RefusedError("the PDF has page numbers and running heads alone; give its text instead")
    made, starts = _proved(blocks, kept)
    for page, text in zip(pages, noted, strict=True):
        page.noted = text
    said, damage = notes_of(pages, blocks, starts, aside, spaced)
    for number, note in differing:
        said.append(note[:1].lower() + note[1:].rstrip("."))
        line = next((start for block, start in zip(blocks, starts, strict=True) if block.page == number), 1)
        damage.append(Damage(lines=Lines.at(line), kind="reading", note=note))
    said += [f"line {line}: not kept: {lost}" for line, lost in made.lost]
    damage += [Damage(lines=Lines.at(line), kind="markup", note=f"Not kept: {lost}.") for line, lost in made.lost]
    damage.sort(key=lambda one: (one.lines, one.kind))
    left_out = [line.text for line in aside]
    left_out += [" ".join([*page.turned, *([] if page.pictures else page.unseen), page.noted]) for page in pages]
    return PdfText(text=made.text, said=tuple(said), damage=tuple(damage), left_out=tuple(filter(None, left_out)))


def _second_reading(raw: bytes) -> tuple[list[str], list[str]]:
    """The text of each page by pypdf, which says nothing on the terminal, and that of its fields and notes."""
    from pypdf import PdfReader  # noqa: PLC0415 - needed for this kind of file alone
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted:
            # Locked against changes alone: PDFium, which has the keys that need no password, writes it without.
            reader = PdfReader(io.BytesIO(unlocked(raw)))
        pages = list(reader.pages)
        return [_text(page) for page in pages], ["; ".join(_notes(page)) for page in pages]
    except (PyPdfError, *_FAULTS) as fault:
        raise RefusedError(f"the second reading of the PDF fails: {fault or type(fault).__name__}") from None
    except RecursionError:
        raise RefusedError("the second reading of the PDF fails: its parts are nested too deep") from None


def _text(page: Any) -> str:
    """The text of one page; nothing where pypdf trips over it, which is told as letters that PDFium alone reads."""
    try:
        return str(page.extract_text())
    except _FAULTS:
        return ""


def _notes(page: Mapping[str, Any]) -> Iterator[str]:
    """What is written into a page's fields, and text that was put on it as a note; neither is text of the page."""
    for entry in page.get("/Annots") or ():
        note = entry.get_object()
        value = {"/Widget": "/V", "/FreeText": "/Contents"}.get(str(note.get("/Subtype")))
        text = note.get(value) if value else None
        if isinstance(text, str) and any(map(str.isalnum, text)) and not text.startswith("/"):
            yield " ".join(text.split())[:200]


def _compared(pages: Sequence[Page], second: Sequence[str]) -> tuple[list[int], list[tuple[int, str]]]:
    """The pages on which the readers see the same letters and other words, and notes of letters that one alone sees.

    Letters that one reader sees on top of the other's are no contradiction: PDFium, which draws the page, is followed.
    Raises where the readers contradict each other in more than a few.
    """
    if len(pages) != len(second):
        raise RefusedError(f"the two readings of the PDF differ: {len(pages)} pages and {len(second)}")
    spaced, notes = [], []
    for page, text in zip(pages, second, strict=True):
        ours = " ".join([*(run.text for run in page.runs), *page.turned, *([] if page.pictures else page.unseen)])
        more, less = _letters(ours) - _letters(text), _letters(text) - _letters(ours)
        first, other = Counter(_words(ours)), Counter(_words(text))
        said = f"PDFium alone reads {_shown(first - other)}; pypdf alone {_shown(other - first)}"
        if more and less and sum((more + less).values()) > _CONTRADICTED * len(ours):
            raise RefusedError(
                f"the two readings of the PDF differ by {sum((more + less).values())} letters on page {page.number}: "
                f"{said}; give its text as a file instead"
            )
        if more or less:
            notes.append((page.number, f"The two readers differ on page {page.number}: {said}. PDFium is followed."))
        elif Counter(_words(" ".join([*(line.text for line in lines_of(page)), *page.turned]))) != other:
            spaced.append(page.number)
    return spaced, notes


def _letters(text: str) -> Counter[str]:
    """How often each letter and digit stands in a text; ligatures are letters."""
    return Counter(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum())


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def _shown(words: Counter[str]) -> str:
    shown = ", ".join(repr(word) for word in list(words)[:_SHOWN])
    return (shown or "nothing more") + (f" and {len(words) - _SHOWN} others" if len(words) > _SHOWN else "")


def _proved(blocks: Sequence[Block], lines: Sequence[Line]) -> tuple[Written, list[int]]:
    """Markdown that the book reads back as the same words, and the first line of each block."""
    wanted = [word for block in blocks for text in _texts(block) for word in text.split()]
    if _letters("".join(wanted)) != (_letters("".join(line.text for line in lines)) - _bullets(blocks)):
        raise RefusedError("the lines of the PDF could not be put in order without losing a letter; give its text")
    nodes, places = nodes_of(blocks)
    made = write(nodes)
    if read_words(made.text) != wanted:
        raise RefusedError("the text of the PDF can't be written as Markdown without changing a word; give its text")
    return made, [made.starts[place][0] for place in places]


def _bullets(blocks: Sequence[Block]) -> Counter[str]:
    """The letters that were bullets: a small o, as Word draws one."""
    return Counter({"o": sum(block.bullet == "o" for block in blocks)})


def _texts(block: Block) -> Iterable[str]:
    return (cell for row in block.cells for cell in row) if block.kind == "table" else [block.text]
