"""Files outside the data are told with what they can do, whatever they are and wherever the book lies."""

from __future__ import annotations

import os
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

from answered import AnsweredBook
from fineprint.review.outside import PathChange, outside_data
from reviewed import Repository, list_of

PROJECT = Path(__file__).parents[2]


def test_every_file_of_the_project_has_a_place() -> None:
    listed = subprocess.run(["git", "-C", str(PROJECT), "ls-files", "-z"], capture_output=True, text=True, check=True)
    paths = listed.stdout.split("\0")[:-1]
    changes = [PathChange(path=path, status="M", old_mode="100644", new_mode="100644") for path in paths]
    found = {item.path: item for item in outside_data(changes)}
    data = {path for path in paths if path.startswith("policies/")}
    assert set(found) == set(paths) - data
    unknown = [path for path, item in found.items() if "not known by its place" in item.can and "examples/" not in path]
    assert unknown == []
    for path in (".github/workflows/review.yml", "mkdocs.yml", "Makefile", "requirements.txt", ".gitattributes"):
        assert found[path].guard, path


def test_the_file_of_owners_has_a_line_for_every_guard() -> None:
    lines = (PROJECT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    patterns = [line.split()[1] for line in lines if line.startswith("# ") and line.endswith("@OWNER")]
    listed = subprocess.run(["git", "-C", str(PROJECT), "ls-files", "-z"], capture_output=True, text=True, check=True)
    paths = [path for path in listed.stdout.split("\0")[:-1] if not path.startswith(("policies/", "examples/"))]
    changes = [PathChange(path=path, status="M", old_mode="100644", new_mode="100644") for path in paths]
    for item in outside_data(changes):
        if item.guard or item.look:
            owned = any(
                item.path.startswith(pattern[1:]) or fnmatch(item.path, pattern.lstrip("/")) for pattern in patterns
            )
            assert owned, item.path


def test_links_modes_and_strange_files_are_told(repository: Repository) -> None:
    root = repository.root
    (root / "Makefile").write_text("help:\n", encoding="utf-8")
    (root / "docs/assets").mkdir(parents=True, exist_ok=True)
    (root / "docs/assets/look.css").write_text("p{}", encoding="utf-8")
    repository.commit()
    repository.git("tag", "--force", "base")
    (root / "docs/assets/look.css").write_text(".answer{display:none}", encoding="utf-8")
    (root / "docs/secrets.md").symlink_to("/etc/passwd")
    os.chmod(root / "Makefile", 0o755)
    (root / "strange.bin").write_bytes(b"\0")
    (root / "policies/acorn/.gitattributes").write_text("*.md -diff\n", encoding="utf-8")
    for commit in (False, True):
        if commit:
            repository.commit()
        text = repository.report(*(["main"] if commit else []))
        said = "\n".join(list_of(text, "Files outside the data"))
        assert "`docs/assets/look.css`, `changed`: runs in or styles every page: can hide" in said
        assert "`docs/secrets.md`, `new, a symbolic link`: can stand for any file" in said
        assert "`Makefile`, `changed, file mode 100644 → 100755`: may be run as a program now" in said
        assert "`strange.bin`, `new`: not known by its place; read it" in said
        assert "`policies/acorn/.gitattributes`, `new`: no file of this name belongs to the data" in said
        assert "**5 files outside the data, 2 of them guarding it, 1 that can hide what is shown**" in text


def test_a_submodule_is_told() -> None:
    change = PathChange(path="policies/oak", status="A", old_mode="000000", new_mode="160000")
    (item,) = outside_data([change])
    assert (item.what, item.guard) == ("new, a submodule", True)


def test_a_moved_file_is_told_by_the_graver_of_its_places() -> None:
    change = PathChange(
        path="docs/notes.txt", status="R100", old_mode="100644", new_mode="100644", renamed_from="tests/test_rules.py"
    )
    (item,) = outside_data([change])
    assert item.guard
    assert item.what == "moved from tests/test_rules.py"


def test_guards_and_data_in_one_are_said_first(repository: Repository) -> None:
    repository.book.edit(repository.book.answers, "value: for-days", "value: for-ever")
    said = "Data and what guards or shows it change together"
    assert said not in repository.report()
    (repository.root / "mkdocs.yml").write_text("strict: false\n", encoding="utf-8")
    assert repository.report().splitlines()[2].startswith(f"**{said}")


@pytest.mark.parametrize("place", ["", "examples/small/"])
def test_a_book_below_the_top_is_its_own_data(tmp_path: Path, place: str) -> None:
    top = tmp_path / "repository"
    book = AnsweredBook(top / place if place else top)
    repository = Repository(book)
    if place:
        subprocess.run(["git", "init", "--quiet", str(top)], check=True)
        (book.root / ".git").rename(tmp_path / "away")
        repository.git("add", "--all", "/".join([".."] * place.count("/")) or ".")
        repository.commit()
        repository.git("tag", "base")
    book.edit(book.answers, "value: for-days", "value: for-ever")
    (top / "note.txt").write_text("x", encoding="utf-8")
    text = repository.report()
    assert len(list_of(text, "Answers changed")) == 1
    assert list_of(text, "Files outside the data") == ["- `note.txt`, `new`: not known by its place; read it"]
    assert "policies&#47;acorn" in text
