"""What a first view of a page weighs, and that the site ships nothing that no page names."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from conftest import Watched
from fineprint.theme import USED_STYLES
from fineprint.theme.plugin import theme_css
from fineprint.theme.theme_styles import all_selectors
from tools.used_styles import matching

VERSION = "vendors/dialpine/privacy-policy/2023-11-28/"
KINDS = ("", "matrix/", VERSION, "questions/sale/", "findings/", "data/", "search/?q=listen", "404.html")


@pytest.mark.parametrize(("path", "most"), [("", 30_000), (VERSION, 50_000), ("matrix/", 45_000)])
def test_a_first_view_weighs_little(built: Path, look: Callable[..., Page], base: str, path: str, most: int) -> None:
    page = look(1280)
    page.goto("about:blank")
    watched = Watched(page, base)
    page.goto(base + path, wait_until="networkidle")
    watched.stop()
    names = {url.removeprefix(base).partition("?")[0] or "index.html" for url in watched.asked if url.startswith(base)}
    files = [built / (f"{name}index.html" if name.endswith("/") else name) for name in names]
    assert len(files) >= 4
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) <= most


def test_every_style_sheet_and_script_is_named_by_some_page(built: Path) -> None:
    shipped = {file.relative_to(built).as_posix() for file in (built / "assets").rglob("*") if file.is_file()}
    named = {
        f"assets/{name}"
        for page in built.rglob("*.html")
        for name in re.findall(r'(?:src|href)="[^"]*?assets/([\w./-]+)"', page.read_text(encoding="utf-8"))
    }
    for name in [*sorted(named), "assets/references.js"]:
        if name in named and name.endswith(".js"):
            script = (built / name).read_text(encoding="utf-8")
            named |= {f"assets/{other}" for other in re.findall(r'new URL\("([\w.-]+)"', script)}
    # Lists that are narrowed by typing stand in a book of many vendors alone, redlines in one with a newer version.
    assert shipped - named == {"assets/narrow.js", "assets/redline.js"}
    assert len(shipped) > 8


def test_the_list_of_styles_has_all_that_the_pages_use(look: Callable[..., Page], base: str) -> None:
    """Where it fails, ``make used-styles`` writes the list anew."""
    wanted = set(USED_STYLES.read_text(encoding="utf-8").splitlines())
    asked = sorted(set(all_selectors(theme_css())) - wanted)
    assert matching(look(1280), [base + kind for kind in KINDS], asked) == set()
