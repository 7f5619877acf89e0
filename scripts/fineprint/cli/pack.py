"""Packs a copy of the built site that opens from a disk, without a server."""

from __future__ import annotations

import argparse
import re
import shutil
import sys

from ..build.manifest import write_manifest
from ..build.offline import offline_files, pack
from ..core.problems import CLEAN, FOUND
from ..read.book import load_book
from ..verify.site_check import check_site
from . import command


def main() -> int:
    """Make the copy of ``site/``, check it as the site is checked, and pack it."""
    parser = argparse.ArgumentParser(prog="python -m fineprint.cli.pack", description=main.__doc__)
    command.add_root(parser)
    root = parser.parse_args().root
    book = load_book(root).book
    if book is None or not (root / "site" / "index.html").is_file():
        print("there is no built site; run make site first", file=sys.stderr)
        return FOUND
    made = root / ".cache" / "offline"
    shutil.rmtree(made, ignore_errors=True)
    for path, content in offline_files(root / "site"):
        file = made / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    if problems := check_site(book, made):
        print(*problems, sep="\n", file=sys.stderr)
        return FOUND
    write_manifest(made)
    target = root / "offline" / f"{re.sub(r'[^A-Za-z0-9]+', '-', book.title).strip('-') or 'book'}.zip"
    print(f"{pack(made, target)} files in {target.relative_to(root)}, {target.stat().st_size:,} bytes")
    return CLEAN


if __name__ == "__main__":
    command.run(main)
