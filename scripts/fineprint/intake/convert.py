"""From the bytes that came to those of a ``policy.md``, the original kept wherever the two are not the same."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from importlib.metadata import version as version_of_package

from ..core.record import Damage, Syntax
from . import RefusedError
from .encoding import _decoded, _exists, page_text

KINDS = {".md": "text", ".markdown": "text", ".txt": "text", ".text": "text", ".html": "html", ".htm": "html"}
KINDS |= {".xhtml": "html", ".docx": "docx", ".pdf": "pdf"}
_MEDIA = {"text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "text/plain": "text"}
_MEDIA |= {"text/markdown": "text", "text/x-markdown": "text"}
_MEDIA |= {"application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx"}
_HTML = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The bytes that came, kept as ``original.<ext>``; ``converter``: what made the text of them, with its version."""

    name: str
    raw: bytes
    converter: str

    @property
    def sha256(self) -> str:
        """The hash that the record states."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """A policy's text as bytes. ``syntax``: plain where no markup was kept; ``said``: what a maintainer is told.

    ``damage``: what happened to the words on the way here, for the record. ``written_out``: whether numbers that the
    original's markup makes stand among the words. ``tracked_changes``: whether those of a document were accepted or
    rejected. ``left_out``: words of a page that were not taken.
    """

    raw: bytes
    original: Original | None = None
    syntax: Syntax | None = None
    language: str | None = None
    said: tuple[str, ...] = ()
    damage: tuple[Damage, ...] = ()
    written_out: bool = False
    tracked_changes: str | None = None
    left_out: tuple[str, ...] = ()


def kind_of(raw: bytes, name: str = "", media: str = "") -> str:
    """``text``, ``html``, ``docx`` or ``pdf``: by what the bytes are, then by what they are called."""
    if raw.startswith(b"%PDF-"):
        return "pdf"
    if raw.startswith(b"PK\x03\x04") and b"word/" in raw:
        return "docx"
    if raw.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf", b"PK\x03\x04")):
        raise RefusedError("this kind of file is not read; save it as DOCX, PDF, HTML or text")
    named = _MEDIA.get(media) or KINDS.get("." + name.rpartition(".")[2].lower() if "." in name else "")
    if named in ("pdf", "docx"):
        raise RefusedError(f"this is called a {named.upper()} and is none")
    if named is None and not media and name:
        raise RefusedError(f"{name}: the name must end in {', '.join(KINDS)}")
    if media and named is None:
        raise RefusedError(f"{media} is not read; only text, HTML, DOCX and PDF are")
    return "html" if _HTML.match(raw[:4000]) or named is None else named


def convert(
    raw: bytes,
    kind: str,
    *,
    element: str | None = None,
    encoding: str | None = None,
    base: str | None = None,
    tracked: str | None = None,
) -> Converted:
    """The text of a file. ``element``: CSS selector, for HTML; ``encoding``: what the user or the server calls it.

    ``base``: the page's address; ``tracked``: accept or reject a DOCX's tracked changes. Raises :class:`RefusedError`.
    """
    if kind == "text":
        return _text(raw, encoding)
    if kind == "pdf":
        return _pdf(raw)
    if kind == "docx":
        return _docx(raw, tracked)
    from .html import read_element  # noqa: PLC0415 - needed for this kind of file alone

    text, used, doubt = page_text(raw, encoding)
    found = read_element(text, element, base)
    made = f"{_named('selectolax')}, read as {used}, element {found.selector}"
    original = Original(name="original.html", raw=raw, converter=made)
    remarks = [*doubt, f"the words of the element {found.selector}, equal to those of the HTML file"]
    if found.selector == "body" and not element:
        remarks.append(
            "that is the whole page; if a menu came along, remove the version and take it in again with --element"
        )
    return Converted(
        raw=found.text.encode(),
        original=original,
        syntax=None if found.markdown else "plain",
        language=found.language,
        said=(*remarks, *found.said),
        damage=found.damage,
        written_out=found.written_out,
        left_out=found.left_out,
    )


def _pdf(raw: bytes) -> Converted:
    from .pdf.reading import read_pdf  # noqa: PLC0415 - needed for this kind of file alone

    made = f"{_named('pypdfium2')}, checked with {_named('pypdf')}"
    read = read_pdf(raw)
    original = Original(name="original.pdf", raw=raw, converter=made)
    return Converted(
        raw=read.text.encode(), original=original, said=read.said, damage=read.damage, left_out=read.left_out
    )


def _docx(raw: bytes, tracked: str | None) -> Converted:
    from .docx.reading import read_docx  # noqa: PLC0415 - needed for this kind of file alone

    read = read_docx(raw, tracked)
    original = Original(name="original.docx", raw=raw, converter=f"{_named('mammoth')}, {_named('selectolax')}")
    return Converted(
        raw=read.text.encode(),
        original=original,
        syntax=read.syntax,
        said=read.said,
        damage=read.damage,
        written_out=read.written_out,
        tracked_changes=read.tracked_changes,
        left_out=read.left_out,
    )


def element_of(converter: str | None) -> str | None:
    """The CSS selector that an earlier version's converter names, to be used again."""
    found = re.search(r", element (.+)$", converter or "")
    return found[1] if found else None


def _named(package: str) -> str:
    return f"{package} {version_of_package(package)}"


def _text(raw: bytes, encoding: str | None) -> Converted:
    """A text file: byte for byte where it is UTF-8, else converted with the original kept beside it."""
    try:
        if encoding is None or codecs.lookup(encoding).name == "utf-8":
            raw.decode("utf-8")
            return Converted(raw=raw)
    except (UnicodeDecodeError, LookupError):
        if encoding and _exists(encoding):
            raise RefusedError(f"the file is not {encoding}; leave --encoding out, or name another") from None
    text, used = _decoded(raw, encoding)
    if used == "utf-8":
        return Converted(raw=raw)
    made = f"{_named('charset-normalizer')}, read as {used}" if encoding is None else f"read as {used}, as told"
    said = (f"read as {used}; if letters look wrong, take it in again with --encoding",)
    return Converted(raw=text.encode(), original=Original(name="original.txt", raw=raw, converter=made), said=said)
