"""The plugin makes a build faster and gives it its look; the pages are those that MkDocs makes by itself."""

from __future__ import annotations

import ast
import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import verbs
from fineprint.theme import OVERRIDES
from tools.scratch import make_frame

PLUGIN = OVERRIDES.with_name("plugin.py")
PREVIEW = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config(sys.argv[1], site_dir=sys.argv[2])
config.plugins.on_startup(command="serve", dirty=False)
build(config)
"""


def engine(root: Path, site: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Let MkDocs build a book's folder, with every warning of Python's an error."""
    command = [sys.executable, "-W", "error::DeprecationWarning:fineprint", "-m", "mkdocs", "build", "--strict"]
    scripts = str(OVERRIDES.parents[2])
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": scripts, **more}
    return subprocess.run(
        [*command, "-f", root / "mkdocs.yml", "-d", root / site],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped book with its pages, and a site in ``site/``."""
    folder = tmp_path_factory.mktemp("made") / "book"
    make_frame(folder)
    shutil.copytree(root / "policies", folder / "policies", dirs_exist_ok=True)
    done = verbs.run("build", "--root", folder, "--no-search")
    assert done.returncode == 0, done.stderr
    done = engine(folder, "site")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Path:
    """A copy of it without its site, for one test."""
    ignored = shutil.ignore_patterns("site", ".cache")
    return shutil.copytree(made, tmp_path / "book", ignore=ignored)


def test_pages_are_those_that_python_markdown_makes(made: Path, book: Path) -> None:
    (book / "docs/.generated").unlink()
    assert engine(book, "site").returncode == 0
    assert files(book / "site") == files(made / "site")


def test_a_page_is_shared_with_its_own_card_or_else_with_that_of_the_matrix(made: Path) -> None:
    def card(page: str) -> str:
        tree = LexborHTMLParser((made / "site" / page / "index.html").read_text(encoding="utf-8"))
        return tree.css_first('meta[property="og:image"]').attributes["content"].split("/", 3)[3]

    assert card("questions/sale") == "questions/sale/card.png"
    assert card("about/method") == "matrix/card.png"
    assert {card("questions/sale"), card("about/method")} <= files(made / "site").keys()


def test_a_page_of_another_shape_goes_the_usual_way(book: Path) -> None:
    page = book / "docs/about/links/index.md"
    front = page.read_text(encoding="utf-8").split("\n---\n")[0]
    page.write_text(f"{front}\n---\n# Links\n\nSee *here*: [method](../method/index.md#_-page).\n", encoding="utf-8")
    done = engine(book, "site")
    assert done.returncode == 0, done.stderr
    tree = LexborHTMLParser((book / "site/about/links/index.html").read_text(encoding="utf-8"))
    assert tree.css_first("article em").text() == "here"
    assert tree.css_first("article a:not(.headerlink)").attributes["href"] == "../method/#_-page"


def test_an_empty_page_and_one_without_front_matter_are_no_generated_ones(made: Path, book: Path) -> None:
    pages = {"about/empty.md": "", "about/bare.md": "# Bare\n"}
    with (book / "docs/.generated").open("a", encoding="utf-8") as listed:
        for path, text in pages.items():
            (book / "docs" / path).write_text(text, encoding="utf-8")
            listed.write(f"{path}\n")
    done = engine(book, "site")
    assert done.returncode == 0, done.stderr
    assert files(book / "site").keys() - files(made / "site").keys() == {
        "about/empty/index.html",
        "about/bare/index.html",
    }


@pytest.mark.parametrize(("anchor", "code"), [("_-page", 0), ("_gone", 1)])
def test_an_id_of_a_generated_page_is_looked_for(book: Path, anchor: str, code: int) -> None:
    page = book / "docs/about/more.md"
    page.write_text(f"# More\n\n[method](method/index.md#{anchor})\n", encoding="utf-8")
    done = engine(book, "site")
    assert (done.returncode, "does not contain an anchor '#_gone'" in done.stderr) == (code, bool(code))


def test_the_engine_says_nothing_of_pages_left_out(book: Path) -> None:
    done = engine(book, "site")
    told = done.stdout + done.stderr
    assert [line for line in told.splitlines() if not line.startswith("INFO    -  ")] == []
    assert "skipped" not in told


def test_without_a_site_map_among_the_pages_there_is_none(made: Path, book: Path) -> None:
    (book / "docs/sitemap.xml").unlink()
    assert engine(book, "site").returncode == 0
    assert files(made / "site").keys() - files(book / "site").keys() == {"sitemap.xml"}


def test_the_address_of_the_site_is_that_of_the_environment(made: Path, book: Path) -> None:
    done = engine(book, "site", SITE_URL="https://host.example/below/")
    assert done.returncode == 0, done.stderr
    assert 'href="/below/search/"' in (book / "site/404.html").read_text(encoding="utf-8")
    assert 'href="/search/"' in (made / "site/404.html").read_text(encoding="utf-8")


def policy(page: str) -> str:
    """The scripts that a page's content security policy admits."""
    node = LexborHTMLParser(page).css_first('meta[http-equiv="Content-Security-Policy"]')
    return re.search(r"script-src ([^;]*);", node.attributes["content"])[1]


def test_the_policy_admits_the_theme_s_inline_scripts_by_their_hashes_and_no_other(book: Path) -> None:
    (book / "own").mkdir()
    theme = (OVERRIDES / "main.html").read_text(encoding="utf-8")
    planted = theme.replace("{% block extrahead %}", "{% block extrahead %}<script>planted()</script>", 1)
    (book / "own/main.html").write_text(planted, encoding="utf-8")
    config = (book / "mkdocs.yml").read_text(encoding="utf-8")
    (book / "mkdocs.yml").write_text(config.replace("  name: material\n", "  name: material\n  custom_dir: own\n", 1))
    assert engine(book, "site").returncode == 0
    page = (book / "site/matrix/index.html").read_text(encoding="utf-8")
    inline = [node.text() for node in LexborHTMLParser(page).css("script:not([src]):not([type])")]
    assert len(inline) == 3
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]
    admitted = [text for text, known in zip(inline, hashes, strict=True) if f"'sha256-{known}'" in policy(page)]
    assert admitted == [text for text in inline if "planted" not in text]
    assert "unsafe-inline" not in policy(page)


