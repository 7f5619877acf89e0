"""Faults: whatever happens to a build, what is there is whole, and the next one ends as a clean one does.

``make chaos`` does the same and more, with processes that are killed and disks that are full, to the shipped book.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import BookFolder
from fineprint import __version__
from fineprint.build.engine import EngineError, run_engine
from fineprint.build.manifest import write_manifest
from fineprint.build.pipeline import Options, build
from fineprint.publish.search_index import INDEX_DIR
from fineprint.store.atomic_dir import exclusive, swap_in

HOLD = """
import sys, time
from pathlib import Path
from fineprint.store.atomic_dir import exclusive
with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def two(book_folder: BookFolder) -> BookFolder:
    """A book of two vendors, of which the second has no ledger, so that it may go."""
    book_folder.add_vendor("birch", "Birch Lines")
    return book_folder


def records(found: dict[str, bytes]) -> list[bytes]:
    """What the search index among some files says of each record."""
    return [gzip.decompress(raw) for path, raw in found.items() if "/texts/" in path]


def test_a_vendor_that_is_gone_leaves_no_page_and_no_search_record(two: BookFolder) -> None:
    assert build(two.root) == 0
    with_birch, index = files(two.root / "docs"), files(two.root / INDEX_DIR)
    birch = two.root / "policies/birch"
    shutil.move(birch, two.root / "aside")
    assert build(two.root) == 0
    without = files(two.root / "docs")
    assert not [path for path in without if "birch" in path]
    assert not [path for path, raw in without.items() if b"Birch" in raw]
    left = files(two.root / INDEX_DIR)
    assert b"birch" in index["index.json"]
    assert b"birch" not in left["index.json"]
    assert records(left)
    assert json.loads(left["index.json"])["sections"] * 2 == json.loads(index["index.json"])["sections"]
    shutil.move(two.root / "aside", birch)
    assert build(two.root) == 0
    assert files(two.root / "docs") == with_birch
    assert files(two.root / INDEX_DIR) == index


@pytest.mark.parametrize("when", [1_000_000_000, 4_000_000_000])
def test_no_build_looks_at_the_clock_of_files(two: BookFolder, when: int) -> None:
    assert build(two.root) == 0
    two.edit("policies/birch/vendor.yml", "Telephones.", "Lines.")
    for path in two.root.rglob("*"):
        os.utime(path, (when, when))
    assert build(two.root) == 0
    changed = files(two.root / "docs")
    shutil.rmtree(two.root / "docs")
    assert build(two.root) == 0
    assert files(two.root / "docs") == changed


