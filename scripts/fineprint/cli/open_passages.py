"""Prints, for one version, every limiting phrase and passage that its answers must still account for, to be pasted."""

from __future__ import annotations

import argparse
import sys

from ..core.problems import CLEAN, USAGE, printable, report
from ..read.book import load_book
from ..worksheet.open_passages import open_entries
from . import command


def main() -> int:
    """Print the open limits and passages of a version as YAML entries with the whole words above each."""
    parser = argparse.ArgumentParser(prog="python -m fineprint.cli.open_passages", description=main.__doc__)
    command.add_root(parser)
    parser.add_argument("version", help="vendor/document/date; a vendor alone means its newest version")
    parser.add_argument("questions", nargs="*", metavar="QUESTION", help="ids of questions; without any, all")
    arguments = parser.parse_args()
    loaded = load_book(arguments.root)
    found = {version.key: version for version in loaded.book.versions()} if loaded.book else {}
    named = [key for key in found if key == arguments.version or key.startswith(f"{arguments.version}/")]
    if not named:
        print(report(loaded.problems), end="", file=sys.stderr)
        print(f"no version {arguments.version!r}; there are {', '.join(found) or 'none'}", file=sys.stderr)
        return USAGE
    version = found[named[-1]]
    made = open_entries(loaded.book, version, loaded.evidence.of(version), arguments.questions)
    sys.stdout.write("".join(f"{printable(line)}\n" for line in made.splitlines()))
    return CLEAN


if __name__ == "__main__":
    command.run(main)