def test_the_preview_admits_the_script_of_its_live_reload(book: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(OVERRIDES.parents[2])}
    command = [sys.executable, "-c", PREVIEW, book / "mkdocs.yml", book / "site"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert "'unsafe-inline'" in policy((book / "site/index.html").read_text(encoding="utf-8"))


def test_the_plugin_is_short_and_takes_public_events_alone() -> None:
    text = PLUGIN.read_text(encoding="utf-8")
    assert text.count("\n") < 150
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            assert not node.attr.startswith("_"), ast.unparse(node)
        assert not isinstance(node, (ast.Global, ast.Nonlocal))
    for node in tree.body:
        if isinstance(node, ast.Assign):
            assert not isinstance(node.value, (ast.Dict, ast.List, ast.Set)), "what a build knows stands on the object"


@pytest.mark.parametrize("template", sorted(OVERRIDES.rglob("*.html")), ids=lambda path: path.name)
def test_templates_are_such_as_other_engines_read(template: Path) -> None:
    """MiniJinja has neither Python's methods of texts and lists nor the filters that MkDocs brings, but for ``url``."""
    code = re.findall(r"\{\{-?(.*?)-?\}\}|\{%-?(.*?)-?%\}", template.read_text(encoding="utf-8"), re.DOTALL)
    for part in filter(None, (part for pair in code for part in pair)):
        assert re.findall(r"\w\.\w+\(", part) == [], part
        assert "script_tag" not in part
