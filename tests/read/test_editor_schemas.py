"""The schemas for editors: whole by themselves, strict about a book's own ids, named in the first line of a file."""

from __future__ import annotations

import json
import posixpath

import pytest
from jsonschema import Draft202012Validator

from answered import AnsweredBook
from builders import BookFolder
from fineprint.read.editor_schemas import FOLDER, schema_line, schemas_of_book, schemas_of_package
from fineprint.read.schema_keys import FILES, example_text
from fineprint.read.strict_yaml import load
from verbs import run

VERSION = "acorn/privacy-policy/2020-03-04"


def schemas(book: BookFolder) -> dict[str, Draft202012Validator]:
    """The schemas of a book, by path."""
    read = book.book()
    made = dict(schemas_of_book(read, list(read.versions())))
    return {path: Draft202012Validator(json.loads(data)) for path, data in made.items()}


@pytest.mark.parametrize("name", FILES)
def test_a_schema_of_the_package_stands_alone_and_takes_the_example(name: str) -> None:
    schema = json.loads(dict(schemas_of_package())[f"{name}.schema.json"])
    assert "common.schema.json" not in json.dumps(schema)
    assert "x-not-yet" not in json.dumps(schema)
    file, _ = load(example_text(name).encode(), name)
    assert file is not None
    assert list(Draft202012Validator(schema).iter_errors(file.value)) == []


def test_the_files_of_a_book_fit_its_own_schemas(answered: AnsweredBook) -> None:
    made = schemas(answered)
    for path, schema in (
        (answered.answers, f"{VERSION}/answers.schema.json"),
        (answered.questions, "questions.schema.json"),
        (answered.findings, "findings.schema.json"),
        (f"{answered.version}/outline.yml", "outline.schema.json"),
    ):
        file, _ = load((answered.root / path).read_bytes(), path)
        assert file is not None
        assert [error.message for error in made[schema].iter_errors(file.value)] == []


@pytest.mark.parametrize(
    "answers",
    [
        {"recordingz": {"value": "for-days", "note": "N.", "reviewed": "2026-01-31"}},
        {"recordings": {"value": "for-dayz", "note": "N.", "reviewed": "2026-01-31"}},
        {
            "recordings": {
                "value": "for-days",
                "quotes": [{"text": "We keep", "at": "recordings.9"}],
                "note": "N.",
                "reviewed": "2026-01-31",
            }
        },
        {
            "recordings": {
                "value": "not-stated",
                "ruled_out": [{"at": "nowhere", "reason": "R."}],
                "note": "N.",
                "reviewed": "2026-01-31",
            }
        },
    ],
)
def test_an_id_or_an_address_that_is_none_is_marked(answered: AnsweredBook, answers: dict[str, object]) -> None:
    assert list(schemas(answered)[f"{VERSION}/answers.schema.json"].iter_errors({"answers": answers}))


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        (f"policies/{VERSION}/answers.yml", f"{VERSION}/answers.schema.json"),
        (f"policies/{VERSION}/record.yml", "record.schema.json"),
        ("policies/acorn/vendor.yml", "vendor.schema.json"),
    ],
)
def test_the_first_line_leads_to_the_schema(path: str, schema: str) -> None:
    line = schema_line(path).decode().removesuffix("\n")
    target = line.removeprefix("# yaml-language-server: $schema=")
    assert posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) == f"{FOLDER}/{schema}"


def test_each_file_that_add_writes_names_a_schema_that_is_there(answered: AnsweredBook) -> None:
    text = answered.root / "new.md"
    text.write_text("# Privacy at Oak\n\n## Cookies\n\nOak sets one cookie and tells nobody of it.\n", encoding="utf-8")
    given = (
        "--vendor",
        "oak",
        "--name",
        "Oak",
        "--description",
        "Phones.",
        "--document",
        "privacy-policy",
        "--date",
        "2024-05-06",
    )
    ran = run("add", "--root", answered.root, text, *given, "--date-basis", "retrieved")
    assert ran.returncode == 0, ran.stderr
    written = sorted((answered.root / "policies/oak").rglob("*.yml"))
    assert len(written) == 4
    for file in written:
        first = file.read_text(encoding="utf-8").splitlines()[0]
        assert (file.parent / first.partition("$schema=")[2]).is_file(), first
    assert run("check", "--root", answered.root).returncode == 0


def test_the_command_writes_all_schemas(answered: AnsweredBook) -> None:
    ran = run("schemas", "--root", answered.root)
    assert ran.returncode == 0
    assert (answered.root / FOLDER / VERSION / "answers.schema.json").is_file()
    assert (answered.root / FOLDER / "questions.schema.json").is_file()
