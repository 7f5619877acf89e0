"""Contents lists: lines that stand close together and come again, further down, as headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import features
from .candidates import Candidate
from .layout import Layout

#: Dots and the number of a page behind an entry; where entries were run together, behind the first of them.
_PAGE = re.compile(r"[\s.·…_]*\s\d{1,3}(?:\s.*\d)?$")
#: Fewer lines than this make no list.
SHORTEST = 3


def entries(layout: Layout, candidates: Sequence[Candidate]) -> set[int]:
    """The indexes of rows that are entries of contents lists."""
    known = {features.key(c.words) for c in candidates}
    keys = [_key(c.words, known) for c in candidates]
    last = {key: c.index for key, c in zip(keys, candidates, strict=True)}
    runs: list[list[int]] = [[]]
    for key, candidate in zip(keys, candidates, strict=True):
        if candidate.sort in ("heading", "label"):
            continue
        following = layout.after(candidate.index)
        again = last[key] > candidate.index
        bare = following is not None and not layout.is_prose(following)
        if again and bare and following and last.get(_key(following.words, known), -1) > candidate.index + 1:
            runs[-1].append(candidate.index)
            continue
        if bare and runs[-1] and candidate.index - runs[-1][-1] <= 2 and not again:
            continue  # An entry whose heading is worded otherwise.
        # The last entry has a text below it: the entries above it tell what it is.
        if again and runs[-1] and candidate.index - runs[-1][-1] <= 2:
            runs[-1].append(candidate.index)
        if runs[-1]:
            runs.append([])
    paged = {
        c.index
        for c, key in zip(candidates, keys, strict=True)
        if last[key] > c.index and c.sort != "heading" and _PAGE.search(c.words) and key != features.key(c.words)
    }
    return paged | {index for run in runs if len(run) >= SHORTEST for index in run}


def _key(words: str, known: set[str]) -> str:
    """The key of a row; that of an entry with a page's number behind it is its heading's."""
    short = features.key(_PAGE.sub("", words))
    return short if short in known else features.key(words)
