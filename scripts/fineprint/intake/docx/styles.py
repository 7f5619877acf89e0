"""What the styles of a Word file say of a paragraph or a run: headings, numbers, bold and hidden text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .package import W

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title"})
#: Styles may be based on one another this far.
_CHAIN = 20


def val(element: Element | None) -> str | None:
    """The ``w:val`` of an element."""
    return None if element is None else element.get(f"{W}val")


def flag(element: Element | None) -> bool:
    """Whether a switch is on: there, and not said to be off."""
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off")


class Styles:
    """styles.xml; a style takes over what the one it is based on says."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        for style in root.iter(f"{W}style") if root is not None else ():
            name = style.get(f"{W}styleId") or ""
            self._styles[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default = name

    def _chain(self, style: str | None) -> Iterator[Element]:
        for _ in range(_CHAIN):
            found = self._styles.get(style or "")
            if found is None:
                return
            yield found
            style = val(found.find(f"{W}basedOn"))

    def paragraph(self, properties: Element | None) -> str | None:
        """The style of a paragraph."""
        return (val(properties.find(f"{W}pStyle")) if properties is not None else None) or self._default

    def heading(self, properties: Element | None) -> int | None:
        """The level of a paragraph's heading, from 1; 0 for a title; None for text."""
        own = val(properties.find(f"{W}outlineLvl")) if properties is not None else None
        if own is not None and own.isdigit():
            return int(own) + 1 if int(own) < 9 else None
        for style in self._chain(self.paragraph(properties)):
            name = val(style.find(f"{W}name")) or ""
            if found := _HEADING.fullmatch(name):
                return int(found[1])
            if name.lower() in _TITLES:
                return 0
            level = val(style.find(f"{W}pPr/{W}outlineLvl"))
            if level is not None and level.isdigit():
                return int(level) + 1 if int(level) < 9 else None
        return None

    def numbering(self, style: str | None) -> tuple[str, int | None] | None:
        """The numbering that a paragraph's style names, with its level if it says one."""
        for one in self._chain(style):
            found = one.find(f"{W}pPr/{W}numPr")
            number = val(found.find(f"{W}numId")) if found is not None else None
            if found is not None and number is not None:
                level = val(found.find(f"{W}ilvl"))
                return number, int(level) if level and level.isdigit() else None
        return None

    def number_of_list_style(self, style: str) -> str | None:
        """The numbering that a list style names."""
        found = self.numbering(style)
        return found[0] if found else None

    def is_on(self, switch: str, run: Element | None, style: str | None) -> bool:
        """Whether bold, hidden and the like is on for a run: by itself, its own style, or its paragraph's."""
        if run is not None and (own := run.find(f"{W}{switch}")) is not None:
            return flag(own)
        own_style = val(run.find(f"{W}rStyle")) if run is not None else None
        for name in (own_style, style):
            for one in self._chain(name):
                if (said := one.find(f"{W}rPr/{W}{switch}")) is not None:
                    return flag(said)
        return False
