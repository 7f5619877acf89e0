"""Which names may stand where below policies/, and what is never opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builders import BookFolder
from fineprint.core.limits import ADDRESSES_BYTES, POLICY_BYTES, YAML_BYTES
from fineprint.read.files import is_id, read_files


@pytest.mark.parametrize("name", ["acorn", "acorn-phones", "3com", "a1-b2-c3", "x" * 48])
def test_an_id_is_small_letters_digits_and_single_hyphens(name: str) -> None:
    assert is_id(name)


@pytest.mark.parametrize(
    "name",
    [
        *("", "Acorn", "acorn phones", "acorn_phones", "-acorn", "acorn-", "a--b", "acørn", "a.b", "..", "acorn\n"),
        *("x" * 49, "con", "nul", "com1", "lpt9", "index", "assets", "search", "preamble", "404"),
    ],
)
def test_everything_else_is_none(name: str) -> None:
    assert not is_id(name)


def test_a_good_book_is_read_whole(book_folder: BookFolder) -> None:
    found, problems = read_files(book_folder.root)
    assert problems == []
    assert found["policies/acorn/"] == b""
    assert found["policies/book.yml"] == (book_folder.root / "policies/book.yml").read_bytes()


def test_a_book_without_its_folder_is_told(tmp_path: Path) -> None:
    assert [str(problem) for problem in read_files(tmp_path)[1]] == [
        "policies:1:1: error path.missing: no folder policies; a book keeps its data there"
    ]


def test_a_linked_folder_is_no_book(book_folder: BookFolder, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "policies").symlink_to(book_folder.root / "policies")
    assert [problem.code for problem in read_files(other)[1]] == ["path.missing"]


VERSION = "policies/acorn/privacy-policy/2020-03-04"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("policies/notes.txt", "path.unexpected"),
        ("policies/policy.md", "path.unexpected"),
        ("policies/acorn/policy.md", "path.unexpected"),
        ("policies/acorn/privacy-policy/vendor.yml", "path.unexpected"),
        (f"{VERSION}/policy.txt", "path.unexpected"),
        (f"{VERSION}/original.", "path.unexpected"),
        (f"{VERSION}/original.tar.gz", "path.unexpected"),
        (f"{VERSION}/Text.md", "path.unexpected"),
        ("policies/Beech/vendor.yml", "vendor.id"),
        ("policies/con/vendor.yml", "vendor.id"),
        (f"policies/{'x' * 49}/vendor.yml", "vendor.id"),
        ("policies/a b/vendor.yml", "vendor.id"),
        ("policies/acorn/Privacy/x", "document.id"),
        ("policies/acorn/nul/x", "document.id"),
        ("policies/acorn/privacy-policy/2020/x", "version.date"),
        ("policies/acorn/privacy-policy/2020-13-01/x", "version.date"),
        ("policies/acorn/privacy-policy/2020-3-4/x", "version.date"),
        ("policies/acorn/privacy-policy/2020-03-04-1/x", "version.date"),
        ("policies/acorn/privacy-policy/today/x", "version.date"),
        (f"{VERSION}/pictures/x", "path.not-regular"),
        (f"{VERSION}/outline.yml/x", "path.not-regular"),
        ("policies/book.yml/x", "path.not-regular"),
        ("policies/acorn/vendor.yml/x", "path.not-regular"),
    ],
)
def test_what_may_not_stand_there_is_told_and_not_read(book_folder: BookFolder, path: str, code: str) -> None:
    for taken in ("policies/book.yml", "policies/acorn/vendor.yml", f"{VERSION}/outline.yml"):
        if path.startswith(taken + "/"):
            (book_folder.root / taken).unlink()
    book_folder.write(path, "x")
    found, problems = read_files(book_folder.root)
    assert [(problem.code, problem.line, problem.severity) for problem in problems] == [(code, 1, "error")]
    assert path.startswith(problems[0].path)
    assert path not in found


@pytest.mark.parametrize("folder", ["policies", "policies/acorn", VERSION])
@pytest.mark.parametrize(
    "name",
    [".policy.md.swp", "policy.md~", ".#policy.md", "#policy.md#", ".DS_Store", "4913", ".writing-policy.md", "._a.md"],
)
def test_what_an_editor_or_a_killed_run_left_is_a_notice(book_folder: BookFolder, folder: str, name: str) -> None:
    good = read_files(book_folder.root)[0]
    book_folder.write(f"{folder}/{name}", "x")
    found, problems = read_files(book_folder.root)
    assert [(problem.path, problem.code, problem.severity) for problem in problems] == [
        (f"{folder}/{name}", "path.left-over", "notice")
    ]
    assert found == good


def test_a_folder_of_a_killed_intake_and_an_editor_s_lock_are_not_read(book_folder: BookFolder) -> None:
    book_folder.write("policies/.adding-k2j3/oak/vendor.yml", "x")
    book_folder.write("policies/acorn/privacy-policy/.adding-k2j4/2021-01-01/policy.md", "x")
    (book_folder.root / VERSION / ".#answers.yml").symlink_to("somebody@machine.1234")
    _, problems = read_files(book_folder.root)
    assert [problem.severity for problem in problems] == ["notice"] * 3
    assert book_folder.book()


@pytest.mark.parametrize("name", ["2020-03-04", "2020-03-04-2", "1999-12-31-9"])
def test_a_version_is_named_by_a_day(book_folder: BookFolder, name: str) -> None:
    book_folder.write(f"policies/acorn/privacy-policy/{name}/policy.md", "Words.")
    assert read_files(book_folder.root)[1] == []


@pytest.mark.parametrize("name", ["policies/acorn/vendor.yml", f"{VERSION}/policy.md", "policies/beech"])
def test_a_symbolic_link_is_never_followed(book_folder: BookFolder, name: str) -> None:
    secret = book_folder.root / "secret"
    secret.write_text("key")
    link = book_folder.root / name
    link.unlink(missing_ok=True)
    link.symlink_to(secret)
    found, problems = read_files(book_folder.root)
    assert [(problem.path, problem.code) for problem in problems] == [(name, "path.symlink")]
    assert b"key" not in found.values()


def test_a_pipe_is_not_opened(book_folder: BookFolder) -> None:
    pipe = book_folder.root / VERSION / "answers.yml"
    os.mkfifo(pipe)
    _, problems = read_files(book_folder.root)
    assert [(problem.path, problem.code) for problem in problems] == [(f"{VERSION}/answers.yml", "path.not-regular")]


@pytest.mark.parametrize(("first", "second"), [("README.md", "readme.md"), ("caf\u00e9.yml", "cafe\u0301.yml")])
def test_names_that_are_one_elsewhere_are_told(book_folder: BookFolder, first: str, second: str) -> None:
    book_folder.write(f"policies/{first}", "x")
    if (book_folder.root / "policies" / second).exists():
        pytest.skip("these are one name on this file system")
    book_folder.write(f"policies/{second}", "x")
    _, problems = read_files(book_folder.root)
    assert [problem.code for problem in problems].count("path.collision") == 1


def test_a_name_that_is_no_unicode_is_told_and_can_be_printed(book_folder: BookFolder) -> None:
    try:
        os.mkdir(os.fsencode(book_folder.root / "policies") + b"/\xff")
    except OSError:
        pytest.skip("this file system takes no such name")
    (problem,) = read_files(book_folder.root)[1]
    assert problem.code == "vendor.id"
    assert str(problem).encode()


@pytest.mark.parametrize(
    ("path", "size", "code"),
    [
        (f"{VERSION}/policy.md", POLICY_BYTES, "policy.too-large"),
        ("policies/topics.yml", YAML_BYTES, "yaml.too-large"),
        ("policies/addresses.txt", ADDRESSES_BYTES, "ledger.too-large"),
        (f"{VERSION}/addresses.txt", ADDRESSES_BYTES, "ledger.too-large"),
    ],
)
def test_a_file_past_its_limit_is_told_and_not_read(book_folder: BookFolder, path: str, size: int, code: str) -> None:
    book_folder.write(path, b"x" * size)
    assert path in read_files(book_folder.root)[0]
    book_folder.write(path, b"x" * (size + 1))
    found, problems = read_files(book_folder.root)
    assert [(problem.path, problem.code) for problem in problems] == [(path, code)]
    assert path not in found
