"""A brief as a Word file with footnotes, and as a spreadsheet: a row an answer, for a questionnaire."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

from ..core.dates import spelled_out
from .brief import Brief, BriefEntry, about, lines_before, note_of
from .citation_styles import Holes, filled_rich, table

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
#: The two notes that every Word file has: the line above the notes, and above those that go on.
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_UP = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
#: Characters that no XML may hold.
_NEVER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def in_docx(brief: Brief) -> bytes:
    """The brief as a Word file; each reference is a footnote."""
    from docx import Document  # noqa: PLC0415 - slow to load, needed for this form alone
    from docx.opc.packuri import PackURI  # noqa: PLC0415
    from docx.opc.part import Part  # noqa: PLC0415

    paper = Document()
    made = datetime.combine(date.fromisoformat(brief.made), datetime.min.time(), tzinfo=UTC).replace(tzinfo=None)
    head = paper.core_properties
    head.title, head.author, head.comments = f"{brief.title}: brief", brief.title, ""
    head.created = head.modified = made
    notes: list[str] = []

    def note(paragraph: Any, holes: Holes) -> None:
        notes.append(_footnote(brief, len(notes) + 1, holes))
        paragraph._p.append(_element(f'<w:r>{_UP}<w:footnoteReference w:id="{len(notes)}"/></w:r>'))

    paper.add_heading(_clean(f"{brief.title}: brief"), 0)
    paper.add_paragraph(_clean(about(brief)))
    for question, entries in brief.questions:
        paper.add_heading(_clean(question), 1)
        for entry in entries:
            paper.add_heading(_clean(f"{entry.vendor}, {spelled_out(entry.dated)}"), 2)
            said = paper.add_paragraph()
            said.add_run(_clean(f"{entry.value}.")).bold = True
            said.add_run(_clean(f" {entry.note}" if entry.note else ""))
            if entry.reference:
                note(said, entry.reference)
            for line in lines_before(entry):
                paper.add_paragraph(_clean(line))
            for quote in entry.quotes:
                label = "Narrowed by: " if quote.narrows else f"Reads as {quote.reads_as}: " if quote.reads_as else ""
                words = " ".join(f"“{words}”" for words in (*quote.lead_ins, quote.sentence))
                note(paper.add_paragraph(_clean(label + words), style="Quote"), quote.reference)
    inner = _SEPARATORS + "".join(notes)
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{_W}">{inner}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), _CONTENT, xml.encode(), paper.part.package)
    paper.part.relate_to(part, _RELATION)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _footnote(brief: Brief, number: int, holes: Holes) -> str:
    """A note with the italics of its style."""
    rich = table()["styles"][brief.style]["group"] == "style"
    text = filled_rich(brief.style, holes) if rich else escape(note_of(brief, holes))
    text = text if text.endswith(".") else f"{text}."
    runs, italic = [], ""
    for piece in re.split(r"(</?i>)", _clean(text)):
        if piece in ("<i>", "</i>"):
            italic = "<w:rPr><w:i/></w:rPr>" if piece == "<i>" else ""
        elif piece:
            runs.append(f'<w:r>{italic}<w:t xml:space="preserve">{piece}</w:t></w:r>')
    return (
        f'<w:footnote w:id="{number}"><w:p><w:r>{_UP}<w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{"".join(runs)}</w:p></w:footnote>'
    )


def _element(xml: str) -> Any:
    from docx.oxml import parse_xml  # noqa: PLC0415

    return parse_xml(xml.replace("<w:r>", f'<w:r xmlns:w="{_W}">', 1))


def _clean(text: str) -> str:
    return _NEVER.sub("\N{REPLACEMENT CHARACTER}", text)


def in_xlsx(brief: Brief) -> bytes:
    """The brief as a spreadsheet: a row an answer, with links and dates, a filter, and a page that fits."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as file:
        made = datetime.combine(date.fromisoformat(brief.made), datetime.min.time(), tzinfo=UTC).replace(tzinfo=None)
        file.set_properties({"title": f"{brief.title}: brief", "comments": about(brief), "created": made})
        head = file.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        text = file.add_format({"text_wrap": True, "valign": "top"})
        day = file.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        link = file.add_format({"text_wrap": True, "valign": "top", "font_color": "blue", "underline": 1})
        sheet = file.add_worksheet("Brief")
        columns = (
            ("Question", 34), ("Vendor", 14), ("Version", 11), ("Answer", 18), ("Note", 40), ("Quotes", 60),
            ("Searched for", 24), ("Reviewed", 11), ("Address", 30), ("Reference", 50),
        )  # fmt: skip
        for column, (name, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, head)
        row = 0
        for question, entries in brief.questions:
            for entry in entries:
                row += 1
                for column, said in enumerate(_cells(brief, question, entry)):
                    if column in (2, 7) and said:
                        when = datetime.strptime(said[:10], "%Y-%m-%d").replace(tzinfo=UTC).replace(tzinfo=None)
                        sheet.write_datetime(row, column, when, day)
                    elif column == 8 and said:
                        sheet.write_url(row, column, said, link, string=said)
                    else:
                        sheet.write_string(row, column, said, text)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(row, 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return out.getvalue()


def _cells(brief: Brief, question: str, entry: BriefEntry) -> Sequence[str]:
    quotes = [" ".join(f"“{words}”" for words in (*quote.lead_ins, quote.sentence)) for quote in entry.quotes]
    reference = entry.reference
    return (
        question,
        entry.vendor,
        entry.dated,
        entry.value,
        entry.note,
        "\n".join(
            ("Narrowed by: " if each.narrows else "") + said for each, said in zip(entry.quotes, quotes, strict=True)
        ),
        ", ".join(entry.searched),
        entry.reviewed,
        reference["address"] if reference else "",
        note_of(brief, reference) if reference else "",
    )
