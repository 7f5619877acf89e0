"""Text and lines out of a PDF: pypdf reads it, PDFium says whether the words are all there."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter

from . import RefusedError

_RUN = re.compile(r"[^\W_]+")
_SHOWN = 12


def read_pdf(raw: bytes) -> str:
    """The text of a PDF, a line a line, equal to PDFium's as a multiset of words. Raises :class:`RefusedError`."""
    from pypdf import PdfReader  # noqa: PLC0415 - needed for this kind of file alone
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted:
            raise RefusedError("the PDF is locked; give its text instead")
        pages = [page.extract_text() for page in reader.pages]
    except RefusedError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as fault:
        raise RefusedError(f"this is no PDF that can be read: {fault}") from None
    ours, theirs = _counted("\n".join(pages)), _counted("\n".join(_pdfium_pages(raw)))
    if not ours:
        raise RefusedError("the PDF has no text; it may be a picture of one, which is not read")
    if ours != theirs:
        said = f"pypdf alone reads {_told(ours - theirs)}; PDFium alone {_told(theirs - ours)}"
        raise RefusedError(f"the two readings of the PDF differ: {said}; give its text as a file instead")
    return _apart([line.rstrip() for page in pages for line in page.split("\n")])


def _pdfium_pages(raw: bytes) -> list[str]:
    import pypdfium2  # noqa: PLC0415 - needed for this kind of file alone

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as fault:
        raise RefusedError(f"this is no PDF that can be read: {fault}") from None
    try:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_range())
            text.close()
            page.close()
        return pages
    finally:
        document.close()


def _counted(text: str) -> Counter[str]:
    """Runs of letters and digits; ligatures are letters."""
    return Counter(_RUN.findall(unicodedata.normalize("NFKC", text)))


def _told(words: Counter[str]) -> str:
    shown = ", ".join(repr(word) for word in list(words)[:_SHOWN])
    return (shown or "nothing more") + (f" and {len(words) - _SHOWN} others" if len(words) > _SHOWN else "")


def _apart(lines: list[str]) -> str:
    """The lines with a blank one after each that is clearly short, which is all that a PDF says of paragraphs."""
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    made: list[str] = []
    for line in lines:
        made.append(line)
        if line and len(line) < 0.75 * width:
            made.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(made)).strip() + "\n"
