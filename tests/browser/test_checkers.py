"""What other checkers than axe find: the Nu HTML checker over every page, IBM's rules for WCAG 2.2 over each kind.

They come with ``npm ci --ignore-scripts`` in this folder, and the first needs Java; where they are not, the run says so.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from test_accessibility import GROWN, SHIPPED

MODULES = Path(__file__).parent / "node_modules"
NU = MODULES / "vnu-jar/build/dist/vnu.jar"
IBM = MODULES / "accessibility-checker-engine/ace.js"
#: Rules that are left out, with the reason.
LEFT_OUT = {
    "label_content_exists": "the labels of the choice of colours are pictures for the pointer; its radios have names",
    "input_checkboxes_grouped": "the questions of a brief are one choice in a group for each topic",
    "fieldset_label_valid": "a group in a part that is folded has no name to this checker, and its name when opened",
}
_RUN = """new ace.Checker().check(document, ["WCAG_2_2"]).then(told => told.results
  .filter(one => one.value[0] === "VIOLATION" && one.value[1] === "FAIL")
  .map(one => [one.ruleId, one.message, one.snippet.slice(0, 200)]))"""


def _there(path: Path) -> None:
    if not path.is_file():
        pytest.skip(f"{path.name} is not installed: npm ci --ignore-scripts in tests/browser")


def test_the_nu_checker_finds_nothing(built: Path) -> None:
    _there(NU)
    if shutil.which("java") is None:
        pytest.skip("Java is not installed: the Nu checker was not run")
    command = ["java", "-jar", NU, "--skip-non-html", "--errors-only", "--format", "json", built]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(told.stderr)["messages"]
    assert [(one["url"].removeprefix(built.as_uri()), one["message"]) for one in found] == []


def failures(page: Page, address: str) -> list[object]:
    """What IBM's rules find on a page; the developers' tools put them into it, as with axe."""
    page.goto(address, wait_until="networkidle")
    tools = page.context.new_cdp_session(page)
    tools.send("Runtime.evaluate", {"expression": IBM.read_text(encoding="utf-8"), "silent": True})
    told = tools.send("Runtime.evaluate", {"expression": _RUN, "awaitPromise": True, "returnByValue": True})
    tools.detach()
    assert "exceptionDetails" not in told, told
    return [found for found in told["result"]["value"] if found[0] not in LEFT_OUT]


@pytest.mark.parametrize("path", SHIPPED.values(), ids=SHIPPED)
def test_ibms_rules_find_nothing(look: Callable[..., Page], base: str, path: str) -> None:
    _there(IBM)
    assert failures(look(1280, motion="reduce"), base + path) == []


@pytest.mark.parametrize("path", GROWN.values(), ids=GROWN)
def test_ibms_rules_find_nothing_where_a_book_has_grown(look: Callable[..., Page], grown: str, path: str) -> None:
    _there(IBM)
    assert failures(look(1280, motion="reduce"), grown + path) == []


def test_both_can_find_something(look: Callable[..., Page], base: str, tmp_path: Path) -> None:
    _there(IBM)
    page = look(1280, motion="reduce")
    page.goto(base)
    (tmp_path / "bad.html").write_text("<!doctype html><title>x</title><img src=a.png><a href=b></a>", encoding="utf-8")
    assert failures(page, (tmp_path / "bad.html").as_uri()) != []
    if NU.is_file() and shutil.which("java"):
        command = ["java", "-jar", NU, "--errors-only", "--format", "json", tmp_path / "bad.html"]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        assert json.loads(told.stderr)["messages"]
