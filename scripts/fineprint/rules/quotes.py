"""What can be wrong with a quote: where its words stand, and how that is mended."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from ..prove.nearest_passage import nearest_passage
from ..prove.quote_index import Evidence, QuotePlace

_PLACES_SHOWN = 5


class QuoteFault(NamedTuple):
    """A code, a message, and the key of the quote that it is about."""

    code: str
    message: str
    key: str


def quote_fault(
    evidence: Evidence, text: str, at: str | None, found: Sequence[QuotePlace] | None = None
) -> QuoteFault | None:
    """What is wrong with a quote, or None; ``found``: where it stands, if that is known."""
    found = evidence.locate(text, at) if found is None else found
    if len(found) > 1:
        return QuoteFault("quote.ambiguous", _ambiguous(found), "text")
    if found:
        return _across(found[0]) if found[0].units > 1 and at is None else None
    if elsewhere := evidence.locate(text) if at else ():
        return QuoteFault("quote.wrong-clause", _displaced(str(at), elsewhere), "at")
    return QuoteFault("quote.missing", _missing(evidence, text), "text")


def _across(place: QuotePlace) -> QuoteFault:
    where = f"{place.units} items or rows of #{place.address} ({place.lines.named()} of policy.md)"
    said = f"these words run over {where}; name it with at: {place.address}, or quote each by itself"
    return QuoteFault("quote.across-items", said, "text")


def _missing(evidence: Evidence, text: str) -> str:
    """What to say of a quote that stands nowhere: the nearest passage, what differs, the words to paste."""
    near = nearest_passage(text, evidence.passages)
    if near is None:
        return "these words are nowhere in the text, nor any like them; copy them from policy.md"
    where = f"#{near.passage.address} ({near.passage.lines.named()} of policy.md)"
    paste = json.dumps(near.words, ensure_ascii=False)
    if not near.differing:
        return f"these words stand in {where} only within longer words; paste {paste}"
    return f"these words are not in the text; nearest is {where}: {near.differing}; if it is meant, paste {paste}"


def _ambiguous(found: Sequence[QuotePlace]) -> str:
    """What to say of a quote that stands in several clauses."""
    mend = f"say which with at: {found[0].address} or another, or quote more"
    return f"these words stand in {len(found)} places: {_listed(found)}; {mend}"


def _displaced(at: str, elsewhere: Sequence[QuotePlace]) -> str:
    """What to say of a quote that stands in other clauses than the one it names."""
    return f"these words do not stand in #{at} but in {_listed(elsewhere)}; write at: {elsewhere[0].address}"


def _listed(found: Sequence[QuotePlace]) -> str:
    shown = ", ".join(f"#{place.address} ({place.lines.named()} of policy.md)" for place in found[:_PLACES_SHOWN])
    return shown + (f" and {len(found) - _PLACES_SHOWN} more" if len(found) > _PLACES_SHOWN else "")
