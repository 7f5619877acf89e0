"""The schemas of format 2: what each key means is said, and the names are those that the converter writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import fineprint
from fineprint.read.formats import FORMAT
from fineprint.upgrade.keys import DROPPED, MOVED_OUT, RENAMED

SCHEMAS = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8"))
    for path in (Path(fineprint.__file__).parent / "schemas").glob("*.schema.json")
}


def keys_of(schema: object, path: str = "") -> Iterator[tuple[str, dict]]:
    """Every key that a schema knows, by path, with the part that describes it; shared shapes are followed."""
    if isinstance(schema, list):
        for part in schema:
            yield from keys_of(part, path)
    if not isinstance(schema, dict):
        return
    if "$ref" in schema:
        shared = SCHEMAS["common"]["$defs"][schema["$ref"].rsplit("/", 1)[1]]
        yield from keys_of(shared, path)
    for key, part in schema.get("properties", {}).items():
        yield f"{path}/{key}", part
        yield from keys_of(part, f"{path}/{key}")
    for word in ("items", "additionalProperties"):
        yield from keys_of(schema.get(word), f"{path}/*")
    for word in ("anyOf", "oneOf"):
        yield from keys_of(schema.get(word), path)


@pytest.mark.parametrize("name", sorted(set(SCHEMAS) - {"common"}))
def test_every_key_says_what_it_means(name: str) -> None:
    known = list(keys_of(SCHEMAS[name]))
    assert len(known) > 3
    assert [path for path, part in known if not part.get("description", "").endswith(".")] == []


@pytest.mark.parametrize("name", RENAMED)
def test_the_converter_writes_keys_that_the_schema_knows(name: str) -> None:
    known = {path for path, _ in keys_of(SCHEMAS[name.removesuffix(".yml")])}
    for path, new in RENAMED[name].items():
        *around, old = path.split("/")
        renamed = [RENAMED[name].get("/".join(around[: depth + 1]), step) for depth, step in enumerate(around)]
        where = "/".join(["", *renamed])
        assert f"{where}/{new}" in known
        assert f"{where}/{old}" not in known


def test_what_is_gone_is_not_known() -> None:
    for name, path in [*DROPPED, *MOVED_OUT]:
        assert f"/{path}" not in {path for path, _ in keys_of(SCHEMAS[name.removesuffix(".yml")])}


def test_the_published_data_speak_with_the_same_words() -> None:
    """A key of format 1 that has another name now stands nowhere in them, but where it meant something else."""
    published = {path.rsplit("/", 1)[1] for path, _ in keys_of(SCHEMAS["published-book"])}
    gone = {path.rsplit("/", 1)[-1] for paths in RENAMED.values() for path in paths} - {"document", "address"}
    # A name in use until a day, and who disputes or replies, are keys of format 2 as well.
    gone -= {"until", "by"}
    assert published & gone == set()
    assert SCHEMAS["published-book"]["properties"]["schema"] == {
        "const": 2,
        "description": "Number of this schema.",
    }


def test_the_schema_and_the_converter_agree_on_the_format() -> None:
    assert SCHEMAS["book"]["properties"]["format"]["const"] == FORMAT
    assert "format" in SCHEMAS["book"]["required"]


def marks(schema: object) -> Iterator[object]:
    """Every annotation of a key that no feature reads so far."""
    if isinstance(schema, dict):
        yield from (value for key, value in schema.items() if key == "x-not-yet")
        schema = list(schema.values())
    for part in schema if isinstance(schema, list) else ():
        yield from marks(part)


def test_what_is_reserved_is_optional() -> None:
    """Else no file could be right."""
    for name, schema in SCHEMAS.items():
        for part in objects(schema):
            reserved = {key for key, about in part["properties"].items() if about.get("x-not-yet") is True}
            assert not reserved & set(part.get("required", ())), name
    assert {type(mark) for schema in SCHEMAS.values() for mark in marks(schema)} <= {bool, str}


def objects(schema: object) -> Iterator[dict]:
    """Every part of a schema that has keys."""
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict) and "additionalProperties" in schema:
            yield schema
        schema = list(schema.values())
    for part in schema if isinstance(schema, list) else ():
        yield from objects(part)
