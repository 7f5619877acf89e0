"""The paragraphs of a file that may cite the book: text, Markdown, HTML, DOCX with its notes, or PDF.

Links are written out behind the words that carry them, and a note stands behind the paragraph that calls it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from . import RefusedError
from .docx.package import Package, Part, R, W

_BLOCKS = "p, li, blockquote, td, th, h1, h2, h3, h4, h5, h6, dt, dd, pre, figcaption, textarea"
_PAGE = re.compile(r"\s*<(!doctype|html|head|body)\b", re.IGNORECASE)
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:\s*")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
#: An address that a line of a PDF breaks goes on in the next one.
_BROKEN = re.compile(r"(https?://\S*[/#.=_-])\r?\n(?=\S)")


def cited_paragraphs(name: str, raw: bytes) -> list[str]:
    """The paragraphs of a file, read by its first bytes and the end of its name. Raises :class:`RefusedError`."""
    if raw.startswith(b"PK\x03\x04"):
        return [text for text in _docx(Package(raw)) if text.strip()]
    if raw.startswith(b"%PDF-"):
        return _paragraphs(_BROKEN.sub(r"\1", _pdf(raw)))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    if "\0" in text:
        raise RefusedError("this is no text, HTML, DOCX or PDF file; save the document as one of these")
    if name.lower().endswith((".html", ".htm", ".xhtml")) or re.match(
        r"\s*<(!doctype|html|head|body)\b", text, re.IGNORECASE
    ):
        return _html(text)
    return _markdown(text) if name.lower().endswith((".md", ".markdown")) else _paragraphs(_links_written_out(text))


def _paragraphs(text: str) -> list[str]:
    return [each for each in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if each.strip()]


def _links_written_out(text: str) -> str:
    return re.sub(r"\]\(<?([^)\s>]+)>?\)", r"] <\1>", text)


def _markdown(text: str) -> list[str]:
    """Paragraphs of Markdown, each with the notes that it calls behind it."""
    found = [html.unescape(_ESCAPED.sub(r"\1", _links_written_out(each))) for each in _paragraphs(text)]
    notes = {note[1]: each[note.end() :] for each in found if (note := _NOTE.match(each))}
    made = []
    for each in found:
        if not _NOTE.match(each):
            made += [each, *(notes[call] for call in re.findall(r"\[\^([^\]\s]+)\]", each) if call in notes)]
    return made


def _html(text: str) -> list[str]:
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - needed for this kind of file alone

    tree = LexborHTMLParser(text)
    for node in tree.css("script, style, template"):
        node.decompose()
    for node in tree.css("a[href]"):
        node.insert_after(f" <{node.attributes['href']}> ")
    for node in tree.css("blockquote"):
        if not node.css_first("blockquote, q") and "“" not in node.text():
            for part in node.css("p") or [node]:
                part.insert_before("“")
                part.insert_after("”")
    body = tree.body
    blocks = [node.text() for node in tree.css(_BLOCKS) if not node.css_first(_BLOCKS)]
    return blocks or ([body.text()] if body else [])


def _docx(package: Package) -> Iterator[str]:
    notes = {kind: _notes(package.related(f"{kind}s"), kind) for kind in ("footnote", "endnote")}
    for paragraph in package.document.root.iter(f"{W}p"):
        text = _paragraph(package.document, paragraph)
        yield text
        for kind, found in notes.items():
            for call in paragraph.iter(f"{W}{kind}Reference"):
                yield from found.get(call.get(f"{W}id") or "", ())


def _notes(part: Part | None, kind: str) -> dict[str, list[str]]:
    if part is None:
        return {}
    return {
        note.get(f"{W}id") or "": [_paragraph(part, paragraph) for paragraph in note.iter(f"{W}p")]
        for note in part.root.iter(f"{W}{kind}")
    }


def _paragraph(part: Part, paragraph: Element) -> str:
    pieces = []
    for node in paragraph.iter():
        if node.tag == f"{W}t":
            pieces.append(node.text or "")
        elif node.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            pieces.append(" ")
        elif node.tag == f"{W}hyperlink" and (link := part.relations.get(node.get(f"{R}id") or "")):
            said = "".join(inner.text or "" for inner in node.iter(f"{W}t"))
            anchor = node.get(f"{W}anchor")
            target = f"{link[1]}#{anchor}" if anchor and "#" not in link[1] else link[1]
            pieces.append("" if said.strip() == target else f" <{target}> ")
    return "".join(pieces)


def _pdf(raw: bytes) -> str:
    import pypdfium2  # noqa: PLC0415 - needed for this kind of file alone

    try:
        document = pypdfium2.PdfDocument(raw)
        return "\n\n".join(page.get_textpage().get_text_range() for page in document)
    except pypdfium2.PdfiumError as fault:
        raise RefusedError(f"this is no PDF that can be read: {fault}") from None
