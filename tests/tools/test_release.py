"""A release: nothing is built of a tag that does not fit, and what is built is the same wherever it is built."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tools import release

VERSION = '__version__ = "2.1.0"\n'
CITED = "title: Fineprint\nversion: 2.1.0\n"
CHANGELOG = (
    "# Changelog\n\n## 2.1.0 - 2026-12-01\n\n### For a book\n\n- Nothing to do.\n\n## 2.0.0 - 2026-11-30\n\n- Old.\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What a release looks at, all in agreement."""
    package = tmp_path / "scripts/fineprint"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(VERSION)
    (tmp_path / "CITATION.cff").write_text(CITED)
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG)
    return tmp_path


def test_where_all_agree_nothing_is_said(project: Path) -> None:
    assert list(release.disagreements(project, "v2.1.0")) == []
    assert release.notes_of(CHANGELOG, "2.1.0") == "### For a book\n\n- Nothing to do."


@pytest.mark.parametrize(
    ("file", "old", "new", "tag", "said"),
    [
        ("CITATION.cff", "", "", "v2.0.0", "the tag is v2.0.0, the version 2.1.0"),
        ("scripts/fineprint/__init__.py", "2.1.0", "2.1.0.dev0", "v2.1.0.dev0", "is no version to release"),
        ("CITATION.cff", "2.1.0", "2.0.0", "v2.1.0", "CITATION.cff names another version"),
        ("CHANGELOG.md", "## 2.1.0 - 2026-12-01", "## Unreleased", "v2.1.0", "has no part for this version"),
        ("CHANGELOG.md", "### For a book", "### Added", "v2.1.0", "does not say what 2.1.0 means for a book"),
    ],
)
def test_what_does_not_agree_is_said(project: Path, file: str, old: str, new: str, tag: str, said: str) -> None:
    (project / file).write_text((project / file).read_text().replace(old, new, 1))
    assert any(said in line for line in release.disagreements(project, tag))


def test_two_builds_have_the_same_bytes_and_hold_the_list_of_versions(tmp_path: Path) -> None:
    made = release.build_twice(release.ROOT, tmp_path / "dist")
    assert len(made) == 2
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        locked = packed.read("fineprint/starter/requirements.txt")
    assert locked == (release.ROOT / "requirements.txt").read_bytes()
    sums = (tmp_path / "dist/SHA256SUMS").read_text()
    assert sums == "".join(f"{digest}  {name}\n" for name, digest in made.items())
