"""A Word document made plain: every word that Word shows as text of a paragraph, and nothing that needs working out.

Content controls and other wrappers are opened, the results of fields kept, symbols turned into letters, text boxes
put behind the paragraph they hang on, hidden text taken out. What is taken out is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from .. import RefusedError
from .fields import Fields
from .package import MC, M, Part, R, W
from .plain import MADE, Met, append_text, link_to, run_of, symbol
from .revisions import text_of
from .styles import Styles, flag, val

_BLOCKS = (f"{W}p", f"{W}tbl")
_OPENED = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo", "fldSimple", "ins", "moveTo")
)
_BOXES = f"{W}txbxContent"


class Resolver:
    """Makes the paragraphs and tables of one part plain; links are renamed so that parts can be joined."""

    def __init__(self, part: Part, styles: Styles, links: dict[str, str], met: Met) -> None:
        self._part, self._styles, self._links, self._met = part, styles, links, met
        self._fields = Fields(links, met)

    def blocks(self, parent: Element) -> list[Element]:
        """Paragraphs and tables below an element, in order, text boxes behind the paragraphs they hang on."""
        made: list[Element] = []
        for child in self._opened(parent):
            if child.tag == f"{W}p":
                made += self._paragraph(child)
            elif child.tag == f"{W}tbl":
                made.append(self._table(child))
            elif child.tag == f"{W}altChunk":
                raise RefusedError("the DOCX pulls in another document; open it in Word, save it anew, and give that")
            elif child.tag in (f"{M}oMathPara", f"{M}oMath"):
                holder = Element(f"{W}p")
                holder.append(child)
                made += self._paragraph(holder)
        return made

    def _opened(self, parent: Element) -> Iterator[Element]:
        for child in parent:
            if child.tag == f"{MC}AlternateContent":
                yield from self._opened(self._alternative(child))
            elif child.tag in _OPENED:
                yield from self._opened(child)
            elif child.tag == f"{W}subDoc":
                raise RefusedError("the DOCX is one of several that make a document; give the whole as one file")
            else:
                yield child

    def _alternative(self, element: Element) -> Element:
        """The first choice with text in it; the others say the same in another way."""
        choices = [*element.findall(f"{MC}Choice"), *element.findall(f"{MC}Fallback")]
        chosen = next((one for one in choices if text_of(one)), choices[0] if choices else Element("none"))
        self._met.twice += [text_of(one) for one in choices if one is not chosen]
        return chosen

    def _table(self, table: Element) -> Element:
        made = Element(f"{W}tbl")
        for row in self._opened(table):
            if row.tag != f"{W}tr":
                continue
            line = SubElement(made, f"{W}tr")
            properties = row.find(f"{W}trPr")
            if properties is not None and flag(properties.find(f"{W}tblHeader")):
                SubElement(SubElement(line, f"{W}trPr"), f"{W}tblHeader")
            self._skipped(line, properties, "gridBefore")
            for cell in self._opened(row):
                if cell.tag == f"{W}tc":
                    kept = SubElement(line, f"{W}tc")
                    if (about := cell.find(f"{W}tcPr")) is not None:
                        kept.append(about)
                    kept.extend(self.blocks(cell))
                    if kept.find(f"{W}p") is None:
                        SubElement(kept, f"{W}p")
            self._skipped(line, properties, "gridAfter")
        return made

    def _skipped(self, row: Element, properties: Element | None, name: str) -> None:
        """Cells that a row leaves out at its begin or end, as empty ones: else the others stand in wrong columns."""
        said = val(properties.find(f"{W}{name}")) if properties is not None else None
        for _ in range(min(int(said), 63) if said and said.isdigit() else 0):
            SubElement(SubElement(row, f"{W}tc"), f"{W}p")

    def _paragraph(self, paragraph: Element) -> list[Element]:
        made = Element(f"{W}p")
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            made.append(properties)
        style = self._styles.paragraph(properties)
        boxes: list[Element] = []
        self._inline(paragraph, made, style, boxes)
        hidden = not text_of(made) and text_of(paragraph) and not boxes
        return [*([] if hidden else [made]), *(block for box in boxes for block in self.blocks(box))]

    def _inline(self, parent: Element, into: Element, style: str | None, boxes: list[Element]) -> None:
        for child in self._opened(parent):
            if child.tag == f"{W}r":
                self._run(child, into, style, boxes)
            elif child.tag == f"{W}hyperlink":
                link = SubElement(into, f"{W}hyperlink")
                if (key := child.get(f"{R}id")) in self._part.relations:
                    link.set(f"{R}id", link_to(self._part.relations[key or ""][1], self._links))
                elif anchor := child.get(f"{W}anchor"):
                    link.set(f"{W}anchor", anchor)
                self._inline(child, link, style, boxes)
            elif child.tag == f"{W}ruby":
                self._ruby(child, into, style, boxes)
            elif child.tag in (f"{M}oMath", f"{M}oMathPara"):
                text = "".join(inner.text or "" for inner in child.iter(f"{M}t"))
                self._met.lost.append(f"a formula is written in one line: {text[:80]}")
                into.append(run_of(text))
            elif child.tag in _BLOCKS:
                boxes.append(_holder(child))

    def _ruby(self, ruby: Element, into: Element, style: str | None, boxes: list[Element]) -> None:
        """A word with its reading in brackets behind it, as a page without ruby shows it."""
        base, reading = ruby.find(f"{W}rubyBase"), ruby.find(f"{W}rt")
        if base is not None:
            self._inline(base, into, style, boxes)
        if reading is not None and text_of(reading):
            into.append(run_of(MADE.format("(")))
            self._inline(reading, into, style, boxes)
            into.append(run_of(MADE.format(")")))

    def _run(self, run: Element, into: Element, style: str | None, boxes: list[Element]) -> None:
        properties = run.find(f"{W}rPr")
        hidden = self._styles.is_on("vanish", properties, style)
        made = Element(f"{W}r")
        kept = SubElement(made, f"{W}rPr")
        for switch in ("b", "i", "strike", "dstrike"):
            if self._styles.is_on(switch, properties, style):
                SubElement(kept, f"{W}{'strike' if switch == 'dstrike' else switch}")
        if properties is not None and (raised := properties.find(f"{W}vertAlign")) is not None:
            kept.append(raised)
        for child in self._opened(run):
            if child.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                self._drawn(child, boxes)
                continue
            if child.tag == f"{W}ruby":
                self._ruby(child, into, style, boxes)
                continue
            if child.tag in (f"{W}fldChar", f"{W}instrText"):
                self._fields.follow(child, into)
                continue
            text = self._text(child)
            if text is None:
                continue
            if self._fields.in_code:
                self._met.aside("the code of a field", text)
            elif hidden:
                self._met.aside("hidden", text)
            elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                made.append(child)
            else:
                append_text(made, text)
        if len(made) > 1:
            link = self._fields.link(into)
            (into if link is None else link).append(made)

    def _text(self, child: Element) -> str | None:
        """The text that a part of a run shows; a tab and a line's end as themselves; None for no text."""
        name = child.tag.removeprefix(W)
        if name == "t":
            return child.text or ""
        if name in ("tab", "ptab"):
            return "\t"
        if name in ("br", "cr"):
            return "\n"
        if name == "noBreakHyphen":
            return "\u2011"
        if name == "sym":
            return symbol(child, self._met)
        if name in ("footnoteReference", "endnoteReference"):
            return "\ufffc"
        return None

    def _drawn(self, drawing: Element, boxes: list[Element]) -> None:
        """The text boxes of a drawing; of a picture what it is called, for the record."""
        found = list(drawing.iter(_BOXES))
        nested = {id(inner) for box in found for inner in box.iter(_BOXES) if inner is not box}
        boxes += [box for box in found if id(box) not in nested]
        is_line = any(key.endswith("}hr") for inner in drawing.iter() for key in inner.attrib)
        if not found and not is_line:
            about = next((one for one in drawing.iter() if one.tag.endswith("}docPr")), None)
            said = (about.get("descr") or about.get("title") or "") if about is not None else ""
            self._met.pictures.append(" ".join(said.split())[:200])


def _holder(block: Element) -> Element:
    made = Element(_BOXES)
    made.append(block)
    return made
