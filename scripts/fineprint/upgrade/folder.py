"""A book's folder brought to the present format: nothing is written unless every file can be."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from ..core.problems import Problem
from ..read.files import read_files
from .convert import BOOK, CONVERTED, convert

#: What may lie in the folder without being in the way: a file that no reader opens.
_HARMLESS = {"path.unexpected"}


def upgrade(root: Path, write: bool = True) -> tuple[dict[str, str], list[Problem]]:
    """The files below ``root/policies`` that the present format writes otherwise: new text by path, and no problem.

    Or problems, and nothing was written. ``write`` False: nothing is written in any case. Each file is put in its
    place at once, ``book.yml`` last: what was stopped half-way is of the old format still, and is done again.
    """
    found, problems = read_files(root)
    problems = [problem for problem in problems if problem.code not in _HARMLESS]
    texts = {}
    for path, raw in found.items():
        if path.rsplit("/", 1)[-1] in CONVERTED:
            try:
                texts[path] = raw.decode("utf-8")
            except UnicodeDecodeError as fault:
                said = f"byte {fault.start} is no UTF-8; save the file as UTF-8"
                problems.append(Problem(path, 1, 1, "text.utf8", "error", said))
    if problems:
        return {}, problems
    made, problems = convert(texts)
    if made and write:
        put(root, made)
    return made, problems


def put(root: Path, made: dict[str, str]) -> None:
    """Put texts in the place of files of the book, ``book.yml`` last."""
    if not made:
        return
    with tempfile.TemporaryDirectory(dir=root, prefix=".upgrade-") as folder:
        ready = []
        for number, (path, text) in enumerate(sorted(made.items(), key=lambda item: item[0] == BOOK)):
            new = Path(folder, str(number))
            new.write_bytes(text.encode("utf-8"))
            shutil.copymode(root / path, new)
            ready.append((new, root / path))
        for new, place in ready:
            os.replace(new, place)
