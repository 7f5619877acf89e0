"""The search index of a book, written beside its pages and laid into the site as ``pagefind/``.

The word index says which sections hold a word. Pagefind, in small indexes of a dozen policies each, puts them in order;
it indexes words as they are, since the word index knows their forms, and its own guesses count for nothing. The
texts lie in files of a few sections each, so that a result shows the policy's words unaltered.

A record has a number through the whole book: that of its index's first record and its own within the index.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from zlib import crc32

from pagefind_bin import get_executable

from ..core.hashing import digest
from ..store.atomic_dir import remove_leftovers, staging_path, swap_in
from ..store.cache import CACHE_DIR
from ..store.json_form import from_json
from ..store.workers import HERE, Workers, map_work
from ..text.search_words import APOSTROPHES, ELISIONS, HYPHENS, INVISIBLE, SPELLED, folded_words
from ..text.word_forms import DERIVED, ENDINGS, IRREGULAR, LEAST, LEAST_DERIVED, STOP_WORDS
from ..text.words import UNSPACED
from .pagefind_normalize import normalize
from .search import RECORDS, SearchedVersion, SearchRecord, SearchRecords
from .word_index import write_packed, write_word_index

#: Where the index lies below a book's folder, and where in the site.
INDEX_DIR, SITE_DIR = CACHE_DIR / "search", "pagefind"
#: Names what the index was made from, in its folder.
STAMP = "records.sha256"
#: Tells the search page what there is.
ENTRY = "index.json"
#: Goes up with every change of what the search page expects of the index: the page refuses another.
FORMAT = 7
#: Policies of an index at most, where they spread evenly.
MOST = 16
#: Sections of a file of texts.
TEXTS = 8
#: Files that Pagefind writes for its own interface; the site has one of its own.
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.*", "pagefind-worker.js", "wasm.en.*")
_PROGRAM = ("pagefind.js", "wasm.*")
#: More than any file of an index is long.
_ROOM = 1 << 20
_RECORDS = tuple[SearchRecord, ...]
Groups = list[tuple[str, SearchRecords]]


def write_index(target: Path, groups: Mapping[str, SearchRecords], most: int = MOST, workers: Workers = HERE) -> bool:
    """Index the records of each vendor into a folder; False if the index there was made from the same records.

    ``most``: policies of one of Pagefind's indexes, each made by one of ``workers``. Raises OSError where the disk
    failed or Pagefind did.
    """
    rules = json.dumps([_RULES, ENDINGS, STOP_WORDS])
    stamp = digest(
        [str(FORMAT), str(most), rules, *(part for name, group in groups.items() for part in (name, group.stamp))]
    )
    remove_leftovers(target)
    if (target / STAMP).is_file() and (target / STAMP).read_text(encoding="utf-8") == stamp:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    made = staging_path(target)
    made.mkdir()
    first, pieces, versions, placed = 0, [], [], []
    named = {
        digest([str(FORMAT), *(group.stamp for _, group in members)])[:12]: members for members in _pieces(groups, most)
    }
    missing = [name for name in named if not (target / name).is_dir()]
    _lay(_program() if not (target / "program").is_dir() else {}, made / "program")
    records = ((name, [group.pieces[RECORDS] for _, group in named[name]]) for name in missing)
    for name, files in zip(missing, map_work(_piece, records, workers), strict=True):
        _lay(files, made / name)
    for name, members in named.items():
        pieces.append((name, first))
        for _, group in members:
            placed.append((first, group))
            for version in group.versions:
                versions.append(_version_row(version, first))
                first += version.sections
    for name in ("program", *named):
        if not (made / name).is_dir():
            shutil.copytree(target / name, made / name, copy_function=os.link)
    words = write_word_index(made / "words", placed)
    entry = {
        "format": FORMAT,
        "stamp": stamp[:12],
        "sections": first,
        "words": sum(version.words for group in groups.values() for version in group.versions),
        "forms": words.count,
        "perText": TEXTS,
        "pieces": pieces,
        "versions": versions,
        "files": words.files,
        "vocabulary": words.vocabulary,
        "rules": _RULES | _of_languages({str(version[3]).split("-")[0] for version in versions}),
    }
    (made / ENTRY).write_text(json.dumps(entry, separators=(",", ":")), encoding="utf-8")
    (made / STAMP).write_text(stamp, encoding="utf-8")
    swap_in(made, target)
    return True


#: How the search page cuts and compares words.
_RULES = {
    "apostrophes": APOSTROPHES,
    "invisible": INVISIBLE,
    "hyphens": HYPHENS,
    "elisions": ELISIONS,
    "spelled": SPELLED,
    "unspaced": UNSPACED,
    "irregular": [forms.split() for forms in IRREGULAR],
    "derived": DERIVED,
    "least": [LEAST, LEAST_DERIVED],
}


def _of_languages(languages: set[str]) -> dict[str, object]:
    """Small words and endings of the languages of the texts, and of English; without accents, as words are compared."""
    stop = {
        folded
        for name in sorted(languages | {"en"})
        for word in STOP_WORDS.get(name, ())
        for folded in folded_words(word)
    }
    endings = {
        name: [["".join(folded_words(part)) for part in pair] for pair in ENDINGS[name]]
        for name in sorted(languages & set(ENDINGS))
    }
    return {"stop": sorted(stop), "endings": endings}


def _version_row(version: SearchedVersion, first: int) -> tuple[object, ...]:
    newest = int(version.newest)
    return version.vendor, version.document, version.date, version.language, newest, first, version.sections


def _pieces(groups: Mapping[str, SearchRecords], most: int) -> list[Groups]:
    """Vendors by their index: a power of two of them, so that few vendors ever change theirs."""
    count, texts = 1, sum(len(group.versions) for group in groups.values())
    while texts > count * most:
        count *= 2
    pieces: list[Groups] = [[] for _ in range(count)]
    for name, group in groups.items():
        pieces[crc32(name.encode()) % count].append((name, group))
    return [piece for piece in pieces if piece]


def _piece(named: tuple[str, Sequence[bytes]]) -> dict[str, bytes]:
    """The files of an index of some vendors' records under its name, and beside it of their texts."""
    name, packed = named
    records = [record for group in packed for record in from_json(_RECORDS, group)]
    with tempfile.TemporaryDirectory(prefix="fineprint-search-") as folder:
        made = Path(folder, name)
        _run_pagefind(((record.title, record.words) for record in records), Path(folder, "pages"), made)
        for pattern in _PROGRAM:
            for file in made.glob(pattern):
                file.unlink()
        normalize(made)
        texts = []
        (made / "texts").mkdir()
        for start in range(0, len(records), TEXTS):
            lines = [[record.section, record.title, record.clauses] for record in records[start : start + TEXTS]]
            texts.append(write_packed(made / "texts", json.dumps(lines, ensure_ascii=False, separators=(",", ":"))))
        (made / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
        return _files_of(made)


def _program() -> dict[str, bytes]:
    """The files of Pagefind's own program, with an index of one word, as it starts with none."""
    with tempfile.TemporaryDirectory(prefix="fineprint-search-") as folder:
        made = Path(folder, "program")
        _run_pagefind(iter([("fineprint", "")]), Path(folder, "pages"), made)
        normalize(made)
        return _files_of(made)


def _files_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _lay(files: Mapping[str, bytes], folder: Path) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _run_pagefind(texts: Iterator[tuple[str, str]], scratch: Path, made: Path) -> None:
    scratch.mkdir()
    for position, (title, words) in enumerate(texts):
        with open(f"{scratch}/{position}.html", "w", encoding="utf-8") as page:
            page.write(
                f'<!doctype html><html><meta charset="utf-8"><h1>{escape(title)}</h1><p>{escape(words)}</p></html>'
            )
    command = [get_executable(), "--site", scratch, "--output-path", made, "--force-language", "unknown", "--quiet"]
    # More threads than these wait for each other: twice the time of the processor for the same index.
    threads = {"TOKIO_WORKER_THREADS": "2", "RAYON_NUM_THREADS": "1"}
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False, env={**os.environ, **threads}
    )
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "it said nothing").split("\n")[-1]
        raise OSError(f"the search index could not be made: pagefind ended with {done.returncode}, {said}")
    _ask_for_room(made / "room")
    for pattern in _UNUSED:
        for file in made.glob(pattern):
            file.unlink()


def _ask_for_room(file: Path) -> None:
    """Raise OSError where the disk is full: Pagefind ends well even if its files were cut short for want of room."""
    try:
        file.write_bytes(bytes(_ROOM))
    finally:
        file.unlink(missing_ok=True)
