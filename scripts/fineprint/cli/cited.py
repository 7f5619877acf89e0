"""``fineprint cited``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from ..compare.citation_check import CitationCheck, QuoteCheck, check_citations
from ..core.dates import spelled_out
from ..core.problems import CLEAN, FOUND, USAGE, printable, report
from ..intake import RefusedError
from ..intake.cited_text import cited_paragraphs
from ..read.book import load_book
from ..text.cited import citations_in
from . import options

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


@click.command()
@options.book_folder
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How it is told."
)
@click.option("--base-url", help="Where the document's addresses begin, if not at the book's own base.")
def command(root: Path, file: Path, form: str, base_url: str | None) -> int:
    """Check what a document cites from the book.

    For each address in a text, Markdown, HTML, DOCX or PDF file: whether it resolves, whether the words quoted beside
    it match, and what came since. Exits with 1 where something does not match or has changed.

    \b
    Example:
      fineprint cited brief.docx
    """
    loaded = load_book(root)
    if loaded.book is None or loaded.evidence is None:
        print(f"{report(loaded.problems)}the book can't be read", file=sys.stderr)
        return FOUND
    raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    try:
        paragraphs = cited_paragraphs(file.name, raw)
    except RefusedError as reason:
        print(printable(f"{file}: {reason}"), file=sys.stderr)
        return USAGE
    base = loaded.book.base_url
    if base_url:
        paragraphs = [text.replace(base_url.rstrip("/") + "/", base) for text in paragraphs]
    checks = list(check_citations(loaded.book, loaded.evidence, citations_in(paragraphs, base)))
    if form == "json":
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
