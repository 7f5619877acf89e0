"""States of a git repository, read without touching its working tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from ..read.book import load_book
from ..read.files import read_files
from .snapshot import SHAPE, Snapshot, snapshot_of

_OURS = Path(__file__).resolve().parents[2]


class UnknownRevision(ValueError):
    """A name that the repository has no commit for."""


def commit_of(root: Path, revision: str) -> str:
    """The commit that a name stands for."""
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        raise UnknownRevision(f"{revision!r} is no commit of the repository at {root}; fetch it, or name another")
    return found.stdout.decode().strip()


def fork_point(root: Path, base: str, head: str) -> str:
    """The commit from which ``head`` left ``base``, so that what ``base`` gained since then is not told as lost."""
    found = _git(root, "merge-base", base, head)
    return base if found.returncode else found.stdout.decode().split()[0]


def export(root: Path, commit: str, folder: Path) -> None:
    """Write the book of a commit below a folder, byte for byte, and the program that read it then, if it has one.

    The book may lie anywhere in its repository, a program lies at the top. Links and submodules are left out.
    """
    top = Path(os.fsdecode(_git(root, "rev-parse", "--show-toplevel").stdout.rstrip(b"\n")))
    _write(root, commit, "policies", folder)
    _write(top, commit, "scripts", folder)


def _write(root: Path, commit: str, name: str, folder: Path) -> None:
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", name)
    if listed.returncode:
        raise UnknownRevision(listed.stderr.decode("utf-8", "replace").strip())
    entries = []
    for line in listed.stdout.split(b"\0")[:-1]:
        kind, path = line.split(b"\t", 1)
        mode, _, digest = kind.split()
        parts = path.decode("utf-8", "surrogateescape").split("/")
        if mode in (b"100644", b"100755") and not {"", ".", ".."} & set(parts):
            entries.append((folder.joinpath(*parts), digest))
    read = _git(root, "cat-file", "--batch", given=b"".join(digest + b"\n" for _, digest in entries)).stdout
    at = 0
    for file, _ in entries:
        end = read.index(b"\n", at)
        size = int(read[at:end].split()[2])
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(read[end + 1 : end + 1 + size])
        at = end + 1 + size + 1


def snapshot(root: Path) -> Snapshot:
    """The state of the book below a folder, read by this program."""
    return snapshot_of(load_book(root), read_files(root)[0])


def snapshot_by_itself(root: Path) -> tuple[Snapshot, bool]:
    """The state of an exported book as the program of that state reads it, and whether that could be done.

    Else it is read by this program; then a change of the program can't be told from one of the data.
    """
    theirs = root / "scripts"
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


def _git(root: Path, *arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", "-C", str(root), *arguments], input=given, capture_output=True, check=False)
