"""``fineprint upgrade``."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ..core.problems import CLEAN, FOUND, USAGE, printable, report
from ..upgrade.folder import put, upgrade
from ..upgrade.kept import kept_changes, own_files, put_kept
from . import options

_HASH = "    --hash="


@click.command()
@options.book_folder
@click.option("--diff", is_flag=True, help="Print the difference and write nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before writing, on a terminal either.")
@click.option(
    "--wheel",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The wheel of this Fineprint, where it was not installed from one.",
)
def command(root: Path, diff: bool, yes: bool, wheel: Path | None) -> int:
    """Bring a book to the present form.

    Its data files come to the present format, and the files that Fineprint keeps for it (workflows, settings of git,
    the list of exact versions) to their present form. The difference is shown first, and on a terminal nothing is
    written unasked. Data files are changed all or none. Comments, order and quoting stay, and doing it twice does no
    harm. Texts and ledgers are never changed.

    \b
    Example:
      fineprint upgrade --diff
    """
    data, problems = upgrade(root, write=False)
    if problems:
        print(report(problems), end="", file=sys.stderr)
        return FOUND
    try:
        kept = kept_changes(root, wheel)
    except ValueError as reason:
        print(reason, file=sys.stderr)
        return USAGE
    made = {path: text.encode() for path, text in data.items()} | kept
    if not made:
        print("the book has the present form already; nothing to do")
        return CLEAN
    for path, text in made.items():
        print(*map(printable, _difference(root / path, path, text)), sep="\n")
    many = f"{len(made)} {'file' if len(made) == 1 else 'files'}"
    if diff:
        print(f"{many} would be changed")
        return CLEAN
    if not yes and sys.stdin.isatty() and not click.confirm(f"Write {many}?"):
        print("nothing written")
        return CLEAN
    put(root, data)
    put_kept(root, kept)
    print(f"{many} brought to the present form")
    if own := own_files(root):
        print(f"left alone, as they are the book's own: {', '.join(own)}")
    return CLEAN


def _difference(file: Path, path: str, text: bytes) -> Iterator[str]:
    """What changes in a file, without the lines of hashes, which say nothing to a reader."""
    if path.endswith(".whl"):
        yield f"+++ {path} ({len(text):,} bytes)"
        return
    before = file.read_bytes() if file.is_file() else b""
    yield from difflib.unified_diff(_shown(before), _shown(text), path, path, lineterm="", n=0)


def _shown(text: bytes) -> list[str]:
    return [line for line in text.decode().splitlines() if not line.startswith(_HASH)]
