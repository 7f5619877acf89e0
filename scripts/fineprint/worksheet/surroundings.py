"""What changed around the words that an answer rests on, between two versions. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.answers import Answer
from ..prove.quote_index import Evidence


def addresses_around(address: str) -> Iterator[str]:
    """The clause that an address lies in, what lies between, then the address itself; of a heading itself alone."""
    parts = address.split(".")
    yield from (".".join(parts[:end]) for end in range(min(len(parts), 2), len(parts) + 1))


def changed_around(answer: Answer, was: Evidence, now: Evidence) -> list[str]:
    """The new clauses, items or rows of a carried answer's quotes whose other words are no longer those of the old."""
    found = []
    for quote in answer.quotes:
        places = now.locate(quote.text, quote.at)
        words = {was.words_at(place.address) for place in was.locate(quote.text)}
        if places and now.words_at(places[0].address) not in words:
            found.append(places[0].address)
    return list(dict.fromkeys(found))
