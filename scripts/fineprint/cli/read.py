"""``fineprint read``."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import click

from ..core.model import Book
from ..core.problems import CLEAN, FOUND, INTERRUPTED, report
from ..form.drafts import FormError
from ..form.server import FormServer
from ..form.session import Session
from ..read.book import load_book
from ..worksheet.worksheet import pending_questions
from . import options


@click.command()
@options.book_folder
@click.argument("version")
@click.option("--port", type=click.IntRange(1, 65535), help="The port of this machine; by default one that is free.")
def command(root: Path, version: str, port: int | None) -> int:
    """Read a version in a form of this machine.

    VERSION is vendor/document/date, or a vendor, whose newest version with questions that await review is taken. The
    page shows the text beside the questions: choose a value, mark the words that carry it, write the note. It writes
    answers.yml, where the check finds no error in the answer; until then a draft is kept in .cache/drafts/. Only this
    machine can open the address, which is new at each start. Ctrl-C ends it.

    \b
    Example:
      fineprint read acorn/privacy-policy/2024-05-06
    """
    loaded = load_book(root)
    if loaded.book is None:
        print(f"{report(loaded.problems)}the book can't be read", file=sys.stderr)
        return FOUND
    key = _version(loaded.book, version)
    if key is None:
        print(f"no version {version!r} in this book; name it vendor/document/date, or a vendor", file=sys.stderr)
        return FOUND
    session = Session(root=root, key=key)
    try:
        session.state()
    except FormError as reason:
        print(reason, file=sys.stderr)
        return FOUND
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with FormServer(session, port or 0) as server:
        print(f"{key}: {server.url}\nCtrl-C ends it", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return INTERRUPTED
    return CLEAN


def _version(book: Book, named: str) -> str | None:
    """The key of the version that is meant."""
    of_vendor = sorted(
        (one for one in book.versions() if one.vendor == named),
        key=lambda one: (bool(pending_questions(book, one)), one.date),
    )
    mine = [one for one in book.versions() if one.key == named] or of_vendor
    return mine[-1].key if mine else None
