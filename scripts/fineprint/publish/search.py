"""The search index: one bare page a record in a scratch folder, indexed by Pagefind into ``docs/pagefind/``.

Pagefind's filters belong to a page, so a whole policy can't be filtered by topic; a section can. A record's address
is kept as metadata, because the scratch page's own path means nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import chain
from pathlib import Path
from zlib import crc32

from pagefind_bin import get_executable

from ..core.addresses import version_path
from ..core.dates import spelled_out
from ..core.hashing import digest
from ..core.model import Book
from ..store.atomic_dir import remove_leftovers, staging_path, swap_in
from ..store.cache import Blobs
from ..store.json_form import from_json, to_json
from .pagefind_normalize import normalize

STAMP = "records.sha256"
#: Names the format and the folders of the other shards, for the search page.
SHARDS = "shards.json"
#: Goes up with every change of what a record is or what the search page expects of the index: the page refuses another.
FORMAT = 4
#: Letters of a shard: it takes about 70 bytes of memory for each to index them. Every search fetches a file of some
#: 30 kB a word from every shard, so fewer are lighter.
MOST = 19_000_000
#: The name of packed records among other pieces.
PIECE = "records"
#: Files that Pagefind writes for its own interface; the site has one of its own.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.*")
#: More than any file of an index is long.
_ROOM = 1 << 20
#: Files that the first shard has for all.
_PROGRAM = ("pagefind.js", "pagefind-worker.js", "wasm.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """What one search result is: where it leads, what it says, and the filters it answers to."""

    address: str
    title: str
    place: str
    words: str
    filters: tuple[tuple[str, str], ...]


_RECORDS = tuple[SearchRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecords:
    """The records of one vendor, or those of questions and topics; packed, since few of them are ever looked at.

    ``stamp`` is the digest of the records, ``letters`` how many their words have. They lie in ``pieces``, under
    :data:`PIECE`.
    """

    pieces: Blobs
    stamp: str
    letters: int


def packed(records: Iterable[SearchRecord]) -> SearchRecords:
    """Some records as they are kept."""
    ready = tuple(records)
    data = to_json(ready)
    stamp = hashlib.sha256(data).hexdigest()
    return SearchRecords(pieces={PIECE: data}, stamp=stamp, letters=sum(len(record.words) for record in ready))


def records_of_book(book: Book) -> Iterator[SearchRecord]:
    """One record a question and one a topic."""
    titles = {topic.id: topic.title for topic in book.lexicon.topics}
    for topic in book.lexicon.topics:
        filters = (("kind", "topic"), ("topic", topic.title))
        yield SearchRecord(
            address=f"topics/{topic.id}/", title=topic.title, place="Topic", words=topic.about, filters=filters
        )
    for question in book.questions:
        of_question = [("kind", "question")]
        of_question += [("topic", titles[question.topic])] if question.topic in titles else []
        words = " ".join(
            [question.explanation or "", question.coding_rules, *(value.label for value in question.values)]
        )
        address = f"questions/{question.id}/"
        yield SearchRecord(
            address=address, title=question.question, place="Question", words=words, filters=tuple(of_question)
        )


def records_of(book: Book) -> Iterator[SearchRecord]:
    """One record a section of every version."""
    titles = {topic.id: topic.title for topic in book.lexicon.topics}
    newest = {version.key for _, version in book.latest()}
    for vendor in book.vendors:
        for version in vendor.versions:
            document = book.documents[version.document]
            state = "Newest versions" if version.key in newest else "Older versions"
            older = "" if version.key in newest else ", an older version"
            for section in version.sections:
                if not section.heading and not section.clauses:
                    continue
                filters = [
                    ("kind", "section"),
                    (book.vendor_label[0], vendor.name),
                    ("year", version.date[:4]),
                    ("version", state),
                ]
                filters += [("topic", titles[topic]) for topic in section.topics if topic in titles]
                yield SearchRecord(
                    address=f"{version_path(book, version)}#{section.id}",
                    title=section.heading or "Preamble",
                    place=f"{document} of {spelled_out(version.date)}{older}",
                    words=section.words,
                    filters=tuple(filters),
                )


def write_index(docs: Path, groups: Mapping[str, SearchRecords], most: int = MOST) -> bool:
    """Index the records into ``docs/pagefind``; False if the index there was made from the same records.

    ``groups``: by a name, such as the vendor's id; a group is never divided. ``most``: letters of a shard. The first
    shard is the index itself, each other a folder of its number in it.
    """
    shards = _shards(groups, most)
    stamps = [digest([str(FORMAT), *(group.stamp for group in shard)]) for shard in shards]
    target = docs / "pagefind"
    remove_leftovers(target)
    before = (target / STAMP).read_text(encoding="utf-8").split() if (target / STAMP).is_file() else []
    if before == stamps:
        return False
    docs.mkdir(parents=True, exist_ok=True)
    made = staging_path(target)
    made.mkdir()
    # One folder for all: a disk with a journal is slow to make files right after many were taken away.
    with tempfile.TemporaryDirectory(prefix="fineprint-search-") as scratch:
        for number, shard in enumerate(shards):
            own = made / str(number) if number else made
            if before[number : number + 1] == stamps[number : number + 1] and len(before) == len(shards):
                _keep(target / str(number) if number else target, own)
            else:
                records = chain.from_iterable(from_json(_RECORDS, group.pieces[PIECE]) for group in shard)
                _index(records, Path(scratch, str(number)), own, number)
    entry = {"format": FORMAT, "shards": [f"{number}/" for number in range(1, len(shards))]}
    (made / SHARDS).write_text(json.dumps(entry), encoding="utf-8")
    (made / STAMP).write_text("\n".join(stamps), encoding="utf-8")
    swap_in(made, target)
    return True


def _keep(shard: Path, own: Path) -> None:
    """Take a shard over as it is; further shards within the first one go their own way."""
    own.mkdir(exist_ok=True)
    for path in shard.iterdir():
        if path.is_dir() and not path.name.isdecimal():
            shutil.copytree(path, own / path.name, copy_function=os.link)
        elif path.is_file() and path.name not in (STAMP, SHARDS):
            os.link(path, own / path.name)


def _shards(groups: Mapping[str, SearchRecords], most: int) -> list[list[SearchRecords]]:
    """Records by their group: one shard for a small book, else a power of two, so that few groups ever change it."""
    letters = sum(group.letters for group in groups.values())
    count = 1
    while letters > count * most:
        count *= 2
    shards: list[list[SearchRecords]] = [[] for _ in range(count)]
    for name, group in groups.items():
        shards[crc32(name.encode()) % count].append(group)
    return [shard for shard in shards if shard] or [[]]


def _index(records: Iterable[SearchRecord], scratch: Path, made: Path, number: int) -> None:
    """Index some records into a folder by way of another; all but the first shard have no program of their own."""
    scratch.mkdir()
    for position, record in enumerate(records):
        with open(f"{scratch}/{position}.html", "w", encoding="utf-8") as page:
            page.write(_page(record))
    command = [get_executable(), "--site", scratch, "--output-path", made, "--force-language", "en", "--quiet"]
    # More threads than these wait for each other: twice the time of the processor for the same index.
    threads = {"TOKIO_WORKER_THREADS": "2", "RAYON_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **threads})
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "it said nothing").split("\n")[-1]
        raise OSError(f"the search index could not be made: pagefind ended with {done.returncode}, {said}")
    _ask_for_room(made / "room")
    for pattern in (*_UNUSED, *(_PROGRAM if number else ())):
        for file in made.glob(pattern):
            file.unlink()
    normalize(made)


def _ask_for_room(file: Path) -> None:
    """Raise OSError where the disk is full: Pagefind ends well even if its files were cut short for want of room."""
    try:
        file.write_bytes(bytes(_ROOM))
    finally:
        file.unlink(missing_ok=True)


def _page(record: SearchRecord) -> str:
    filters = "".join(f'<i data-pagefind-filter="{escape(name)}">{escape(value)}</i>' for name, value in record.filters)
    meta = "".join(
        f'<i data-pagefind-meta="{name}">{escape(value)}</i>'
        for name, value in (("address", record.address), ("place", record.place))
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(record.title)}</title></head><body>'
        f'<main data-pagefind-body><h1 data-pagefind-meta="title">{escape(record.title)}</h1>'
        f"<p>{escape(record.words)}</p><div data-pagefind-ignore>{meta}{filters}</div></main></body></html>"
    )
