"""What a failed keyword of a schema means for whoever wrote the value: the form to write instead. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..text.slugs import slug

#: How patterns begin, the longer beginning first, and what to write.
_PATTERNS = {
    r"\S": "is empty; fill it in",
    "^[0-9]{4}-": "is no day; write it as YYYY-MM-DD",
    "^https?://": "is no address of a page; write it with http:// or https://",
    r"^[a-z0-9]+(-[a-z0-9]+)*(\.": "is no address within a text; write it as cookies or cookies.2, in small letters",
    "^([a-z0-9]+(-[a-z0-9]+)*/)+": "is no address of a page; write it as questions/sale/, in small letters",
    "^[a-z0-9-]+/[a-z0-9-]+/": "is no version; write it as vendor/document/YYYY-MM-DD",
    r"^[^\s@]+@": "is no address for mail; write it as name@your-domain.org",
    "^[a-z]{2,3}(-": "is no language; write it as en or pt-BR",
    "^[0-9a-f]{": "is no digest; let the program write it",
}
_SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
_FORMS = {
    "string": "words",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
    "array": "a list, with “- ” in front of each entry or all of it in [ ]",
    "object": "keys with values",
}


def name_of(place: Sequence[str | int]) -> str:
    """What stands at a place: the file, a key, or an entry of a list, counted from 1."""
    if not place:
        return "the file"
    last = place[-1]
    if isinstance(last, str):
        return repr(last)
    of = next((step for step in reversed(place) if isinstance(step, str)), None)
    return f"entry {last + 1}" + (f" of {of!r}" if of else "")


def pattern_words(pattern: str, value: object) -> str:
    """That a value has not the form of a pattern, and the form to write."""
    if pattern == _SLUG:
        meant = slug(str(value))
        hint = f"; did you mean {meant}?" if meant and meant != value else ""
        return f"is no id, which is small letters, digits and single hyphens{hint}"
    return next((said for start, said in _PATTERNS.items() if pattern.startswith(start)), f"must match {pattern}")


def type_words(wanted: Sequence[str], value: object, around: Mapping[str, Any]) -> str:
    """That a value is of another kind than those wanted, and how it is written. ``around``: its part of the schema."""
    if value is None:
        return "is empty; fill it in"
    if "string" in wanted and isinstance(value, (int, float)):
        if (pattern := around.get("pattern", r"\S")) != r"\S":
            return pattern_words(pattern, value)
        return f"must be words; put it in quotation marks: {json.dumps(str(value))}"
    forms = " or ".join(_FORMS[kind] for kind in wanted)
    example = _example(around, value) if "object" in wanted and not isinstance(value, (dict, list)) else ""
    return f"must be {forms}{f': {example}' if example else ''}"


def _example(around: Mapping[str, Any], value: object) -> str:
    """A mapping with the keys that it must have, the words that were given as the first of them."""
    first, *others = around.get("required", ()) or [""]
    if not first:
        return ""
    return (
        "{" + ", ".join([f"{first}: {json.dumps(value, ensure_ascii=False)}", *(f"{key}: …" for key in others)]) + "}"
    )
