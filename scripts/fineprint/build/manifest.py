"""The manifest of a built site: every file with its SHA-256, as ``sha256sum --check`` reads it.

Its first line names the version that made the site; such a line, with a hash in front, is passed over there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from .. import __version__

MANIFEST = "manifest.sha256"


def write_manifest(site: Path, known: Mapping[str, str] | None = None) -> str:
    """Name every file of a site with its SHA-256; the manifest's own.

    ``known``: the SHA-256 of every file by path in the site, where nothing need be read.
    """
    if known is None:
        files = (path for path in site.rglob("*") if path.is_file() and path != site / MANIFEST)
        known = {file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    names = sorted((name for name in known if name != MANIFEST), key=lambda name: name.split("/"))
    lines = (f"{known[name]}  {name}\n" for name in names)
    data = "".join([f"# Fineprint {__version__}\n", *lines]).encode()
    (site / MANIFEST).write_bytes(data)
    return hashlib.sha256(data).hexdigest()
