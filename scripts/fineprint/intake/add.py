"""One text into a book: a new version, a day on which a version was seen again, or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..core.dates import is_calendar_date
from ..core.facts import Fact, VendorName
from ..core.model import Book, Vendor, Version
from ..core.problems import printable
from ..read import yaml_writer
from ..read.editor_schemas import with_schema_lines
from ..read.files import is_id
from ..read.result import ReadBook, ReadResult
from ..text import language
from ..text.words import count_words
from . import RefusedError
from .acquire import Acquired, AddRequest, acquire, dated
from .answer_carryover import carry_answers
from .atomic_write import add_capture, write_version
from .convert import Converted, element_of
from .drafting import Drafted, VersionMetadata, draft_version, reported_exclusions, words_of_version
from .fetch import is_address
from .limited import Deadline, convert_within
from .plausibility import doubts, only_slightly

#: Versions of one document that one day can have.
MAX_VERSIONS_PER_DAY = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class AddResult:
    """What came of it: ``kind`` is ``new``, ``seen`` or ``same``; ``said``: lines for the maintainer.

    ``vendor`` is the vendor with the new version in it, ``version`` the new one or the one of the same words.
    """

    kind: str
    vendor: Vendor
    version: Version
    said: tuple[str, ...]


def add_version(root: Path, loaded: ReadResult, request: AddRequest) -> AddResult:
    """Take a text in. Raises :class:`RefusedError` before anything is written."""
    if loaded.book is None:
        raise RefusedError("the book can't be read; run fineprint check")
    book, vendor = loaded.book, _checked(root, loaded, request)
    every = vendor.of(request.document) if vendor else ()
    versions = tuple(one for one in every if one.record.variant == request.variant)
    acquired, converted = _acquired(request, versions)
    date, date_basis = dated(request, acquired, converted)
    taken = {one.date for one in every}
    names = [date, *(f"{date}-{number}" for number in range(2, MAX_VERSIONS_PER_DAY + 1))]
    same_day = [one for one in versions if one.date in names]
    free = next((name for name in names if name not in taken), None)
    if free is None:
        raise RefusedError(f"{MAX_VERSIONS_PER_DAY} versions of {date} are kept, and a day can have no more")
    older = next((one for one in reversed(versions) if one.date < free), None)
    following = next((one for one in versions if one.date > free), None)
    spoken, remark = _language(request, converted, older)
    metadata = _metadata(request, acquired, book, vendor, older, language=spoken, date=free, date_basis=date_basis)
    request.progress("drafting")
    drafted = draft_version(converted, metadata, book.lexicon, older)
    words = words_of_version(drafted.version)
    for one in (*same_day, older, following):
        if vendor and one is not None and words_of_version(one) == words:
            return _seen(root, vendor, one, date, request.note_seen)
    near = [one for one in (*same_day, older, following) if one is not None]
    earlier = [one for one in reversed(versions) if one.date < free and one not in near]
    if vendor and not request.even_so and (found := _known(drafted.version, [*near, *earlier])):
        return _seen_slightly(root, vendor, *found, date, back_to=older if found[0] in earlier else None)
    doubtful = doubts(acquired, converted, drafted.version, older)
    if doubtful and not request.even_so:
        raise RefusedError(f"{'; '.join(doubtful)}; --even-so takes it")
    acquired = replace(acquired, said=(*acquired.said, *doubtful))
    vendor = vendor or _new_vendor(request)
    converted = replace(converted, said=(*acquired.said, *converted.said))
    return _write(root, loaded, vendor, older, drafted, converted, request, remark)


def _acquired(request: AddRequest, versions: tuple[Version, ...]) -> tuple[Acquired, Converted]:
    """The source and what its conversion makes, both within the time that one source has."""
    deadline = Deadline(request.timeout)
    try:
        acquired = acquire(request, deadline)
        request.progress("reading")
        element = request.element or (_element_before(versions) if acquired.kind == "html" else None)
        how: dict[str, Any] = {"element": element, "encoding": acquired.encoding, "base": acquired.url}
        return acquired, convert_within(acquired.raw, acquired.kind, deadline, tracked=request.tracked, **how)
    finally:
        deadline.stop()


def _checked(root: Path, loaded: ReadBook, request: AddRequest) -> Vendor | None:
    """The vendor that is meant, None for a new one. Raises :class:`RefusedError`."""
    book = loaded.book
    if not is_id(request.vendor):
        raise RefusedError(f"--vendor {request.vendor!r} can't be an id: small letters, digits and single hyphens")
    if request.variant and not is_id(request.variant):
        raise RefusedError(f"--variant {request.variant!r} can't be an id: small letters, digits and single hyphens")
    if request.document not in book.documents:
        mend = f"give one that book.yml lists ({', '.join(book.documents)})"
        if is_id(request.document):
            mend += f", or add {{id: {request.document}, title: …}} to its documents"
        raise RefusedError(f"--document {request.document!r} is no kind of this book; {mend}")
    for option in ("date", "effective", "updated"):
        if (day := getattr(request, option)) and not (is_calendar_date(day) and len(day) == 10):
            raise RefusedError(f"--{option} {day!r} is no day of the calendar; write YYYY-MM-DD")
    base = f"policies/{request.vendor}"
    wrong = [one for one in loaded.problems if one.path.startswith(f"{base}/") and one.severity == "error"]
    if wrong:
        raise RefusedError(f"{request.vendor} has problems to be mended first: {wrong[0]}")
    vendor = book.vendor(request.vendor)
    if vendor is None and (root / base).exists():
        raise RefusedError(f"{base} is there but can't be read as a vendor; run fineprint check")
    if vendor is None and not request.name:
        near = ", ".join(one.id for one in book.vendors[:20])
        raise RefusedError(f"no vendor {request.vendor!r} in this book ({near}); for a new one give --name as well")
    return vendor


def _element_before(versions: tuple[Version, ...]) -> str | None:
    return element_of(versions[-1].record.original[2]) if versions and versions[-1].record.original else None


def _metadata(
    request: AddRequest,
    acquired: Acquired,
    book: Book,
    vendor: Vendor | None,
    older: Version | None,
    **more: str,
) -> VersionMetadata:
    before = older.record if older else None
    name = Path(request.source).name if not is_address(request.source) else request.source
    return VersionMetadata(
        vendor=request.vendor,
        document=request.document,
        publisher=request.publisher
        or (before.publisher if before else None)
        or request.name
        or (vendor.name if vendor else ""),
        title=request.title or (before.title if before else None) or book.documents[request.document],
        url=acquired.url,
        archive_url=acquired.archive,
        note=f"Taken in from a file named {printable(name)[:200]}; where it came from was not told.",
        effective=request.effective,
        updated=request.updated,
        retrieved=request.today if acquired.fetched else None,
        archived=acquired.captured,
        variant=request.variant,
        **more,
    )


def _language(request: AddRequest, converted: Converted, older: Version | None) -> tuple[str, str | None]:
    """The language to record, and what to say about it: the user's word holds, then the text's own words."""
    text = converted.raw.decode("utf-8", "replace")
    if not request.language:
        return language.settle(text, converted.language, older.record.language if older else None)
    found = language.detect(text)
    if found is None or language.same(found, request.language):
        return request.language, None
    return request.language, f"--language says {request.language}, but the words are {language.name(found)} ({found})."


def _seen(root: Path, vendor: Vendor, version: Version, date: str, note: bool) -> AddResult:
    path = f"{version.folder}/record.yml"
    days = {version.date[:10], *version.record.also_captured}
    if date in days or not note:
        said = f"{version.folder} has these words; nothing was written"
        return AddResult(kind="same", vendor=vendor, version=version, said=(said,))
    add_capture(root, path, date)
    said = f"{version.folder} has these words; {date} was added to also_captured in its record.yml"
    return AddResult(kind="seen", vendor=vendor, version=version, said=(said,))


def _known(version: Version, others: list[Version]) -> tuple[Version, list[str]] | None:
    """The first of other versions that says the same, and how its text differs."""
    return next(((one, slight) for one in others if (slight := only_slightly(one, version)) is not None), None)


def _seen_slightly(
    root: Path, vendor: Vendor, version: Version, slight: list[str], date: str, back_to: Version | None
) -> AddResult:
    """A capture of words that an earlier version has, or that differ in nothing that a policy says."""
    what = f"has these words but for {', '.join(slight)}" if slight else "has these words"
    back = f"; the page is back to them from those of {back_to.date}" if back_to else ""
    noted = date != version.date[:10] and add_capture(root, f"{version.folder}/record.yml", date)
    done = f"{date} was added to also_captured in its record.yml" if noted else "nothing was written"
    said = f"{version.folder} {what}{back}; {done} (--even-so makes it a version)"
    return AddResult(kind="seen" if noted else "same", vendor=vendor, version=version, said=(said,))


def _new_vendor(request: AddRequest) -> Vendor:
    return Vendor(
        id=request.vendor,
        names=(VendorName(name=request.name or request.vendor),),
        website=request.website,
        description=Fact(text=request.description or ""),
        successor=None,
        distinct_from=None,
        versions=(),
    )


def _write(
    root: Path,
    loaded: ReadBook,
    vendor: Vendor,
    older: Version | None,
    drafted: Drafted,
    converted: Converted,
    request: AddRequest,
    remark: str | None,
) -> AddResult:
    version = drafted.version
    carried = carry_answers(loaded.book, vendor, older, version, loaded, request.today)
    version = replace(version, answers=carried.answers, referenced_documents=carried.referenced_documents)
    place = version.folder
    files = {
        f"{place}/policy.md": converted.raw,
        f"{place}/record.yml": yaml_writer.record_yml(version.record, drafted.stated, [remark] if remark else []),
        f"{place}/outline.yml": yaml_writer.outline_yml(version.outline),
        f"{place}/answers.yml": carried.file(),
    }
    if converted.original:
        files[f"{place}/{converted.original.name}"] = converted.original.raw
    words = count_words(" ".join(words_of_version(version)))
    said = [f"{place}: a new version, {len(version.sections)} sections, {words:,} words"]
    said += [*converted.said, *([remark] if remark else []), *reported_exclusions(version)]
    if not vendor.versions:
        path = f"policies/{vendor.id}/vendor.yml"
        sources = (
            [(request.document, version.record.url, *([request.variant] if request.variant else []))]
            if version.record.url and not version.record.archive_url
            else []
        )
        files[path] = yaml_writer.vendor_yml(vendor.name, vendor.website, vendor.description.text or None, sources)
        said += [] if vendor.description.text else [f"{path}: fill in description"]
    if drafted.stated:
        many = "a date, which is" if len(drafted.stated) == 1 else f"{len(drafted.stated)} dates, which are"
        said.append(f"the text states {many} proposed in record.yml and not taken over")
    write_version(root, with_schema_lines(files))
    versions = tuple(sorted((*vendor.versions, version), key=lambda one: (one.document, one.date)))
    return AddResult(kind="new", vendor=replace(vendor, versions=versions), version=version, said=tuple(said))
