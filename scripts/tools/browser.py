"""Pages in a real browser: does anything of a policy run, move the reader, or load from elsewhere?"""

from __future__ import annotations

import gzip
import io
import os
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, ClassVar

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Links to the web and to our own pages are meant to be followed; here they are not, so that every element can be
# tried. Anything else that a click could start is let through.
_TRY_EVERYTHING = """() => {
  addEventListener("click", event => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (link && ["http:", "https:", "mailto:"].includes(link.protocol)) event.preventDefault();
  }, true);
  addEventListener("submit", event => event.preventDefault(), true);
  const names = "click mouseover mouseenter pointerover focus focusin toggle load error animationstart".split(" ");
  for (const element of document.querySelectorAll("*"))
    for (const name of names)
      // What an event took off the page, as the last results of a search, no reader can reach.
      if (element.isConnected) try {
        const kind = /^(click|mouse|pointer)/.test(name) ? MouseEvent : Event;
        element.dispatchEvent(new kind(name, {bubbles: true, cancelable: true}));
      } catch (fault) {}
}"""


def chromium() -> str | None:
    """Path of the browser: the environment's CHROMIUM, else one on the path."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Compressing(_Quiet):
    """Sends text as gzip, as hosts of static sites do; each file is compressed once."""

    packed: ClassVar[dict[str, bytes]] = {}

    def send_head(self) -> BinaryIO | None:
        path = self.translate_path(self.path)
        if os.path.isdir(path) and self.path.split("?")[0].endswith("/"):
            path = os.path.join(path, "index.html")
        kind = self.guess_type(path)
        if not os.path.isfile(path) or not kind.startswith(("text/", "application/javascript", "application/json")):
            return super().send_head()
        if path not in self.packed:
            self.packed[path] = gzip.compress(Path(path).read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(self.packed[path])))
        self.end_headers()
        return io.BytesIO(self.packed[path])


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A page that is left while it loads is no fault."""


@contextmanager
def served(site: Path, compressed: bool = False) -> Iterator[str]:
    """The address under which a folder is served on this machine."""
    handler = _Compressing if compressed else _Quiet
    server = _Server(("127.0.0.1", 0), partial(handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def try_pages(site: Path, pages: Sequence[str], words: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Open pages, fire events on every element, search for words: ``(page, what went wrong)``.

    The content security policy is switched off, so that the pages hold without it.
    """
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - needed for a browser only

    with served(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        context = browser.new_context(bypass_csp=True)
        # While one page is open the next needs no process of its own, which costs more than most pages do.
        context.new_page()
        for path in [*pages, *(f"search/?q={word}" for word in words)]:
            yield from ((path, said) for said in dict.fromkeys(_try_page(context.new_page(), base, path)))
        browser.close()


def _try_page(page: Page, base: str, path: str) -> list[str]:
    wrong: list[str] = []
    page.on("request", lambda request: _watch(request.url, base, wrong))
    page.on("dialog", lambda dialog: (wrong.append(f"browser: a dialog {dialog.message!r}"), dialog.dismiss()))
    page.on("pageerror", lambda fault: wrong.append(f"browser: a script failed: {fault.message[:120]}"))
    page.goto(base + path, wait_until="load")
    page.wait_for_timeout(400 if path.startswith("search/") else 60)
    page.evaluate(_TRY_EVERYTHING)
    page.wait_for_timeout(40)
    if page.evaluate("typeof window.__pwn") != "undefined":
        wrong.append("browser: a script of the text ran")
    if not page.url.startswith(base):
        wrong.append(f"browser: the page went to {page.url}")
    if not page.query_selector("footer"):
        wrong.append("browser: the rest of the page is gone")
    page.close()
    return wrong


def _watch(address: str, base: str, wrong: list[str]) -> None:
    if not address.startswith((base, "data:", "blob:" + base)):
        wrong.append(f"browser: a request to {address[:120]}")
