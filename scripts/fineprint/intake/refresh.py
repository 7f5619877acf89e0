"""Sources looked at again: each page that a vendor.yml names is fetched, and kept where the policy's words changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..prove.quote_index import BookEvidence
from ..read.result import ReadResult
from . import RefusedError
from .acquire import AddRequest
from .add import AddResult, add_version


@dataclass(frozen=True, slots=True)
class Source:
    """A page to look at again: whose it is, of what kind, and of which variant if not the main one."""

    vendor: str
    document: str
    url: str
    variant: str | None = None

    @property
    def name(self) -> str:
        """What a line about it begins with."""
        return f"{self.vendor}/{self.document}" + (f" ({self.variant})" if self.variant else "")


def sources(loaded: ReadResult, only: str | None = None) -> Iterator[Source]:
    """Every source, in order."""
    for vendor in loaded.book.vendors if loaded.book else ():
        data = loaded.places(f"policies/{vendor.id}/vendor.yml").value or {}
        for source in (data.get("sources") or ()) if only in (None, vendor.id) else ():
            yield Source(vendor.id, source["document"], source["url"], source.get("variant"))


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
    Whatever is wrong with one source, the others are looked at.
    """
    found = list(sources(loaded, only))
    if not found:
        raise RefusedError(f"no vendor.yml{f' of {only}' if only else ''} names sources: [{{document, url}}]")
    taken: list[AddResult] = []
    refused: list[str] = []
    for number, source in enumerate(found, 1):
        progress(f"{number} of {len(found)}: {source.url}")
        request = AddRequest(
            source=source.url,
            vendor=source.vendor,
            document=source.document,
            variant=source.variant,
            today=today,
            note_seen=False,
            progress=progress,
            **network,
        )
        try:
            taken.append(add_version(root, loaded, request))
            loaded = _with(loaded, taken[-1])
        except RefusedError as reason:
            refused.append(f"{source.name}: not taken in: {reason}")
        except Exception as fault:  # noqa: BLE001 - one source never stops the others
            refused.append(f"{source.name}: not taken in: a fault of Fineprint: {type(fault).__name__}: {fault}")
    return taken, refused


def _with(loaded: ReadResult, taken: AddResult) -> ReadResult:
    """The book with what came of one source, which the next one may be compared with."""
    if taken.kind != "new" or loaded.book is None:
        return loaded
    vendors = tuple(taken.vendor if one.id == taken.vendor.id else one for one in loaded.book.vendors)
    book = replace(loaded.book, vendors=vendors)
    return replace(loaded, book=book, evidence=BookEvidence(book))
