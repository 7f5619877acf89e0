"""Files of a book on disk: which names may stand where, and the gate each must pass before it is read.

Nothing but regular files is opened: a link could name any file of the machine, a pipe would hang the build.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ..core.files import FoundFiles
from ..core.limits import ADDRESSES_BYTES, ID_CHARACTERS, POLICY_BYTES, YAML_BYTES
from ..core.problems import Problem, error, notice
from ..text.slugs import RESERVED

BOOK_FILES = {"book.yml", "topics.yml", "questions.yml", "findings.yml", "readings.yml"} | {
    "addresses.txt",
    "search_terms.txt",
    "README.md",
}
VENDOR_FILES = {"vendor.yml"}
VERSION_FILES = {"policy.md", "record.yml", "outline.yml", "answers.yml", "addresses.txt"}
#: Phrases of the topics in another language.
_LEXICON = re.compile(r"topics\.[a-z]{2,3}\.yml")
_ORIGINAL = re.compile(r"original\.[a-z0-9]{1,8}")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: The folder of the ledger's pieces, whose name no vendor can have, and the names of files in it.
_LEDGER = "_addresses"
_PIECE = re.compile(r"([a-z0-9-]+\.){2}[0-9]{4}(-[0-9]{1,2}){2,3}\.txt")
_DATE = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(-[2-9])?")

#: What editors and systems leave beside files, and what a killed run of ours does: never a part of a book.
_LEFT = re.compile(
    r"\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|4913|\.#.*|#.*#|.*~|\..*\.(sw[a-p]|un~)|\.(adding|writing)-.*"
)


#: In place of the depth of a folder.
_IN_LEDGER = -1


def is_id(name: str) -> bool:
    """Whether a name may be an id of the book: ``[a-z0-9]+(-[a-z0-9]+)*``, short, not reserved."""
    return bool(_ID.fullmatch(name)) and len(name) <= ID_CHARACTERS and name not in RESERVED


def read_files(root: Path) -> FoundFiles:
    """Bytes of every file below ``root/policies``, by path from ``root``, and what may not be there.

    Directories are told by a trailing slash and no bytes, so that an empty one is known.
    """
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    top = root / "policies"
    if not top.is_dir() or top.is_symlink():
        return found, [error("policies", "path.missing", "no folder policies; a book keeps its data there")]
    _walk(top, "policies", 0, found, problems)
    return found, problems


def is_expected(path: str) -> bool:
    """Whether a file of this path, from the book's folder, belongs to the data of a book."""
    *folders, name = path.split("/")
    if not folders or folders[0] != "policies" or len(folders) > 4:
        return False
    if len(folders) > 1 and folders[1] == _LEDGER:
        return len(folders) == 2 and _expected(name, _IN_LEDGER)
    return _expected(name, len(folders) - 1)


def _walk(folder: Path | str, path: str, depth: int, found: dict[str, bytes], problems: list[Problem]) -> None:
    entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    problems.extend(_collisions(path, [entry.name for entry in entries]))
    for entry in entries:
        here = f"{path}/{entry.name}"
        if _LEFT.fullmatch(entry.name):
            said = "left by an editor, the system or a killed run; it is no part of the book: take it away"
            problems.append(notice(here, "path.left-over", said))
            continue
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISLNK(mode):
            problems.append(error(here, "path.symlink", "a symbolic link; put the file itself here"))
        elif stat.S_ISDIR(mode):
            if wrong := _folder_problem(here, entry.name, depth):
                problems.append(wrong)
            else:
                found[here + "/"] = b""
                inside = _IN_LEDGER if here == f"policies/{_LEDGER}" else depth + 1
                _walk(entry.path, here, inside, found, problems)
        elif not stat.S_ISREG(mode):
            problems.append(error(here, "path.not-regular", "no regular file; put a plain file here"))
        elif not _expected(entry.name, depth):
            problems.append(
                error(here, "path.unexpected", "no file of this name belongs here; rename it or take it away")
            )
        else:
            _read(entry, here, found, problems)


def _folder_problem(here: str, name: str, depth: int) -> Problem | None:
    if depth in (3, _IN_LEDGER) or name in VERSION_FILES | BOOK_FILES | VENDOR_FILES:
        return error(here, "path.not-regular", "a folder where a file is expected; put a plain file here")
    if depth == 0 and not is_id(name) and name != _LEDGER:
        said = (
            f"{name!r} can't be an id: small letters, digits and single hyphens, at most {ID_CHARACTERS}, not reserved"
        )
        return error(here, "vendor.id", said)
    if depth == 1 and not is_id(name):
        return error(here, "document.id", f"{name!r} can't be a document kind; use one that book.yml lists")
    if depth == 2 and not _DATE.fullmatch(name):
        return error(
            here, "version.date", f"{name!r} is no date; name the folder YYYY-MM-DD (a second one of a day: -2)"
        )
    return None


def _expected(name: str, depth: int) -> bool:
    if depth == _IN_LEDGER:
        return bool(_PIECE.fullmatch(name))
    if depth == 3:
        return name in VERSION_FILES or bool(_ORIGINAL.fullmatch(name))
    return name in (BOOK_FILES, VENDOR_FILES, frozenset())[depth] or (depth == 0 and bool(_LEXICON.fullmatch(name)))


def _collisions(path: str, names: list[str]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name in names:
        same = unicodedata.normalize("NFC", name).casefold()
        if same in seen:
            said = f"{name!r} and {seen[same]!r} are one name on some file systems; rename one"
            yield error(f"{path}/{name}", "path.collision", said)
        seen[same] = name


def _read(file: os.DirEntry[str], here: str, found: dict[str, bytes], problems: list[Problem]) -> None:
    size = file.stat(follow_symlinks=False).st_size
    if here.endswith("/policy.md") and size > POLICY_BYTES:
        problems.append(error(here, "policy.too-large", f"{size:,} bytes; a policy has at most {POLICY_BYTES:,}"))
    elif here.endswith(".yml") and size > YAML_BYTES:
        problems.append(error(here, "yaml.too-large", f"{size:,} bytes; a data file has at most {YAML_BYTES:,}"))
    elif here.endswith("/addresses.txt") and size > ADDRESSES_BYTES:
        said = f"{size:,} bytes; a list of addresses has at most {ADDRESSES_BYTES:,}: restore it from the history"
        problems.append(error(here, "ledger.too-large", said))
    else:
        with open(file.path, "rb") as bytes_of:
            found[here] = bytes_of.read()
