"""The look of a book, as package data: templates, assets, the pages that every book has, and the MkDocs plugin."""

from __future__ import annotations

from pathlib import Path

#: Templates and assets, as a folder of the engine's theme.
OVERRIDES = Path(__file__).parent / "overrides"
#: The environment variable that names the file in which our build says which pages MkDocs is to make: JSON with
#: ``pages`` and ``others``, beside an empty folder ``docs``.
JOB = "FINEPRINT_ENGINE_JOB"
#: The page by hand, below ``docs/``, of a book that has others beside it to look at; the footer leads there.
DEMONSTRATIONS = "about/demonstrations/index.md"
#: The guide to the program, which lies on its own site alone.
GUIDE = "guide/index.md"
#: Pages that every book is given, by their paths below ``docs/``.
SHARED_PAGES = Path(__file__).parent / "pages"
#: The theme's selectors that some page uses, one a line; ``make used-styles`` writes it.
USED_STYLES = Path(__file__).parent / "used-styles.txt"
