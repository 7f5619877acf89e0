"""From the bytes that came to those of a ``policy.md``, the original kept wherever the two are not the same."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from importlib.metadata import version as version_of_package

from charset_normalizer import from_bytes
from selectolax.lexbor import LexborHTMLParser

from . import RefusedError

KINDS = {".md": "text", ".markdown": "text", ".txt": "text", ".text": "text", ".html": "html", ".htm": "html"}
KINDS |= {".xhtml": "html", ".docx": "docx", ".pdf": "pdf"}
_MEDIA = {"text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "text/plain": "text"}
_MEDIA |= {"text/markdown": "text", "text/x-markdown": "text"}
_MEDIA |= {"application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx"}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
#: How much more disorder (0 to 1) the usual encoding may show than the likeliest one.
_AS_GOOD = 0.05
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
    """A policy's text as bytes. ``syntax``: plain where no markup was kept; ``said``: what a maintainer is told."""

    raw: bytes
    original: Original | None = None
    syntax: str | None = None
    language: str | None = None
    said: tuple[str, ...] = ()


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
    return "html" if _HTML.match(raw[:4000]) else named


def convert(
    raw: bytes,
    kind: str,
    *,
    element: str | None = None,
    encoding: str | None = None,
    base: str | None = None,
) -> Converted:
    """The text of a file. ``element``: CSS selector, for HTML; ``encoding``: what the user or the server calls it.

    ``base``: the page's address. Raises :class:`RefusedError`.
    """
    if kind == "text":
        return _text(raw, encoding)
    if kind == "pdf":
        from .pdf import read_pdf  # noqa: PLC0415 - needed for this kind of file alone

        made = f"{_named('pypdf')}, checked with {_named('pypdfium2')}"
        original = Original(name="original.pdf", raw=raw, converter=made)
        said = ("paragraphs of a PDF are told apart by short lines alone: look at them",)
        return Converted(raw=read_pdf(raw).encode(), original=original, syntax="plain", said=said)
    if kind == "docx":
        from .docx import read_docx  # noqa: PLC0415 - needed for this kind of file alone

        found = read_docx(raw)
        original = Original(name="original.docx", raw=raw, converter=f"{_named('mammoth')}, {_named('markdownify')}")
    else:
        from .html import read_element  # noqa: PLC0415 - needed for this kind of file alone

        text, used = _decoded(raw, encoding or _declared(raw))
        found = read_element(text, element, base)
        made = f"{_named('markdownify')}, read as {used}, element {found.selector}"
        original = Original(name="original.html", raw=raw, converter=made)
    said = [f"the words of the element {found.selector}, equal to those of the {kind.upper()} file"]
    if kind == "html" and found.selector == "body" and not element:
        said.append(
            "that is the whole page; if a menu came along, remove the version and take it in again with --element"
        )
    if not found.markdown:
        said.append("its markup could not be kept without changing a word, so the text was taken without any")
    return Converted(
        raw=found.text.encode(),
        original=original,
        syntax=None if found.markdown else "plain",
        language=found.language,
        said=tuple(said),
    )


def element_of(converter: str | None) -> str | None:
    """The CSS selector that an earlier version's converter names, to be used again."""
    found = re.search(r", element (.+)$", converter or "")
    return found[1] if found else None


def is_utf8(raw: bytes) -> bool:
    """Whether bytes are UTF-8 beyond doubt, as they have letters beyond ASCII; servers often name another encoding."""
    try:
        return not raw.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


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


def _exists(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise RefusedError(f"no encoding {encoding!r} is known; utf-8 and windows-1252 are usual ones") from None
    return True


def _decoded(raw: bytes, encoding: str | None) -> tuple[str, str]:
    """The text of some bytes and the name of their encoding: by their mark, as told, as UTF-8, or as is likely."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            encoding = name
            break
    if encoding is not None and _exists(encoding):
        # What calls itself Latin-1 is read as Windows-1252, as every browser does.
        named = codecs.lookup(encoding).name
        named = "cp1252" if named in ("iso8859-1", "ascii") else named
        try:
            return raw.decode("utf-8-sig" if named == "utf-8" else named), named
        except UnicodeDecodeError as fault:
            raise RefusedError(f"byte {fault.start} is not {named}; name the encoding with --encoding") from None
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        found = from_bytes(raw)
    guess = found.best()
    usual = next((one for one in found if "cp1252" in one.could_be_from_charset), None)
    # Western texts are nearly always Windows-1252, and short ones read as well in several encodings.
    if guess is not None and usual is not None and usual.chaos <= guess.chaos + _AS_GOOD:
        return raw.decode("cp1252"), "cp1252"
    if guess is None or "\x00" in str(guess):
        raise RefusedError("this is no text in any encoding that can be told; name it with --encoding")
    return str(guess), guess.encoding


def _declared(raw: bytes) -> str | None:
    """The encoding that a page names in its first bytes, if there is one; UTF-8 beyond doubt is that."""
    if is_utf8(raw):
        return "utf-8"
    tree = LexborHTMLParser(raw[:4096].decode("latin-1"))
    for node in tree.css("meta"):
        kind = node.attributes.get("content") or ""
        found = re.search(r"charset=\s*[\"']?([\w.:-]+)", kind)
        name = node.attributes.get("charset") or (found[1] if found else None)
        if name:
            try:
                codecs.lookup(name)
            except LookupError:
                return None
            return name
    return None
