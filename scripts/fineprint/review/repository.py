"""States of a git repository, read without touching its working tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from ..read.book import load_book
from ..read.files import read_files
from .outside import PathChange
from .snapshot import SHAPE, Snapshot, snapshot_of

_OURS = Path(__file__).resolve().parents[2]


class UnknownRevision(ValueError):
    """A name that the repository has no commit for, or no repository or git to look for it."""


def commit_of(root: Path, revision: str) -> str:
    """The commit that a name stands for."""
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode and revision == "HEAD":
        raise UnknownRevision(f"the repository at {root.resolve()} has no commit yet; commit the book first")
    if found.returncode:
        raise UnknownRevision(f"{revision!r} is no commit of the repository at {root}; fetch it, or name another")
    return found.stdout.decode().strip()


def fork_point(root: Path, base: str, head: str) -> str:
    """The commit from which ``head`` left ``base``, so that what ``base`` gained since then is not told as lost."""
    found = _git(root, "merge-base", base, head)
    return base if found.returncode else found.stdout.decode().split()[0]


def place_of(root: Path) -> str:
    """Where a book lies in its repository: ``""``, or ``examples/small/``."""
    found = _git(root, "rev-parse", "--show-prefix")
    if found.returncode:
        mend = "put the book under git there with git init, or name another folder with --root"
        raise UnknownRevision(f"{root.resolve()} lies in no git repository; {mend}")
    return found.stdout.decode("utf-8", "surrogateescape").rstrip("\n")


def changed_paths(root: Path, base: str, head: str | None) -> list[PathChange]:
    """Every path of the repository that differs between two commits, or (head None) from the working tree."""
    options = ("--raw", "-z", "--no-abbrev", "--find-renames", "--no-relative", "--no-ext-diff", "--no-textconv")
    result = _git(root, "diff", *options, "--ignore-submodules=none", base, *([head] if head else []), "--")
    if result.returncode:
        raise UnknownRevision(result.stderr.decode("utf-8", "replace").strip())
    words = [word.decode("utf-8", "surrogateescape") for word in result.stdout.split(b"\0")]
    found, at = [], 0
    while at + 1 < len(words):
        old_mode, new_mode, _, _, status = words[at].removeprefix(":").split()
        moved = status[0] in "RC"
        path = words[at + 2] if moved else words[at + 1]
        found.append(
            PathChange(
                path=path,
                status=status,
                old_mode=old_mode,
                new_mode=new_mode,
                renamed_from=words[at + 1] if moved else "",
            )
        )
        at += 3 if moved else 2
    if head is None:
        listed = _git(root, "ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/")
        for word in listed.stdout.split(b"\0")[:-1]:
            path = word.decode("utf-8", "surrogateescape")
            link = (_top(root) / path).is_symlink()
            found.append(PathChange(path=path, status="A", old_mode="000000", new_mode="120000" if link else "100644"))
    return found


def _top(root: Path) -> Path:
    return Path(_git(root, "rev-parse", "--show-toplevel").stdout.decode("utf-8", "surrogateescape").rstrip("\n"))


def export(root: Path, commit: str, folder: Path) -> Path:
    """Write the regular files of a commit below a folder, byte for byte, and return where the book lies in it.

    Links and submodules are left out.
    """
    place = place_of(root)
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", place + "policies", "scripts")
    if listed.returncode:
        raise UnknownRevision(listed.stderr.decode("utf-8", "replace").strip())
    entries = []
    for line in listed.stdout.split(b"\0")[:-1]:
        kind, path = line.split(b"\t", 1)
        mode, _, digest = kind.split()
        parts = path.decode("utf-8", "surrogateescape").split("/")
        if mode in (b"100644", b"100755") and not {"", ".", ".."} & set(parts):
            entries.append((folder.joinpath(*parts), digest))
    read = _git(root, "cat-file", "--batch", stdin=b"".join(digest + b"\n" for _, digest in entries)).stdout
    at = 0
    for file, _ in entries:
        end = read.index(b"\n", at)
        size = int(read[at:end].split()[2])
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(read[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return folder / place


def snapshot(root: Path) -> Snapshot:
    """The state of the book below a folder, read by this program."""
    return snapshot_of(load_book(root), read_files(root)[0])


def snapshot_by_itself(root: Path, folder: Path) -> tuple[Snapshot, bool]:
    """The state of an exported book as the program of that state reads it, and whether that could be done.

    ``root``: the book, somewhere below ``folder``, where the repository was exported to.

    Else it is read by this program; then a change of the program can't be told from one of the data.
    """
    theirs = folder / "scripts"
    program = _program(theirs)
    same = not program or program == _program(_OURS)
    if same or not (theirs / "fineprint/cli/review.py").is_file():
        return snapshot(root), same
    command = [sys.executable, "-P", "-m", "fineprint", "review", "--snapshot", "--root", str(root)]
    environment = {**os.environ, "PYTHONPATH": str(theirs)}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    try:
        found = json.loads(done.stdout)
    except ValueError:
        found = {}
    if done.returncode or not isinstance(found, dict) or found.get("shape") != SHAPE:
        return snapshot(root), False
    return found, True


def _program(scripts: Path) -> dict[str, bytes]:
    return {
        path.relative_to(scripts).as_posix(): path.read_bytes()
        for path in (scripts / "fineprint").rglob("*")
        if path.suffix in (".py", ".json", ".txt", ".yml") and path.is_file()
    }


def _git(root: Path, *arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, input=stdin, capture_output=True, check=False)
    except FileNotFoundError:
        raise UnknownRevision("git is not installed; only fineprint review needs it, to compare two states") from None
