"""The shipped book, built once with its own commands, and a browser on it below a path of a local server."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import grow
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import chromium

PROJECT = Path(__file__).parents[2]
TAKEN = ("policies", "scripts", "hooks", "overrides", "mkdocs.yml", "docs/about", "docs/assets")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def _copied(root: Path) -> Path:
    """A copy of what a site is made from."""
    for name in TAKEN:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root / name)
    return root


def _made(root: Path, *build: str) -> Path:
    """Folder of the site that is built from the copy, below a path, and checked."""
    served = root / "served" / "some" / "path"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "http://127.0.0.1/some/path/"}
    for command in (
        ["scripts/build_docs.py", *build],
        ["-m", "mkdocs", "build", "--strict", "-d", str(served)],
        ["scripts/check_site.py", "--site", str(served)],
    ):
        done = subprocess.run(
            [sys.executable, *command], cwd=root, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}: {done.stdout[-4000:]}{done.stderr[-4000:]}"
    return served


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """Address of a site on a local server, below a path."""
    handler = functools.partial(_Quiet, directory=site.parents[1])
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/some/path/"
        server.shutdown()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the built site, made from a copy of the project as ``make site`` makes it."""
    return _made(_copied(tmp_path_factory.mktemp("book")), "--strict")


@pytest.fixture(scope="session")
def base(built: Path) -> Iterator[str]:
    """Address of the site on a local server, below a path."""
    with _served(built) as address:
        yield address


@pytest.fixture(scope="session")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site of the book that the tests have grown: two versions, one unread, an address that moved."""
    root = _copied(tmp_path_factory.mktemp("grown"))
    grow.grow(root)
    subprocess.run([sys.executable, "scripts/check_policies.py", "--record"], cwd=root, check=True, capture_output=True)
    with _served(_made(root)) as address:
        yield address


def _example(book: Path) -> None:
    """A copy of the book in ``examples/``."""
    ignored = shutil.ignore_patterns(".cache", "docs", "site")
    shutil.copytree(PROJECT / "examples" / "plot-agreements", book, ignore=ignored)
    # A book in another place than examples/ leads to the project from there.
    config = (book / "mkdocs.yml").read_text(encoding="utf-8")
    (book / "mkdocs.yml").write_text(config.replace("../..", str(PROJECT)), encoding="utf-8")


def _example_s_site(book: Path, *options: str) -> Path:
    """Folder of its site, built as ``make example`` builds it, below a path."""
    command = [sys.executable, PROJECT / "scripts/build_docs.py", "--root", book, "--site", *options]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout[-4000:]}{done.stderr[-4000:]}"
    return shutil.copytree(book / "site", book.with_name("served") / "some" / "path")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Folder and address of the site of the book in ``examples/``."""
    book = tmp_path_factory.mktemp("example") / "book"
    _example(book)
    site = _example_s_site(book, "--strict")
    with _served(site) as address:
        yield site, address


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the same site with 42 gardens more, called Garden 1 to Garden 42."""
    book = tmp_path_factory.mktemp("crowded") / "book"
    _example(book)
    for number in range(1, 43):
        garden = shutil.copytree(book / "policies" / "nowhere-lane", book / "policies" / f"garden-{number}")
        about = (garden / "vendor.yml").read_text(encoding="utf-8")
        (garden / "vendor.yml").write_text(about.replace("Nowhere Lane Gardens", f"Garden {number}"), encoding="utf-8")
    with _served(_example_s_site(book, "--no-search")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    path = chromium.find()
    if path is None:
        pytest.fail("no Chromium found: install one, or name it in the environment variable CHROMIUM")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


class Watched:
    """A page that remembers what the console said and which requests left the site."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.said: list[str] = []
        self.foreign: list[str] = []
        self.asked: list[str] = []
        origin = base.split("/some/", maxsplit=1)[0]
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda fault: self.said.append(str(fault)))
        page.on("request", lambda request: self._note(request.url, origin))

    def _note(self, url: str, origin: str) -> None:
        self.asked.append(url)
        if not url.startswith((origin, "data:", "blob:")):
            self.foreign.append(url)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile."""
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def watched(context: BrowserContext, base: str) -> Watched:
    """A page whose console and requests are watched."""
    return Watched(context.new_page(), base)
