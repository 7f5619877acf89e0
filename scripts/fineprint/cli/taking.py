"""What the verbs that take texts in share: how they fetch, what they say, and the review worksheet they write."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from ..core.limits import SOURCE_BYTES, SOURCE_SECONDS
from ..core.model import Vendor, Version
from ..core.problems import printable
from ..intake.acquire import TRACKED
from ..intake.add import AddResult
from ..prove.quote_index import BookEvidence
from ..read.result import ReadBook, ReadResult
from ..store.page_writer import write_file
from ..worksheet.by_text import text_of
from ..worksheet.worksheet import Worksheet, worksheet_of
from .schemas import write_schemas

_Verb = TypeVar("_Verb", bound=Callable[..., int])
_OPTIONS = (
    click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=SOURCE_SECONDS,
        show_default=True,
        metavar="SECONDS",
        help="Time for one source: look-up, fetch and conversion together.",
    ),
    click.option(
        "--max-bytes",
        type=click.IntRange(min=1),
        default=SOURCE_BYTES,
        show_default=True,
        metavar="BYTES",
        help="Size of one file at most.",
    ),
    click.option("--proxy", metavar="ADDRESS", help="Fetch through this proxy, as in http://host:port."),
    click.option("--allow-private", is_flag=True, help="Also fetch from addresses that are not public."),
    click.option("--even-so", is_flag=True, help="Take a page that is doubtful all the same."),
    click.option("--tracked", type=click.Choice(TRACKED), help="Take or refuse the tracked changes of a DOCX."),
)


def how_to_fetch(verb: _Verb) -> _Verb:
    """The options that say how a source is fetched and read."""
    for option in reversed(_OPTIONS):
        verb = option(verb)
    return verb


def progress(said: str) -> None:
    """Show what is being done, on a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{printable(said)[:100]}")
        sys.stderr.flush()


def write_worksheet(root: Path, loaded: ReadBook, vendor: Vendor, version: Version) -> Worksheet:
    """Write a version's review worksheet where no version control sees it."""
    evidence = BookEvidence(loaded.book)
    sheet = worksheet_of(loaded.book, evidence, vendor, version)
    was = evidence.of(sheet.older) if sheet.older else None
    path = f".cache/worksheets/{version.key}.md"
    write_file(root / path, text_of(sheet, evidence.of(version), was).encode())
    print(f"  review worksheet: {path}, and in the preview under about/worksheets/{version.key}/")
    return sheet


def tell(root: Path, loaded: ReadResult, taken: AddResult) -> None:
    """Say what came of a text, and write the review worksheet of a new version."""
    progress("")
    print("\n  ".join(printable(line) for line in taken.said))
    if loaded.book is None or taken.kind != "new":
        return
    sheet = write_worksheet(root, loaded, taken.vendor, taken.version)
    write_schemas(root, loaded.book, [taken.version])
    carried = len(taken.version.answers)
    print(f"  {carried} answers carried over, {len(sheet.unread)} of {sheet.asked} questions await review")
    for question, clauses in sheet.look_again:
        print(f"  look again at {question.id}: the clause around its quote changed ({', '.join(clauses)})")
