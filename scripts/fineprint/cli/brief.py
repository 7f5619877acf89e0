"""Makes a brief: chosen questions asked of chosen vendors, as a Word file, Markdown or a spreadsheet."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ..core.dates import is_calendar_date
from ..core.problems import CLEAN, FOUND, USAGE, report
from ..publish.brief import brief_of, in_markdown
from ..publish.brief_files import in_docx, in_xlsx
from ..publish.citation_styles import table
from ..read.book import load_book
from ..store.page_writer import write_file
from . import command

_FORMS = {".docx": in_docx, ".md": lambda brief: in_markdown(brief).encode(), ".xlsx": in_xlsx}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write answers with quotes and references to a file: .docx with footnotes, .md, or .xlsx for a questionnaire.

    Without --vendor all vendors are asked, without --question all questions.
    """
    styles = [name for name, style in table()["styles"].items() if style["group"] in ("text", "style")]
    parser = argparse.ArgumentParser(prog="fineprint brief", description=main.__doc__)
    command.add_root(parser)
    parser.add_argument("file", type=Path, help="file to write; its ending says in which form")
    parser.add_argument("--vendor", action="append", default=[], help="id of a vendor; may be given again")
    parser.add_argument("--question", action="append", default=[], help="id of a question; may be given again")
    parser.add_argument("--style", choices=styles, default="plain", help="style of the references")
    parser.add_argument("--day", default=date.today().isoformat(), help="day on which it is made, as YYYY-MM-DD")
    given = parser.parse_args(arguments)
    loaded = load_book(given.root)
    if loaded.book is None or loaded.evidence is None:
        print(f"{report(loaded.problems)}the book can't be read", file=sys.stderr)
        return FOUND
    book = loaded.book
    wrong = [f"{given.file.name!r}: the ending must be one of {', '.join(_FORMS)}"] * (given.file.suffix not in _FORMS)
    wrong += [f"--day {given.day!r} is no day; write it as YYYY-MM-DD"] * (not is_calendar_date(given.day))
    for option, wanted, known in (
        ("vendor", given.vendor, [vendor.id for vendor in book.vendors]),
        ("question", given.question, [question.id for question in book.questions]),
    ):
        wrong += [
            f"--{option} {each!r} is not in the book; there are {', '.join(known)}"
            for each in wanted
            if each not in known
        ]
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return USAGE
    vendors = [vendor for vendor in book.vendors if not given.vendor or vendor.id in given.vendor]
    questions = [question for question in book.questions if not given.question or question.id in given.question]
    brief = brief_of(book, loaded.evidence, vendors, questions, given.style, given.day)
    write_file(given.file, _FORMS[given.file.suffix](brief))
    print(f"{given.file}: {len(questions)} questions asked of {len(vendors)} {book.vendor_label[1]}")
    return CLEAN


if __name__ == "__main__":
    command.run(main)
