"""A review as JSON, for programs. Pure."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from ..compare.changes import Change, Piece, Redline
from . import Review


def as_json(review: Review) -> str:
    """The review with all its lists; of a redline only what changed, its passages by address."""
    return json.dumps({"schema": 2, **_fields(review)}, indent=1, default=_plain) + "\n"


def _plain(thing: Any) -> object:
    if isinstance(thing, Redline):
        return [change for change in thing.changes if change.kind != "same"]
    if isinstance(thing, Change):
        return {
            "kind": thing.kind,
            "older": [passage.address for passage in thing.older],
            "newer": [passage.address for passage in thing.newer],
            "other": thing.other,
            "pieces": [_piece(piece) for piece in thing.pieces],
        }
    if is_dataclass(thing):
        return _fields(thing)
    raise TypeError(f"{type(thing).__name__} can't be told as JSON")


def _piece(piece: Piece) -> dict[str, object]:
    said = {"kind": piece.kind, "words": " ".join(piece.now), "moved": piece.moved}
    return said if piece.respelled is None else {**said, "respelled_from": " ".join(piece.words)}


def _fields(thing: Any) -> dict[str, object]:
    return {field.name: getattr(thing, field.name) for field in fields(thing)}
