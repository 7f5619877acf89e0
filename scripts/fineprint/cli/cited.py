"""Checks what a document cites from the book: whether it still holds, and what came since."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from ..compare.citation_check import CitationCheck, QuoteCheck, check_citations
from ..core.dates import spelled_out
from ..core.problems import CLEAN, FOUND, USAGE, printable, report
from ..intake import RefusedError
from ..intake.cited_text import cited_paragraphs
from ..read.book import load_book
from ..text.cited import citations_in
from . import command

_STATES = {
    "resolves": "resolves",
    "moved": "has moved to {now}",
    "not-in-book": "was published and is no longer in the book",
    "unknown": "is no address of the book",
}
_PASSAGES = {
    "unchanged": "has the passage unchanged",
    "moved": "has the passage in another place",
    "reworded": "has the passage reworded",
    "moved-reworded": "has the passage in another place, reworded",
    "gone": "no longer has the passage",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Check each address of the book in a file (text, Markdown, HTML, DOCX or PDF) and the words quoted beside it.

    Exits with 1 where any does not match or has changed since.
    """
    parser = argparse.ArgumentParser(prog="fineprint cited", description=main.__doc__)
    command.add_root(parser)
    parser.add_argument("file", type=Path, help="the document; - reads text from the input")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print what was found")
    parser.add_argument("--base-url", help="where the document's addresses begin, if not at the book's own base")
    given = parser.parse_args(arguments)
    loaded = load_book(given.root)
    if loaded.book is None or loaded.evidence is None:
        print(f"{report(loaded.problems)}the book can't be read", file=sys.stderr)
        return FOUND
    raw = sys.stdin.buffer.read() if str(given.file) == "-" else given.file.read_bytes()
    try:
        paragraphs = cited_paragraphs(given.file.name, raw)
    except RefusedError as refused:
        print(f"{given.file}: {refused}", file=sys.stderr)
        return USAGE
    base = loaded.book.base_url
    if given.base_url:
        paragraphs = [text.replace(given.base_url.rstrip("/") + "/", base) for text in paragraphs]
    checks = list(check_citations(loaded.book, loaded.evidence, citations_in(paragraphs, base)))
    if given.format == "json":
        print(json.dumps([asdict(check) | {"holds": check.holds} for check in checks], ensure_ascii=False, indent=1))
    else:
        for check in checks:
            print("\n  ".join(printable(line) for line in _lines(check)))
        holding = sum(check.holds for check in checks)
        print(f"{len(checks)} citations of {loaded.book.title}: {holding} hold, {len(checks) - holding} to look at")
    return CLEAN if all(check.holds for check in checks) else FOUND


def _lines(check: CitationCheck) -> Iterator[str]:
    yield check.citation.address
    yield _STATES[check.state].format(now=check.now)
    if check.words:
        yield "the words are those published" if check.words == "same" else "the words do not match those published"
    if check.hash_matches is not None:
        yield f"the SHA-256 named {'matches' if check.hash_matches else 'does not match'} the stored text"
    yield from map(_quote_line, check.quotes)
    if check.answer:
        value, reviewed = check.answer
        yield f"the answer is “{value}”, reviewed on {spelled_out(reviewed)}"
    if check.changed_since:
        yield f"it has changed since {spelled_out(check.citation.day or '')}"
    for value, until in check.superseded:
        yield f"until {spelled_out(until)} the answer was “{value}”"
    if check.newer:
        said = _PASSAGES[check.passage] if check.passage else "is kept as well"
        yield f"the newer version of {spelled_out(check.newer)} {said}: {check.redline}"


def _quote_line(quote: QuoteCheck) -> str:
    begun = quote.quote if len(quote.quote) <= 60 else f"{quote.quote[:59]}…"
    if quote.state == "same":
        return f"“{begun}” matches"
    if quote.state == "elsewhere":
        return f"“{begun}” stands in the text at another place: {quote.address}"
    near = f"; nearest: {quote.address}" if quote.address else ""
    return f"“{begun}” does not match: {quote.differing}{near}"


if __name__ == "__main__":
    command.run(main)
