#!/usr/bin/env python3
"""Take a policy into the book: a text, Markdown, HTML, DOCX or PDF file, or an http(s) address.

Writes a new version with its record, a drafted outline and the answers that its words still prove, and a review
worksheet of what awaits review. A copy of words that are kept already is noted as seen. No value is ever guessed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from datetime import UTC, datetime

from fineprint.cli import command
from fineprint.core.limits import SOURCE_BYTES, SOURCE_SECONDS
from fineprint.core.model import Vendor, Version
from fineprint.core.problems import CLEAN, FOUND, printable
from fineprint.intake import RefusedError
from fineprint.intake.acquire import TRACKED, AddRequest
from fineprint.intake.add import AddResult, add_version
from fineprint.intake.refresh import refresh
from fineprint.prove.quote_index import BookEvidence
from fineprint.read.book import load_book
from fineprint.read.result import ReadResult
from fineprint.store.page_writer import write_file
from fineprint.worksheet.worksheet import Worksheet, text_of, worksheet_of

_TOLD = {
    "date": "day of the version, YYYY-MM-DD",
    "name": "name of a vendor that is new to the book",
    "website": "website of a new vendor",
    "description": "what a new vendor sells, in a sentence",
    "publisher": "who publishes the text, as it says",
    "title": "the text's own title",
    "language": "language of the text, as in en or pt-BR",
    "variant": "region or language, as in de or uk, of a text that is not the main one of its document",
    "url": "address of the page that the file was saved from",
    "archive": "address of the archive's copy that the file was saved from",
    "effective": "day from which the text says that it holds",
    "updated": "day on which the text says that it was last changed",
    "element": "CSS selector of the element of a page that holds the policy",
    "encoding": "encoding of the file, where it is not UTF-8",
}


def progress(said: str) -> None:
    """Show what is being done, on a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{printable(said)[:100]}")
        sys.stderr.flush()


def write_sheet(root: command.Path, loaded: ReadResult, vendor: Vendor, version: Version) -> Worksheet:
    """Write a version's review worksheet where no version control sees it."""
    sheet = worksheet_of(loaded.book, BookEvidence(loaded.book), vendor, version)
    path = f".cache/worksheets/{version.key}.md"
    write_file(root / path, text_of(sheet).encode())
    print(f"  review worksheet: {path}, and in the preview under about/worksheets/{version.key}/")
    return sheet


def tell(root: command.Path, loaded: ReadResult, taken: AddResult) -> None:
    """Say what came of it, and write the review worksheet of a new version."""
    progress("")
    print("\n  ".join(printable(line) for line in taken.said))
    if taken.kind != "new" or loaded.book is None:
        return
    sheet = write_sheet(root, loaded, taken.vendor, taken.version)
    carried = len(taken.version.answers)
    print(f"  {carried} answers carried over, {len(sheet.unread)} of {sheet.asked} questions await review")
    for question, clauses in sheet.look_again:
        print(f"  look again at {question.id}: the clause around its quote changed ({', '.join(clauses)})")


def sheet_again(root: command.Path, loaded: ReadResult, key: str) -> int:
    """Write the review worksheet of a version that is kept."""
    for vendor in loaded.book.vendors if loaded.book else ():
        for version in vendor.versions:
            if version.key == key:
                write_sheet(root, loaded, vendor, version)
                return CLEAN
    raise RefusedError(f"no version {key!r} in this book; name it vendor/document/date")


def main() -> int:
    """Read the command line and take a policy in, or look at all sources again."""
    parser = argparse.ArgumentParser(description=__doc__)
    command.add_root(parser)
    parser.add_argument("source", nargs="?", help="a file, or an http(s) address")
    parser.add_argument(
        "--vendor", help="id of the vendor: its folder below policies/; with --refresh, look at it alone"
    )
    parser.add_argument("--document", help="kind of document, as book.yml lists it")
    parser.add_argument("--date-basis", choices=("archived", "retrieved", "stated"), help="what day --date is")
    for name, said in _TOLD.items():
        parser.add_argument(f"--{name}", metavar=name.upper(), help=said)
    parser.add_argument(
        "--refresh", action="store_true", help="fetch the sources that the vendors name, keep what changed"
    )
    parser.add_argument("--sheet", metavar="VERSION", help="write the review worksheet of vendor/document/date again")
    parser.add_argument("--tracked", choices=TRACKED, help="take or refuse the tracked changes of a DOCX")
    parser.add_argument("--allow-private", action="store_true", help="also fetch from addresses that are not public")
    parser.add_argument("--proxy", metavar="ADDRESS", help="fetch through this proxy, as in http://host:port")
    parser.add_argument("--even-so", action="store_true", help="take a page that is doubtful all the same")
    parser.add_argument(
        "--timeout",
        type=float,
        default=SOURCE_SECONDS,
        metavar="SECONDS",
        help="time for one source: look-up, fetch and conversion together (%(default)s)",
    )
    parser.add_argument(
        "--max-bytes", type=int, default=SOURCE_BYTES, metavar="BYTES", help="size of one file (%(default)s)"
    )
    options = parser.parse_args()
    if options.timeout <= 0 or options.max_bytes <= 0:
        parser.error("--timeout and --max-bytes must be more than nothing")
    today = datetime.now(UTC).date().isoformat()
    shared = ("allow_private", "timeout", "max_bytes", "proxy", "even_so", "tracked")
    network = {name: getattr(options, name) for name in shared}
    loaded = load_book(options.root)
    if options.sheet:
        return sheet_again(options.root, loaded, options.sheet)
    if options.refresh:
        if options.source or options.document or any(getattr(options, name) for name in _TOLD):
            parser.error("--refresh goes with --vendor and the options of the network alone")
        taken, refused = refresh(options.root, loaded, today, options.vendor, progress=progress, **network)
        for one in taken:
            tell(options.root, loaded, one)
        for said in refused:
            print(printable(said), file=sys.stderr)
        count = Counter(one.kind for one in taken)
        print(
            f"{len(taken) + len(refused)} sources: {count['new']} with a new version, {count['seen']} seen again, "
            f"{count['same']} without a change, {len(refused)} not taken in"
        )
        return FOUND if refused else CLEAN
    if not (options.source and options.vendor and options.document):
        parser.error("a source, --vendor and --document are needed")
    said = {name: getattr(options, name) for name in (*_TOLD, "source", "vendor", "document", "date_basis")}
    tell(
        options.root,
        loaded,
        add_version(options.root, loaded, AddRequest(today=today, progress=progress, **said, **network)),
    )
    return CLEAN


def refusing() -> int:
    """The same; what can't be taken in is one line and exit code 1."""
    try:
        return main()
    except RefusedError as reason:
        progress("")
        print(printable(f"not taken in: {reason}"), file=sys.stderr)
        return FOUND


if __name__ == "__main__":
    command.run(refusing)
