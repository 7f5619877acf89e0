"""Fields of a Word file: the code is no text, a link's result is a link, a box ticked or not is a sign."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from .package import R, W
from .plain import Met, link_to, run_of
from .styles import flag, val

_CHECKED = {True: "\u2612", False: "\u2610"}
#: Numbers that a field makes and does not keep as text.
_MADE_BY_FIELD = re.compile(r"\s*(AUTONUM\w*|LISTNUM|SYMBOL|SEQ|PAGE|NUMPAGES|DATE|TIME)\b", re.IGNORECASE)
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?P<inner>\\l\s+)?(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\\\s"]+))', re.IGNORECASE)


class Fields:
    """The fields that are open where a part is being read."""

    def __init__(self, links: dict[str, str], met: Met) -> None:
        self._links, self._met = links, met
        self._open: list[_Field] = []

    @property
    def in_code(self) -> bool:
        """Whether what comes next is the code of a field and not what it shows."""
        return any(not one.shown for one in self._open)

    def link(self, into: Element) -> Element | None:
        """The link of the innermost field that began in this paragraph and makes one."""
        return next((one.link for one in reversed(self._open) if one.link is not None and one.into is into), None)

    def follow(self, child: Element, into: Element) -> None:
        """Follow the fields: the code is no text, a link's result is a link, a box ticked or not is a sign."""
        if child.tag == f"{W}instrText":
            if self._open:
                self._open[-1].code += child.text or ""
            return
        kind = child.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append(_Field(child))
        elif kind == "separate" and self._open:
            top = self._open[-1]
            top.shown = True
            if found := _HYPERLINK.match(top.code):
                target = found["quoted"] if found["quoted"] is not None else found["bare"]
                top.link = SubElement(into, f"{W}hyperlink")
                top.into = into
                if found["inner"]:
                    top.link.set(f"{W}anchor", target or "")
                else:
                    top.link.set(f"{R}id", link_to(target or "", self._links))
        elif kind == "end" and self._open:
            top = self._open.pop()
            if (sign := top.sign()) is not None and all(one.shown for one in self._open):
                self._met.signs.append(sign)
                into.append(run_of(sign))
            elif not top.shown and (made := _MADE_BY_FIELD.match(top.code)):
                self._met.lost.append(f"what the field {made[1].upper()} shows is not in the file")


class _Field:
    """A field that was begun: its code so far, whether its result was reached, the link it makes."""

    def __init__(self, begin: Element) -> None:
        self.code, self.shown = "", False
        self.link: Element | None = None
        self.into: Element | None = None
        self._data = begin.find(f"{W}ffData")

    def sign(self) -> str | None:
        """What a box to tick or a list to choose from shows; None for other fields."""
        data = self._data
        if data is None:
            return None
        if (box := data.find(f"{W}checkBox")) is not None:
            checked = box.find(f"{W}checked")
            return _CHECKED[flag(checked if checked is not None else box.find(f"{W}default"))]
        if (choice := data.find(f"{W}ddList")) is not None:
            entries = [val(one) or "" for one in choice.findall(f"{W}listEntry")]
            at = val(choice.find(f"{W}result")) or "0"
            return entries[int(at)] if at.isdigit() and int(at) < len(entries) else None
        return None
