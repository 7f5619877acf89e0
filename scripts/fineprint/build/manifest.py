"""The manifest of a built site: every file with its SHA-256, as ``sha256sum --check`` reads it."""

from __future__ import annotations

import hashlib
from pathlib import Path

MANIFEST = "manifest.sha256"


def write_manifest(site: Path) -> None:
    """Name every file of a site with its SHA-256, as ``sha256sum --check`` reads it."""
    files = sorted(path for path in site.rglob("*") if path.is_file() and path != site / MANIFEST)
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(site).as_posix()}\n" for file in files
    ]
    (site / MANIFEST).write_text("".join(lines), encoding="utf-8")
