"""The shape of data files: a JSON Schema for each, beside this module; meaning is checked by ``rules``."""

from __future__ import annotations

import difflib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema import ValidationError

    from .problems import Problem
    from .strict_yaml import Yaml

SCHEMAS = Path(__file__).parent / "schemas"


@cache
def _validator(name: str) -> Draft202012Validator:
    def schema(stem: str) -> dict:
        return json.loads((SCHEMAS / f"{stem}.schema.json").read_text(encoding="utf-8"))

    common = Resource.from_contents(schema("common"))
    return Draft202012Validator(schema(name), registry=Registry().with_resource("common.schema.json", common))


def shape_problems(name: str, file: Yaml) -> Iterator[Problem]:
    """Problems of a file against the schema ``name`` (``book``, ``answers`` …), each at its place."""
    for failure in _validator(name).iter_errors(file.value):
        yield file.error("yaml.schema", _say(failure), *failure.absolute_path)


def _say(failure: ValidationError) -> str:
    name = f"{failure.absolute_path[-1]!r}" if failure.absolute_path else "the file"
    rule, wanted = failure.validator, failure.validator_value
    if rule == "additionalProperties" and isinstance(failure.instance, dict):
        known = failure.schema.get("properties", {})
        wrong = [key for key in failure.instance if key not in known]
        near = difflib.get_close_matches(wrong[0], known, n=1)
        mend = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known) or 'nothing'}"
        return f"unknown key {wrong[0]!r}; {mend}"
    if rule == "required":
        missing = [key for key in wanted if key not in failure.instance]
        return f"{', '.join(repr(key) for key in missing)} missing in {name}; add it"
    if rule == "type":
        return f"{name} must be a value of type {wanted}"
    if rule == "enum":
        return f"{name} must be one of {', '.join(map(str, wanted))}"
    if rule == "pattern":
        return f"{name} must match {wanted}"
    return f"{name}: {failure.message[:200]}"
