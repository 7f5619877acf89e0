"""The shipped book, built once a run with its own commands, and a browser on it below a path of a local server.

A process of Chromium's for a new page costs more than most pages, so pages are shared where tests only look at them,
and profiles are, emptied, where they do more.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import grow
import pytest
import tongues
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, sync_playwright

import chromium
import verbs
from fineprint.publish.search import search_records
from fineprint.publish.search_index import write_index
from fineprint.read.book import load_book
from fineprint.store.atomic_dir import exclusive

PROJECT = Path(__file__).parents[2]
SERVED = Path("served", "some", "path")
WINDOW = {"width": 1280, "height": 900}
TAKEN = ("policies", "mkdocs.yml")


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


def _once(temporary: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Folder of a site that whichever worker comes first makes for all, in a folder that it is given."""
    base = temporary.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    root.mkdir(exist_ok=True)
    with exclusive(root):
        if not (root / "made").exists():
            shutil.rmtree(root / "book", ignore_errors=True)
            make(_copied(root / "book"))
            (root / "made").touch()
    return root / "book" / SERVED


def _make(root: Path, *build: str) -> None:
    """Build the site of the copy, below a path, and check it."""
    served = root / SERVED
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "http://127.0.0.1/some/path/"}
    engine = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(served)]
    for step in (
        lambda: verbs.run("build", "--root", root, *build),
        lambda: subprocess.run(engine, cwd=root, env=environment, capture_output=True, text=True, check=False),
        lambda: verbs.run("check-site", "--root", root, "--site", served),
    ):
        _well(step())


def _well(done: subprocess.CompletedProcess[str]) -> None:
    """Fail where a command did."""
    assert done.returncode == 0, f"{done.args}: {done.stdout[-4000:]}{done.stderr[-4000:]}"


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
    return _once(tmp_path_factory, "shipped", lambda root: _make(root, "--strict"))


@pytest.fixture(scope="session")
def base(built: Path) -> Iterator[str]:
    """Address of the site on a local server, below a path."""
    with _served(built) as address:
        yield address


@pytest.fixture(scope="session")
def sharded(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site with its search index in several of Pagefind's, as a large book has it."""
    site = shutil.copytree(built, tmp_path_factory.mktemp("sharded") / "some" / "path", copy_function=os.link)
    book = load_book(built.parents[len(SERVED.parts) - 1]).book
    assert book is not None
    records = {vendor.id: search_records(book.alone(vendor)) for vendor in book.vendors}
    write_index(site / "pagefind", records, most=1)
    with _served(site) as address:
        yield address


@pytest.fixture(scope="session")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site of the book that the tests have grown: two versions, one unread, an address that moved."""

    def make(root: Path) -> None:
        grow.grow(root)
        _well(verbs.run("record", "--root", root))
        _make(root)

    with _served(_once(tmp_path_factory, "grown", make)) as address:
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
    _well(verbs.run("build", "--root", book, "--site", *options))
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
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Folder and address of the book in ``examples/`` with texts of four other languages."""
    book = tmp_path_factory.mktemp("spoken") / "book"
    _example(book)
    tongues.speak(book)
    with _served(_example_s_site(book)) as address:
        yield book, address


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
        # Scripts of a page that is looked at for a second are optimized for nothing.
        scripts = "--js-flags=--no-maglev --no-turbofan"
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", scripts])
        yield running
        running.close()


class Watched:
    """A page that remembers what the console said and which requests left the site, until that is stopped."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.said: list[str] = []
        self.foreign: list[str] = []
        self.asked: list[str] = []
        self._origin = base.split("/some/", maxsplit=1)[0]
        self._heard = {"console": self._hear, "pageerror": self._fault, "request": self._note}
        for event, hear in self._heard.items():
            page.on(event, hear)

    def _hear(self, message: ConsoleMessage) -> None:
        self.said.append(message.text)

    def _fault(self, fault: Error) -> None:
        self.said.append(str(fault))

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)
        if not request.url.startswith((self._origin, "data:", "blob:")):
            self.foreign.append(request.url)

    def stop(self) -> None:
        """Hear no more of the page."""
        for event, hear in self._heard.items():
            self.page.remove_listener(event, hear)


@pytest.fixture(scope="session")
def look(browser: Browser) -> Callable[..., Page]:
    """Gives a page for tests that only look: the one of its kind of profile, in a window of a size, light or dark.

    It is where the last test left it, so a test goes to its address first.
    """
    made: dict[str, Page] = {}

    def page(
        width: int, height: int = 900, scheme: str = "light", motion: str = "no-preference", **kind: object
    ) -> Page:
        if repr(kind) not in made:
            made[repr(kind)] = browser.new_context(viewport={"width": width, "height": height}, **kind).new_page()
        shared = made[repr(kind)]
        shared.set_viewport_size({"width": width, "height": height})
        shared.emulate_media(color_scheme=scheme, reduced_motion=motion)
        return shared

    return page


@pytest.fixture(scope="session")
def profile(browser: Browser) -> BrowserContext:
    """A profile with a page that stays open, as its process ends with its last page."""
    made = browser.new_context(viewport=WINDOW)
    made.new_page().goto("about:blank")
    return made


def emptied(profile: BrowserContext) -> None:
    """Take away what a test left in a profile: pages but the one that stays, what they stored, what they may do."""
    stays = profile.pages[0]
    profile.clear_permissions()
    profile.clear_cookies()
    profile.set_offline(False)
    devtools = profile.new_cdp_session(stays)
    for page in profile.pages:
        origin = "/".join(page.url.split("/")[:3])
        devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        if page.url.startswith(("http", "file")):
            # At once, where the page's own process would hear of it a little later.
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
        if page != stays:
            page.close()
    stays.unroute_all()
    stays.goto("about:blank")
    stays.set_viewport_size(WINDOW)
    stays.emulate_media(media="null", color_scheme="null", reduced_motion="null")
    devtools.send("Page.resetNavigationHistory")
    devtools.detach()


@pytest.fixture
def context(profile: BrowserContext) -> Iterator[BrowserContext]:
    """A profile that is as good as new, with one empty page in a wide window."""
    yield profile
    emptied(profile)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """The empty page of a profile that is as good as new."""
    (stays,) = context.pages
    return stays


@pytest.fixture
def watched(page: Page, base: str) -> Iterator[Watched]:
    """A page whose console and requests are watched."""
    seen = Watched(page, base)
    yield seen
    seen.stop()
