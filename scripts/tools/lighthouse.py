"""Lets Lighthouse judge pages of a built site, as a phone and as a computer; needs Node.js, whose npx fetches it.

The site is served on this machine with gzip. Where a figure is below its aim, what Lighthouse holds against the page
is printed below the table.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from fineprint.read.book import load_book
from tools.browser import chromium, served
from tools.page_weight import pages_of

#: The last version that runs with Node.js 20.
PACKAGE = "lighthouse@12.8.2"
AIMS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
FORMS = {"mobile": [], "desktop": ["--preset=desktop"]}
_TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")


def judged(npx: str, browser: str, address: str, form: str) -> dict[str, Any]:
    """The report on one page."""
    arguments = [address, *FORMS[form], "--output=json", "--quiet", "--chrome-flags=--headless=new --no-sandbox"]
    done = subprocess.run(
        [npx, "--yes", PACKAGE, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CHROME_PATH": browser},
    )
    if done.returncode:
        raise SystemExit(f"lighthouse failed on {address}: {done.stderr.strip()[-500:]}")
    return json.loads(done.stdout)


def figures(report: dict[str, Any]) -> dict[str, int]:
    """Its figures, of a hundred."""
    return {name: round(100 * report["categories"][name]["score"]) for name in AIMS}


def faults(report: dict[str, Any]) -> list[str]:
    """What it holds against the page."""
    against = [audit for audit in report["audits"].values() if audit["score"] is not None and audit["score"] < 1]
    return [f"{audit['id']} {audit.get('displayValue', '')}".strip() for audit in against]


def main() -> int:
    """Read the command line and judge; 1 if a figure is below its aim."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), metavar="FOLDER", help="folder of the book")
    parser.add_argument("--only", nargs="*", metavar="PAGE", help="only pages of these names")
    options = parser.parse_args()
    site, npx, browser = options.root / "site", shutil.which("npx"), chromium()
    book = load_book(options.root).book
    if book is None or not (site / "index.html").is_file():
        print(f"{site}: no built site here; run make site first", file=sys.stderr)
        return 1
    if npx is None or browser is None:
        print("needs npx, which comes with Node.js, and Chromium", file=sys.stderr)
        return 1
    print(f"| page | form | {' | '.join(AIMS)} | {' | '.join(_TIMES)} |")
    print("|" + "---|" * (2 + len(AIMS) + len(_TIMES)))
    below = []
    with served(site, compressed=True) as base:
        for name, path in pages_of(book, site):
            if options.only and name not in options.only:
                continue
            for form in FORMS:
                report = judged(npx, browser, base + path, form)
                found = figures(report)
                times = [report["audits"][each]["displayValue"] for each in _TIMES]
                print(f"| {name} | {form} | {' | '.join(map(str, found.values()))} | {' | '.join(times)} |", flush=True)
                if any(found[each] < aim for each, aim in AIMS.items()):
                    below += ["", f"{name}, {form}:", *(f"  {fault}" for fault in faults(report))]
    print("\n".join(below))
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
