"""The search index: one bare page a record in a scratch folder, indexed by Pagefind into ``docs/pagefind/``.

Pagefind's filters belong to a page, so a whole policy can't be filtered by topic; a section can. A record's address
is kept as metadata, because the scratch page's own path means nothing.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pagefind_bin import get_executable

from .addresses import version_path
from .model import Book

STAMP = "records.sha256"
#: Files that Pagefind writes for its own interface; the site has one of its own.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one search result is: where it leads, what it says, and the filters it answers to."""

    address: str
    title: str
    place: str
    words: str
    filters: tuple[tuple[str, str], ...]


def records_of(book: Book) -> Iterator[Record]:
    """One record a section of every version, one a question and one a topic."""
    titles = {topic.id: topic.title for topic in book.lexicon.topics}
    newest = {version.key for _, version in book.latest()}
    for topic in book.lexicon.topics:
        filters = (("kind", "Topics"), ("topic", topic.title))
        yield Record(address=f"topics/{topic.id}/", title=topic.title, place="Topic", words=topic.about, filters=filters)
    for question in book.questions:
        filters = [("kind", "Questions")]
        filters += [("topic", titles[question.topic])] if question.topic in titles else []
        words = " ".join([question.why, *(value.label for value in question.values)])
        address = f"questions/{question.id}/"
        yield Record(address=address, title=question.question, place="Question", words=words, filters=tuple(filters))
    for vendor in book.vendors:
        for version in vendor.versions:
            document = book.documents[version.document]
            state = "Newest versions" if version.key in newest else "Older versions"
            for section in version.sections:
                if not section.heading and not section.clauses:
                    continue
                filters = [("kind", "Policies"), (book.noun[0], vendor.name), ("year", version.date[:4]), ("version", state)]
                filters += [("topic", titles[topic]) for topic in section.topics if topic in titles]
                yield Record(
                    address=f"{version_path(book, version)}#{section.id}",
                    title=section.heading or "Before the first heading",
                    place=f"{vendor.name}, {document.lower()} of {version.date[:10]}",
                    words=section.words,
                    filters=tuple(filters),
                )


def write_index(docs: Path, records: Iterable[Record]) -> bool:
    """Index the records into ``docs/pagefind``; False if the index there was made from the same records."""
    ready = list(records)
    stamp = hashlib.sha256(repr(ready).encode()).hexdigest()
    target = docs / "pagefind"
    if (target / STAMP).is_file() and (target / STAMP).read_text() == stamp:
        return False
    with tempfile.TemporaryDirectory(prefix="fineprint-search-") as scratch:
        source, made = Path(scratch, "records"), Path(scratch, "pagefind")
        source.mkdir()
        for number, record in enumerate(ready):
            (source / f"{number}.html").write_text(_page(record), encoding="utf-8")
        command = [get_executable(), "--site", source, "--output-path", made, "--force-language", "en", "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"pagefind failed with {done.returncode}: {done.stderr.strip() or done.stdout.strip()}")
        for pattern in _UNUSED:
            for file in made.glob(pattern):
                file.unlink()
        (made / STAMP).write_text(stamp)
        if target.exists():
            shutil.rmtree(target)
        shutil.copytree(made, target)
    return True


def _page(record: Record) -> str:
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
