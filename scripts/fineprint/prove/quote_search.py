"""Where words stand in a book: exactly, or the nearest passage with what differs. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..core.addresses import permanent
from ..core.lines import Lines
from ..core.model import Book, Version
from .nearest_passage import NearestPassage, nearest_passage
from .quote_index import BookEvidence
from .units import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place in which words stand: the permanent link to it, and the first and last line of policy.md."""

    version: Version
    link: str
    lines: Lines


def find(book: Book, evidence: BookEvidence, words: str) -> Iterator[Found]:
    """Every clause and heading in which the words stand, white space folded and nothing else."""
    for version in book.versions():
        for place in evidence.of(version).locate(words):
            yield Found(version=version, link=permanent(book, version, place.address), lines=place.lines)


def nearest(book: Book, evidence: BookEvidence, words: str) -> tuple[Found, NearestPassage] | None:
    """The passage of the whole book that comes nearest to the words, None if none is near."""
    passages: list[Passage] = []
    whose: dict[int, Version] = {}
    for version in book.versions():
        for passage in evidence.of(version).passages:
            passages.append(passage)
            whose[id(passage)] = version
    missed = nearest_passage(words, passages)
    if missed is None:
        return None
    version = whose[id(missed.passage)]
    link = permanent(book, version, missed.passage.address)
    return Found(version=version, link=link, lines=missed.passage.lines), missed


def search_report(book: Book, evidence: BookEvidence, words: str) -> tuple[str, bool]:
    """The answer in lines for a terminal, and whether the words stand in the book exactly."""
    found = list(find(book, evidence, words))
    if found:
        return "".join(f"{each.link}\n  {_place(each)}\n" for each in found), True
    near = nearest(book, evidence, words)
    if near is None:
        return "nowhere in this book, and nothing near it\n", False
    place, missed = near
    lines = [f"not word for word; the nearest is {place.link}", f"  {_place(place)}"]
    return "\n".join([*lines, f"  it says: {missed.words}", f"  differs: {missed.differing}", ""]), False


def _place(found: Found) -> str:
    return f"{found.version.folder}/policy.md, {found.lines.named(' to ')}"
