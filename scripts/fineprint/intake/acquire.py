"""Where a text comes from and what day it is of: what the user gives, and what the file or the address tells."""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..core.limits import SOURCE_BYTES, SOURCE_SECONDS
from ..outline import draft
from ..read.text_gate import decode
from ..text.stated_metadata import archive_note, capture_of
from . import RefusedError
from .convert import Converted, kind_of
from .encoding import is_utf8
from .fetch import fetch, is_address
from .limited import Deadline

#: What the beginning of a file says that it is, and the media types that say the same.
_SIGNS = (
    ("a PDF", re.compile(rb"%PDF-"), ("application/pdf", "application/octet-stream")),
    (
        "an HTML page",
        re.compile(rb"\s*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE),
        ("text/html", "application/xhtml+xml"),
    ),
)
#: What may be done with the tracked changes of a DOCX.
TRACKED = ("accept", "reject")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRequest:
    """What the user gives; None is what was not given. ``today``: the day in UTC, for what is fetched."""

    source: str
    vendor: str
    document: str
    today: str
    date: str | None = None
    date_basis: str | None = None
    name: str | None = None
    website: str | None = None
    description: str | None = None
    publisher: str | None = None
    title: str | None = None
    language: str | None = None
    url: str | None = None
    archive: str | None = None
    effective: str | None = None
    updated: str | None = None
    element: str | None = None
    encoding: str | None = None
    tracked: str | None = None
    variant: str | None = None
    allow_private: bool = False
    timeout: float = SOURCE_SECONDS
    max_bytes: int = SOURCE_BYTES
    proxy: str | None = None
    even_so: bool = False
    note_seen: bool = True
    progress: Callable[[str], None] = field(default=lambda said: None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquired:
    """A text as it came. ``captured``: the day of the archive's copy; ``fetched``: from the live page, today.

    ``said``: what a maintainer is told of the way it came.
    """

    raw: bytes
    kind: str
    url: str | None
    archive: str | None
    captured: str | None
    fetched: bool
    encoding: str | None
    said: tuple[str, ...] = ()


def acquire(request: AddRequest, deadline: Deadline) -> Acquired:
    """Fetch the address or read the file. Raises :class:`RefusedError`."""
    url, archive = request.url, request.archive
    if is_address(request.source):
        capture = capture_of(request.source)
        address = capture.archive if capture else request.source
        got = fetch(
            address,
            deadline,
            max_bytes=request.max_bytes,
            allow_private=request.allow_private,
            proxy=request.proxy,
            progress=request.progress,
        )
        doubts = (*got.doubts, *content_doubts(got.body, got.kind))
        if doubts and not request.even_so:
            raise RefusedError(f"{request.source}: {'; '.join(doubts)}; --even-so takes it")
        if capture:
            archive, url = archive or capture.archive, url or capture.page
        kind = kind_of(got.body, media=got.kind)
        encoding = request.encoding or ("utf-8" if is_utf8(got.body) else got.charset)
        where = {"url": url or (None if capture else request.source), "archive": archive}
        return Acquired(
            raw=got.body,
            kind=kind,
            captured=_captured(archive),
            fetched=not capture,
            encoding=encoding,
            said=(*doubts, *got.through),
            **where,
        )
    file = Path(request.source)
    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):
            raise RefusedError(f"{request.source}: no regular file")
        if about.st_size > request.max_bytes:
            raise RefusedError(
                f"{request.source}: {about.st_size:,} bytes; at most {request.max_bytes:,} are read, see --max-bytes"
            )
        raw = file.read_bytes()
    except OSError as fault:
        raise RefusedError(f"{request.source}: {fault.strerror}") from None
    except ValueError:
        raise RefusedError(f"{request.source!r}: this can't be the name of a file") from None
    if not raw.strip():
        raise RefusedError(f"{request.source}: the file is empty")
    capture = capture_of(archive) if archive else None
    url = url or (capture.page if capture else None)
    kind, encoding = kind_of(raw, name=file.name), request.encoding
    return Acquired(
        raw=raw, kind=kind, url=url, archive=archive, captured=_captured(archive), fetched=False, encoding=encoding
    )


def content_doubts(raw: bytes, media: str) -> Iterator[str]:
    """Why a body may not be what its content type says."""
    for name, sign, media_types in _SIGNS:
        if media and sign.match(raw[:1_000].removeprefix(codecs.BOM_UTF8)) and media not in media_types:
            yield f"the server calls it {media}, but it is {name}"


def _captured(archive: str | None) -> str | None:
    capture = capture_of(archive) if archive else None
    return capture.day if capture else None


def dated(request: AddRequest, acquired: Acquired, converted: Converted) -> tuple[str, str]:
    """The day that the version is named by, and what day it is; nothing is guessed."""
    text = decode(converted.raw, "")[0] or ""
    noted, capture = archive_note(text.split("\n"), draft(text).excluded)
    captured = acquired.captured or (capture.day if capture else None) or noted
    stated = [day for day in (request.updated, request.effective) if day]
    date_basis, date = request.date_basis, request.date
    if date_basis is None:
        if captured and date in (None, captured):
            date_basis = "archived"
        elif acquired.fetched and date in (None, request.today):
            date_basis = "retrieved"
        elif date and date in stated:
            date_basis = "stated"
        else:
            raise RefusedError(
                "say with --date-basis whether the day is that of an archive's copy, of retrieval, or the text's own"
            )
    known = {
        "archived": captured,
        "retrieved": request.today if acquired.fetched else None,
        "stated": stated[0] if stated else None,
    }
    date = date or known[date_basis]
    if date is None:
        raise RefusedError(f"the day is not known that the version is to be named by ({date_basis}); give --date")
    if date_basis == "stated" and date not in stated:
        raise RefusedError(f"{date} as the text's own day: say with --effective or --updated which it is")
    if date_basis != "stated" and known[date_basis] not in (None, date):
        raise RefusedError(
            f"--date is {date}, but the copy is of {known[date_basis]}; leave --date out, or mend --date-basis"
        )
    if date_basis == "archived" and acquired.fetched and not acquired.captured:
        raise RefusedError("a live page is no archive's copy; give the archive's address instead, or --archive")
    return date, date_basis
