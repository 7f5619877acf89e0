"""Folders that are whole or not there: built beside their place, and put into it by a rename.

Whoever reads the site meets the last good one until a better one is finished and checked.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

MANIFEST = "manifest.sha256"
#: Where a site is built, below the book's folder, before it is checked.
BESIDE = Path(".cache", "site")


def engine(root: Path, made: Path) -> str:
    """Let MkDocs build the book's ``docs/`` into the folder ``made``; what it complains of, a line each, or nothing."""
    # Not --quiet: that keeps warnings from being counted, so that --strict stops at none of them.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(
        [*command, "-f", root.absolute() / "mkdocs.yml", "-d", made.absolute()],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    if not done.returncode:
        return ""
    said = (done.stdout + done.stderr).strip().split("\n")
    # Of a traceback only its last line says what happened.
    if "Traceback (most recent call last):" in said:
        said = [*said[: said.index("Traceback (most recent call last):")], said[-1]]
    return "".join(f"mkdocs: {line}\n" for line in said if line.strip() and not line.startswith("INFO"))


def write_manifest(site: Path) -> None:
    """Name every file of a site with its SHA-256, as ``sha256sum --check`` reads it."""
    files = sorted(path for path in site.rglob("*") if path.is_file() and path != site / MANIFEST)
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(site).as_posix()}\n" for file in files
    ]
    (site / MANIFEST).write_text("".join(lines), encoding="utf-8")


def beside(target: Path) -> Path:
    """Where a folder may be made that is to take the place of another: on the same disk, under a name of its own."""
    return target.with_name(f".{target.name}-making")


def clear_away(target: Path) -> None:
    """Take away what a killed run left beside a folder."""
    for end in ("making", "new", "old"):
        left = target.with_name(f".{target.name}-{end}")
        if left.exists():
            shutil.rmtree(left)


def put_in_place(made: Path, target: Path) -> None:
    """Let a finished folder take the place of another; nobody ever meets a part of either.

    A process killed between the two renames leaves the target missing and both folders whole; the next run mends it.
    """
    new, old = (target.with_name(f".{target.name}-{end}") for end in ("new", "old"))
    for left in (new, old):
        if left.exists():
            shutil.rmtree(left)
    # Across file systems this copies, so what stands in the target's place is only ever renamed.
    shutil.move(made, new)
    if target.exists():
        os.rename(target, old)
    os.rename(new, target)
    if old.exists():
        shutil.rmtree(old)
