"""Sources looked at again: each page that a vendor.yml names is fetched, and kept where the policy's words changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..read.result import ReadResult
from . import RefusedError
from .acquire import AddRequest
from .add import AddResult, add_version


def sources(loaded: ReadResult, only: str | None = None) -> Iterator[tuple[str, str, str]]:
    """Vendor, document and address of every source, in order."""
    for vendor in loaded.book.vendors if loaded.book else ():
        file = loaded.files.get(f"policies/{vendor.id}/vendor.yml")
        for source in (file.value.get("sources") or ()) if file and only in (None, vendor.id) else ():
            yield vendor.id, source["document"], source["url"]


def refresh(
    root: Path,
    loaded: ReadResult,
    today: str,
    only: str | None,
    *,
    progress: Callable[[str], None],
    **network: Any,
) -> tuple[list[AddResult], list[str]]:
    """Fetch every source; what came of each, and a line for each that could not be taken in.

    Nothing is written for a page whose words are kept: a rotating link or the day in an excluded line is no change.
    """
    found = list(sources(loaded, only))
    if not found:
        raise RefusedError(f"no vendor.yml{f' of {only}' if only else ''} names sources: [{{document, url}}]")
    taken: list[AddResult] = []
    refused: list[str] = []
    for number, (vendor, document, page) in enumerate(found, 1):
        progress(f"{number} of {len(found)}: {page}")
        given = AddRequest(
            source=page, vendor=vendor, document=document, today=today, note_seen=False, progress=progress, **network
        )
        try:
            taken.append(add_version(root, loaded, given))
        except RefusedError as reason:
            refused.append(f"{vendor}/{document}: not taken in: {reason}")
    return taken, refused
