"""The index of all words of a book's texts: which sections hold a word, exactly, and which words there are.

It alone decides what a search finds and what is in none of the texts. Sections are numbered through the whole book. A
file holds words that follow one another in order, a line each with the gaps between the numbers of its sections, in at
most some 20 kB once packed; another kind of file holds all words of one first letter with how many sections each has,
for suggestions and misspellings. Files are named by their contents.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from ..text.words import UNSPACED
from .search import TOPIC, WORDS, SearchRecords

#: Characters of a file of words before it is packed, to about a third.
_FILE = 50_000
_UNSPACED = re.compile(f"[{UNSPACED}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordIndex:
    """``files``: first word and name of each file of sections, in order; ``vocabulary``: first letter → file.

    ``count``: how many different words there are.
    """

    files: tuple[tuple[str, str], ...]
    vocabulary: Mapping[str, str]
    count: int


def write_word_index(folder: Path, groups: Iterable[tuple[int, SearchRecords]]) -> WordIndex:
    """Write the index of some groups of records, each with the number of its first section, into a new folder."""
    folder.mkdir()
    found: dict[str, list[int]] = {}
    for first, group in groups:
        for word, own in json.loads(group.pieces[WORDS]).items():
            numbers = [first + number for number in own]
            if word in found:
                found[word] += numbers
            else:
                found[word] = numbers
    words = sorted(found)
    files = tuple((lines[0][0], write_packed(folder, _text(lines))) for lines in _split(words, found))
    listed = [word for word in words if not word.startswith(TOPIC) and not _UNSPACED.search(word)]
    vocabulary = {
        letter: write_packed(folder, "".join(f"{word} {len(found[word])}\n" for word in group))
        for letter, group in groupby(listed, key=lambda word: word[0])
    }
    return WordIndex(files=files, vocabulary=vocabulary, count=sum(not word.startswith(TOPIC) for word in words))


def write_packed(folder: Path, text: str) -> str:
    """Write a packed file named by its contents; its name."""
    data = text.encode()
    name = f"{hashlib.sha256(data).hexdigest()[:12]}.bin"
    (folder / name).write_bytes(gzip.compress(data, mtime=0))
    return name


def _split(words: Iterable[str], found: Mapping[str, list[int]]) -> Iterator[list[tuple[str, str]]]:
    lines: list[tuple[str, str]] = []
    length = 0
    for word in words:
        numbers = found[word]
        gaps = " ".join([str(numbers[0]), *(str(after - one) for one, after in pairwise(numbers))])
        if lines and length + len(gaps) > _FILE:
            yield lines
            lines, length = [], 0
        lines.append((word, gaps))
        length += len(word) + len(gaps) + 2
    if lines:
        yield lines


def _text(lines: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{word} {gaps}\n" for word, gaps in lines)
