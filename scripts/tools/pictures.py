#!/usr/bin/env python3
"""Photograph page kinds of a built site, for the README and for whoever looks after the design next.

Writes PNG files of 390 and 1280 px width, light and dark, into a folder; with --sheets, all pictures of a width and
a scheme on one sheet. Kinds that need two versions of a document are taken from the book that the browser tests have
grown, built in a throw-away folder. Needs Chromium; see tests/chromium.py.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright
from scratch import FINEPRINT, build_docs, build_site, make_frame, settings

PROJECT = Path(__file__).parents[2]
#: Page kind → an address of the shipped book that shows it.
PAGES = {
    "home": "",
    "matrix": "matrix/",
    "questions": "questions/",
    "question": "questions/sale/",
    "topic": "topics/cookies/",
    "topic-beside": "topics/cookies/?beside=digium,voip-com",
    "topics": "topics/",
    "findings": "findings/",
    "vendors": "vendors/",
    "vendor": "vendors/phone-com/",
    "document": "vendors/phone-com/privacy-policy/",
    "version-top": "vendors/dialpine/privacy-policy/2023-11-28/",
    "version": "vendors/dialpine/privacy-policy/2023-11-28/#why-do-we-need-your-personal-data",
    "answers": "vendors/dialpine/privacy-policy/2023-11-28/#_sale",
    "cite": "vendors/dialpad/privacy-policy/2004-12-06/#_cite",
    "provenance": "vendors/dialpad/privacy-policy/2004-12-06/#_provenance",
    "search": "search/?q=listen",
    "search-nothing": "search/?q=cookies&vendor=Digium&topic=Children",
    "method": "about/method/",
    "data": "data/",
    "about": "about/",
    "accessibility": "about/accessibility/",
    "contribute": "about/contribute/",
    "licences": "about/licences/",
    "brief-choice": "about/brief/",
    "brief": "about/brief/?vendor=voip-com,dialpine&question=sale,cookies",
    "documents-referred-to": "about/documents-referred-to/",
    "glossary": "about/glossary/",
    "links": "about/links/",
    "worksheets": "about/worksheets/",
    "not-here": "404.html",
}
#: Page kind → an address of the grown book that shows it.
GROWN = {
    "document-two": "vendors/voip-com/privacy-policy/?on=2006-12-01",
    "since": "vendors/voip-com/privacy-policy/2007-10-16/since/2006-10-16/",
    "worksheet": "about/worksheets/voip-com/privacy-policy/2007-10-16/",
}
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def grown_site(root: Path) -> Path:
    """The built site of the shipped book with a second version of a policy, made in an empty folder."""
    make_frame(root)
    shutil.copytree(PROJECT / "policies", root / "policies", dirs_exist_ok=True)
    sys.path.insert(0, str(PROJECT / "tests/browser"))
    import grow  # noqa: PLC0415 - found only with tests/browser/ on the path

    grow.grow(root)
    record = [*FINEPRINT, "record", "--root", root]
    subprocess.run(record, capture_output=True, check=True, env=settings())
    for done in (build_docs(root, "--no-search"), build_site(root)):
        if done.returncode:
            raise SystemExit(done.stderr)
    return root / "site"


def photograph(site: Path, out: Path, browser_path: str, kinds: dict[str, str], schemes: Sequence[str]) -> int:
    """Take the pictures of the kinds at their addresses; returns how many."""
    out.mkdir(parents=True, exist_ok=True)
    handler = functools.partial(_Quiet, directory=site)
    taken = 0
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for width in WIDTHS:
            for scheme in schemes:
                page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
                for kind, path in kinds.items():
                    page.goto(f"http://127.0.0.1:{server.server_port}/{path}", wait_until="networkidle")
                    page.screenshot(path=out / f"{kind}-{width}-{scheme}.png")
                    taken += 1
                page.close()
        browser.close()
        server.shutdown()
    return taken


def lay_out(pictures: Path, out: Path, browser_path: str, kinds: list[str]) -> int:
    """Put the pictures of each width and scheme onto one sheet, named; returns how many sheets."""
    out.mkdir(parents=True, exist_ok=True)
    style = (
        "body{margin:8px;font:13px sans-serif;display:flex;flex-wrap:wrap;gap:8px}figure{margin:0}img{display:block}"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for width in WIDTHS:
            shown = 230 if width < 600 else 460
            page = browser.new_page(viewport={"width": 6 * (230 + 8) + 16, "height": 400})
            for scheme in SCHEMES:
                figures = "".join(
                    f"<figure>{kind}<img src='{kind}-{width}-{scheme}.png' width='{shown}'></figure>" for kind in kinds
                )
                sheet = pictures / "sheet.html"
                sheet.write_text(f"<meta charset=utf-8><style>{style}</style>{figures}", encoding="utf-8")
                page.goto(sheet.as_uri())
                path = out / f"all-{width}-{scheme}.jpg"
                page.screenshot(path=path, full_page=True, type="jpeg", quality=50)
        browser.close()
    return len(WIDTHS) * len(SCHEMES)


def main() -> int:
    """Read the command line and photograph."""
    sys.path.insert(0, str(PROJECT / "tests"))
    import chromium  # noqa: PLC0415 - found only with tests/ on the path

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=PROJECT / "site", help="the built site")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--schemes", nargs="+", choices=SCHEMES, default=SCHEMES, help="colours; sheets have both")
    parser.add_argument("--sheets", action="store_true", help="write no picture by itself, but sheets of them")
    every = PAGES | GROWN
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"page kinds, by default all: {', '.join(every)}")
    options = parser.parse_args()
    if unknown := set(options.kinds) - set(every):
        parser.error(f"no page kind {', '.join(sorted(unknown))}")
    browser_path = chromium.find()
    if browser_path is None:
        print("no Chromium found: install one, or name it in the environment variable CHROMIUM", file=sys.stderr)
        return 1
    kinds = options.kinds or list(every)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "pictures" if options.sheets else options.out
        shipped = {kind: PAGES[kind] for kind in kinds if kind in PAGES}
        schemes = SCHEMES if options.sheets else options.schemes
        taken = photograph(options.site, out, browser_path, shipped, schemes)
        if grown := {kind: GROWN[kind] for kind in kinds if kind in GROWN}:
            taken += photograph(grown_site(Path(folder) / "grown"), out, browser_path, grown, schemes)
        if options.sheets:
            print(f"{lay_out(out, options.out, browser_path, kinds)} sheets in {options.out}")
        else:
            print(f"{taken} pictures in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
