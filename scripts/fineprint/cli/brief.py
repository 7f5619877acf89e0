"""``fineprint brief``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from ..core.dates import is_calendar_date
from ..core.problems import CLEAN, FOUND, USAGE, report
from ..publish.brief import brief_of, in_markdown
from ..publish.brief_files import in_docx, in_xlsx
from ..publish.citation_styles import table
from ..read.book import load_book
from ..store.page_writer import write_file
from . import options

_FORMS = {".docx": in_docx, ".md": lambda brief: in_markdown(brief).encode(), ".xlsx": in_xlsx}


_STYLES = [name for name, style in table()["styles"].items() if style["group"] in ("text", "style")]


@click.command()
@options.book_folder
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--vendor", "vendors", multiple=True, metavar="ID", help="A vendor; by default all. May be given again.")
@click.option("--question", "asked", multiple=True, metavar="ID", help="A question; by default all, like --vendor.")
@click.option("--style", type=click.Choice(_STYLES), default="plain", show_default=True, help="How it refers.")
@click.option("--day", default=lambda: date.today().isoformat(), help="Day on which it is made, by default today.")
def command(root: Path, file: Path, vendors: tuple[str, ...], asked: tuple[str, ...], style: str, day: str) -> int:
    """Make a brief: answers with their quotes and references.

    The ending of FILE says in which form: .docx with footnotes, .md, or .xlsx for a questionnaire.

    \b
    Example:
      fineprint brief sale.docx --question sale --style bluebook
      fineprint brief dialpine.xlsx --vendor dialpine
    """
    loaded = load_book(root)
    if loaded.book is None or loaded.evidence is None:
        print(f"{report(loaded.problems)}the book can't be read", file=sys.stderr)
        return FOUND
    book = loaded.book
    wrong = [f"{file.name!r}: the ending must be one of {', '.join(_FORMS)}"] * (file.suffix not in _FORMS)
    wrong += [f"--day {day!r} is no day; write it as YYYY-MM-DD"] * (not is_calendar_date(day))
    for option, wanted, known in (
        ("vendor", vendors, [vendor.id for vendor in book.vendors]),
        ("question", asked, [question.id for question in book.asked]),
    ):
        wrong += [
            f"--{option} {each!r} is not in the book; there are {', '.join(known)}"
            for each in wanted
            if each not in known
        ]
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return USAGE
    chosen = [vendor for vendor in book.vendors if not vendors or vendor.id in vendors]
    questions = [question for question in book.asked if not asked or question.id in asked]
    brief = brief_of(book, loaded.evidence, chosen, questions, style, day)
    write_file(file, _FORMS[file.suffix](brief))
    print(f"{file}: {len(questions)} questions asked of {len(chosen)} {book.vendor_label[1]}")
    return CLEAN
