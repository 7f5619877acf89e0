"""Whatever differs in a data file stands in the report: every value of every schema is changed once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from fineprint.read.schema import SCHEMAS
from fineprint.review import review
from fineprint.review.data_keys import changed_keys
from fineprint.review.report import report
from fineprint.review.snapshot import Snapshot

FILES = {
    "book": "policies/book.yml",
    "topics": "policies/topics.yml",
    "lexicon": "policies/topics.de.yml",
    "questions": "policies/questions.yml",
    "findings": "policies/findings.yml",
    "readings": "policies/readings.yml",
    "vendor": "policies/acorn/vendor.yml",
    "record": "policies/acorn/privacy-policy/2020-03-04/record.yml",
    "outline": "policies/acorn/privacy-policy/2020-03-04/outline.yml",
    "answers": "policies/acorn/privacy-policy/2020-03-04/answers.yml",
}
EMPTY: Snapshot = {
    "readable": True,
    "texts": {},
    "ledgers": {},
    "versions": {},
    "questions": {},
    "findings": {},
    "topics": {},
    "problems": [],
}
SCHEMA_OF = {
    name: json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")) for name in [*FILES, "common"]
}


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    """A part of a schema with what it refers to."""
    if "$ref" in part:
        return SCHEMA_OF["common"]["$defs"][part["$ref"].rpartition("/")[2]]
    return next((resolved(one) for one in part.get("anyOf", ()) if resolved(one).get("type") != "null"), part)


class Filled:
    """A file with every key of its schema: each value is a word or a number of its own."""

    def __init__(self) -> None:
        self.count = 100

    def of(self, part: dict[str, Any], name: str = "") -> Any:
        part = resolved(part)
        if "properties" in part:
            return {key: self.of(one, key) for key, one in part["properties"].items()}
        if isinstance(part.get("additionalProperties"), dict):
            return {f"key-{self.next()}": self.of(part["additionalProperties"]) for _ in range(2)}
        if "items" in part or "prefixItems" in part:
            items = part.get("prefixItems") or [part["items"]] * 2
            return [self.of(one) for one in items]
        if part.get("type") == "integer":
            return self.next()
        return f"word{self.next()}"

    def next(self) -> int:
        self.count += 1
        return self.count


def places(value: Any, around: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where each value that holds no others stands."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if inside is None:
        yield around
    else:
        for key, one in inside:
            yield from places(one, (*around, key))


def changed(value: Any, place: tuple[str | int, ...], new: Any) -> Any:
    """The value with another one at a place; None takes it away."""
    copy = json.loads(json.dumps(value))
    around = copy
    for step in place[:-1]:
        around = around[step]
    if new is None:
        del around[place[-1]]
    else:
        around[place[-1]] = new
    return copy


def told(path: str, old: Any, new: Any) -> tuple[str, list]:
    """The report on a file that held one value and holds another."""
    before, now = ({path: yaml.safe_dump(value, sort_keys=False).encode()} for value in (old, new))
    return report(review(EMPTY, EMPTY, data=(before, now))), list(changed_keys(before, now))


FULL = {name: Filled().of(SCHEMA_OF[name]) for name in FILES}
EVERY = [(name, place) for name in FILES for place in places(FULL[name])]


def test_every_schema_and_every_key_is_walked() -> None:
    names = {path.name.removesuffix(".schema.json") for path in Path(SCHEMAS).glob("*.schema.json")}
    assert names - {"common", "published-book"} == set(FILES)
    assert len(EVERY) > 250
    for name in ("base_url", "sha256", "replaced_on", "rules_digest", "heading_factor", "coding_rules", "swhid"):
        assert any(name in place for _, place in EVERY), name


@pytest.mark.parametrize(
    ("name", "place"), EVERY, ids=lambda part: part if isinstance(part, str) else ".".join(map(str, part))
)
def test_a_changed_value_is_told_with_what_it_was(name: str, place: tuple[str | int, ...]) -> None:
    old = FULL[name]
    value = old
    for step in place:
        value = value[step]
    other = 999 if isinstance(value, int) else "another"
    text, keys = told(FILES[name], old, changed(old, place, other))
    shown = {str(value), str(other)}
    assert shown <= set("".join(mark if mark.isalnum() else " " for mark in text).split())
    # An entry under another id is another entry: all it held is told twice. Everything else is one key.
    assert len(keys) == 1 or place[-1] == "id", keys
    assert all(key.path == FILES[name] and key.meaning for key in keys)
    text, _ = told(FILES[name], old, changed(old, place, None))
    assert str(value) in text


@pytest.mark.parametrize("name", FILES)
def test_a_new_file_and_one_that_is_gone_are_told_whole(name: str) -> None:
    content = yaml.safe_dump(FULL[name]).encode()
    for data in (({}, {FILES[name]: content}), ({FILES[name]: content}, {})):
        text = report(review(EMPTY, EMPTY, data=data))
        for part in places(FULL[name]):
            value = FULL[name]
            for step in part:
                value = value[step]
            assert str(value) in text


def test_what_cannot_be_read_comments_and_order_are_told() -> None:
    path = FILES["questions"]
    good = b"questions:\n- {id: one}\n- {id: two}\n"
    for new, said in (
        (b"questions: [", "nobody can see what it says"),
        (b"# A remark\n" + good, "comments or layout alone"),
        (b"questions:\n- {id: two}\n- {id: one}\n", "questions.order"),
        (b"<<<<<<< mine\n" + good, "nobody can see what it says"),
    ):
        assert said in report(review(EMPTY, EMPTY, data=({path: good}, {path: new}))), new


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("book", ("base_url",)),
        ("book", ("licence", "name")),
        ("record", ("text", "sha256")),
        ("record", ("dates", "effective")),
        ("record", ("source", "url")),
        ("vendor", ("website",)),
        ("vendor", ("sources", 0, "url")),
        ("answers", ("answers", "key-101", "history", 0, "reason")),
    ],
)
def test_what_needs_a_decision_stands_on_top(name: str, place: tuple[str | int, ...]) -> None:
    text, _ = told(FILES[name], FULL[name], changed(FULL[name], place, "another"))
    top = text.partition("## To decide")[2].partition("\n## ")[0]
    assert "`another`" in top


def test_a_base_address_that_changed_is_in_the_verdict() -> None:
    text, _ = told(FILES["book"], FULL["book"], changed(FULL["book"], ("base_url",), "another"))
    assert "**base address changed**" in text.partition("## To decide")[0]


def test_long_texts_are_told_by_the_words_that_differ() -> None:
    old = {"questions": [{"id": "q", "explanation": " ".join(f"word{n}" for n in range(60))}]}
    new = {"questions": [{"id": "q", "explanation": " ".join(f"word{n}" if n != 30 else "not" for n in range(60))}]}
    text, _ = told(FILES["questions"], old, new)
    assert "<del>`word30`</del> <ins>`not`</ins>" in text
    assert "word45" not in text
