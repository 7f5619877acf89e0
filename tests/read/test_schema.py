"""Schemas: what a wrong shape is told as, and where."""

from __future__ import annotations

import json
import re

import pytest
from jsonschema import Draft202012Validator

from builders import BOOK, OUTLINE, TOPICS, BookFolder
from fineprint.read.schema import SCHEMAS, schema_problems
from fineprint.read.strict_yaml import load

NAMES = sorted(path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.schema.json"))


def told(name: str, text: str) -> list[tuple[int, int, str]]:
    """Line, column and message of each problem of shape."""
    file, problems = load(text.encode(), "x.yml")
    assert file is not None, problems
    found = list(schema_problems(name, file))
    assert {(p.code, p.severity) for p in found} <= {("yaml.schema", "error"), ("link.syntax", "error")}
    return [(p.line, p.column, p.message) for p in found]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_schema_and_closed(name: str) -> None:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)

    def objects(part: object) -> None:
        if isinstance(part, dict):
            if part.get("type") == "object":
                assert "additionalProperties" in part, f"an open object in {name}: {list(part.get('properties', ()))}"
            for key, inner in part.items():
                # A condition tells what a value is, not what may stand in it.
                objects(inner if key != "if" else None)
        elif isinstance(part, list):
            for inner in part:
                objects(inner)

    objects(schema)


@pytest.mark.parametrize(
    ("name", "text"),
    [("book", BOOK), ("topics", TOPICS), ("outline", OUTLINE), ("record", BookFolder.record_yml("words"))],
)
def test_a_good_file_has_no_problem(name: str, text: str) -> None:
    assert told(name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "place", "message"),
    [
        ("book", BOOK + "titel: x\n", (1, 1), "unknown key 'titel'; did you mean 'title'?"),
        ("book", BOOK.replace("one: company, ", ""), (4, 15), "'one' missing in 'vendor_label'; add it"),
        (
            "book",
            BOOK.replace("vendors_path: companies", "vendors_path: Our Companies"),
            (5, 15),
            "'vendors_path' is no id, which is small letters, digits and single hyphens; did you mean our-companies?",
        ),
        ("book", BOOK.replace("vendors_path: companies", f"vendors_path: {'x' * 49}"), (5, 15), "'vendors_path': "),
        (
            "book",
            BOOK.replace("base_url: https://", "base_url: //"),
            (6, 11),
            "'base_url' is no address of a page; write",
        ),
        (
            "book",
            BOOK.replace("title: Small Book", "title: 7"),
            (2, 8),
            "'title' must be words; put it in quotation marks: \"7\"",
        ),
        ("book", BOOK.replace("title: Small Book", "title: ' '"), (2, 8), "'title' is empty; fill it in"),
        ("outline", OUTLINE.replace("level: 1", "level: 7"), (2, 44), "'level': 7 is greater than the maximum of 6"),
        ("outline", OUTLINE.replace("line: 3", "line: 0"), (2, 34), "'line': 0 is less than the minimum of 1"),
        ("outline", OUTLINE.replace("topics: []", "topic: []"), (2, 5), "unknown key 'topic'; did you mean 'topics'?"),
        ("outline", OUTLINE.replace("aliases: {}\n", ""), (1, 1), "'aliases' missing in the file; add it"),
        (
            "outline",
            OUTLINE.replace("2026-01-31", "31 January"),
            (6, 11),
            "'reviewed' is no day; write it as YYYY-MM-DD",
        ),
        (
            "record",
            BookFolder.record_yml("x").replace("archive-note", "title"),
            (9, 27),
            "'kind' must be one of archive-note",
        ),
        ("record", BookFolder.record_yml("x").replace("[1, 1]", "[1]"), (9, 13), "'lines': [1] has less than 2 items"),
        (
            "vendor",
            "names: []",
            (1, 1),
            "'website', 'description', 'successor', 'distinct_from' missing in the file; add it",
        ),
    ],
)
def test_a_wrong_shape_is_told_at_its_place(name: str, text: str, place: tuple[int, int], message: str) -> None:
    found = told(name, text)
    assert any((line, column) == place and said.startswith(message) for line, column, said in found), found


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("javascript:alert(1)", "link.scheme"),
        ("mailto:a@b.example", "link.scheme"),
        ("https://good.example@evil.example/", "link.userinfo"),
        ("https://a b.example/", "link.syntax"),
        ('"https://a.example/\\tb"', "link.syntax"),
        ("https://", "link.syntax"),
        ("www.a.example", "yaml.schema"),
        ("https://a.example:8080/b?c=d#e", None),
    ],
)
def test_what_is_wrong_with_an_address_is_told_once_and_by_name(address: str, code: str | None) -> None:
    names = "names: [{name: A, from: null, until: null}]\ndescription: A.\nsuccessor: null\ndistinct_from: null\n"
    for name, text in (
        ("book", re.sub(r"base_url: .*", lambda _: f"base_url: {address}", BOOK)),
        ("vendor", f"{names}website: {address}\n"),
    ):
        file, _ = load(text.encode(), "x.yml")
        assert file is not None
        assert [problem.code for problem in schema_problems(name, file)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("outline", OUTLINE.replace("id: cookies", 'id: "cookies\\n"')),
        ("outline", OUTLINE.replace("reviewed: 2026-01-31", "reviewed: |\n  2026-01-31\n")),
        ("outline", OUTLINE.replace("aliases: {}", 'aliases: {"a\\n": [b]}')),
        ("outline", OUTLINE.replace("aliases: {}", 'aliases: {a: ["b.1\\n"]}')),
        ("book", BOOK.replace('licence"', 'licence\\n"')),
        ("record", BookFolder.record_yml("x").replace("language: en", 'language: "en\\n"')),
    ],
)
def test_a_line_end_is_no_part_of_a_short_word(name: str, text: str) -> None:
    assert len(told(name, text)) == 1


@pytest.mark.parametrize("text", ["", "- 1", "word", "7"])
@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("common", "lexicon")])
def test_a_file_of_another_kind_altogether_is_told(name: str, text: str) -> None:
    said = "must be keys with values" if text else "is empty; fill it in"
    ((line, column, message),) = told(name, text)
    assert (line, column) == (1, 1)
    assert message.startswith(f"the file {said}")


def test_a_key_that_another_one_needs_is_named() -> None:
    file, _ = load(
        b"names: [{name: A, from: null, until: null}]\nwebsite: null\ndescription: Telephones.\ndistinct_from: null\n"
        b'successor: {name: Oak, source: {url: "https://oak.example/"}}\n',
        "vendor.yml",
    )
    assert file is not None
    told = [problem.message for problem in schema_problems("vendor", file)]
    assert "'reference' missing in 'source'; add it" in told
