"""The engine run as a process of its own: MkDocs builds a book's pages into a folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def run_engine(root: Path, made: Path, address: str = "") -> str:
    """Let MkDocs build the book's ``docs/`` into the folder ``made``; what it complains of, a line each, or nothing.

    ``address``: that of the site, where the environment's SITE_URL names no other.
    """
    host = os.environ.get("SITE_URL") or address
    # Not --quiet: that keeps warnings from being counted, so that --strict stops at none of them.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(
        [*command, "-f", root.absolute() / "mkdocs.yml", "-d", made.absolute()],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **({"SITE_URL": host} if host else {}), "NO_MKDOCS_2_WARNING": "1"},
    )
    if not done.returncode:
        return ""
    said = (done.stdout + done.stderr).strip().split("\n")
    # Of a traceback only its last line says what happened.
    if "Traceback (most recent call last):" in said:
        said = [*said[: said.index("Traceback (most recent call last):")], said[-1]]
    return "".join(f"mkdocs: {line}\n" for line in said if line.strip() and not line.startswith("INFO"))


#: Where a site is built, below the book's folder, before it is checked.
STAGED_SITE = Path(".cache", "site")
