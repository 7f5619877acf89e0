"""The hooks make a build faster and change nothing: the site is the same to the last byte without them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import verbs

HOOKS = "hooks: [hooks/ready.py, hooks/kept.py]\n"


def engine(root: Path, site: str, config: str = "mkdocs.yml") -> dict[str, bytes]:
    """Build the pages of a book's folder; the site's files."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-f", root / config, "-d", root / site]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    )
    assert (done.returncode, done.stderr) == (0, "")
    files = (path for path in (root / site).rglob("*") if path.is_file())
    return {path.relative_to(root / site).as_posix(): path.read_bytes() for path in files}


def copied(source: Path, target: Path) -> Path:
    """A copy of a folder; what is one file under two names in it is so in the copy, and times are the same."""
    names: dict[int, str] = {}

    def copy(file: str, to: str) -> None:
        known = names.setdefault(os.stat(file).st_ino, to)
        if known == to:
            shutil.copy2(file, to)
        else:
            os.link(known, to)

    return shutil.copytree(source, target, copy_function=copy)


def pages(root: Path) -> None:
    """Write the pages of a book's folder."""
    done = verbs.run("build_docs.py", "--root", root, "--no-search")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A copy of the shipped book with its pages and site made, and a second configuration without the hooks."""
    made = tmp_path_factory.mktemp("built")
    for name in ("policies", "overrides", "hooks", "docs/about", "docs/assets"):
        shutil.copytree(root / name, made / name, ignore=shutil.ignore_patterns("__pycache__"))
    if (root / "docs/.generated").is_file():
        # So that pages which a build of the working tree left there are taken away.
        shutil.copyfile(root / "docs/.generated", made / "docs/.generated")
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert HOOKS in config
    (made / "mkdocs.yml").write_text(config, encoding="utf-8")
    (made / "without.yml").write_text(config.replace(HOOKS, ""), encoding="utf-8")
    pages(made)
    return made, engine(made, "site")


@pytest.fixture
def book(built: tuple[Path, dict[str, bytes]], tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return copied(built[0], tmp_path / "book")


@pytest.fixture
def before(built: tuple[Path, dict[str, bytes]]) -> dict[str, bytes]:
    """The files of its site."""
    return built[1]


def test_a_site_is_the_same_without_the_hooks(book: Path, before: dict[str, bytes]) -> None:
    without = engine(book, "without", "without.yml")
    assert before == without
    # Again, with everything kept.
    assert engine(book, "site") == without


def test_after_a_change_the_kept_files_and_the_new_ones_make_one_site(book: Path) -> None:
    vendor = book / "policies/digium/vendor.yml"
    text = vendor.read_text(encoding="utf-8")
    vendor.write_text(text.replace("description: ", "description: Once upon a time, ", 1), encoding="utf-8")
    pages(book)
    (book / "docs/about/gone.txt").write_text("x")
    first = engine(book, "site")
    (book / "docs/about/gone.txt").unlink()
    assert engine(book, "site") == engine(book, "without", "without.yml")
    assert "about/gone.txt" in first


def test_unchanged_files_keep_their_times_and_what_is_kept_may_be_deleted(book: Path, before: dict[str, bytes]) -> None:
    page = book / "site/vendors/digium/index.html"
    time = page.stat().st_mtime_ns
    engine(book, "site")
    assert page.stat().st_mtime_ns == time
    # The same bytes at another time are the same source; other bytes of the same size are another.
    source = book / "docs/vendors/digium/index.md"
    os.utime(source, ns=(1, 1))
    engine(book, "site")
    assert page.stat().st_mtime_ns == time
    source.write_bytes(source.read_bytes().replace(b"Digium", b"Digiun"))
    assert b"Digiun" in engine(book, "site")["vendors/digium/index.html"]
    source.write_bytes(source.read_bytes().replace(b"Digiun", b"Digium"))
    shutil.rmtree(book / ".cache")
    assert engine(book, "site") == before


def test_a_kept_file_that_someone_changed_is_made_again(book: Path, before: dict[str, bytes]) -> None:
    with (book / "site/vendors/digium/index.html").open("ab") as file:
        file.write(b"<!-- by hand -->")
    assert engine(book, "site") == before


def test_what_lies_in_the_site_goes_unless_it_belongs_there_or_is_hidden(book: Path) -> None:
    before = engine(book, "site")
    for strange in ("vendors/digium/strange.html", "strange/deep/page.html", ".hidden"):
        (book / "site" / strange).parent.mkdir(parents=True, exist_ok=True)
        (book / "site" / strange).write_text("x")
    (book / "site/robots.txt").unlink()
    shutil.rmtree(book / "site/topics")
    assert engine(book, "site") == before | {".hidden": b"x"}
    assert not (book / "site/strange").exists()


def test_a_site_that_a_killed_build_put_aside_is_of_no_harm(book: Path) -> None:
    before = engine(book, "site")
    aside = book / ".cache/mkdocs-site"
    (book / "site").rename(aside)
    assert engine(book, "site") == before
    assert not aside.exists()
    shutil.copytree(book / "site", aside)
    (book / "site/.hidden").write_text("x")
    assert engine(book, "site") == before | {".hidden": b"x"}
    assert not aside.exists()
