"""The same pages in other engines: Firefox and WebKit, where they are installed. Where one isn't, the run says so."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import firefox
import pypdfium2
import pytest
import webkit
from firefox import Firefox
from test_accessibility import SHIPPED
from test_matrix import HEADS, SIZES, SPAN
from webkit import WebKit

from conftest import _Quiet

VERSION = "vendors/dialpine/privacy-policy/2023-11-28/"
TAB, RIGHT, DOWN = "\ue004", "\ue014", "\ue015"


class _Watching(_Quiet):
    """Puts a script that notes what is said on the console before all others of a page."""

    def do_GET(self) -> None:
        if self.path == "/watch.js":
            self._send("text/javascript", webkit.WATCH.encode())
            return
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix != ".html" or not path.is_file():
            super().do_GET()
            return
        html = path.read_text(encoding="utf-8")
        self._send(
            "text/html; charset=utf-8",
            html.replace("</title>", '</title><script src="/watch.js"></script>', 1).encode(),
        )

    def _send(self, kind: str, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture(scope="module")
def base(built: Path) -> Iterator[str]:
    """Address of the site on a server whose pages note what they say."""
    handler = functools.partial(_Watching, directory=built.parents[1])
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/some/path/"
        server.shutdown()


def _firefox(profile: Path) -> Firefox:
    path = firefox.find()
    if path is None:
        pytest.skip("Firefox is not installed: the pages were not tried in it (Debian's package is firefox-esr)")
    return Firefox(path, profile)


def _webkit(_: Path) -> WebKit:
    paths = webkit.find()
    if paths is None:
        pytest.skip("WebKit is not installed: the pages were not tried in it (Debian: webkit2gtk-driver and xvfb)")
    return WebKit(*paths)


@pytest.fixture(scope="module", params=[_firefox, _webkit], ids=["firefox", "webkit"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox | WebKit]:
    """One browser of each engine for all tests of this module."""
    started = request.param(tmp_path_factory.mktemp("profile"))
    yield started
    started.close()


@pytest.fixture
def page(running: Firefox | WebKit) -> Iterator[Firefox | WebKit]:
    """Its window, whose console must stay empty."""
    # What the page before was still fetching is told when it is left.
    running.goto("about:blank")
    if isinstance(running, WebKit):
        running.note()
    running.said.clear()
    yield running
    if isinstance(running, WebKit):
        running.note()
    assert running.said == []


@pytest.mark.parametrize("path", SHIPPED.values(), ids=SHIPPED)
def test_a_page_loads_without_a_word_on_the_console(page: Firefox | WebKit, base: str, path: str) -> None:
    page.goto(base + path)
    assert page.evaluate("document.querySelector('h1').textContent.trim().length") > 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    if "?q=" in path:
        # Who leaves while the search loads is told so by it.
        page.until("document.querySelector('#_status').textContent.includes('Found')")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_heads_of_the_matrix_are_in_view(page: Firefox | WebKit, base: str, width: int, height: int) -> None:
    page.goto(f"{base}matrix/", width, height)
    page.until("document.querySelector('.matrix.ready') !== null")
    start, end = page.evaluate(f"({SPAN})()")
    for step in range(6):
        told = page.evaluate(
            f"(scrollTo({{top: {start + (end - start) * step / 5}, behavior: 'instant'}}), ({HEADS})())"
        )
        assert abs(told["under"]) < 2, step
        assert told["heads"], step
        assert told["first"], step


def test_the_matrix_is_filtered_and_gone_through_by_keyboard(page: Firefox | WebKit, base: str) -> None:
    page.goto(f"{base}matrix/?answer=Conflicting")
    page.until("document.querySelector('.matrix.ready') !== null")
    assert page.until("/^\\d+ of \\d+ questions/.exec(document.querySelector('#_chosen').textContent)")
    page.evaluate("document.querySelector('#_copy').focus()")
    page.press(TAB, RIGHT, DOWN)
    assert page.evaluate("document.activeElement.closest('td').dataset.vendor") == "dialpine"
    page.press(TAB)
    assert page.evaluate("document.activeElement.closest('table') === null")


def test_the_search_finds(page: Firefox | WebKit, base: str) -> None:
    page.goto(f"{base}search/?q=listen")
    assert page.until("document.querySelectorAll('.results li').length") > 0
    assert page.evaluate("document.querySelector('.results mark') !== null")


def test_the_address_of_a_clause_brings_it_into_view(page: Firefox | WebKit, base: str) -> None:
    page.goto(f"{base}{VERSION}#california-privacy-rights.2")
    top, bar = page.until(
        """document.querySelector(":target") && [document.querySelector(":target").getBoundingClientRect().top,
            document.querySelector(".site-header").getBoundingClientRect().bottom]"""
    )
    assert bar - 1 <= top < 900
    page.goto(f"{base}{VERSION}#_sale")
    assert page.until("document.querySelector('#_sale .quote').getBoundingClientRect().height") > 10


def test_a_clause_is_cited(page: Firefox | WebKit, base: str) -> None:
    page.goto(base + VERSION)
    # The control is put there by a script, which an engine may run a moment after the page is there.
    page.until("document.querySelector('[id=\"california-privacy-rights.2\"] .cite') !== null")
    page.evaluate("document.querySelector('[id=\"california-privacy-rights.2\"] .cite').click()")
    said = page.until("document.querySelector('dialog[open] textarea') && document.querySelector('dialog').textContent")
    assert "California Privacy Rights, clause 2" in said
    # Boxes are as high as their words, also where a browser does not do that by itself.
    cut = """[...document.querySelectorAll("dialog .form > textarea")].filter(
      box => box.scrollHeight > box.clientHeight + 2 && box.clientHeight < parseFloat(getComputedStyle(box).maxHeight) - 12).map(box => box.value)"""
    assert page.evaluate(cut) == []


def test_colours_are_chosen_and_last(page: Firefox | WebKit, base: str) -> None:
    page.goto(base)
    before = page.evaluate("document.body.dataset.mdColorScheme")
    page.evaluate("document.querySelector('[data-md-component=palette] label:not([hidden])').click()")
    after = page.evaluate("document.body.dataset.mdColorScheme")
    assert {before, after} == {"default", "slate"}
    page.goto(f"{base}topics/")
    assert page.evaluate("document.body.dataset.mdColorScheme") == after
    page.evaluate("localStorage.clear()")


def test_a_brief_is_made(page: Firefox | WebKit, base: str) -> None:
    page.goto(f"{base}about/brief/?vendor=voip-com,dialpine&question=sale,cookies")
    assert page.until("document.querySelectorAll('#_made .brief-entry').length === 4")


@pytest.mark.parametrize("path", ["matrix/", VERSION, "questions/sale/", "findings/"])
def test_a_page_is_printed_whole(page: Firefox | WebKit, base: str, path: str) -> None:
    if isinstance(page, WebKit):
        pytest.skip("the driver of WebKit can't print")
    page.goto(base + path)
    paper = pypdfium2.PdfDocument(page.printed())
    words = " ".join(" ".join(sheet.get_textpage().get_text_range().split()) for sheet in paper)
    assert len(paper) >= 2
    assert page.evaluate("document.querySelector('h1').firstChild.textContent.trim()") in words
    assert "Skip to content" not in words
    last = page.evaluate(
        "[...document.querySelectorAll('.matrix td, .words p, .extract p, .support li')].at(-1).textContent"
    )
    assert last.split()[-1] in words
