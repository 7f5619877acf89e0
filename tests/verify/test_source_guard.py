"""What a book may not bring beside its data is told before a build reads or writes anything there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import verbs
from builders import BookFolder
from fineprint.verify.source_guard import linked_paths, place_problems, settings_problems

PROJECT = Path(__file__).parents[2]
GOOD = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")


def codes(root: Path, text: str) -> list[str]:
    """What is told of settings."""
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    return [problem.code for problem in settings_problems(root)]


def test_the_shipped_settings_are_good(tmp_path: Path) -> None:
    assert codes(tmp_path, GOOD) == []
    assert not list(settings_problems(PROJECT / "examples/plot-agreements"))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("strict: true", "strict: !ENV [STRICT, true]", "settings.tag"),
        ("strict: true", "extra: {key: !ENV AWS_SECRET}", "settings.tag"),
        ("strict: true", "slugify: !!python/name:os.system", "settings.tag"),
        ("  - tables", "  - pymdownx.snippets", "settings.extension"),
        ("  - tables", "  - pymdownx.snippets: {base_path: /etc}", "settings.extension"),
        ("  - tables", "  - pymdownx.b64", "settings.extension"),
        ("  - tables", "  - markdown_include.include", "settings.extension"),
        ("  - tables", "  - some.other", "settings.extension"),
        ("docs_dir: docs", "docs_dir: /etc", "settings.folder"),
        ("site_dir: site", "site_dir: ../elsewhere", "settings.folder"),
        ("  name: material", "  name: material\n  custom_dir: /etc", "settings.folder"),
        ("  name: material", "  name: material\n  custom_dir: ../above", "settings.folder"),
        ("strict: true", "strict: [", "settings.unreadable"),
    ],
)
def test_settings_that_bring_more_than_the_book_are_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in GOOD
    assert codes(tmp_path, GOOD.replace(old, new, 1)) == [code]


def test_inherited_settings_are_looked_at_and_circles_end(tmp_path: Path) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (tmp_path / "above.yml").write_text("INHERIT: book/mkdocs.yml\nmarkdown_extensions: [pymdownx.snippets]\n")
    assert codes(book, "INHERIT: ../above.yml\n") == ["settings.extension", "settings.unreadable"]
    assert codes(book, "INHERIT: ../none.yml\n") == ["settings.unreadable"]


def test_a_folder_of_templates_has_no_links(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    text = GOOD.replace("  name: material", "  name: material\n  custom_dir: own")
    assert codes(tmp_path, text) == []
    (tmp_path / "own/secret.txt").symlink_to("/etc/hostname")
    assert codes(tmp_path, text) == ["settings.folder"]


@pytest.mark.parametrize(
    "path", ["docs", "docs/.generated", "docs/data", "docs/a/b.md", "pages", ".cache", ".cache/x", "site"]
)
def test_links_make_no_build_write_or_delete_elsewhere(
    book_folder: BookFolder, tmp_path_factory: pytest.TempPathFactory, path: str
) -> None:
    away = tmp_path_factory.mktemp("away")
    (away / "kept.txt").write_text("kept\n", encoding="utf-8")
    root = book_folder.root
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    target = away / "kept.txt" if path.endswith((".generated", ".md")) else away
    (root / path).symlink_to(target)
    assert [problem.path for problem in linked_paths(root)] == [path]
    done = verbs.run("build", "--root", root, "--no-search")
    assert done.returncode == 1
    assert f"{path}:1:1: error path.symlink" in done.stderr
    assert [file.name for file in away.iterdir()] == ["kept.txt"]
    assert (away / "kept.txt").read_text(encoding="utf-8") == "kept\n"


def test_pages_by_hand_stay_out_of_the_program_s_places() -> None:
    good = ["index.md", "about/press/index.md", "about/index.md", "assets/own.svg", "notes/one.md", "CNAME"]
    bad = ["about/method/more.md", "companies/acorn/more.md", "data/mine.json", "matrix/a.md", "questions/x/index.html"]
    assert [problem.path.removeprefix("docs/") for problem in place_problems([*good, *bad], "companies")] == bad


def test_a_build_refuses_them_and_leaves_what_was(book_folder: BookFolder) -> None:
    root = book_folder.root
    shutil.copy(PROJECT / "mkdocs.yml", root / "mkdocs.yml")
    assert verbs.run("build", "--root", root, "--no-search").returncode == 0
    before = {path: path.read_bytes() for path in (root / "docs").rglob("*") if path.is_file()}
    book_folder.write("pages/questions/mine.md", "# Mine\n")
    book_folder.write("mkdocs.yml", GOOD.replace("  - tables", "  - pymdownx.snippets"))
    done = verbs.run("build", "--root", root, "--no-search")
    assert done.returncode == 1
    assert "page.place" in done.stderr
    assert "settings.extension" in done.stderr
    assert before == {path: path.read_bytes() for path in (root / "docs").rglob("*") if path.is_file()}
