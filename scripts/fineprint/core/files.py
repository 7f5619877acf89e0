"""What was found of a book on disk, before anything of it is read."""

from __future__ import annotations

from .problems import Problem

#: Bytes of files by path from the book's folder, and what may not be there.
FoundFiles = tuple[dict[str, bytes], list[Problem]]
