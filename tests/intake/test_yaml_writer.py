"""Data files that intake writes are read back equal by the strict loader; records change by a day and nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import BookFolder, record_of
from fineprint.core.answers import Answer, DatedReason, Quote, ReferencedDocument, RuledOut
from fineprint.core.lines import Lines
from fineprint.core.model import Outline, OutlineEntry
from fineprint.core.record import Damage, ExcludedLines
from fineprint.intake import RefusedError, atomic_write
from fineprint.read import yaml_writer
from fineprint.read.parsing import answers_of
from fineprint.read.schema import schema_problems
from fineprint.read.strict_yaml import load

_LETTERS = st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_characters="\x7f\xad") | st.sampled_from(
    "“’—…語😀\u3000"
)
_SAID = st.text(_LETTERS.filter(lambda letter: not "\x7f" <= letter <= "\x9f"), min_size=1, max_size=40).filter(
    str.strip
)
_HARD = [
    "no",
    "1:30",
    "2019-04-05",
    "null",
    "~",
    "0x1F",
    "1e3",
    "- a",
    "a: b",
    "#x",
    "'",
    '"',
    "{a}",
    "*x",
    "&y",
    "!z",
    "|",
    "%",
]
_TEXT = _SAID | st.sampled_from(_HARD)


def read_back(raw: bytes, name: str) -> dict:
    """The plain value of a file, which must have the shape of its name."""
    file, problems = load(raw, f"{name}.yml")
    assert file is not None, problems
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert list(schema_problems(name, file)) == []
    return file.value


@given(
    st.recursive(
        _TEXT | st.none() | st.integers(0, 999),
        lambda inner: st.lists(inner) | st.dictionaries(_TEXT, inner),
        max_leaves=8,
    )
)
def test_plain_values_are_read_back_equal(value: object) -> None:
    for made in (yaml_writer.dump({"value": value}), "value: " + yaml_writer.one_line(value) + "\n"):
        file, problems = load(made.encode(), "x.yml")
        assert file is not None, problems
        assert file.value == {"value": value}


@given(_TEXT, _TEXT, _TEXT)
def test_answers_are_read_back_equal(quote: str, note: str, why: str) -> None:
    quoted = Answer(
        question="a",
        value="no",
        note=note,
        reviewed="2026-01-31",
        quotes=(Quote(text=quote), Quote(text=quote, at="x.1", reads_as="no")),
        carried_from="2025-01-01",
        refers_to=("paper",),
        no_search_term_reason=why,
        limits=(Quote(text=quote, at="x.2"),),
        limits_ruled_out=(RuledOut(at=("x.3", "x.4"), kind="definition"),),
        look_again=(DatedReason(on="2026-02-01", reason=why),),
    )
    silent = Answer(
        question="null",
        value="not-applicable",
        note=note,
        reviewed="2026-01-31",
        not_applicable_because=why,
        ruled_out=(RuledOut(at=("y.2",), reason=why),),
    )
    paper = ReferencedDocument(
        id="paper", name=note, publisher_id="acorn", url=None, quote=quote, at=None, in_book=None
    )
    raw = yaml_writer.answers_yml({"a": quoted, "null": silent}, [paper], "A remark: [with] {marks} # and\nlines.")
    assert answers_of(read_back(raw, "answers")) == ({"a": quoted, "null": silent}, (paper,))


def test_an_answer_is_written_as_the_files_have_it(root: Path) -> None:
    """Keys, their order and their values: what a program writes again differs in nothing that nobody changed."""
    files = sorted((root / "policies").glob("*/*/*/answers.yml"))
    assert len(files) > 1
    for path in files:
        written = load(path.read_bytes(), path.name)[0].value
        for question, answer in answers_of(written)[0].items():
            assert json.dumps(yaml_writer.answer_data(answer)) == json.dumps(written["answers"][question])


def test_without_answers_the_file_waits_for_some() -> None:
    assert read_back(yaml_writer.answers_yml({}, [], "Remark."), "answers") == {"answers": {}}


@given(_TEXT, _TEXT)
def test_a_record_and_an_outline_are_read_back_equal(title: str, note: str) -> None:
    record = record_of(
        "x",
        title=title,
        publisher=note,
        also_captured=("2021-01-02",),
        original=("original.pdf", "0" * 64, note),
        keep_together=(Lines(1, 2),),
        paragraph_before=(4,),
        excluded=(ExcludedLines(lines=Lines.at(1), kind="debris"),),
        damage=(Damage(lines=Lines(2, 3), kind="noted", note=note),),
    )
    data = read_back(yaml_writer.record_yml(record, (), ["no: one\x07 # told"]), "record")
    assert (data["title"], data["publisher"], data["also_captured"]) == (title, note, ["2021-01-02"])
    assert data["dates"] == {"effective": None, "updated": None, "archived": "2020-03-04", "retrieved": None}
    assert data["original"] == {"file": "original.pdf", "sha256": "0" * 64}
    assert data["extraction"] == {"converter": note}
    assert data["text"]["keep_together"] == [[1, 2]]
    assert data["damage"] == [{"lines": [2, 3], "kind": "noted", "note": note}]
    entries = (
        OutlineEntry(id="preamble", lines=None, level=1, heading="", topics=()),
        OutlineEntry(id="a", lines=Lines(2, 3), level=2, heading=title),
    )
    data = read_back(yaml_writer.outline_yml(Outline(entries=entries, aliases={}, reviewed=None)), "outline")
    assert data == {
        "sections": [
            {"id": "preamble", "topics": []},
            {"id": "a", "lines": [2, 3], "level": 2, "heading": title, "topics": []},
        ],
        "aliases": {},
    }


@given(_TEXT, _TEXT | st.none())
def test_a_vendor_is_read_back_equal_and_waits_for_what_it_sells(name: str, description: str | None) -> None:
    raw = yaml_writer.vendor_yml(name, None, description, [("privacy-policy", "https://acorn.example/privacy")])
    file, _ = load(raw, "vendor.yml")
    assert file.value["names"] == [{"name": name, "from": None, "until": None}]
    assert [problem.message for problem in schema_problems("vendor", file)] == (
        [] if description else ["'description' is empty; fill it in"]
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1 # x\nsource: {}\n", "a: 1 # x\nalso_captured: ['2024-05-06']\nsource: {}\n"),
        (
            "also_captured: [2023-01-01]  # kept\nsource: {}\n",
            "also_captured: ['2023-01-01', '2024-05-06']  # kept\nsource: {}\n",
        ),
        (
            "also_captured:\n  - 2025-01-01\nsource: {}\n",
            "also_captured:\n  ['2024-05-06', '2025-01-01']\nsource: {}\n",
        ),
        ("also_captured: []\nsource: {}\n", "also_captured: ['2024-05-06']\nsource: {}\n"),
    ],
)
def test_a_day_is_added_and_nothing_else_changes(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / "record.yml").write_text(before)
    assert atomic_write.add_capture(tmp_path, "record.yml", "2024-05-06")
    assert (tmp_path / "record.yml").read_text() == after
    assert not atomic_write.add_capture(tmp_path, "record.yml", "2024-05-06")


def test_files_appear_at_once_in_the_first_folder_that_is_missing(
    book_folder: BookFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed = []
    real = os.rename
    monkeypatch.setattr(os, "rename", lambda old, new: renamed.append(Path(new).name) or real(old, new))
    atomic_write.write_version(
        book_folder.root, {"policies/beech/vendor.yml": b"a", "policies/beech/terms/2024-01-01/policy.md": b"b"}
    )
    atomic_write.write_version(book_folder.root, {"policies/acorn/terms/2024-01-01/policy.md": b"c"})
    assert renamed == ["beech", "terms"]
    assert (book_folder.root / "policies/beech/terms/2024-01-01/policy.md").read_bytes() == b"b"


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError, MemoryError])
def test_an_interrupted_write_leaves_nothing(
    book_folder: BookFolder, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    before = sorted(path for path in book_folder.root.rglob("*"))

    def broken(path: Path, raw: bytes) -> None:
        if path.name == "record.yml":
            raise fault
        real(path, raw)

    real = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", broken)
    with pytest.raises(fault):
        atomic_write.write_version(
            book_folder.root, {"policies/b/c/d/policy.md": b"x", "policies/b/c/d/record.yml": b"y"}
        )
    assert sorted(path for path in book_folder.root.rglob("*")) == before


def test_nothing_is_written_over(book_folder: BookFolder) -> None:
    place = book_folder.version
    with pytest.raises(RefusedError, match="is there already"):
        atomic_write.write_version(book_folder.root, {f"{place}/policy.md": b"x", f"{place}/record.yml": b"y"})
    assert (book_folder.root / place / "policy.md").read_bytes() != b"x"
