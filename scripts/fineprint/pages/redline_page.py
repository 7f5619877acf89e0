"""What changed between two versions of a document: in numbers, cell by cell, and clause by clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from ..compare.changes import Change, Piece
from ..compare.matrix import Cell, cell_of
from ..compare.redline import redline
from ..core.addresses import redline_path, redlined_pairs
from ..core.model import Book, Vendor, Version
from ..prove.quote_index import BookEvidence
from ..publish.policy_html import escape
from .page import render_page

#: What each kind of change is called, by whether it is told of the older version's words or of the newer one's.
KINDS = {
    "reworded": "Reworded",
    "inserted": "New",
    "deleted": "Gone",
    "moved_to": "Moved here",
    "moved_from": "Moved away",
    "typography": "Typography only",
    "date": "Date only",
    "numbering": "Numbering only",
}
#: How changes of each kind are counted in the list of sections; a passage that moved is counted where it is now.
COUNTED = {
    "inserted": "new", "deleted": "gone", "reworded": "reworded", "moved_to": "moved here", "moved_from": "moved away",
    "date": "date only", "numbering": "numbering only", "typography": "typography only",
}  # fmt: skip
#: Share of the older version's words below which hardly anything is left, and words from which that is told.
HARDLY_ANY, TOLD_FROM = 0.2, 50
#: What is announced of marked words, by the mark and whether they only moved.
KIND_LABELS = {
    ("ins", False): "added",
    ("ins", True): "moved here",
    ("del", False): "removed",
    ("del", True): "moved away",
}


def pages(book: Book, evidence: BookEvidence) -> Iterator[tuple[str, bytes]]:
    """A page for each pair of versions that has one."""
    for vendor, older, newer in redlined_pairs(book):
        place = redline_path(book, older, newer)
        yield render_page(book, "since.md", f"{place}index.md", **_values(book, evidence, vendor, older, newer))


def _values(book: Book, evidence: BookEvidence, vendor: Vendor, older: Version, newer: Version) -> dict[str, object]:
    found = redline(evidence.of(older).units, evidence.of(newer).units)
    summary = found.summary()
    groups = [_Group(kind, [_shown(change) for change in group]) for kind, group in _groups(found.changes)]
    count = _numbered(groups)
    older_words = summary.same + summary.removed
    return {
        "vendor": vendor,
        "older": older,
        "newer": newer,
        "document": book.documents[newer.document],
        "summary": summary,
        "sections": _sections(groups, newer),
        "groups": groups,
        "count": count,
        "hardly_any": older_words >= TOLD_FROM and summary.same < HARDLY_ANY * older_words,
        "older_words": older_words,
        "converters": _converters(older, newer),
        "any": found.any,
        "cells": changed_cells(book, vendor, older, newer),
        "places": {version.key: evidence.of(version).places for version in (older, newer)},
    }


def changed_cells(book: Book, vendor: Vendor, older: Version, newer: Version) -> list[tuple[Cell, Cell]]:
    """The cells of two versions that do not say the same, older first, in the order of the questions."""
    pairs = (
        (cell_of(vendor, older, question), cell_of(vendor, newer, question))
        for question in book.questions_asked_of(newer)
    )
    return [(before, now) for before, now in pairs if _said(before) != _said(now)]


def _said(cell: Cell) -> tuple[str, str, str]:
    return cell.state, cell.label, cell.detail


@dataclass(slots=True)
class _Group:
    """Changes in a row that are shown in one way: ``kind`` is ``same``, ``date``, ``numbering`` or ``changed``."""

    kind: str
    shown: list[dict[str, Any]]
    id: str = ""

    @property
    def respelled(self) -> int:
        """How many of its passages differ in their typography."""
        return sum(one["change"].kind == "typography" for one in self.shown)


def _groups(changes: Sequence[Change]) -> Iterator[tuple[str, Iterator[Change]]]:
    """Typography is folded with what is the same, and a date or a number that changed by itself."""
    kinds = {"same": "same", "typography": "same", "date": "date", "numbering": "numbering"}
    return groupby(changes, key=lambda change: kinds.get(change.kind, "changed"))


def _numbered(groups: Sequence[_Group]) -> int:
    """Number the changes that are not folded, and give every group that is folded an id; how many there are."""
    number = 0
    for at, group in enumerate(groups, 1):
        group.id = f"_folded-{at}"
        for one in group.shown if group.kind == "changed" else ():
            number += 1
            one["number"] = number
    return number


def _sections(groups: Sequence[_Group], newer: Version) -> list[dict[str, Any]]:
    """The sections in which something changed, in order, each with its counts and where its first change stands.

    A section that the newer version no longer has is one of the older version's.
    """
    known = {section.id for section in newer.sections}
    found: dict[tuple[bool, str], dict[str, Any]] = {}
    for group in groups:
        for one in group.shown:
            change = one["change"]
            if change.kind == "same":
                continue
            section = str(one["newer"] or one["older"]).partition(".")[0]
            place = f"_change-{one['number']}" if "number" in one else group.id
            key = (bool(one["newer"]) or section in known, section)
            entry = found.setdefault(key, {"section": section, "now": key[0], "place": place, "counts": Counter()})
            entry["counts"][COUNTED[change.kind]] += 1
    return list(found.values())


def _converters(older: Version, newer: Version) -> tuple[str, str] | None:
    """What made the two texts, where that is not the same."""
    before, now = (one.record.original[2] if one.record.original else "" for one in (older, newer))
    return (before, now) if before != now else None


def _shown(change: Change) -> dict[str, Any]:
    within = change.reworded and bool(change.other)
    return {
        "change": change,
        "kind": KINDS.get(change.kind, "") + (" and reworded" if within else ""),
        "words": Markup(" ").join(_marked(piece, within) for piece in change.pieces),
        "newer": change.newer[0].address if change.newer else "",
        "older": change.older[0].address if change.older else "",
    }


def _marked(piece: Piece, within: bool) -> Markup:
    """A piece's words as HTML; ``within``: of a passage that moved as a whole, so that what changed is bold in it."""
    words = escape(" ".join(piece.now))
    if piece.respelled is not None:
        return Markup(f'<span class="respelled" data-older="{escape(" ".join(piece.words))}">{words}</span>')
    if piece.kind == "same":
        return Markup(words)
    said = KIND_LABELS[piece.kind, piece.moved]
    words = f"<strong>{words}</strong>" if within and not piece.moved else words
    label = f'<span class="visually-hidden">[{said}: </span>{words}<span class="visually-hidden"> end]</span>'
    return Markup(f"<{piece.kind}>{label}</{piece.kind}>")
