"""Weighs pages of a built site as a reader gets them: bytes over the wire on a first visit, and the time to show them.

Each page is opened in a fresh profile from a local server that compresses with gzip, in Chromium with the processor
slowed down as on a mid-range phone. The bytes are those of all responses, heads included.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from fineprint.core.addresses import version_path
from fineprint.core.model import Book
from fineprint.read.book import load_book
from tools.browser import chromium, served

#: What the page has to say about its own loading once it is painted, in milliseconds from the start.
_TIMES = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done({
  first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  load: performance.getEntriesByType("navigation")[0].loadEventEnd,
  painted: performance.now(),
  elements: document.querySelectorAll("*").length,
}))))"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What a page weighs in bytes, by kind of file, and when it was shown, in milliseconds."""

    page: str
    kinds: dict[str, int]
    first: float
    load: float
    painted: float
    elements: int

    @property
    def total(self) -> int:
        """All bytes over the wire."""
        return sum(self.kinds.values())


def pages_of(book: Book, site: Path) -> Iterator[tuple[str, str]]:
    """A name and the path of a page of each kind; of many pages the largest, of versions the middle one too."""

    def size(path: str) -> int:
        return (site / path / "index.html").stat().st_size

    versions = sorted((version_path(book, version) for version in book.versions()), key=size)
    yield "home", ""
    yield "matrix", "matrix/"
    yield "topic", max((f"topics/{topic.id}/" for topic in book.lexicon.topics), key=size)
    yield "topics", "topics/"
    if book.questions:
        yield "question", max((f"questions/{question.id}/" for question in book.questions), key=size)
    yield book.vendor_label[1], f"{book.vendors_path}/"
    yield f"{book.document_label[0]}, middle", versions[len(versions) // 2]
    yield f"{book.document_label[0]}, largest", versions[-1]


def weigh(browser: Browser, address: str, page: str, slowed: float) -> Weight:
    """Open a page as its first reader."""
    context = browser.new_context(viewport={"width": 412, "height": 823})
    tab = context.new_page()
    wire = context.new_cdp_session(tab)
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    wire.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]}))
    wire.on("Network.loadingFinished", lambda told: sizes.update({told["requestId"]: int(told["encodedDataLength"])}))
    wire.send("Network.enable")
    wire.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    tab.goto(address, wait_until="load")
    times = tab.evaluate(_TIMES)
    tab.wait_for_load_state("networkidle")
    context.close()
    found: dict[str, int] = {}
    for request, size in sizes.items():
        kind = kinds.get(request, "Other")
        found[kind] = found.get(kind, 0) + size
    return Weight(page=page, kinds=found, **times)


def quickest(weights: list[Weight]) -> Weight:
    """Of several openings of a page the quickest: what else the machine does only ever slows one down."""
    return min(weights, key=lambda weight: weight.painted)


def table(weights: list[Weight]) -> str:
    """The weights as a Markdown table."""
    lines = ["| page | kB | document | styles | scripts | first paint s | load s | painted s | elements |"]
    lines.append("|---|---|---|---|---|---|---|---|---|")
    for one in weights:
        parts = [one.kinds.get(kind, 0) for kind in ("Document", "Stylesheet", "Script")]
        shown = " | ".join(f"{size / 1000:.1f}" for size in (one.total, *parts))
        times = " | ".join(f"{time / 1000:.2f}" for time in (one.first, one.load, one.painted))
        lines.append(f"| {one.page} | {shown} | {times} | {one.elements:,} |")
    total = statistics.mean(one.total for one in weights)
    return "\n".join([*lines, "", f"mean of {len(weights)} pages: {total / 1000:.1f} kB"])


def main() -> int:
    """Read the command line and weigh."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), metavar="FOLDER", help="folder of the book")
    parser.add_argument("--slowed", type=float, default=4, help="how many times slower the processor is (%(default)s)")
    parser.add_argument("--only", nargs="*", metavar="PAGE", help="only pages of these names")
    parser.add_argument("--times", type=int, default=5, help="openings of each page (%(default)s)")
    options = parser.parse_args()
    site = options.root / "site"
    book = load_book(options.root).book
    if book is None or not (site / "index.html").is_file():
        print(f"{site}: no built site here; run make site first", file=sys.stderr)
        return 1
    weights = []
    with served(site, compressed=True) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for name, path in pages_of(book, site):
            if options.only and name not in options.only:
                continue
            opened = [weigh(browser, base + path, name, options.slowed) for _ in range(options.times)]
            weights.append(quickest(opened))
        browser.close()
    print(table(weights))
    return 0


if __name__ == "__main__":
    sys.exit(main())
