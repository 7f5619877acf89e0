"""Pages to disk: only what changed, each file whole or not at all, and nothing of others taken away."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from fineprint.store.file_digests import FileDigests
from fineprint.store.page_writer import (
    GENERATED_LIST,
    FinishedFiles,
    LazyPage,
    PageFile,
    PageKeys,
    link_or_write,
    write_file,
    write_pages,
)

OLD = 1_000_000_000


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the manifest."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found.pop(GENERATED_LIST, None)
    return found


def write(
    docs: Path, pages: Iterable[PageFile], ready: FinishedFiles | None = None, keys: PageKeys | None = None
) -> tuple[int, int, int]:
    """Write pages as a first build does, which knows no digest of any file."""
    return write_pages(docs, pages, FileDigests(docs.parent), ready, keys)


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    assert write(tmp_path, [("index.md", b"a"), ("x/y/index.md", b"b")]) == (2, 0, 0)
    assert files(tmp_path) == {"index.md": b"a", "x/y/index.md": b"b"}
    assert (tmp_path / GENERATED_LIST).read_text() == "index.md\nx/y/index.md\n"
    assert (tmp_path / "index.md").stat().st_mode & 0o777 == 0o644


def test_what_did_not_change_is_not_touched(tmp_path: Path) -> None:
    pages = [("a.md", b"same"), ("b.md", b"old")]
    write(tmp_path, pages)
    for name in ("a.md", "b.md", GENERATED_LIST):
        os.utime(tmp_path / name, (OLD, OLD))
    assert write(tmp_path, [("a.md", b"same"), ("b.md", b"new")]) == (1, 1, 0)
    changed = {name for name in ("a.md", "b.md", GENERATED_LIST) if (tmp_path / name).stat().st_mtime != OLD}
    assert changed == {"b.md"}


def test_what_is_no_page_any_more_goes_with_its_empty_folders(tmp_path: Path) -> None:
    write(tmp_path, [("a/b/c.md", b"1"), ("a/d.md", b"2"), ("e/f.md", b"3")])
    assert write(tmp_path, [("a/d.md", b"2")]) == (0, 1, 2)
    assert files(tmp_path) == {"a/d.md": b"2"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [GENERATED_LIST, "a"]


def test_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "about").mkdir()
    (tmp_path / "about/index.md").write_bytes(b"by hand")
    write(tmp_path, [("about/made.md", b"1"), ("b.md", b"2")])
    (tmp_path / "about/later.md").write_bytes(b"by hand too")
    write(tmp_path, [])
    assert files(tmp_path) == {"about/index.md": b"by hand", "about/later.md": b"by hand too"}


def test_a_page_that_someone_took_away_is_written_again(tmp_path: Path) -> None:
    write(tmp_path, [("a.md", b"1"), ("b.md", b"2")])
    (tmp_path / "a.md").unlink()
    (tmp_path / "b.md").unlink()
    assert write(tmp_path, [("a.md", b"1")]) == (1, 0, 1)
    assert files(tmp_path) == {"a.md": b"1"}


@pytest.mark.parametrize("broken", ["replace", "fdopen", "chmod"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    write_file(tmp_path / "a.md", b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, broken, fail)
        with pytest.raises(OSError, match="No space left"):
            write_file(tmp_path / "a.md", b"new")
    assert files(tmp_path) == {"a.md": b"old"}


def test_pages_that_can_not_be_made_change_nothing(tmp_path: Path) -> None:
    write(tmp_path, [("a.md", b"1"), ("b.md", b"2")])

    def pages() -> Iterator[tuple[str, bytes]]:
        yield "a.md", b"other"
        raise RuntimeError("no further")

    with pytest.raises(RuntimeError):
        write(tmp_path, pages())
    assert files(tmp_path) == {"a.md": b"1", "b.md": b"2"}


def test_a_run_that_was_cut_short_is_known_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, [("a.md", b"1")])
    real = os.replace

    def until_c(source: str, target: Path) -> None:
        if str(target).endswith("c.md"):
            raise KeyboardInterrupt
        real(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", until_c)
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path, [("b.md", b"2"), ("c.md", b"3")])
    assert files(tmp_path) == {"a.md": b"1", "b.md": b"2"}
    write(tmp_path, [])
    assert files(tmp_path) == {}


def test_a_file_takes_the_time_of_its_like_and_is_written_where_a_disk_knows_no_further_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "like").write_bytes(b"same")
    os.utime(tmp_path / "like", ns=(1, 1))
    link_or_write(tmp_path / "a/one", b"same", tmp_path / "like")
    link_or_write(tmp_path / "a/two", b"other", tmp_path / "like")
    assert (tmp_path / "a/one").stat().st_mtime_ns == 1
    assert (tmp_path / "a/two").read_bytes() == b"other"

    def fail(*_: object) -> None:
        raise OSError("no further names here")

    monkeypatch.setattr(os, "link", fail)
    link_or_write(tmp_path / "a/three", b"same", tmp_path / "like")
    assert (tmp_path / "a/three").read_bytes() == b"same"
    ready = {"x.md": (tmp_path / "a/one", hashlib.sha256(b"same").hexdigest())}
    assert write(tmp_path / "docs", [], ready) == (1, 0, 0)
    assert write(tmp_path / "docs", [], ready) == (0, 1, 0)


def test_a_page_is_made_again_if_its_key_or_its_file_is_another(tmp_path: Path) -> None:
    made: list[str] = []

    def page(key: str) -> list[PageFile]:
        return [("a.md", LazyPage(key, lambda: made.append(key) or key.encode()))]

    keys: PageKeys = {}
    write(tmp_path, page("one"), keys=keys)
    write(tmp_path, page("one"), keys=keys)
    assert made == ["one"]
    write(tmp_path, page("two"), keys=keys)
    assert (made, files(tmp_path)) == (["one", "two"], {"a.md": b"two"})
    (tmp_path / "a.md").write_bytes(b"owt")
    write(tmp_path, page("two"), keys=keys)
    assert (made, files(tmp_path)) == (["one", "two", "two"], {"a.md": b"two"})


def test_a_finished_file_is_put_back_where_it_was_changed(tmp_path: Path) -> None:
    file = tmp_path / "finished/a.md"
    write_file(file, b"same")
    ready = {"a.md": (file, hashlib.sha256(b"same").hexdigest())}
    docs = tmp_path / "docs"
    assert write(docs, [], ready) == (1, 0, 0)
    (docs / "a.md").unlink()
    (docs / "a.md").write_bytes(b"emas")
    assert write(docs, [], ready) == (1, 0, 0)
    assert files(docs) == {"a.md": b"same"}
