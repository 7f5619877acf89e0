"""What is said of a PDF: what was left out, and how its pages differ from plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...core.lines import Lines
from ...core.record import Damage
from .blocks import Block
from .lines import Line
from .page import Page


def notes_of(
    pages: Sequence[Page],
    blocks: Sequence[Block],
    starts: Sequence[int],
    aside: Sequence[Line],
    spaced: Sequence[int],
) -> tuple[list[str], list[Damage]]:
    """What is said of a PDF on the terminal and in the record, each thing at the first line of its page."""
    first_line: dict[int, int] = {}
    for block, start in zip(blocks, starts, strict=True):
        first_line.setdefault(block.page, start)

    def at(page: int) -> Lines:
        return Lines.at(next((first_line[number] for number in range(page, 0, -1) if number in first_line), 1))

    said, damage = [], []
    groups: dict[str, list[Line]] = {}
    for line in aside:
        groups.setdefault(re.sub(r"\d+", "#", line.text), []).append(line)
    for group in groups.values():
        numbers = sorted({line.page for line in group})
        note = f"Left out from the margin of {_pages(numbers)}: “{group[0].text}”"
        note += f" to “{group[-1].text}”." if group[-1].text != group[0].text else "."
        said.append(note[:1].lower() + note[1:].rstrip("."))
        damage.append(Damage(lines=at(numbers[0]), kind="left-out", note=note))
    if spaced:
        note = (
            f"The two readers of the PDF see the same letters and other blanks on {_pages(spaced)}; PDFium's are taken."
        )
        said.append(note[:1].lower() + note[1:].rstrip("."))
        damage.append(Damage(lines=at(spaced[0]), kind="spacing", note=note))
    for page in pages:
        unseen = [] if page.pictures else page.unseen
        beside = ((page.turned, "turned text"), (unseen, "invisible text"), (page.noted.split(), "fields and notes"))
        for words, what in beside:
            if words:
                note = f"Left out on page {page.number}, {what}: “{' '.join(words)[:500]}”."
                said.append(note[:1].lower() + note[1:].rstrip("."))
                damage.append(Damage(lines=at(page.number), kind="left-out", note=note))
        if unnamed := page.unmapped + sum(run.text.count("\ufffd") for run in page.runs):
            note = f"The file does not say which letters {unnamed} signs of page {page.number} are."
            said.append(note[:1].lower() + note[1:].rstrip("."))
            damage.append(Damage(lines=at(page.number), kind="unmapped", note=note))
        if page.pictures and page.unseen:
            note = f"Page {page.number} is a picture; its words are what a machine read in it."
            said.append(note.rstrip("."))
            damage.append(Damage(lines=at(page.number), kind="machine-read", note=note))
        if page.pictures and not page.signs:
            note = f"Page {page.number} is a picture without text; what it shows is not here."
            said.append(note.rstrip("."))
            damage.append(Damage(lines=at(page.number), kind="picture", note=note))
    hyphens = 0
    for block, start in zip(blocks, starts, strict=True):
        if block.hyphens:
            hyphens += len(block.hyphens)
            inside = ", ".join(f"“{word}”" for word in block.hyphens)
            note = f"A line ended inside {inside}; the hyphen is kept."
            damage.append(Damage(lines=Lines.at(start), kind="hyphen", note=note))
    if hyphens:
        said.append(f"{hyphens} words had a hyphen at the end of a line, which is kept; the record lists them")
    said.append("paragraphs, headings and tables of a PDF are told from where its letters stand: look at them")
    return said, damage


def _pages(numbers: Sequence[int]) -> str:
    """``page 3``, ``pages 1 to 9`` or ``pages 1, 4, 5``."""
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    if numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"pages {numbers[0]} to {numbers[-1]}"
    return "pages " + ", ".join(map(str, numbers))
