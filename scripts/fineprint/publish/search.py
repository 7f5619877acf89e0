"""What the search knows of a vendor's texts: a record a section, and which sections hold which words.

It is made while a vendor is read, and kept until the vendor changes; :mod:`search_index` joins all vendors.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..core.model import Book, Version
from ..store.cache import Blobs
from ..store.json_form import to_json
from ..text.search_words import section_words
from ..text.words import count_words

#: The names of what is packed among other pieces.
RECORDS, WORDS = "records", "words"
#: Before the id of a topic among words: no word has it.
TOPIC = "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """A section as it is searched: its address in the version, heading, clauses (address and words) and topics."""

    section: str
    title: str
    clauses: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]

    @property
    def words(self) -> str:
        """The words of the clauses."""
        return " ".join(words for _, words in self.clauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchedVersion:
    """A version as the search tells it: ``newest`` of its document or not, its sections and their words counted."""

    vendor: str
    document: str
    date: str
    language: str
    newest: bool
    sections: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecords:
    """The records of one vendor; packed, since few of them are ever looked at.

    ``stamp`` is the digest of the records. They lie in ``pieces``: under :data:`RECORDS` those of each version in
    order, under :data:`WORDS` each word with the numbers of the sections that hold it.
    """

    pieces: Blobs
    stamp: str
    versions: tuple[SearchedVersion, ...]


def records_of(version: Version) -> Iterator[SearchRecord]:
    """One record a section with anything in it."""
    for section in version.sections:
        if section.heading or section.clauses:
            yield SearchRecord(
                section=section.id,
                title=section.heading or "Preamble",
                clauses=tuple((clause.address, clause.words) for clause in section.clauses),
                topics=section.topics,
            )


def search_records(book: Book) -> SearchRecords:
    """The records of all versions of a book's vendors, as they are kept."""
    newest = {version.key for _, version in book.latest()}
    versions, records = [], []
    for version in book.versions():
        of_version = list(records_of(version))
        records += of_version
        versions.append(
            SearchedVersion(
                vendor=version.vendor,
                document=version.document,
                date=version.date,
                language=version.record.language,
                newest=version.key in newest,
                sections=len(of_version),
                words=sum(count_words(record.title) + count_words(record.words) for record in of_version),
            )
        )
    return packed(versions, records)


def packed(versions: Iterable[SearchedVersion], records: Iterable[SearchRecord]) -> SearchRecords:
    """Some records as they are kept."""
    versions, ready = tuple(versions), tuple(records)
    data = to_json(ready)
    return SearchRecords(
        pieces={RECORDS: data, WORDS: to_json(_postings(ready))},
        stamp=hashlib.sha256(to_json(versions) + data).hexdigest(),
        versions=versions,
    )


def _postings(records: Iterable[SearchRecord]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, record in enumerate(records):
        for word in section_words([record.title, *(words for _, words in record.clauses)]):
            found.setdefault(word, []).append(number)
        for topic in record.topics:
            found.setdefault(TOPIC + topic, []).append(number)
    return found
