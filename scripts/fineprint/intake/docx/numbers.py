"""Paragraphs of a plain Word document with their numbers written out, as headings, clauses and items of lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from .numbering import Numbered, Numbering
from .package import W
from .plain import MADE, run_of
from .revisions import text_of
from .styles import Styles

#: Levels of headings that a page has.
_LEVELS = 6
_BULLET = "•"


@dataclass(slots=True, kw_only=True)
class Written:
    """How many numbers were written out, and the formats that are not known here."""

    numbers: int = 0
    unknown: set[str] = field(default_factory=set)


def write_numbers(blocks: Sequence[Element], numbering: Numbering, styles: Styles) -> Written:
    """Give each paragraph its number as text, and its place as a heading's style or a level of a list; in place."""
    made = Written()
    paragraphs = list(_paragraphs(blocks, in_table=False))
    places = [numbering.place(p.find(f"{W}pPr"), styles.paragraph(p.find(f"{W}pPr"))) for p, _ in paragraphs]
    levels = [styles.heading(p.find(f"{W}pPr")) if text_of(p) else None for p, _ in paragraphs]
    titled = any(level == 0 for level in levels)
    numbering.used([place for place in places if place is not None])
    for (paragraph, in_table), place, level in zip(paragraphs, places, levels, strict=True):
        if (old := paragraph.find(f"{W}pPr")) is not None:
            paragraph.remove(old)
        properties = Element(f"{W}pPr")
        numbered = numbering.next(*place) if place is not None else None
        if level is not None:
            depth = min(max(level + titled, 1), _LEVELS)
            SubElement(properties, f"{W}pStyle").set(f"{W}val", f"Heading{depth}")
            for bold in [one for run in paragraph.iter(f"{W}rPr") for one in run.findall(f"{W}b")]:
                bold.tag = f"{W}noProof"
        elif numbered is not None and not in_table and not numbered.outline and (numbered.number or numbered.bullet):
            numbers = SubElement(properties, f"{W}numPr")
            SubElement(numbers, f"{W}ilvl").set(f"{W}val", str(numbered.depth))
            SubElement(numbers, f"{W}numId").set(f"{W}val", "1")
        if numbered is not None and not (numbered.bullet and not text_of(paragraph)):
            _write(paragraph, numbered, in_table and level is None, made)
        if len(properties):
            paragraph.insert(0, properties)
    return made


def _write(paragraph: Element, numbered: Numbered, in_table: bool, made: Written) -> None:
    said = _BULLET if numbered.bullet and in_table else numbered.number
    if said:
        paragraph.insert(0, run_of(MADE.format(said) + (" " if numbered.spaced else "")))
        made.numbers += not numbered.bullet
    if numbered.unknown:
        made.unknown.add(numbered.unknown)


def _paragraphs(blocks: Sequence[Element], *, in_table: bool) -> Iterator[tuple[Element, bool]]:
    for block in blocks:
        if block.tag == f"{W}p":
            yield block, in_table
        else:
            for cell in block.iter(f"{W}tc"):
                # Tables inside the cell are met by themselves.
                yield from ((one, True) for one in cell if one.tag == f"{W}p")
