"""The schemas as an editor needs them: whole, and with a book's own ids and addresses as the only values. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..core.model import Book, Version
from ..core.values import SHARED_VALUES
from ..prove.ledger import addresses_of
from .schema import schema_of
from .schema_keys import FILES

#: Where the schemas of a book lie, from its folder; nothing that is kept depends on them.
FOLDER = ".cache/schemas"
#: Reserved keys are none to be completed; ids and keywords of our own mean nothing to an editor.
_OURS = ("x-not-yet", "x-link", "$id")


def schema_line(path: str) -> bytes:
    """The first line of a data file, from which an editor knows its schema; ``path``: from the book's folder."""
    place, _, name = path.rpartition("/")
    schema = name.replace(".yml", ".schema.json")
    within = place.removeprefix("policies/") + "/" if name == "answers.yml" else ""
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}{FOLDER}/{within}{schema}\n".encode()


def with_schema_lines(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files, of which those of a book's data name their schema in the first line."""
    data = {path for path in files if path.startswith("policies/") and path.endswith(".yml")}
    return {path: schema_line(path) + text if path in data else text for path, text in files.items()}


def schemas_of_package() -> Iterator[tuple[str, bytes]]:
    """The schema of every data file, whole, for any book: name and bytes."""
    for name in FILES:
        yield f"{name}.schema.json", _bytes(_whole(schema_of(name)))


def schemas_of_book(book: Book, versions: Sequence[Version]) -> Iterator[tuple[str, bytes]]:
    """The schemas of a book, and those of the answers of ``versions``: paths from their folder, and bytes."""
    topics, kinds = [topic.id for topic in book.lexicon.topics], list(book.documents)
    questions = [question.id for question in book.questions]
    keys = [version.key for version in book.versions()]
    known: dict[str, Mapping[str, Sequence[str]]] = {
        "questions": {"topic": topics, "documents": kinds},
        "findings": {"version": keys, "question": questions, "topics": topics},
        "outline": {"topics": topics},
        "vendor": {"document": kinds, "documents": kinds, "version": keys},
    }
    for name in FILES:
        if name != "answers":
            yield f"{name}.schema.json", _bytes(_named(_whole(schema_of(name)), known.get(name, {})))
    for version in versions:
        yield f"{version.key}/answers.schema.json", _bytes(_answers(book, version))


def _answers(book: Book, version: Version) -> dict[str, Any]:
    """The schema of one version's answers: its questions, their values, and the addresses of its units."""
    known = {"at": [address.fragment for address in addresses_of(version.sections)]}
    schema: dict[str, Any] = _named(_whole(schema_of("answers")), known)
    answers = schema["properties"]["answers"]
    schema["$defs"] = {"answer": answers.pop("additionalProperties")}
    answers.pop("propertyNames", None)
    answers["additionalProperties"] = False
    answers["properties"] = {
        question.id: {
            "$ref": "#/$defs/answer",
            "description": question.question,
            "properties": {"value": {"enum": [*(own.id for own in question.values), *SHARED_VALUES]}},
        }
        for question in book.asked
        if version.document in question.documents
    }
    return schema


def _whole(part: Any) -> Any:
    """A schema with what it refers to written out, and without what is reserved."""
    if isinstance(part, list):
        return [_whole(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        shared = schema_of("common")["$defs"][part["$ref"].rpartition("/")[2]]
        return {**_whole(shared), **{key: _whole(value) for key, value in part.items() if key != "$ref"}}
    made = {key: _whole(value) for key, value in part.items() if key not in _OURS}
    if isinstance(made.get("properties"), dict):
        made["properties"] = {
            key: value
            for key, value in made["properties"].items()
            if part["properties"][key].get("x-not-yet") is not True
        }
    return made


def _named(part: Any, known: Mapping[str, Sequence[str]]) -> Any:
    """A schema in which the keys ``known`` have those values alone, by themselves or in a list."""
    if isinstance(part, list):
        return [_named(inner, known) for inner in part]
    if not isinstance(part, dict):
        return part
    made = {key: _named(value, known) for key, value in part.items()}
    properties = made.get("properties")
    for key, values in known.items():
        if isinstance(properties, dict) and isinstance(properties.get(key), dict):
            properties[key] = _one_of(properties[key], values)
    return made


def _one_of(part: dict[str, Any], values: Sequence[str]) -> dict[str, Any]:
    about = {"description": part["description"]} if "description" in part else {}
    one = {"enum": list(values)}
    many = {"type": "array", "items": one}
    if "anyOf" in part:
        return about | {"anyOf": [one, many]}
    return about | (many if part.get("type") == "array" else one)


def _bytes(schema: Mapping[str, Any]) -> bytes:
    return (json.dumps(schema, indent=1, ensure_ascii=False) + "\n").encode()
