"""Asks a built site's search a list of queries in a browser, and measures what a reader would get.

Each query opens the search page in a fresh profile, from a local server that compresses. Of the list's form: ``query``
and ``want``, any one of which must stand first (hit@1) or among the first three (hit@3), or ``none``; ``also`` may name
a word that the page must say it looked for. What is shown is checked against the texts by stems of another library:
a section that lacks a word which the page does not say it left out is an invented hit, and a word said to be in none
that is in a text is a false none.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

import Stemmer
import yaml
from playwright.sync_api import Browser, sync_playwright

from fineprint.core.model import Book
from fineprint.publish.search import SearchRecord, records_of
from fineprint.read.book import load_book
from fineprint.text.search_words import folded_words, section_words
from fineprint.text.word_forms import IRREGULAR, STOP_WORDS
from tools.browser import chromium, served

_TIME = 'performance.getEntriesByName("results").at(-1)?.startTime ?? 0'
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
_LINKS = "rows => rows.map(row => [row.querySelector('a').getAttribute('href'), row.querySelector('.place').innerText])"
_UNITED = {form: forms.split()[0] for forms in IRREGULAR for form in forms.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the page shows: links of results in order, what it says, what it says is in none; time and bytes."""

    links: tuple[str, ...]
    said: str
    none: tuple[str, ...]
    milliseconds: float
    bytes: int


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
        none=tuple(_QUOTED.search(line)[1] for line in none if " is in none of " in line and line.startswith("“")),
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
        if "also" in asked and f"Looked for “{_QUOTED.search(asked['also'])[1]}”" not in seen.said:
            places = []
        wrong = list(_invented(book, texts, query, seen))
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


Texts = dict[str, tuple[SearchRecord, frozenset[str], frozenset[str]]]


def texts_of(book: Book) -> Texts:
    """By link each section: its record, its words and their stems."""
    found = {}
    for version in book.versions():
        for record in records_of(version):
            words = frozenset(section_words([record.title, *(text for _, text in record.clauses)]))
            place = f"{book.vendors_path}/{version.key}/#{record.section}"
            found[place] = record, words, frozenset(map(_stem, words))
    return found


def stands_somewhere(texts: Texts, said: str) -> bool:
    """Whether what is said to be in none is in a text, word for word."""
    words = words_in(said)
    return any(
        set(words) <= held and (len(words) == 1 or f" {' '.join(words)} " in f" {' '.join(words_in(text))} ")
        for record, held, _ in texts.values()
        for text in [record.title, *(text for _, text in record.clauses)]
    )


def words_in(text: str) -> list[str]:
    """The words of a text, in order."""
    return [word for part in re.split(r"[\s\-‐‑/.,;:()]+", text) for word in folded_words(part)]


@cache
def _stem(word: str) -> str:
    return str(Stemmer.Stemmer("english").stemWord(_UNITED.get(word, word)))


def _invented(book: Book, texts: Texts, query: str, seen: Shown) -> Iterator[str]:
    """The sections shown that lack a word asked for, unless the page says that it left it out or put another for it."""
    told = {_stem(word) for said in _QUOTED.findall(seen.said) for word in words_in(said)}
    names = {word for vendor in book.vendors for named in vendor.names for word in words_in(named.name)}
    asked = [word for word in words_in(query) if word not in STOP_WORDS and word not in names] or words_in(query)
    instead = _QUOTED.findall(seen.said) if "Looked for" in seen.said or "Related words" in seen.said else []
    for link in seen.links:
        if link not in texts:
            continue
        _, words, stems = texts[link]
        joined = "".join(words_in(query))
        lacking = [word for word in asked if word not in words and _stem(word) not in stems | told]
        if lacking and joined not in words and not any(set(map(_stem, words_in(one))) <= stems for one in instead):
            yield f"{link} lacks {', '.join(lacking)}"


Check = Callable[[Shown, int], bool]


def wanted(book: Book, texts: Texts, query: str, want: str) -> Check | None:
    """Whether the result at a place is what is wanted; None where the book has no such thing."""
    kind, _, name = want.partition(" ")
    if want == "none":
        return lambda seen, at: bool(seen.none)
    if want.startswith(("section of", "answer of")):
        _, _, vendor, _, about = want.split(" ", 4)
        return _of_vendor(book, texts, kind, vendor, about)
    if kind == "section":
        return lambda seen, at: at < len(seen.links) and _holds(texts, seen.links[at], query)
    if want.startswith("the finding"):
        named = [f"findings/#{finding.id}" for finding in book.findings if _same(finding.title, query)]
    elif want.startswith("question about"):
        word = want.rsplit(maxsplit=1)[-1].lower()
        named = [f"questions/{one.id}/" for one in book.questions if word in words_in(f"{one.id} {one.question}")]
    elif kind == "question":
        named = [f"questions/{one}/" for one in _questions(book, name)]
    else:
        place = {"topic": f"topics/{name}/", "finding": f"findings/#{name}", "vendor": f"{book.vendors_path}/{name}/"}
        place |= {"glossary": f"about/glossary/#_{name}", "document": "about/documents-referred-to/"}
        named = [place[kind]] if kind in place else []
    return (lambda seen, at: at < len(seen.links) and seen.links[at] in named) if named else None


def _same(one: str, other: str) -> bool:
    return words_in(one) == words_in(other)


def _questions(book: Book, name: str) -> list[str]:
    """A question by its id, or what it was renamed to or split into."""
    ids = [question.id for question in book.questions]
    moved = book.redirects.get(f"questions/{name}/", "")
    split = [one for one in ids if one.startswith(f"{name}-") or moved == f"questions/{one}/"]
    return [name] if name in ids else split


def _of_vendor(book: Book, texts: Texts, kind: str, vendor: str, about: str) -> Check:
    word = _stem(about.split("-", maxsplit=1)[0])
    if kind == "answer":
        ids = [
            one.id for one in book.questions if about in (one.id, one.topic) or word in map(_stem, one.id.split("-"))
        ]
        named = {f"questions/{one}/#{vendor}" for one in ids}
        return lambda seen, at: at < len(seen.links) and seen.links[at] in named
    named = {
        link
        for link, (record, _, stems) in texts.items()
        if link.startswith(f"{book.vendors_path}/{vendor}/") and (about in record.topics or word in stems)
    }
    return lambda seen, at: at < len(seen.links) and seen.links[at] in named


def _holds(texts: Texts, link: str, query: str) -> bool:
    """Whether a link leads to a section that has the words of a query: quoted ones in a row, others by their stems."""
    if link not in texts:
        return False
    record, words, stems = texts[link]
    if phrases := re.findall(r'"([^"]+)"', query):
        said: Iterable[str] = [record.title, *(text for _, text in record.clauses)]
        return all(
            any(f" {' '.join(words_in(one))} " in f" {' '.join(words_in(text))} " for text in said) for one in phrases
        )
    asked = [word for word in words_in(query) if word not in STOP_WORDS] or words_in(query)
    return (
        "".join(words_in(query)) in words
        or all(_stem(word) in stems or word in words for word in asked)
        or _near(asked, words)
    )


def _near(asked: Sequence[str], words: Iterable[str]) -> bool:
    """Whether each word of a query is one letter from a word of a text: a misspelling that was mended."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - for misspelt queries only

    return all(
        any(OSA.distance(word, other) <= 2 for other in words if len(other) > 4) for word in asked if len(word) > 4
    ) and any(len(word) > 4 for word in asked)


if __name__ == "__main__":
    sys.exit(main())
