"""A file that lies as it lay is not read again; one that lies otherwise is, and its bytes alone decide."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from fineprint.store.cache import CACHE_DIR
from fineprint.store.file_digests import FileDigests, generated_state
from fineprint.store.page_writer import write_pages

ONE, TWO = (hashlib.sha256(data).hexdigest() for data in (b"one", b"two"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file whose digest was kept."""
    (tmp_path / "a").write_bytes(b"one")
    digests = FileDigests(tmp_path)
    assert digests.of("a") == ONE
    digests.save()
    return tmp_path / "a"


def test_a_file_that_lies_as_it_lay_is_not_opened(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digests = FileDigests(file.parent)
    monkeypatch.setattr("builtins.open", None)
    assert digests.of("a") == ONE


def test_a_change_is_seen_though_size_and_time_are_the_same(file: Path) -> None:
    found = file.stat()
    file.write_bytes(b"two")
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    now = file.stat()
    assert (now.st_size, now.st_mtime_ns, now.st_ino) == (found.st_size, found.st_mtime_ns, found.st_ino)
    assert FileDigests(file.parent).of("a") == TWO


def test_a_file_put_into_its_place_is_another(file: Path) -> None:
    found, other = file.stat(), file.with_name("b")
    other.write_bytes(b"two")
    os.utime(other, ns=(found.st_atime_ns, found.st_mtime_ns))
    os.replace(other, file)
    assert FileDigests(file.parent).of("a") == TWO


def test_a_file_that_was_touched_copied_or_named_again_has_the_same_digest(file: Path, tmp_path: Path) -> None:
    os.utime(file, (1, 1))
    assert FileDigests(file.parent).of("a") == ONE
    os.link(file, file.with_name("b"))
    assert FileDigests(file.parent).of("a") == ONE
    shutil.copytree(tmp_path, tmp_path.with_name("copied"))
    assert FileDigests(tmp_path.with_name("copied")).of("a") == ONE


def test_a_further_name_is_noted_and_a_change_is_not(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digests = FileDigests(file.parent)
    assert digests.of("a") == ONE
    os.link(file, file.with_name("b"))
    digests.renamed()
    digests.save()
    with monkeypatch.context() as patched:
        patched.setattr("builtins.open", None)
        assert digests.of("a") == ONE
    file.write_bytes(b"two")
    digests.renamed()
    assert digests.of("a") == TWO


def test_what_is_not_there_or_no_file_has_no_digest(file: Path) -> None:
    digests = FileDigests(file.parent)
    (file.parent / "folder").mkdir()
    assert [digests.of(path) for path in ("b", "a/b", "folder")] == ["", "", ""]
    file.unlink()
    assert digests.of("a") == ""


def test_damaged_stamps_are_no_stamps(file: Path) -> None:
    (file.parent / CACHE_DIR / "stamps.json").write_bytes(b"nonsense")
    assert FileDigests(file.parent).of("a") == ONE


def test_what_no_run_asks_for_is_forgotten(file: Path) -> None:
    kept = file.parent / CACHE_DIR / "stamps.json"
    (file.parent / "b").write_bytes(b"two")
    digests = FileDigests(file.parent)
    assert digests.of("b") == TWO
    digests.save()
    assert b'"a"' in kept.read_bytes()
    digests.save(forget=True)
    assert b'"a"' not in kept.read_bytes()


def test_a_generated_file_that_was_changed_or_taken_away_is_seen(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    write_pages(docs, [("a.md", b"1")], FileDigests(tmp_path))
    before = generated_state(FileDigests(tmp_path), docs)
    assert before == generated_state(FileDigests(tmp_path), docs) != ""
    os.utime(docs / "a.md", (1, 1))
    assert generated_state(FileDigests(tmp_path), docs) == before
    (docs / "a.md").write_bytes(b"2")
    assert generated_state(FileDigests(tmp_path), docs) != before
    (docs / "a.md").unlink()
    assert generated_state(FileDigests(tmp_path), docs) == ""
