"""Whether a capture can be what it is taken for, and whether it says anything that is not kept already.

The same for a text that is added and for a page that is looked at again. ``--even-so`` takes it all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..compare.changes import Change
from ..compare.redline import redline
from ..compare.slight import is_stamp
from ..core.model import Version
from ..prove.units import units_of
from ..text import language
from .acquire import Acquired
from .convert import Converted
from .drafting import words_of_version
from .odd_page import odd_page

#: Share of the words of the version before that a capture has at least, and words from which that one tells anything.
LEAST_SHARE, LEAST_WORDS = 0.6, 20
#: Words by which two texts may differ that differ in a stamp or in typography alone.
STAMP_DIFFERENCE = 40
#: Bytes at the end of a file in which its own end stands.
_END = 2_048
_OPEN_TAG = re.compile(rb"<[a-zA-Z/!][^<>]*\Z")
_SENTENCE_END = tuple(".!?:;)]}>\"'”’»…。！？）」』|*")


def doubts(acquired: Acquired, converted: Converted, version: Version, older: Version | None) -> list[str]:
    """Why a capture may not be the document. ``older``: the version before it, if any."""
    text = converted.raw.decode("utf-8", "replace")
    words = words_of_version(version)
    found = []
    if odd := odd_page(text, acquired.raw if acquired.kind == "html" else b"", acquired.encoding):
        found.append(f"this reads like {odd}, not like a policy")
    if older is not None:
        before = words_of_version(older)
        if len(before) >= LEAST_WORDS and len(words) < LEAST_SHARE * len(before):
            share = 100 * len(words) // len(before)
            found.append(f"it has {len(words):,} words, {share} % of the {len(before):,} of {older.date}")
        if len(words) < len(before) and words == before[: len(words)] and not words[-1].endswith(_SENTENCE_END):
            found.append(f"it ends in the middle of a sentence, where the text of {older.date} goes on")
        other = not language.same(version.record.language, older.record.language) and language.detect(text)
        if other and older.date[:10] == version.date[:10]:
            now, then = (language.name(one.record.language) for one in (version, older))
            found.append(f"its words are {now}, those of the same day {then}: tell the two apart with --variant")
    return [*found, *_truncated(acquired, version)]


def _truncated(acquired: Acquired, version: Version) -> Iterator[str]:
    end = acquired.raw[-_END:]
    if acquired.kind == "pdf" and b"%%EOF" not in end:
        yield "the PDF has no end: the file seems to be cut off"
    if acquired.kind != "html":
        return
    if _OPEN_TAG.search(end.rstrip()):
        yield "the page ends inside a tag: it seems to be cut off"
    elif re.search(rb"<(?:html|body)[\s>]", acquired.raw[:20_000], re.I) and not re.search(
        rb"</(?:html|body)\s*>", end, re.I
    ):
        last = next(iter(reversed(list(version.clauses()))), None)
        if last is not None and len(last.words.split()) > 4 and not last.words.endswith(_SENTENCE_END):
            yield "the page ends in the middle of a sentence and without </html>: it seems to be cut off"
        elif version.sections and version.sections[-1].heading and not version.sections[-1].clauses:
            yield "the page ends with a heading and without </html>: it seems to be cut off"


def only_slightly(older: Version, newer: Version) -> list[str] | None:
    """How two texts differ, if by typography, the date of a stamp or a counter alone; None where by more.

    Nothing where they have the same words.
    """
    before, now = words_of_version(older), words_of_version(newer)
    if before == now:
        return []
    if abs(len(before) - len(now)) > STAMP_DIFFERENCE:
        return None
    found = redline(*(list(units_of(one.sections, one.record.language)) for one in (older, newer)))
    changes = [change for change in found.changes if change.kind != "same"]
    said = []
    for change in changes:
        then, later = (" ".join(one.words for one in side) for side in (change.older, change.newer))
        if change.kind == "typography":
            said.append("typography")
        elif change.older and change.newer and not change.other and is_stamp(then, later):
            said.append(f"“{_brief(change, 'del')}” is “{_brief(change, 'ins')}”")
        else:
            return None
    return list(dict.fromkeys(said)) if changes else None


def _brief(change: Change, side: str) -> str:
    words: Sequence[str] = [word for piece in change.pieces if piece.kind == side for word in piece.words]
    return " ".join(words)[:80]
