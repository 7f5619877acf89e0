"""The manifest of a built site: every file with its SHA-256, as ``sha256sum --check`` reads it.

Its first line names the version that made the site; such a line, with a hash in front, is passed over there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from .. import __version__

MANIFEST = "manifest.sha256"


def write_manifest(site: Path, known: Mapping[str, str] | None = None) -> None:
    """Name every file of a site with its SHA-256; ``known``: of files that need not be read, by path in the site."""
    known = known or {}
    files = sorted(path for path in site.rglob("*") if path.is_file() and path != site / MANIFEST)
    names = [(file, file.relative_to(site).as_posix()) for file in files]
    lines = [f"{known.get(name) or hashlib.sha256(file.read_bytes()).hexdigest()}  {name}\n" for file, name in names]
    (site / MANIFEST).write_bytes("".join([f"# Fineprint {__version__}\n", *lines]).encode())
