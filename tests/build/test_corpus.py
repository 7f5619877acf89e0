"""Texts to tables: what stands in them, taken up where a run was left, and nothing that ends the whole run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import verbs
from builders import GOOD_TEXT, BookFolder
from fineprint.build import corpus as module

pytest.importorskip("pyarrow")
import pyarrow
import pyarrow.parquet

QUESTIONS = """\
questions:
  - id: cookie-use
    topic: cookies
    question: Are cookies used?
    explanation: Whether any is set.
    coding_rules: The text says that a cookie is set.
    documents: [privacy-policy]
    values: [{id: set, label: Set}]
    search_terms: [cookie*]
"""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of texts: good ones at two depths, one that is not UTF-8, one that is no text."""
    folder = tmp_path / "texts"
    (folder / "b").mkdir(parents=True)
    for name in ("one.md", "two.txt", "b/three.md"):
        (folder / name).write_text(GOOD_TEXT.replace("few data", f"few data, says {name}"), encoding="utf-8")
    (folder / "broken.md").write_bytes(b"We \xff sell telephones.")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


def cut(source: Path, out: Path, *options: str) -> str:
    """Cut texts into tables; what was said."""
    done = verbs.run("corpus", source, "--out", out, *options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def table(out: Path, name: str) -> list[dict[str, object]]:
    """The rows of a table, all pieces in order."""
    files = sorted((out / name).glob("*.parquet"))
    return [row for file in files for row in pyarrow.parquet.read_table(file).to_pylist()]


def bytes_of(out: Path) -> dict[str, bytes]:
    """Every file of the tables."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_texts_become_sections_clauses_topics_and_hits(texts: Path, book_folder: BookFolder, tmp_path: Path) -> None:
    book_folder.write("policies/questions.yml", QUESTIONS)
    out = tmp_path / "tables"
    assert cut(texts, out, "--root", str(book_folder.root)).startswith("4 texts, 4 of them read now; 1 can't be read")
    rows = {row["text"]: row for row in table(out, "texts")}
    assert list(rows) == ["b/three.md", "broken.md", "one.md", "two.txt"]
    assert str(rows["broken.md"]["problem"]).startswith("text.utf8: byte 3 is no UTF-8")
    assert (rows["one.md"]["problem"], rows["one.md"]["language"], rows["one.md"]["syntax"]) == (None, "en", "markdown")
    assert [row["heading"] for row in table(out, "sections") if row["text"] == "one.md"][-2:] == ["Cookies", "Children"]
    clauses = {row["address"]: row for row in table(out, "clauses") if row["text"] == "one.md"}
    assert clauses["cookies.1"]["words"] == "We set one cookie. It ends with the session."
    assert (clauses["cookies.1"]["first_line"], clauses["cookies.1"]["last_line"]) == (9, 9)
    assert {(row["section"], row["topic"]) for row in table(out, "topics")} >= {("cookies", "cookies")}
    hits = [row for row in table(out, "term_hits") if row["text"] == "one.md"]
    words = {row["address"]: str(row["words"]) for row in table(out, "clauses")} | {"cookies": "Cookies"}
    assert [words[str(hit["clause"])][hit["start"] : hit["end"]] for hit in hits] == ["Cookies", "cookie"]


def test_without_a_book_there_are_sections_and_clauses(texts: Path, tmp_path: Path) -> None:
    done = verbs.run("corpus", texts, "--out", tmp_path / "tables", "--root", tmp_path)
    assert done.returncode == 0
    assert "no policies/topics.yml here" in done.stderr
    assert table(tmp_path / "tables", "clauses") != []
    assert table(tmp_path / "tables", "topics") == table(tmp_path / "tables", "term_hits") == []


def test_a_parquet_file_of_texts_gives_the_same_tables(texts: Path, tmp_path: Path) -> None:
    cut(texts, tmp_path / "one", "--root", str(tmp_path))
    names = ["b/three.md", "broken.md", "one.md", "two.txt"]
    data = {"name": names, "body": [(texts / name).read_bytes() for name in names]}
    pyarrow.parquet.write_table(pyarrow.table(data), tmp_path / "texts.parquet")
    cut(tmp_path / "texts.parquet", tmp_path / "two", "--root", str(tmp_path), "--text-column", "body")
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_a_column_that_is_missing_is_told_with_those_there_are(tmp_path: Path) -> None:
    pyarrow.parquet.write_table(pyarrow.table({"id": ["a"], "text": ["b"]}), tmp_path / "texts.parquet")
    done = verbs.run("corpus", tmp_path / "texts.parquet", "--out", tmp_path / "out", "--root", tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("texts.parquet: no column name; there are id, text")
    (tmp_path / "texts.parquet").write_bytes(b"no such thing")
    done = verbs.run("corpus", tmp_path / "texts.parquet", "--out", tmp_path / "out", "--root", tmp_path)
    assert done.returncode == 1
    assert "no Parquet file that can be read" in done.stderr


@pytest.fixture
def pieces_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A piece is one text."""
    monkeypatch.setattr(module, "PIECE", 1)


@pytest.mark.usefixtures("pieces_of_one")
def test_a_run_takes_up_what_was_left_and_mends_what_was_damaged(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert "4 of them read now" in cut(texts, out, "--root", str(tmp_path))
    whole = bytes_of(out)
    assert "4 texts, 0 of them read now; 1 can't be read" in cut(texts, out, "--root", str(tmp_path))
    # As if it had been ended in the midst of the second piece, and the third had been damaged.
    (out / "texts/part-000001.parquet").unlink()
    (out / "texts/part-000002.parquet").write_bytes(b"PAR1")
    assert "2 of them read now" in cut(texts, out, "--root", str(tmp_path))
    assert bytes_of(out) == whole


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text changed": lambda texts: (texts / "one.md").write_text("# Another\n\nText.\n", encoding="utf-8"),
    "a text is gone": lambda texts: (texts / "two.txt").unlink(),
    "a text came first": lambda texts: shutil.copy(texts / "one.md", texts / "a.md"),
}


@pytest.mark.usefixtures("pieces_of_one")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_a_change_the_tables_are_those_of_a_first_run(
    texts: Path, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    cut(texts, tmp_path / "out", "--root", str(tmp_path))
    change(texts)
    cut(texts, tmp_path / "out", "--root", str(tmp_path))
    cut(texts, tmp_path / "anew", "--root", str(tmp_path))
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


@pytest.mark.usefixtures("pieces_of_one")
@pytest.mark.parametrize("workers", ["1", "2", "4"])
def test_any_number_of_workers_write_the_same(texts: Path, tmp_path: Path, workers: str) -> None:
    cut(texts, tmp_path / "one", "--root", str(tmp_path), "--workers", "1")
    cut(texts, tmp_path / workers, "--root", str(tmp_path), "--workers", workers)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / workers)


def test_one_text_that_finds_a_bug_does_not_end_the_others(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draft(text: str) -> object:
        raise RecursionError("too deep")

    monkeypatch.setattr("fineprint.publish.corpus.draft", draft)
    cut(texts, tmp_path / "out", "--root", str(tmp_path), "--workers", "1")
    assert "a bug of Fineprint's: RecursionError('too deep')" in {
        row["problem"] for row in table(tmp_path / "out", "texts")
    }
