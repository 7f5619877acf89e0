"""The shipped book built twice, elsewhere, at another time, by another user's settings: the same to the last byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fineprint.theme import OVERRIDES
from tools.scratch import make_frame

HERE = Path(__file__).resolve().parents[1]
#: What ``make site`` runs.
BUILD = [sys.executable, "-m", "fineprint", "build", "--strict", "--site"]
NEUTRAL = {"SOURCE_DATE_EPOCH": "1700000000", "SITE_URL": "https://book.example/"}


def copied(root: Path) -> Path:
    """A copy of the book and its look, without anything that was generated."""
    make_frame(root)
    shutil.copytree(HERE / "policies", root / "policies", dirs_exist_ok=True)
    return root


def run(root: Path, before: tuple[str, ...] = (), **more: str) -> subprocess.CompletedProcess[str]:
    """Build the site of a copy."""
    environment = {**os.environ, **NEUTRAL, **more}
    command = [*before, *BUILD, "--root", str(root)]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a site."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy whose site is built."""
    root = copied(tmp_path_factory.mktemp("one") / "book")
    done = run(root, TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C.UTF-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def test_two_builds_are_byte_identical(first: Path, tmp_path: Path) -> None:
    second = copied(tmp_path / "a longer place, with blanks" / "and another" / "book")
    for path in second.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    # Another day, where there is a command for that; the zone of the second makes it another hour in any case.
    day = ("faketime", "2031-02-03 04:05:06") if shutil.which("faketime") else ()
    home = tmp_path / "home"
    home.mkdir()
    settings = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "4242", "LC_ALL": "C", "HOME": str(home)}
    done = run(second, day, **settings)
    assert done.returncode == 0, done.stdout + done.stderr
    one, two = files(first / "site"), files(second / "site")
    assert sorted(set(one) ^ set(two)) == []
    assert [path for path in one if one[path] != two[path]] == []
    assert "pagefind/index.json" in one
    assert "sitemap.xml" in one
    named = [line.split("  ", 1)[1] for line in one["manifest.sha256"].decode().splitlines()[1:]]
    assert named == sorted(set(one) - {"manifest.sha256"}, key=Path)


def test_a_theme_that_brings_an_inline_script_does_not_become_the_site(first: Path) -> None:
    before = files(first / "site")
    config = (first / "mkdocs.yml").read_text(encoding="utf-8")
    (first / "mkdocs.yml").write_text(config.replace("  name: material\n", "  name: material\n  custom_dir: own\n", 1))
    (first / "own").mkdir()
    theme = (OVERRIDES / "main.html").read_text(encoding="utf-8")
    planted = theme.replace("{% block extrahead %}", "{% block extrahead %}<script>planted()</script>", 1)
    (first / "own/main.html").write_text(planted, encoding="utf-8")
    done = run(first)
    (first / "mkdocs.yml").write_text(config, encoding="utf-8")
    assert done.returncode == 1
    assert "error site.csp: an inline script is not in the policy" in done.stdout
    # Notices of what is not read yet may stand before it.
    assert done.stderr.endswith("site/ is left as it was\n")
    assert files(first / "site") == before


def test_a_link_that_leads_nowhere_stops_the_engine(first: Path) -> None:
    before = files(first / "site")
    page = first / "pages/about/more/index.md"
    page.parent.mkdir(parents=True)
    page.write_text("# More\n\n[gone](gone.md)\n", encoding="utf-8")
    done = run(first)
    page.unlink()
    assert done.returncode == 1
    assert "gone.md" in done.stderr
    assert files(first / "site") == before
