"""The example that a new book comes with: an invented text, which the first text that is added takes the place of."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..core.model import Book
from ..rules.publishing import is_placeholder

#: Folder below ``policies/``, and the day of its one version.
VENDOR, DAY = "example", "2026-01-01"
TEXT = """\
# Example

This text was invented. It shows what a page looks like and goes when the first text is added.

## Changes

We may change this text. We give notice thirty days before a change takes effect.

## Contact

Write to the office if anything here is not clear.
"""


def take_example_out(root: Path, book: Book, added: str) -> str | None:
    """Remove the example once there is a text of another party, and say so; None where nothing was to be done.

    Only the text that a new book came with goes, and only before the book has a permanent address.
    """
    folder = root / "policies" / VENDOR
    vendor = next((one for one in book.vendors if one.id == VENDOR), None)
    if vendor is None or added == VENDOR or not is_placeholder(book.base_url):
        return None
    if len(vendor.versions) != 1 or (root / vendor.versions[0].folder / "policy.md").read_bytes() != TEXT.encode():
        return None
    version = vendor.versions[0]
    shutil.rmtree(folder)
    piece = root / "policies/_addresses" / f"{VENDOR}.{version.document}.{version.date}.txt"
    piece.unlink(missing_ok=True)
    return f"the example in policies/{VENDOR} was taken out"
