"""A plain Word document as HTML: mammoth writes it from a file that holds what was made plain and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement
from xml.sax.saxutils import quoteattr

import mammoth
from bs4 import BeautifulSoup, Tag

from .package import W

_MADE = re.compile("\ufdd0([^\ufdd1]*)\ufdd1")
_COUNTED = re.compile("\ufdd0(\\d{1,4})\\.\ufdd1 ?")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_FORMAT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DEPTHS = 9


def html_of(blocks: Sequence[Element], links: Mapping[str, str]) -> str:
    """The HTML of paragraphs and tables. ``links``: ids of targets by target. What was made keeps its marks."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, text in _parts(blocks, links).items():
            archive.writestr(name, text)
    raw.seek(0)
    return str(mammoth.convert_to_html(raw, ignore_empty_paragraphs=True).value)


def _parts(blocks: Sequence[Element], links: Mapping[str, str]) -> dict[str, bytes | str]:
    document = Element(f"{W}document")
    SubElement(document, f"{W}body").extend(blocks)
    word = W[1:-1]
    levels = "".join(f'<w:lvl w:ilvl="{at}"><w:numFmt w:val="bullet"/></w:lvl>' for at in range(_DEPTHS))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{at}"><w:name w:val="heading {at}"/></w:style>'
        for at in range(1, 7)
    )
    related = "".join(
        f'<Relationship Id={quoteattr(key)} Type="{_OFFICE}/hyperlink" TargetMode="External"'
        f" Target={quoteattr(target)}/>"
        for target, key in links.items()
    )
    for kind in ("styles", "numbering"):
        related += f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
    main = f'<Relationship Id="main" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_FORMAT}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
    )
    defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}">{defaults}{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{related}</Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{word}">{styles}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{word}"><w:abstractNum w:abstractNumId="1">{levels}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
        "word/document.xml": ElementTree.tostring(document, encoding="utf-8"),
    }


def without_made(html: str) -> str:
    """The HTML without the letters that the file does not have."""
    return _MADE.sub("", html)


def with_words(html: str) -> str:
    """The HTML with every made number as a word."""
    return _MADE.sub(r"\1", html)


def with_lists(html: str) -> str:
    """The HTML with lists counted 1, 2, 3 as such lists, and every other made number as the first word of its item."""
    soup = BeautifulSoup(html, "html.parser")
    for bullets in soup.find_all("ul"):
        items = [item for item in bullets.children if isinstance(item, Tag) and item.name == "li"]
        counted = [_COUNTED.match(item.get_text()) for item in items]
        numbers = [int(found[1]) for found in counted if found]
        numbered = all(_COUNTED.sub("", item.get_text()).strip() for item in items)
        if numbered and len(numbers) == len(items) and numbers == list(range(numbers[0], numbers[0] + len(items))):
            bullets.name = "ol"
            if numbers[0] != 1:
                bullets["start"] = str(numbers[0])
            for item in items:
                text = next(one for one in item.find_all(string=True) if one.strip())
                text.replace_with(_COUNTED.sub("", text, count=1))
    return with_words(str(soup))
