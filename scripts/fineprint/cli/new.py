"""``fineprint new``."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import click

from ..core.problems import CLEAN, FOUND, USAGE, report, stops
from ..read.book import load_book
from ..read.editor_schemas import with_schema_lines
from ..rules import check
from ..starter.pins import pins
from ..starter.repository import LICENCES, NewBook, repository_files
from . import options
from .record import record


@click.command()
@options.around
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", help="The book's title; by default from the folder's name.")
@click.option("--vendor-label", metavar="ONE,MANY", help="What a party is called, as in vendor,vendors.")
@click.option("--document-label", metavar="ONE,MANY", help="What a text is called, as in policy,policies.")
@click.option("--question", "questions", multiple=True, metavar="SENTENCE", help="A first question; again for each.")
@click.option("--licence", type=click.Choice(list(LICENCES)), help="Terms of the book's own words.")
@click.option("--base-url", metavar="ADDRESS", help="The permanent address, if it is known.")
@click.option("--owner", metavar="@NAME", help="Who is asked to review changes on GitHub.")
@click.option(
    "--wheel",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The wheel of this Fineprint, where it was not installed from one.",
)
@click.option("--defaults", is_flag=True, help="Ask nothing; whatever is not told takes its default.")
def command(
    root: Path, folder: Path, questions: tuple[str, ...], wheel: Path | None, defaults: bool, **answers: str | None
) -> int:
    """Begin a book of your own in FOLDER.

    Writes a small repository that builds and passes its check at once: data with one example, settings, workflows for
    review, publishing and a weekly look at the sources, and exact versions with hashes. On a terminal it asks for what
    is not told.

    \b
    Example:
      fineprint new my-book --title "Plot Agreements" --vendor-label garden,gardens \\
        --document-label agreement,agreements --question "May hens be kept?"
    """
    folder = root / folder
    if os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir())):
        print(f"{folder} is there already; name a folder that is empty or new", file=sys.stderr)
        return FOUND
    by_name = folder.absolute().name.replace("-", " ").replace("_", " ").strip().capitalize() or "A book"
    try:
        new = _asked(by_name, questions, answers, sys.stdin.isatty() and not defaults)
        files, pinned = with_schema_lines(repository_files(new)), pins(wheel)
    except ValueError as reason:
        print(reason, file=sys.stderr)
        return USAGE
    if (code := _write(folder, files | pinned.files)) != CLEAN:
        return code
    print(f"{folder}: a book of {len(files) + len(pinned.files)} files, checked")
    if not pinned.hashed:
        print(
            "requirements.txt has no hash of this Fineprint, as it was not installed from a wheel; "
            "fineprint upgrade --wheel FILE puts it in",
            file=sys.stderr,
        )
    print(f"next: cd {folder}, then fineprint serve; README.md tells the rest")
    return CLEAN


def _asked(by_name: str, questions: tuple[str, ...], answers: dict[str, str | None], asking: bool) -> NewBook:
    """What the book is to be: what was told, what a person answers, and defaults. Raises ValueError."""
    title = answers["title"] or _answer("Title of the book", by_name, asking)
    vendor = answers["vendor_label"] or _answer("What is a party called, one and several?", "vendor,vendors", asking)
    text = answers["document_label"] or _answer("What is a text called, one and several?", "policy,policies", asking)
    choice = click.Choice(list(LICENCES))
    licence = answers["licence"] or _answer("Licence of the book's own words", "cc-by", asking, choice)
    if asking and not questions:
        print("First questions, one a line; an empty line ends them.")
        questions = tuple(iter(lambda: str(click.prompt("Question", default="", show_default=False)).strip(), ""))
    return NewBook(
        title=_line(title),
        vendor=_label(vendor),
        text=_label(text),
        questions=tuple(map(_line, questions)),
        licence=LICENCES[licence],
        base_url=answers["base_url"] or "",
        owner=answers["owner"] or "",
    )


def _answer(asked: str, default: str, asking: bool, choice: click.Choice[str] | None = None) -> str:
    return str(click.prompt(asked, default=default, type=choice)) if asking else default


def _line(words: str) -> str:
    """Words on one line; raises ValueError where there are none."""
    if not (line := " ".join(words.split())):
        raise ValueError("a title or a question is empty; write it in words")
    return line


def _label(text: str) -> tuple[str, str]:
    """What one and several are called; of a word alone the plural has an s more."""
    one, comma, many = (part.strip() for part in text.partition(","))
    if not one or (comma and not many):
        raise ValueError(f"{text!r} does not say what one and several are called; write them as in vendor,vendors")
    return _line(one), _line(many or f"{one}s")


def _write(folder: Path, files: dict[str, bytes]) -> int:
    """Write the files beside their place, record and check the book there, and let it appear whole."""
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    holding = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-book-"))
    try:
        made = holding / folder.name
        for path, text in files.items():
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            (made / path).write_bytes(text)
        first = load_book(made)
        if first.book:
            record(made, first)
        if stops(problems := check(load_book(made)), True):
            sys.stderr.write(report(problems))
            print("nothing written; say it in other words", file=sys.stderr)
            return FOUND
        if folder.is_dir():
            folder.rmdir()
        os.rename(made, folder)
    finally:
        shutil.rmtree(holding, ignore_errors=True)
    return CLEAN
