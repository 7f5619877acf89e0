"""What the project is built with: locked with hashes, and every licence named."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tools.licences import LOCKED, PAGE, pinned

ROOT = Path(__file__).resolve().parents[1]
# Zensical has an environment of its own and makes nothing that is published, so the page of licences leaves it out.
PINNED = [*LOCKED, "requirements-zensical.txt"]


@pytest.mark.parametrize("file", PINNED)
def test_every_package_is_locked_to_one_version_with_hashes(file: str) -> None:
    text = re.sub(r"^\s*#.*$", "", (ROOT / file).read_text(encoding="utf-8"), flags=re.MULTILINE)
    entries = [entry for entry in re.split(r"\n(?=\S)", text.strip()) if entry.strip()]
    assert entries
    for entry in entries:
        assert re.match(r"[A-Za-z0-9][\w.-]*==\S+ *\\\n +--hash=sha256:[0-9a-f]{64}", entry), entry[:80]


@pytest.mark.parametrize("file", PINNED)
def test_what_is_asked_for_by_hand_is_locked_at_that_version(file: str) -> None:
    asked = (ROOT / file.replace(".txt", ".in")).read_text(encoding="utf-8")
    wanted = set(re.findall(r"^([a-z0-9][\w.-]*)(?:\[\w+\])?==(\S+)$", asked, re.MULTILINE))
    assert len(wanted) == len([line for line in asked.splitlines() if line and line[0] not in "#-"])
    assert wanted <= set(pinned(file))


@pytest.mark.parametrize("file", LOCKED)
def test_the_licences_page_names_every_package_at_its_version(file: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    missing = [f"{name} {version}" for name, version in pinned(file) if f"| {name} | {version} |" not in page]
    assert missing == [], "run make licences"


def test_whatever_is_installed_for_good_is_checked_against_its_hash() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    lines = [line for line in makefile.splitlines() if "pip install" in line]
    # This project itself comes from no index.
    fetched = [line for line in lines if not line.endswith("--no-index --no-deps --no-build-isolation -e .")]
    assert (len(lines), len(fetched)) == (5, 4)
    assert all("--require-hashes" in line for line in fetched)


def test_what_comes_from_npm_is_locked_to_one_version_with_its_hash() -> None:
    asked = json.loads((ROOT / "tests/browser/package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((ROOT / "tests/browser/package-lock.json").read_text(encoding="utf-8"))["packages"]
    entries = {name.removeprefix("node_modules/"): entry for name, entry in locked.items() if name}
    assert {name: entry["version"] for name, entry in entries.items()} == asked
    assert all(entry["integrity"].startswith("sha512-") for entry in entries.values())
