"""Ranges of source lines."""

from __future__ import annotations

#: First and last line of a text, from 1, both counted in.
Lines = tuple[int, int]
