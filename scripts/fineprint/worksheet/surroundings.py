"""What changed around the words that an answer rests on, between two versions. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.answers import Answer
from ..prove.quote_index import Evidence
from ..text.blocks import addressed_blocks


def _around(evidence: Evidence, address: str) -> Iterator[tuple[str, int, int]]:
    """A clause or heading and everything with an address in it, the whole first, with the part of the words it has."""
    passage = evidence.passage(address)
    blocks = addressed_blocks(passage.block) if passage.block else [None]
    for block in blocks:
        where = block.address if block else address
        if span := evidence.span(where):
            yield where, span[1], span[2]


def changed_around(answer: Answer, was: Evidence, now: Evidence) -> list[str]:
    """The new clauses of a carried answer's quotes whose other words are no longer those of the older clause."""
    found = []
    for quote in answer.quotes:
        places = now.locate(quote.text, quote.at)
        words = {was.passage(place.address).words for place in was.locate(quote.text)}
        if places and now.passage(places[0].address).words not in words:
            found.append(places[0].address)
    return list(dict.fromkeys(found))
