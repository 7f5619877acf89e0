"""What changed between two versions of a document: in numbers, cell by cell, and clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from ..compare.matrix import Cell, cell_of, questions_asked_of
from ..compare.redline import Change, Piece, redline
from ..core.addresses import redline_path, redlined_pairs
from ..core.model import Book, Vendor, Version
from ..prove.quote_index import BookEvidence
from ..publish.policy_html import escape
from .page import render_page

#: What each kind of change is called, by whether it is told of the older version's words or of the newer one's.
KINDS = {
    "reworded": "Reworded",
    "came": "New",
    "went": "Gone",
    "moved-here": "Moved here",
    "moved-away": "Moved away",
}
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
    return {
        "vendor": vendor,
        "older": older,
        "newer": newer,
        "document": book.documents[newer.document],
        "summary": found.summary(),
        "any": found.any,
        "cells": changed_cells(book, vendor, older, newer),
        "groups": [(same, [_shown(change) for change in group]) for same, group in _groups(found.changes)],
        "places": {version.key: evidence.of(version).places for version in (older, newer)},
    }


def changed_cells(book: Book, vendor: Vendor, older: Version, newer: Version) -> list[tuple[Cell, Cell]]:
    """The cells of two versions that do not say the same, older first, in the order of the questions."""
    pairs = (
        (cell_of(vendor, older, question), cell_of(vendor, newer, question))
        for question in questions_asked_of(book, newer)
    )
    return [(before, now) for before, now in pairs if _said(before) != _said(now)]


def _said(cell: Cell) -> tuple[str, str, str]:
    return cell.state, cell.label, cell.detail


def _groups(changes: Sequence[Change]) -> Iterator[tuple[bool, Iterator[Change]]]:
    return groupby(changes, key=lambda change: change.kind == "same")


def _shown(change: Change) -> dict[str, object]:
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
    words = escape(" ".join(piece.words))
    if piece.kind == "same":
        return Markup(words)
    said = KIND_LABELS[piece.kind, piece.moved]
    words = f"<strong>{words}</strong>" if within and not piece.moved else words
    label = f'<span class="visually-hidden">[{said}: </span>{words}<span class="visually-hidden"> end]</span>'
    return Markup(f"<{piece.kind}>{label}</{piece.kind}>")
