"""What reading a Word document meets, and the plain runs that it makes."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from mammoth.docx.dingbats import dingbats

from .package import W

#: What stands around letters that the file does not have, such as the numbers that Word makes.
MADE = "\ufdd0{}\ufdd1"


@dataclass(slots=True, kw_only=True)
class Met:
    """What was met on the way. ``gone``: text that is set aside, by what it is; ``lost``: what can't be kept."""

    gone: dict[str, list[str]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    tracked: str | None = None
    pictures: list[str] = field(default_factory=list)
    #: Text that stands in the file twice, of which one is taken; letters that are no text in the file.
    twice: list[str] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)

    def aside(self, what: str, text: str) -> None:
        """Set text aside."""
        if text.strip():
            self.gone.setdefault(what, []).append(" ".join(text.split()))


def run_of(text: str) -> Element:
    """A run of plain text."""
    made = Element(f"{W}r")
    append_text(made, text)
    return made


def append_text(run: Element, text: str) -> None:
    """Put text into a run; a tab and a line's end as themselves."""
    if text == "\t":
        SubElement(run, f"{W}tab")
    elif text == "\n":
        SubElement(run, f"{W}br")
    elif text:
        SubElement(run, f"{W}t").text = text


def link_to(target: str, links: dict[str, str]) -> str:
    """The id of a link's target, made where there is none yet."""
    return links.setdefault(target, f"link{len(links)}")


def symbol(child: Element, met: Met) -> str:
    """The letter that a symbol of a font stands for, or U+FFFD, which is said."""
    font, code = child.get(f"{W}font") or "", child.get(f"{W}char") or ""
    try:
        number = int(code, 16)
    except ValueError:
        number = 0xFFFD
    found = dingbats.get((font, number)) or dingbats.get((font, number & 0xFF if number >> 8 == 0xF0 else number))
    if found is None and not 0xE000 <= number <= 0xF8FF and number > 31:
        found = number
    if found is None:
        met.lost.append(f"a symbol has no letter: {code} of the font {font}")
    met.signs.append(chr(found or 0xFFFD))
    return chr(found or 0xFFFD)
