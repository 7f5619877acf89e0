"""Lists the licence of every package that the locked files name, as a page of the site.

What is said comes from the metadata of the installed packages: the expression where there is one, else the field, else
the classifiers. A package that says nothing is listed as saying nothing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
PAGE = HERE / "scripts/fineprint/theme/pages/about/licences/index.md"
LOCKED = {
    "requirements.txt": "What the book is built with",
    "requirements-dev.txt": "What the tests need on top of it",
    "requirements-extra.txt": "What only some uses need",
}
_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", re.MULTILINE)
_HEAD = """\
---
title: Licences
description: The packages that this site is built and tested with, and the licence of each.
---
# Licences

The program that makes this site is under the MIT licence; the texts and answers are under what the home page says.
These are the packages it uses, at the versions that are locked with their hashes. Scripts and styles of mkdocs-material
and pagefind are part of the site itself; nothing of the others is. `make licences` writes this page.
"""


def main() -> int:
    """Writes the page; 1 if a package is not installed."""
    text, missing = page()
    if missing:
        print(f"not installed here: {', '.join(missing)}; run make licences", file=sys.stderr)
        return 1
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    return 0


def page() -> tuple[str, list[str]]:
    """The page, and the packages that are not installed."""
    parts, missing, seen = [_HEAD], [], set()
    for file, title in LOCKED.items():
        rows = []
        for name, version in pinned(file):
            if name in seen:
                continue
            seen.add(name)
            try:
                rows.append(f"| {name} | {version} | {licence_of(name)} |")
            except PackageNotFoundError:
                missing.append(name)
        parts.append("\n".join([f"## {title}", "", "| Package | Version | Licence |", "|---|---|---|", *rows, ""]))
    return "\n".join(parts), missing


def pinned(file: str) -> Iterator[tuple[str, str]]:
    """Name and version of each package that a locked file names."""
    yield from _PINNED.findall((HERE / file).read_text(encoding="utf-8"))


def licence_of(name: str) -> str:
    """What a package says of its licence, on one line."""
    said = metadata(name)
    field = (said.get("License-Expression") or said.get("License") or "").strip()
    if field and field != "UNKNOWN" and "\n" not in field and len(field) <= 80:
        return field
    classified = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier", []) if line.startswith("License ::")
    ]
    return ", ".join(classified) or "says nothing"


if __name__ == "__main__":
    sys.exit(main())
