"""Fills the forms of a reference: a table of templates with named holes, filled here and in ``cite.js`` alike.

The table is ``assets/citation-styles.json``. In a template ``«name»`` is a hole, ``«name|format»`` one whose value is
written in that format (a pattern of days, a kind of address, a mend of punctuation), ``⟦name?…⟧`` stands where the
value is known and ``⟦name!…⟧`` where it is not, ``⟪name⟫`` is a part that several templates share, and what stands in
``⟨…⟩`` is italic. Only templates are read for these signs, never values. Pure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..text.blocks import fold

#: What stands in the holes of a reference, by name. Days are ``YYYY-MM-DD``; what is not known is left out.
Holes = Mapping[str, str]

_TABLE = Path(__file__).parents[1] / "theme" / "overrides" / "assets" / "citation-styles.json"
_PART = re.compile("⟪([a-z]+)⟫")
_GROUP = re.compile("⟦([a-z0-9_]+)([?!])([^⟦⟧]*)⟧")
_HOLE = re.compile(r"«([a-z0-9_]+)(?:\|([^«»]+))?»")
_DAY = re.compile("YYYY|MMMM|MMM|mon|MM|M|DD|D")


@cache
def table() -> dict[str, Any]:
    """The table of forms: months, escapes, shared parts and styles."""
    made: dict[str, Any] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return made


def filled(style: str, holes: Holes) -> str:
    """A reference in one of the styles of the table, as plain text."""
    return _filled(style, holes, table()["styles"][style]["escape"], rich=False)


def filled_rich(style: str, holes: Holes) -> str:
    """The same as a line of HTML, with the italics of the style."""
    return _filled(style, holes, "html", rich=True)


def _filled(style: str, holes: Holes, escape: str, *, rich: bool) -> str:
    known = frozenset(name for name, value in holes.items() if value)
    pieces = _pieces(style, "answer" if "question" in known else "policy", known, rich=rich)
    return "".join(_value(holes.get(name, ""), form, escape) if name else literal for literal, name, form in pieces)


# A version's hundred clauses have few shapes and share most values, so both are worked out once.
@lru_cache(maxsize=1024)
def _pieces(style: str, shape: str, known: frozenset[str], *, rich: bool) -> list[tuple[str, str, str]]:
    """What a template comes to where these values are known: literal words, or a hole with its format."""
    text = _PART.sub(lambda part: table()["parts"][part[1]], table()["styles"][style][shape])
    if rich:
        text = text.translate(_escapes("html"))
    for sign, tag in zip("⟨⟩", ("<i>", "</i>") if rich else ("", ""), strict=True):
        text = text.replace(sign, tag)
    changed = 1
    while changed:
        text, changed = _GROUP.subn(lambda group: group[3] if (group[1] in known) is (group[2] == "?") else "", text)
    literal, *rest = _HOLE.split(text)
    made = [(literal, "", "")]
    for name, form, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        made += [("", name, form or ""), (after, "", "")]
    return made


@cache
def _escapes(name: str) -> dict[int, str]:
    return str.maketrans(table()["escapes"][name])


@lru_cache(maxsize=4096)
def _value(value: str, form: str, escape: str) -> str:
    text = fold(value)
    if form == "key":
        return re.sub(r"[^\w:.-]", "-", text, flags=re.ASCII)
    if form in ("url", "urltext"):
        text = safe_address(text)
    elif form in _MENDED:
        text = _MENDED[form](text)
    elif form:
        text = _day(text, form)
    return text if form == "url" else text.translate(_escapes(escape))


def safe_address(text: str) -> str:
    """An address in which nothing can end the field or the link that it stands in."""
    return quote(text, safe="!#$%&'()*+,-./:;=?@[]_~")


def _day(text: str, form: str) -> str:
    day, months = date.fromisoformat(text[:10]), table()["months"]
    parts = {
        "YYYY": f"{day.year:04}",
        "MMMM": months["long"][day.month - 1],
        "MMM": months["short"][day.month - 1],
        "mon": months["tex"][day.month - 1],
        "MM": f"{day.month:02}",
        "M": str(day.month),
        "DD": f"{day.day:02}",
        "D": str(day.day),
    }
    return _DAY.sub(lambda part: parts[part[0]], form)


#: Mends of punctuation: a full stop at the end but never two; no stops of abbreviations; no comma, at which readers of
#: RIS part a company's name; and capitals.
_MENDED: Mapping[str, Callable[[str], str]] = {
    "stop": lambda text: text if text.endswith((".", "?", "!")) else f"{text}.",
    "nodots": lambda text: re.sub(r"\.(?=$|[\s,])", "", text),
    "nocomma": lambda text: text.replace(",", ""),
    "upper": lambda text: text.upper(),
}
