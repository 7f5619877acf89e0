"""The keys of every data file, as its schema and its example tell them: for the reference, help, and completion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from .schema import SCHEMAS, schema_of

#: Data files in the order in which a book meets them, by the name of their schema.
FILES = {
    "book": "policies/book.yml",
    "topics": "policies/topics.yml",
    "lexicon": "policies/topics.<language>.yml",
    "questions": "policies/questions.yml",
    "findings": "policies/findings.yml",
    "readings": "policies/readings.yml",
    "vendor": "policies/<vendor>/vendor.yml",
    "record": "policies/<vendor>/<document>/<date>/record.yml",
    "outline": "policies/<vendor>/<document>/<date>/outline.yml",
    "answers": "policies/<vendor>/<document>/<date>/answers.yml",
}
EXAMPLES = SCHEMAS / "examples"
#: How a step of a path is written where any name, or any item of a list, may stand.
ANY, ITEM = "<id>", "[]"

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: where it stands, what it means, the form of its value, and an example of it as YAML.

    ``example`` is empty only for a key that is reserved, which no file may have yet.
    """

    path: Path
    meaning: str
    form: str
    required: bool
    reserved: bool
    example: str

    @property
    def name(self) -> str:
        """The path as it is written: ``answers.<id>.quotes[].text``."""
        return ".".join(self.path).replace(f".{ITEM}", ITEM)


@cache
def keys_of(schema: str) -> tuple[Key, ...]:
    """Every key of a data file, each behind the one around it."""
    top = schema_of(schema)
    example = yaml.load(example_text(schema), Loader=yaml.BaseLoader)
    return tuple(_keys(top, (), [example], reserved=False, whole_file=example))


def example_text(schema: str) -> str:
    """A whole file that has every key of a schema, with invented words."""
    return (EXAMPLES / f"{schema}.yml").read_text(encoding="utf-8")


def _whole(part: Mapping[str, Any]) -> dict[str, Any]:
    """A part of a schema with what it refers to, its own words first, and the alternative that is not null."""
    made = dict(part)
    if "$ref" in part:
        made = _whole(schema_of("common")["$defs"][part["$ref"].rpartition("/")[2]]) | made
    for choice in ("anyOf", "oneOf"):
        for branch in part.get(choice, ()):
            if branch.get("type") != "null":
                kept = {name: value for name, value in _whole(branch).items() if name not in made}
                # What only one of several alternatives needs, a file need not have.
                made |= {name: value for name, value in kept.items() if name != "required" or choice == "anyOf"}
    return made


def _keys(
    part: Mapping[str, Any], path: Path, examples: list[Any], reserved: bool, whole_file: object
) -> Iterator[Key]:
    whole = _whole(part)
    for name, inner in whole.get("properties", {}).items():
        here = _whole(inner)
        later = reserved or here.get("x-not-yet") is True
        found = [one[name] for one in examples if isinstance(one, dict) and name in one]
        # Facts of one shape stand in several places; one of them is example enough.
        found = found or list(_beside(whole_file, path[-1] if path else "", name))
        yield Key(
            path=(*path, name),
            meaning=str(here.get("description", "")),
            form=form_of(inner),
            required=name in whole.get("required", ()),
            reserved=later,
            example=_shown(name, found),
        )
        yield from _keys(inner, (*path, name), found, later, whole_file)
    if isinstance(whole.get("additionalProperties"), dict):
        found = [value for one in examples if isinstance(one, dict) for value in one.values()]
        yield from _keys(whole["additionalProperties"], (*path, ANY), found, reserved, whole_file)
    if isinstance(whole.get("items"), dict):
        found = [item for one in examples if isinstance(one, list) for item in one]
        yield from _keys(whole["items"], (*path, ITEM), found, reserved, whole_file)


def _beside(value: object, around: str, name: str) -> Iterator[Any]:
    """Every value of the key ``name`` below a key ``around``, wherever the two stand."""
    if isinstance(value, dict):
        if isinstance(inner := value.get(around), dict) and name in inner:
            yield inner[name]
        for inner in value.values():
            yield from _beside(inner, around, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _beside(inner, around, name)


def _shown(name: str, found: list[Any]) -> str:
    """The shortest example of a key, as it is written in a file."""
    written = [_yaml({name: value}, None if not isinstance(value, str) else False) for value in found]
    return min(written, key=len).rstrip("\n") if written else ""


def _yaml(value: object, flow: bool | None) -> str:
    """``flow``: whether it is written within brackets, None: where it is short."""
    made = yaml.dump(value, None, _Plain, allow_unicode=True, sort_keys=False, width=100, default_flow_style=flow)
    return str(made)


class _Plain(yaml.SafeDumper):
    """Writes words without quotation marks where the strict reader needs none, days and numbers among them."""


_Plain.yaml_implicit_resolvers = {}


_FORMS = {
    "slug": "an id: lower-case letters, digits, single hyphens",
    "text": "text",
    "date": "a day, YYYY-MM-DD",
    "web": "a web address",
    "fragment": "an address within the version, such as cookies.2",
    "lines": "first and last line",
    "line": "a line, counted from 1",
    "language": "a language tag, such as en",
    "sha256": "a SHA-256",
    "version": "vendor/document/date",
    "path": "an address within the book",
    "digest": "the first digits of a SHA-256",
}


def form_of(part: Mapping[str, Any]) -> str:
    """What a value looks like, in words."""
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        return _FORMS.get(name) or form_of(schema_of("common")["$defs"][name])
    if "const" in part:
        return str(part["const"])
    if "enum" in part:
        return "one of " + ", ".join(map(str, part["enum"]))
    if choices := part.get("anyOf") or (part.get("oneOf") if "type" not in part else None):
        return ", or ".join(dict.fromkeys(form_of(branch) for branch in choices))
    kinds = part.get("type", ())
    return ", or ".join(_kind(kind, part) for kind in ([kinds] if isinstance(kinds, str) else kinds))


def _kind(kind: str, part: Mapping[str, Any]) -> str:
    if kind == "array" and isinstance(part.get("items"), dict):
        return f"a list, each: {form_of(part['items'])}" if "properties" not in part["items"] else "a list of mappings"
    names = {"object": "a mapping", "array": "a list", "string": "text", "integer": "a whole number"}
    return names.get(kind, kind)
