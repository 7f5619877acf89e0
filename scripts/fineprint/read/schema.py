"""The shape of data files: a JSON Schema for each, beside this module; meaning is checked by ``rules``."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jsonschema_rs import Draft202012Validator, Registry

from ..text.links import safe_link
from .schema_words import name_of, pattern_words, type_words
from .slips import meant_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jsonschema_rs import ValidationError

    from ..core.problems import Problem
    from .strict_yaml import Yaml

SCHEMAS = Path(__file__).parent.parent / "schemas"
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):(?!\d)")


@cache
def schema_of(name: str) -> dict[str, Any]:
    """The schema ``name`` as it lies in the package; it is shared, and not to be changed."""
    return dict(json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")))


class _NotYet:
    """The keyword ``x-not-yet``: what carries it is part of the format, and no feature reads it so far."""

    def __init__(self, parent: dict[str, Any], value: Any, path: list[str | int]) -> None:
        self.reserved = value

    def validate(self, instance: Any) -> None:
        if self.reserved:
            raise ValueError(str(self.reserved))


class _Link:
    """The keyword ``x-link``: an address that a browser opens as it reads, and nothing that passes for one."""

    def __init__(self, parent: dict[str, Any], value: Any, path: list[str | int]) -> None:
        pass

    def validate(self, instance: Any) -> None:
        if isinstance(instance, str) and (problem := link_problem(instance)):
            raise ValueError(": ".join(problem))


def link_problem(address: str) -> tuple[str, str] | None:
    """Code and message of what is wrong with an address in a data file; None if nothing is."""
    if (scheme := _SCHEME.match(address)) and scheme[1].lower() not in ("http", "https"):
        return "link.scheme", f"leads by {scheme[1]}, not to a page; write it with http:// or https://"
    try:
        parts = urlsplit(address)
        named = parts.username is not None
    except ValueError:
        named, parts = False, None
    if parts and named:
        return "link.userinfo", f"has words before @ that hide that it leads to {parts.hostname}; take them out"
    if parts and parts.scheme and safe_link(address) is None:
        return "link.syntax", "is no address that a browser opens; write it without blanks and control characters"
    return None


@cache
def _validator(name: str) -> Draft202012Validator:
    shared = Registry([("common.schema.json", schema_of("common"))])
    return Draft202012Validator(schema_of(name), registry=shared, keywords={"x-not-yet": _NotYet, "x-link": _Link})


def schema_problems(name: str, file: Yaml) -> Iterator[Problem]:
    """Problems of a file against the schema ``name`` (``book``, ``answers`` …), each at its place."""
    failures = list(_validator(name).iter_errors(file.value))
    reserved = [failure.instance_path for failure in failures if failure.kind.name == "x-not-yet"]
    linked = {tuple(failure.instance_path) for failure in failures if _link_failure(failure)}
    for failure in failures:
        place = failure.instance_path
        if link := _link_failure(failure):
            code, _, said = link.message.partition(": ")
            yield file.error(code, f"{place[-1]!r} {said}" if place else said, *place)
        elif tuple(place) in linked:
            continue
        elif failure.kind.name == "x-not-yet":
            yield file.error("schema.not-yet", _say(failure, name), *place)
        elif failure.kind.name == "additionalProperties" and (meant := _meant(file, failure)):
            said = f"words behind a comma are read as a key here; put the words in quotation marks: {meant}"
            yield file.error("yaml.schema", said, *place)
        # How a reserved value should look is of no use to anybody.
        elif not any(place[: len(path)] == path for path in reserved):
            yield file.error("yaml.schema", _say(failure, name), *place)


def _meant(file: Yaml, failure: ValidationError) -> str | None:
    """What was meant by a mapping with an unknown key, if that is the rest of a sentence."""
    value = file.value
    for step in failure.instance_path:
        value = value[step]
    return meant_words(value, failure.kind.value[0])


def _link_failure(failure: ValidationError) -> ValidationError | None:
    """The failure of a link, itself or as the alternative that was meant."""
    if failure.kind.name == "anyOf":
        return next(
            filter(None, (_link_failure(part) for branch in getattr(failure.kind, "context", ()) for part in branch)),
            None,
        )
    return failure if failure.kind.name == "x-link" else None


def _say(failure: ValidationError, schema: str) -> str:
    name = name_of(failure.instance_path)
    rule, wanted = failure.kind.name, failure.kind.value
    if rule == "additionalProperties":
        parts = _around(failure, schema).get("properties", {})
        known = [key for key, part in parts.items() if part.get("x-not-yet") is not True]
        near = difflib.get_close_matches(wanted[0], known, n=1)
        mend = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known) or 'nothing'}"
        return f"unknown key {wanted[0]!r}; {mend}"
    if rule == "required":
        missing = [key for key in _required(_around(failure, schema), failure) if key not in _keys(failure)]
        return f"{', '.join(repr(key) for key in missing)} missing in {name}; add it"
    if rule == "type":
        return f"{name} {type_words(wanted, failure.instance, _around(failure, schema))}"
    if rule == "minItems" and not failure.instance:
        return f"{name} is an empty list; fill it in"
    if rule == "enum":
        return f"{name} must be one of {', '.join(map(str, wanted))}"
    if rule == "anyOf":
        parts = [part for branch in getattr(failure.kind, "context", ()) for part in branch]
        return _say(next((part for part in parts if part.kind.name != "type"), parts[0]), schema)
    if rule == "x-not-yet":
        form = "" if failure.message == "True" else f" {failure.message}"
        return f"{name}{form} is reserved for a later release of this format; take it out"
    if rule == "oneOf":
        return _say_one_of(failure, schema, name)
    if rule == "pattern":
        return f"{name} {pattern_words(wanted, failure.instance)}"
    return f"{name}: {failure.message[:200]}"


def _say_one_of(failure: ValidationError, schema: str, name: str) -> str:
    """That none, or more than one, of several alternatives stands in an object; each is a list of its keys."""
    around = _around(failure, schema)
    alternatives = [branch["required"] for branch in around["oneOf"]]
    given = [keys for keys in alternatives if all(key in _keys(failure) for key in keys)]
    if given:
        return f"{' and '.join(repr(keys[0]) for keys in given)} stand side by side in {name}; keep one"
    landed = [
        " and ".join(map(repr, keys))
        for keys in alternatives
        if not any(around["properties"][key].get("x-not-yet") is True for key in keys)
    ]
    return f"{' or '.join(landed)} missing in {name}; add it"


def _required(around: Mapping[str, Any], failure: ValidationError) -> list[str]:
    """The keys that an object must have, whatever else it has or because of another key that it has."""
    given = around.get("dependentRequired", {})
    return [*around.get("required", ()), *(key for name in given if name in _keys(failure) for key in given[name])]


def _keys(failure: ValidationError) -> Collection[object]:
    return failure.instance if isinstance(failure.instance, dict) else ()


def _around(failure: ValidationError, schema: str) -> dict[str, Any]:
    """The part of a schema that a failed keyword of an object stands in; no object is shared between schemas."""
    # The path of what stands in the shared shapes begins there.
    part: Any = schema_of("common" if failure.schema_path[0] == "$defs" else schema)
    for step in failure.schema_path[:-1]:
        part = part[step]
    return dict(part)


def meaning(name: str, where: Sequence[str]) -> str:
    """What the schema ``name`` says of the key at ``where`` (keys alone, no positions), else of the nearest around it.

    Empty for a file or a key that no schema knows.
    """
    if not (SCHEMAS / f"{name}.schema.json").is_file():
        return ""
    part, said = schema_of(name), ""
    for step in where:
        inner = _within(part, step)
        if inner is None:
            break
        part = inner
        said = str(part.get("description", said))
    return said


def _within(part: dict[str, Any], key: str) -> dict[str, Any] | None:
    """The part of a schema for a key of the objects that ``part`` allows, whether they stand in a list or not."""
    if "$ref" in part:
        part = schema_of("common")["$defs"][part["$ref"].rpartition("/")[2]] | {
            name: value for name, value in part.items() if name != "$ref"
        }
    if key in part.get("properties", {}):
        return dict(part["properties"][key])
    if isinstance(part.get("additionalProperties"), dict):
        return dict(part["additionalProperties"])
    if isinstance(part.get("items"), dict):
        return _within(part["items"], key)
    return None
