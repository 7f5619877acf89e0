"""Footnotes and endnotes: their marks in the text as ``[1]``, their words behind it, in the order of the marks."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from .number_formats import written
from .package import Part, W
from .plain import MADE, Met, run_of
from .resolve import Resolver
from .revisions import text_of
from .styles import Styles, val


def notes_of(part: Part | None, kind: str, styles: Styles, links: dict[str, str], met: Met) -> dict[str, list[Element]]:
    """The paragraphs of each note, by its id. ``kind``: footnote or endnote; lines between notes and text are none."""
    found: dict[str, list[Element]] = {}
    for note in part.root.iter(f"{W}{kind}") if part is not None else ():
        if note.get(f"{W}type") in (None, "normal") and part is not None:
            found[note.get(f"{W}id") or ""] = Resolver(part, styles, links, met).blocks(note)
    return found


def place_notes(
    blocks: list[Element], notes: Mapping[str, dict[str, list[Element]]], settings: Part | None, met: Met
) -> list[Element]:
    """Number the marks in the blocks and return the notes' paragraphs; a note without a mark is set aside."""
    made: list[Element] = []
    for kind, default in (("footnote", "decimal"), ("endnote", "lowerRoman")):
        form = _format(settings, kind) or default
        left = dict(notes.get(kind, {}))
        number = 0
        for run in [run for block in blocks for run in block.iter(f"{W}r")]:
            mark = run.find(f"{W}{kind}Reference")
            if mark is None:
                continue
            key = mark.get(f"{W}id") or ""
            own = mark.get(f"{W}customMarkFollows") in ("1", "true", "on")
            number += not own
            said = "" if own else f"[{written(number, form) or number}]"
            at = list(run).index(mark)
            run.remove(mark)
            for inner in reversed(list(run_of(MADE.format(said)) if said else ())):
                run.insert(at, inner)
            _unraised(run)
            paragraphs = left.pop(key, None)
            if paragraphs is None:
                met.lost.append(f"{kind} {said or key} is marked in the text and is not in the file")
                continue
            first = next((one for one in paragraphs if one.tag == f"{W}p"), None)
            if first is not None and said:
                first.insert(1 if first.find(f"{W}pPr") is not None else 0, run_of(f"{MADE.format(said)} "))
            made += paragraphs
        for paragraphs in left.values():
            met.aside(f"a {kind} without a mark in the text", " ".join(map(text_of, paragraphs)))
    return made


def _unraised(run: Element) -> None:
    properties = run.find(f"{W}rPr")
    raised = properties.find(f"{W}vertAlign") if properties is not None else None
    if properties is not None and raised is not None:
        properties.remove(raised)


def _format(settings: Part | None, kind: str) -> str | None:
    return val(settings.root.find(f"{W}{kind}Pr/{W}numFmt")) if settings is not None else None
