"""Limits that hold: whatever a stranger's file does, it is one line, soon, and nothing on the terminal."""

from __future__ import annotations

import io
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator

import pytest

from fineprint.intake import RefusedError, limited
from fineprint.intake.convert import convert
from fineprint.intake.limited import Deadline, convert_within
from intake_sources import docx, paragraph, pdf, run


@pytest.fixture
def deadline() -> Iterator[Deadline]:
    """Time enough."""
    made = Deadline(60)
    yield made
    made.stop()


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (docx("# Privacy", "We keep few data."), "docx"),
        (pdf("We keep few data"), "pdf"),
        ("Wörter".encode("cp1252"), "text"),
        (b"<nav>Menu</nav><main><h1>Privacy</h1><ol type=a><li>one</ol><div hidden>more</div></main>", "html"),
    ],
    ids=["docx", "pdf", "text", "html"],
)
def test_a_process_of_its_own_makes_the_same(raw: bytes, kind: str, deadline: Deadline) -> None:
    assert convert_within(raw, kind, deadline) == convert(raw, kind)


def test_a_refusal_comes_back_as_it_was_said(deadline: Deadline) -> None:
    with pytest.raises(RefusedError, match="the PDF has no text"):
        convert_within(pdf(stream=b""), "pdf", deadline)


def test_a_conversion_that_takes_too_long_is_ended() -> None:
    begun, short = time.monotonic(), Deadline(0.05)
    with pytest.raises(RefusedError, match=r"not converted within 0\.05 seconds.*--timeout"):
        convert_within(pdf("x y"), "pdf", short)
    short.stop()
    assert time.monotonic() - begun < 5


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory there")
def test_a_conversion_that_takes_too_much_memory_is_ended(deadline: Deadline) -> None:
    with pytest.raises(RefusedError, match="more than 120 MB of memory"):
        convert_within(packed_pdf(b"% " + b"x" * 300_000_000), "pdf", deadline, memory=120 * 2**20)


def test_a_process_that_dies_is_one_line(deadline: Deadline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited.sys, "executable", "/bin/false")
    with pytest.raises(RefusedError, match=r"can't be converted: .*exit code 1") as refused:
        convert_within(pdf("x"), "pdf", deadline)
    assert "\n" not in str(refused.value)


def bomb() -> bytes:
    """A Word file of a few kB with a document of 200 MB in it, that says it has 9 bytes."""
    raw = io.BytesIO(docx("x"))
    with zipfile.ZipFile(raw, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/numbering.xml", b" " * 200_000_000)
    relation = b'<Relationship Id="n" Type="http://x/numbering" Target="numbering.xml"/></Relationships>'
    return _with(raw.getvalue(), "word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", relation))


def _with(raw: bytes, name: str, change: object) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            inner = old.read(entry)
            new.writestr(entry.filename, change(inner) if entry.filename == name else inner)
    return made.getvalue()


def entities() -> bytes:
    """A Word file whose document has entities in entities."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return _with(
        docx("x"), "word/document.xml", lambda old: f"<!DOCTYPE w [{levels}]>".encode() + old.replace(b"x<", b"&e9;<")
    )


def packed_pdf(content: bytes) -> bytes:
    """A PDF whose page is compressed."""
    packed = zlib.compress(content, 9)
    return pdf(stream=b"PACKED").replace(
        b"<< /Length 6 >>\nstream\nPACKED", b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s" % (len(packed), packed)
    )


HOSTILE = {
    "zip bomb": (bomb(), "docx"),
    "entities": (entities(), "docx"),
    "deep xml": (docx("x", more="<w:sdt><w:sdtContent>" * 100_000 + "</w:sdtContent></w:sdt>" * 100_000), "docx"),
    "deep tables": (docx("x", more="<w:tbl><w:tr><w:tc>" * 900 + "</w:tc></w:tr></w:tbl>" * 900), "docx"),
    "many parts": (_with(docx("x"), "none", bytes), "docx"),
    "cut docx": (docx("words " * 500)[:900], "docx"),
    "cut pdf": (pdf("words")[:300], "pdf"),
    "pdf without end": (b"%PDF-1.7\n" + b"1 0 obj << /Kids [" * 50_000, "pdf"),
    "pdf bomb": (packed_pdf(b"BT /F1 1 Tf (a) Tj ET\n" * 2_000_000), "pdf"),
    "pdf whose pages go round": (pdf("words").replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"), "pdf"),
    "deep html": (b"<div>" * 100_000 + b"words", "html"),
    "deep lists": (b"<ul><li>" * 50_000 + b"words", "html"),
    "strange charset": (b'<meta charset="utf-7"><p>+ADw-b+AD4-', "html"),
    "charset that is no text": (b'<meta charset="zlib"><p>words', "html"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_text_or_one_line_and_soon(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    raw, kind = HOSTILE[name]
    begun, deadline = time.monotonic(), Deadline(8)
    try:
        said = convert_within(raw, kind, deadline).raw.decode().strip()
    except RefusedError as refused:
        said = str(refused)
        made = "refused"
    else:
        made = "text"
    deadline.stop()
    assert said
    assert made == "text" or ("\n" not in said and len(said) < 600)
    assert time.monotonic() - begun < 12
    assert capfd.readouterr() == ("", "")


def test_a_locked_pdf_says_so(deadline: Deadline) -> None:
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - to lock one

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("words"))))
    writer.encrypt("key", algorithm="RC4-128")
    raw = io.BytesIO()
    writer.write(raw)
    with pytest.raises(RefusedError, match="locked with a password"):
        convert_within(raw.getvalue(), "pdf", deadline)


def test_a_word_file_of_many_numbers_is_read_in_time(deadline: Deadline) -> None:
    item = paragraph(run("word"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    levels = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    numbering = f'{levels}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    made = convert_within(docx(*[item] * 600, numbering=numbering), "docx", deadline)
    assert made.raw.decode().rstrip().endswith("600. word")
