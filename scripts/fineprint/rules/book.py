"""What a book's documents, topics, records, dates and addresses must mean.

What concerns one text alone (its bytes, its outline, its ledger) is checked where that text is read.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import partial

from ..core.addresses import FIRST_SEGMENTS, book_paths
from ..core.dates import is_calendar_date
from ..core.model import Book
from ..core.problems import Problem, error, warning
from ..core.redirects import resolves
from ..prove.ledger import BOOK_LEDGER, ledger_problems, read_paths
from ..read.files import is_id
from ..read.result import ReadBook
from ..read.strict_yaml import Yaml
from .answer_context import Rule, across_vendors, did_you_mean
from .redirects import RULES as REDIRECT_RULES


def documents_are_listed(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A document's folder, and a source, has a kind that book.yml lists."""
    listed = f"listed: {', '.join(book.documents)}"
    for vendor in book.vendors:
        for document in vendor.documents():
            if document not in book.documents:
                said = f"no kind of book.yml; {did_you_mean(document, book.documents, listed)}"
                yield error(f"policies/{vendor.id}/{document}", "document.unknown", said)
        file = loaded.files[f"policies/{vendor.id}/vendor.yml"]
        for position, source in enumerate(file.value.get("sources", ())):
            if (document := source["document"]) not in book.documents:
                said = f"{document!r} is no kind of book.yml; {did_you_mean(document, book.documents, listed)}"
                yield file.error("document.unknown", said, "sources", position, "document")


@across_vendors
def folder_is_free(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """The book's own folder is none of the site's first segments."""
    if book.vendors_path in FIRST_SEGMENTS or not is_id(book.vendors_path):
        said = f"{book.vendors_path!r} is taken; choose another folder"
        yield loaded.files["policies/book.yml"].error("book.vendors-path", said, "vendors_path")


def topics_are_listed(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A section's topics are topics of topics.yml."""
    known = {topic.id for topic in book.lexicon.topics}
    for version in book.versions():
        file = loaded.places(f"{version.folder}/outline.yml")
        for position, entry in enumerate(version.outline.entries if file else ()):
            for place, topic in enumerate(entry.topics):
                if topic not in known:
                    near = difflib.get_close_matches(topic, known, n=1)
                    hint = f"did you mean {near[0]}?" if near else "see topics.yml"
                    yield file.error(
                        "topic.unknown", f"no topic {topic!r}; {hint}", "sections", position, "topics", place
                    )


@across_vendors
def topic_ids_are_unique(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A topic's id stands once and is a proper id."""
    seen: set[str] = set()
    for position, topic in enumerate(book.lexicon.topics):
        if topic.id in seen or not is_id(topic.id):
            said = f"the id {topic.id!r} stands twice or is reserved; choose another"
            yield loaded.files["policies/topics.yml"].error("topic.id", said, "topics", position, "id")
        seen.add(topic.id)


def dates_are_dates(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """Dates exist, and a version is named by the date that date_basis says."""
    for version in book.versions():
        file = loaded.files[f"{version.folder}/record.yml"]
        record = version.record
        dates = {key: getattr(record, key) for key in ("effective", "updated", "archived", "retrieved")}
        for key, value in dates.items():
            if value and not is_calendar_date(value):
                yield file.error(
                    "record.date", f"{value} is no day of the calendar; write one as YYYY-MM-DD", "dates", key
                )
        for position, value in enumerate(record.also_captured):
            if not is_calendar_date(value):
                yield file.error(
                    "record.date",
                    f"{value} is no day of the calendar; write one as YYYY-MM-DD",
                    "also_captured",
                    position,
                )
        if not is_calendar_date(version.date[:10]):
            yield file.error("version.date", f"the folder's name {version.date} is no day of the calendar; rename it")
        named = {"stated": (record.effective, record.updated)}.get(record.date_basis, (dates.get(record.date_basis),))
        if version.date[:10] not in named:
            without = f"the record has no such day for {record.date_basis!r}"
            said = f"the folder is named {version.date}, {without}; mend the record"
            yield file.error("record.date-basis", said, "date_basis")


def sources_are_stated(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A record names where the text came from, or says why that is not known."""
    for version in book.versions():
        record = version.record
        if not (record.archive_url or record.url or record.source_note):
            said = "no page, no archive and no reason; say under note why the source is not known"
            yield loaded.files[f"{version.folder}/record.yml"].error("record.source", said, "source")


def addresses_hold(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """Every address ever published leads to the words it was published for."""
    for version in book.versions():
        # An altered text is told as such; that its addresses stand on other words follows from it.
        if not version.altered:
            outline = loaded.places(f"{version.folder}/outline.yml")
            yield from ledger_problems(version, partial(_alias_place, outline))


def _alias_place(outline: Yaml, alias: str) -> tuple[int, int]:
    return outline.place(("aliases", alias))


@across_vendors
def book_addresses_hold(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """Every address of the book ever published is still there or redirected, and today's are recorded."""
    places, _ = read_paths(loaded.found)
    now = set(book_paths(book))
    # What stops a vendor from being read is told where it is; that its addresses are missing would only be noise.
    vendors = {
        problem.path.split("/")[1]
        for problem in loaded.problems
        if problem.severity == "error" and problem.path.count("/") > 1
    }
    unread = {f"{book.vendors_path}/{vendor}/" for vendor in vendors} | {
        f"{name}/"
        for name in ("topics", "questions", "findings")
        if any(problem.path == f"policies/{name}.yml" and problem.severity == "error" for problem in loaded.problems)
    }
    lost: set[str] = set()
    for published, (path, number) in sorted(places.items(), key=lambda place: "#" in place[0]):
        page, mark, fragment = published.partition("#")
        # That all which stood on a lost page, or answered a lost question, is lost as well goes without saying.
        reported = mark and (page in lost or f"questions/{fragment.removeprefix('_')}/" in lost)
        of_question = fragment.startswith("_") and "questions/" in unread
        of_vendor = page.startswith("questions/") and fragment in vendors
        if reported or of_question or of_vendor or published.startswith(tuple(unread)):
            continue
        if not resolves(book, published, now):
            lost.add(published)
            said = f"{published} is gone; restore it, or redirect or retire it in book.yml"
            yield error(path, "address.broken", said, number)
    missing = sorted(now - set(book.ledger))
    if missing:
        said = f"{len(missing)} addresses are not recorded ({missing[0]} first); run fineprint record"
        line = sum(path == BOOK_LEDGER for path, _ in places.values()) + 1
        yield warning(BOOK_LEDGER, "address.unrecorded", said, line)


RULES: tuple[Rule, ...] = (
    documents_are_listed,
    folder_is_free,
    topic_ids_are_unique,
    topics_are_listed,
    dates_are_dates,
    sources_are_stated,
    addresses_hold,
    book_addresses_hold,
    *REDIRECT_RULES,
)
