"""Every key of every data file is explained: what it means, and an example that the schema accepts."""

from __future__ import annotations

import pytest

from fineprint.read.schema import SCHEMAS, schema_problems
from fineprint.read.schema_keys import FILES, Key, example_text, keys_of
from fineprint.read.strict_yaml import load

KEYS = [(schema, key) for schema in FILES for key in keys_of(schema)]


def test_each_schema_of_a_data_file_is_explained() -> None:
    schemas = {path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.schema.json")}
    assert schemas - {"common", "published-book"} == set(FILES)


@pytest.mark.parametrize("schema", FILES)
def test_an_example_is_a_good_file(schema: str) -> None:
    file, problems = load(example_text(schema).encode(), f"{schema}.yml")
    assert problems == []
    assert file is not None
    assert [str(problem) for problem in schema_problems(schema, file)] == []


@pytest.mark.parametrize(("schema", "key"), KEYS, ids=[f"{schema}:{key.name}" for schema, key in KEYS])
def test_a_key_has_a_meaning_a_form_and_an_example(schema: str, key: Key) -> None:
    assert key.meaning, f"give {key.name} a description in {schema}.schema.json"
    assert key.meaning.endswith((".", "?")), f"the description of {key.name} in {schema}.schema.json is no sentence"
    assert key.form
    assert key.example or key.reserved, f"use {key.name} in schemas/examples/{schema}.yml"
    assert key.path[-1] in key.example or key.reserved
