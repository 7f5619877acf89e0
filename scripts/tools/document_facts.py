"""What a file has by other code than the converter's: its headings, its numbers, the cells of tables under heads."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from xml.etree import ElementTree

import pypdfium2
from bs4 import BeautifulSoup, Tag

from fineprint.intake.convert import Converted
from fineprint.intake.encoding import page_text

_NUMBER = re.compile(r"\d+")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NO_TEXT = "script, style, svg, noscript, template, iframe, object, select, textarea, datalist, head"
_BLOCKS = re.compile(
    r"^(?:p|div|li|t[dhr]|h[1-6]|br|d[dt]|section|article|a?side|nav|header|footer|ul|ol|table|button|label)$"
)
_TARGET = re.compile(r"(?<=\])\((?:[^()\s]|\([^()\s]*\))*\)")


@dataclass(slots=True)
class Facts:
    """Headings, runs of digits as the file has them, and cells with words in tables with heads."""

    headings: int = 0
    numbers: Counter[str] = field(default_factory=Counter)
    cells: int = 0


def numbers_of(text: str) -> Counter[str]:
    """The runs of digits of a text; raised and lowered ones count as plain."""
    return Counter(_NUMBER.findall(unicodedata.normalize("NFKC", text)))


def facts_of(raw: bytes, kind: str, converted: Converted) -> Facts:
    """The facts of a file of one kind. What the conversion says that it left out of a page is not counted."""
    if kind == "html":
        return _html(raw, converted)
    if kind == "docx":
        return _docx(raw)
    if kind == "pdf":
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(raw)]
        return Facts(numbers=numbers_of("\n".join(pages)) - numbers_of("\n".join(converted.left_out)))
    return _text(converted.raw.decode("utf-8", "replace"))


def _html(raw: bytes, converted: Converted) -> Facts:
    soup = BeautifulSoup(page_text(raw, None)[0], "html.parser")
    selector = converted.original.converter.rpartition(", element ")[2] if converted.original else "body"
    chosen = soup.select_one(selector) or soup
    for tag in chosen.select(_NO_TEXT):
        tag.decompose()
    for edge in chosen.find_all(_BLOCKS):
        edge.insert_before("\n")
        edge.append("\n")
    shown = chosen.get_text()
    left = numbers_of("\n".join(converted.left_out))
    headings = sum(bool(tag.get_text(strip=True)) for tag in chosen.select("h1,h2,h3,h4,h5,h6,summary,[role=heading]"))
    cells = sum(map(_headed, chosen.select("table")))
    return Facts(headings, numbers_of(shown) - left, cells)


def _headed(table: Tag) -> int:
    """Cells with words of the rows below the first, if that is made of heads; each counts once."""
    if table.find("table") is not None:
        return 0
    rows = [row.find_all(["td", "th"], recursive=False) for row in table.find_all("tr")]
    rows = [row for row in rows if any(cell.get_text(strip=True) for cell in row)]
    if not rows or len(rows[0]) < 2 or any(cell.name != "th" for cell in rows[0] if cell.get_text(strip=True)):
        return 0
    return sum(bool(cell.get_text(strip=True)) for row in rows[1:] for cell in row)


def _docx(raw: bytes) -> Facts:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            body = ElementTree.fromstring(archive.read("word/document.xml"))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return Facts()
    paragraphs = list(body.iter(f"{_W}p"))
    text = "\n".join("".join(part.text or "" for part in one.iter(f"{_W}t")) for one in paragraphs)
    styles = [one.find(f"{_W}pPr/{_W}pStyle") for one in paragraphs]
    headings = sum(one is not None and "eading" in one.get(f"{_W}val", "") for one in styles)
    return Facts(headings=headings, numbers=numbers_of(text))


def _text(text: str) -> Facts:
    lines = text.split("\n")
    headings = sum(bool(re.match(r"\s{0,3}#{1,6}\s+\S", line)) for line in lines)
    headings += sum(
        bool(before.strip()) and bool(re.fullmatch(r"\s{0,3}(=+|-{3,})\s*", line)) and not before.startswith("|")
        for before, line in pairwise(lines)
    )
    return Facts(headings=headings, numbers=numbers_of(_TARGET.sub("", text)))
