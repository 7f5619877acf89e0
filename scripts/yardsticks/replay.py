"""Replays the histories of real documents: each redline, applied to the older text, must give the newer one exactly.

Every ``<service>/<date>.md`` of a folder becomes a version of a scratch book. The words are read back from the built
pages, so that what a reader sees is what is measured. Each version is also changed in ways that alter no word (line
ends, white space, marks of emphasis and of lists, link targets); none of them may show as a change.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from fineprint.addresses import redlined, since_path
from fineprint.changes import Piece, apply, redline, words_in
from fineprint.evidence import passages_of
from fineprint.load import load_book
from fineprint.model import Book, Version
from fineprint.policy_text import decode
from fineprint.versions import version_of
from yardsticks.scratch import build_docs, build_site, make_book, read_texts

#: Changes of a source that alter no word, by name; the last two only mean nothing where the text is Markdown.
COSMETIC: dict[str, Callable[[str], str]] = {
    "line ends": lambda text: text.replace("\n", "\r\n"),
    "white space": lambda text: re.sub(r"(?<=\w) (?=\w)", "  ", text),
    "link targets": lambda text: re.sub(
        r"(\[[^\[\]\n]+\])\(https?://[^\s()]+\)", r"\1(https://elsewhere.example/?id=1)", text
    ),
    "emphasis": lambda text: re.sub(r"(?<![*\w\\])\*\*(?=\w)([^*_\n]+)(?<=\w)\*\*(?![*\w])", r"__\1__", text),
}


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures, and each pair that fails; 1 if there is any."""
    parser = argparse.ArgumentParser(description="Replay the histories of documents and check every redline.")
    parser.add_argument("--history", type=Path, required=True, help="a folder of <service>/<date>.md")
    parser.add_argument("--keep", type=Path, help="make the scratch book here and leave it")
    options = parser.parse_args(arguments)
    if options.keep:
        return replay(options.keep, options.history)
    with tempfile.TemporaryDirectory(prefix="fineprint-replay-") as folder:
        return replay(Path(folder), options.history)


def replay(root: Path, history: Path) -> int:
    """Make the book, build it and compare; prints as it goes."""
    began = time.monotonic()
    made = make_book(root, read_texts([history]))
    for name, code in made.refused.items():
        print(f"{name}: refused, {code}")
    for step in (build_docs(root, "--no-search"), build_site(root)):
        if step.returncode:
            print("".join(line for line in step.stderr.splitlines(True) if " warning " not in line), file=sys.stderr)
            print("the scratch book does not build")
            return 1
    book = load_book(root).book
    wrong = [*redline_faults(root, book), *cosmetic_faults(book)]
    for line in wrong:
        print(line)
    print(f"{len(made.files)} versions of {len(book.vendors)} documents, {time.monotonic() - began:.0f} s")
    return int(bool(wrong))


def redline_faults(root: Path, book: Book) -> Iterator[str]:
    """What is wrong with the redline of each pair of neighbours; prints the totals."""
    total, longest = Counter(), 0.0
    for _, older, newer in redlined(book):
        before, now = (list(passages_of(version.sections)) for version in (older, newer))
        began = time.perf_counter()
        found = redline(before, now)
        longest = max(longest, time.perf_counter() - began)
        summary = found.summary()
        total.update(
            pairs=1, unchanged=int(not found.any), added=summary.added, removed=summary.removed, same=summary.same
        )
        total.update({kind: summary.clauses[kind] + summary.headings[kind] for kind in ("came", "went", "reworded")})
        total.update(moved=summary.clauses["moved-here"] + summary.headings["moved-here"])
        if apply(found, words_in(before)) != words_in(now):
            yield f"{newer.key} since {older.date}: the redline does not give the newer text"
        page = (root / "site" / since_path(book, older, newer) / "index.html").read_text(encoding="utf-8")
        for side, version_words in (("ins", words_in(before)), ("del", words_in(now))):
            if words_of_page(page, without=side) != version_words:
                yield f"{newer.key} since {older.date}: the page without its {side} is not the other version's text"
    passages = ", ".join(f"{total[kind]:,} {kind}" for kind in ("came", "went", "reworded", "moved"))
    words = f"{total['added']:,} added, {total['removed']:,} removed, {total['same']:,} the same"
    print(f"{total['pairs']} redlines, {total['unchanged']} of them without a changed word")
    print(f"passages: {passages}; words: {words}; the slowest redline took {longest:.2f} s")


def words_of_page(page: str, without: str) -> list[str]:
    """The words of a redline's page, less what is marked ``ins`` or ``del``."""
    tree = LexborHTMLParser(page)
    for node in tree.css(f".redlined .visually-hidden, .redlined {without}"):
        node.decompose()
    return [word for node in tree.css(".redlined") for word in node.text().split()]


def cosmetic_faults(book: Book) -> Iterator[str]:
    """Versions in which a change that alters no word shows as one; prints how many were tried."""
    tried, altered = Counter(), 0
    for version in book.versions():
        text = "\n".join(version.source)
        for name, change in COSMETIC.items():
            if name in ("link targets", "emphasis") and version.record.reading.syntax != "markdown":
                continue
            if (changed := change(text)) == text:
                continue
            tried[name] += 1
            words = changed_words(version, changed)
            if words:
                altered += 1
                yield f"{version.key}: {name}: {words}"
    kinds = ", ".join(f"{count} {name}" for name, count in tried.items())
    print(f"{sum(tried.values())} cosmetic changes ({kinds}), {altered} of them show as a change")


def changed_words(version: Version, text: str) -> str:
    """The words that differ between a version and the same with another source text; empty if none do."""
    raw = text.encode()
    decoded, _ = decode(raw, "policy.md")
    changed, problems = version_of(
        place=version.folder, raw=raw, text=decoded, record=version.record, outline=version.outline, ledger=()
    )
    if changed is None:
        return str(problems[0])
    found = redline(*(list(passages_of(each.sections)) for each in (version, changed)))
    return "; ".join(_told(found.pieces())) if found.any else ""


def _told(pieces: Iterable[Piece]) -> Iterator[str]:
    return (f"{piece.kind} {' '.join(piece.words)!r}" for piece in pieces if piece.kind != "same")


if __name__ == "__main__":
    sys.exit(main())