def test_windows_line_ends_in_data_change_nothing(two: BookFolder) -> None:
    assert build(two.root, Options(search=False)) == 0
    before = files(two.root / "docs")
    for path in (two.root / "policies").rglob("*"):
        if path.suffix in (".yml", ".txt"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert build(two.root, Options(search=False)) == 0
    assert files(two.root / "docs") == before


def test_windows_line_ends_in_a_text_are_told(two: BookFolder) -> None:
    text = two.root / two.version / "policy.md"
    text.write_bytes(text.read_bytes().replace(b"\n", b"\r\n"))
    errors = {problem.code for problem in two.problems() if problem.severity == "error"}
    assert errors == {"text.hash-mismatch"}
    assert "text.crlf" in {problem.code for problem in two.problems()}


def test_names_that_differ_only_in_case_are_told_and_nothing_is_written(two: BookFolder) -> None:
    assert build(two.root, Options(search=False)) == 0
    before = files(two.root / "docs")
    shutil.copytree(two.root / "policies/birch", two.root / "policies/Birch")
    assert "path.collision" in {problem.code for problem in two.problems()}
    assert build(two.root, Options(search=False)) == 1
    assert files(two.root / "docs") == before


def test_what_a_killed_build_left_is_taken_away(two: BookFolder) -> None:
    assert build(two.root, Options(search=False)) == 0
    before = files(two.root / "docs")
    page = two.root / "docs/companies/birch/index.md"
    page.with_name(".writing-index.md").write_bytes(b"half a page")
    page.write_bytes(b"of an older build")
    assert build(two.root, Options(search=False)) == 0
    assert files(two.root / "docs") == before


def test_a_search_index_that_was_cut_short_is_made_again(two: BookFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    assert build(two.root) == 0
    two.add_vendor("cedar", "Cedar Wires")
    rename = os.rename

    def until_the_last(source: Path, target: Path) -> None:
        if Path(target).name == INDEX_DIR.name:
            raise KeyboardInterrupt
        rename(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", until_the_last)
        with pytest.raises(KeyboardInterrupt):
            build(two.root)
    assert build(two.root) == 0
    made = files(two.root / INDEX_DIR)
    shutil.rmtree(two.root / INDEX_DIR)
    assert build(two.root) == 0
    assert files(two.root / INDEX_DIR) == made


@pytest.fixture
def holder(book_folder: BookFolder, root: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of the book."""
    command = [sys.executable, "-c", HOLD, book_folder.root]
    environment = {**os.environ, "PYTHONPATH": str(root / "scripts")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_build_waits_says_so_and_takes_over_a_lock_whose_holder_was_killed(
    book_folder: BookFolder, holder: subprocess.Popen[str], capfd: pytest.CaptureFixture[str]
) -> None:
    entered = threading.Event()

    def second() -> None:
        with exclusive(book_folder.root):
            entered.set()

    waiting = threading.Thread(target=second)
    waiting.start()
    assert not entered.wait(0.5)
    holder.send_signal(signal.SIGKILL)
    assert entered.wait(20)
    waiting.join()
    assert capfd.readouterr().err == "another build of this book is running; waiting until it ends\n"


def test_the_lock_leaves_nothing_behind_and_needs_nothing_to_write(book_folder: BookFolder) -> None:
    before = files(book_folder.root)
    with exclusive(book_folder.root):
        pass
    with exclusive(book_folder.root / "there-is-none"):
        pass
    assert files(book_folder.root) == before


def test_a_finished_folder_takes_the_place_of_another_whole(tmp_path: Path) -> None:
    target = tmp_path / "site"
    for words in (b"first", b"second"):
        made = tmp_path / "made"
        made.mkdir()
        (made / f"{words.decode()}.html").write_bytes(words)
        swap_in(made, target)
        assert files(target) == {f"{words.decode()}.html": words}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("stopped_at", [0, 1])
def test_a_swap_that_is_stopped_leaves_the_old_folder_or_the_next_run_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopped_at: int
) -> None:
    target, rename, seen = tmp_path / "site", os.rename, []

    def stopping(source: Path, to: Path) -> None:
        if Path(to).name in ("site", ".site-old"):
            seen.append(to)
            if len(seen) == stopped_at + 1:
                raise OSError(errno.EBUSY, "in use")
        rename(source, to)

    for words in (b"old", b"new", b"newest"):
        (tmp_path / "made").mkdir(exist_ok=True)
        (tmp_path / "made/index.html").write_bytes(words)
        if words != b"new":
            swap_in(tmp_path / "made", target)
            continue
        with monkeypatch.context() as patched:
            patched.setattr(os, "rename", stopping)
            with pytest.raises(OSError, match="in use"):
                swap_in(tmp_path / "made", target)
        assert files(target) == ({"index.html": b"old"} if stopped_at == 0 else {})
    assert files(target) == {"index.html": b"newest"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_manifest_is_what_sha256sum_reads(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.html").write_bytes(b"words")
    write_manifest(tmp_path)
    write_manifest(tmp_path)
    expected = f"# Fineprint {__version__}\n{hashlib.sha256(b'words').hexdigest()}  a/b.html\n"
    assert (tmp_path / "manifest.sha256").read_text() == expected


def test_the_engine_that_breaks_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Words\n\n[gone](gone.md)\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: Book\n")
    with pytest.raises(EngineError) as told:
        run_engine(tmp_path, tmp_path / "made")
    assert "gone.md" in str(told.value)
    assert all(line.startswith("mkdocs: ") for line in str(told.value).splitlines())
    (tmp_path / "docs/index.md").write_text("# Words\n")
    run_engine(tmp_path, tmp_path / "made")
    assert (tmp_path / "made/index.html").is_file()
    (tmp_path / "in-the-way").write_text("a file")
    with pytest.raises(EngineError) as broken:
        run_engine(tmp_path, tmp_path / "in-the-way" / "made")
    assert "Traceback" not in str(broken.value)
    assert 1 <= len(str(broken.value).splitlines()) <= 2
