"""Asks a built site's search a list of queries in a browser, and measures what a reader would get.

Each query opens the search page in a fresh profile, from a local server that compresses. Of the list's form: ``query``
and ``want``, any one of which must stand first (hit@1) or among the first three (hit@3), or ``none``; ``also`` may name
a word that the page must say it looked for. What is shown is checked against the texts by stems of another library:
a section that lacks a word which the page does not say it left out is an invented hit, and a word said to be in none
that is in a text is a false none.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import yaml
from playwright.sync_api import Browser, sync_playwright

from fineprint.core.model import Book
from fineprint.read.book import load_book
from tools.browser import chromium, served
from tools.query_checks import QUOTED, Shown, invented_hits, stands_somewhere, texts_of, wanted

_TIME = 'performance.getEntriesByName("results").at(-1)?.startTime ?? 0'
_LINKS = "rows => rows.map(row => [row.querySelector('a').getAttribute('href'), row.querySelector('.place').innerText])"


def main(arguments: list[str] | None = None) -> int:
    """Ask, print a line for each query that failed and the figures; 1 where a hit was invented or a none false."""
    parser = argparse.ArgumentParser(description="Ask the search of a built site a list of queries.")
    parser.add_argument("--root", type=Path, default=Path(), help="folder of the book")
    parser.add_argument("--file", type=Path, required=True, help="the queries, as YAML")
    parser.add_argument("--all", action="store_true", help="print the passed queries too")
    options = parser.parse_args(arguments)
    book = load_book(options.root).book
    site = options.root / "site"
    if book is None or not (site / "search/index.html").is_file():
        print(f"{site}: no built site here; run make site first", file=sys.stderr)
        return 1
    queries = yaml.safe_load(options.file.read_text(encoding="utf-8"))
    with served(site, compressed=True) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        shown = [ask(browser, base, str(query["query"])) for query in queries]
        browser.close()
    return report(book, queries, shown, options.all)


def ask(browser: Browser, base: str, query: str) -> Shown:
    """Open the search page with a query, as its first reader."""
    context = browser.new_context()
    page = context.new_page()
    wire = context.new_cdp_session(page)
    sizes: list[int] = []
    wire.on("Network.loadingFinished", lambda told: sizes.append(int(told["encodedDataLength"])))
    wire.send("Network.enable")
    page.goto(f"{base}search/?q={quote(query)}")
    page.wait_for_selector("#_results[data-of]", state="attached")
    rows = page.locator("#_results li").evaluate_all(_LINKS)
    none = page.locator(".absence p").all_inner_texts() if page.locator("#_absence").count() else []
    shown = Shown(
        links=tuple(href.removeprefix(base) for href, _ in rows),
        said=page.locator("#_status").inner_text(),
        none=tuple(QUOTED.search(line)[1] for line in none if " is in none of " in line and line.startswith("“")),
        milliseconds=page.evaluate(_TIME),
        bytes=sum(sizes),
    )
    context.close()
    return shown


def report(book: Book, queries: Sequence[dict], shown: Sequence[Shown], everything: bool = False) -> int:
    """Print what failed and the figures; the exit code."""
    texts = texts_of(book)
    firsts, thirds, invented, false_none, left_out = 0, 0, 0, 0, 0
    for asked, seen in zip(queries, shown, strict=True):
        query = str(asked["query"])
        checks = [check for want in asked["want"] if (check := wanted(book, texts, query, str(want)))]
        if not checks:
            left_out += 1
            print(f"left out, as this book has none of what it names: {query}")
            continue
        places = [at for at in range(3) if any(check(seen, at) for check in checks)]
        if "also" in asked and f"Looked for “{QUOTED.search(asked['also'])[1]}”" not in seen.said:
            places = []
        wrong = list(invented_hits(book, texts, query, seen))
        unfounded = [said for said in seen.none if stands_somewhere(texts, said)]
        firsts, thirds = firsts + (places[:1] == [0]), thirds + bool(places)
        invented, false_none = invented + bool(wrong), false_none + bool(unfounded)
        if everything or places[:1] != [0] or wrong or unfounded:
            place = f"place {places[0] + 1}" if places else "MISSED"
            said = " ".join(seen.said.split())[:200]
            print(f"{place}: {query} → {', '.join(seen.links[:3]) or '-'} | {said}")
        for said in wrong:
            print(f"  invented: {said}")
        for said in unfounded:
            print(f"  false none: {said}")
    count = len(queries) - left_out
    print(
        f"{count} queries: hit@1 {firsts / count:.2f}, hit@3 {thirds / count:.2f}, {invented} with an invented hit, "
        f"{false_none} with a false none; median {statistics.median(one.milliseconds for one in shown):.0f} ms, "
        f"most {max(one.milliseconds for one in shown):.0f} ms; "
        f"median {statistics.median(one.bytes for one in shown) / 1000:.0f} kB, "
        f"most {max(one.bytes for one in shown) / 1000:.0f} kB"
    )
    return int(bool(invented or false_none))


if __name__ == "__main__":
    sys.exit(main())
