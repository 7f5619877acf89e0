"""Word and PDF files as text, each proved against a second reading of the same file that shares no code with the first.

DOCX: mammoth reads it, the standard library's XML parser says which words it has. PDF: pypdf reads it, PDFium says
which words it has; the order of words on a printed page is a matter of opinion, so there the words are counted.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from . import RefusedError
from .html import Element, read_element, words_of_page

#: Bytes that a DOCX may have once unpacked; a small file can hold very many.
UNPACKED_BYTES = 100 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RUN = re.compile(r"[^\W_]+")
_SHOWN = 12


def read_docx(raw: bytes) -> Element:
    """The text of a Word file's body as Markdown, its words proved equal in order. Raises :class:`RefusedError`."""
    import mammoth  # noqa: PLC0415 - needed for this kind of file alone

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(part.file_size for part in archive.infolist()) > UNPACKED_BYTES:
                raise RefusedError(
                    f"the DOCX has more than {UNPACKED_BYTES:,} bytes once unpacked; give its text instead"
                )
            body = ElementTree.fromstring(archive.read("word/document.xml"))
        html = mammoth.convert_to_html(
            io.BytesIO(raw), convert_image=mammoth.images.img_element(lambda image: {"src": ""})
        )
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError, NotImplementedError) as fault:
        raise RefusedError(f"this is no DOCX that can be read: {fault}") from None
    element = read_element(f"<body><main>{html.value}</main></body>", "main", None)
    wanted = "".join(_docx_words(body)).split()
    if wanted != (there := words_of_page(f"<body>{html.value}</body>")):
        raise RefusedError(
            f"the two readings of the DOCX differ: {_first_difference(wanted, there)}; give its text instead"
        )
    return element


def _docx_words(element: ElementTree.Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "\u2011"
        elif child.tag not in (_ALTERNATIVE, f"{_W}del", f"{_W}moveFrom"):
            yield from _docx_words(child)
            if child.tag == f"{_W}p":
                yield "\n"


def _first_difference(wanted: list[str], there: list[str]) -> str:
    for at, (want, found) in enumerate(zip(wanted, there, strict=False)):
        if want != found:
            return f"word {at + 1} is {want!r} in the file and {found!r} as converted"
    return f"{len(wanted)} words in the file and {len(there)} as converted"
