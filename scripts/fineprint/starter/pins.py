"""What a book's ``requirements.txt`` says: this Fineprint by its own name, and all that it needs, with hashes.

The hash of a distribution can't stand in it. Where the program came from a wheel file, pip noted which: the wheel goes
into the book's ``packages/``, and its hash into the list, so that a book can be built where no index has this
version. Where it came from an address, as of a release's page, the list names that. Where it came from an index, the
index is asked once for the wheel, and only its hash is kept. From a checkout there is nothing to hash, and the list
says so: pip then refuses it, rather than take what nobody named.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from .. import __version__
from .repository import KEPT

DISTRIBUTION = "fineprint-book"
REQUIREMENTS, PACKAGES = "requirements.txt", "packages"
_UNHASHED = "# No wheel of this version was at hand. Build one and let `fineprint upgrade --wheel FILE` name it here.\n"
_WHEEL = f"fineprint_book-{__version__}-py3-none-any.whl"
#: Time for an index to give the wheel.
_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """``files``: by path in the repository; ``hashed``: whether the distribution's hash is among them."""

    files: dict[str, bytes]
    hashed: bool


def pins(wheel: Path | None = None) -> Pins:
    """What a book is built with. ``wheel``: this version's wheel, by default the one it was installed from.

    Raises ValueError where the file is no wheel of this version.
    """
    if wheel is not None and wheel.name != _WHEEL:
        raise ValueError(f"{wheel} is no wheel of this version; it would be called {_WHEEL}")
    wheel = wheel or _installed_from()
    files = {} if wheel is None else {f"{PACKAGES}/{_WHEEL}": wheel.read_bytes()}
    head, named = [], f"{DISTRIBUTION}=={__version__}"
    if files:
        known: str | None = hashlib.sha256(files[f"{PACKAGES}/{_WHEEL}"]).hexdigest()
        head.append(f"--find-links {PACKAGES}")
    elif address := _fetched_from():
        named, known = f"{DISTRIBUTION} @ {address[0]}", address[1]
    else:
        known = _hash_of_index()
    head.append(f"{named} \\\n    --hash=sha256:{known}" if known else f"{_UNHASHED}{named}")
    text = KEPT + "\n".join(head) + "\n" + _locked()
    return Pins(files={REQUIREMENTS: text.encode(), **files}, hashed=bool(known))


def _locked() -> str:
    """The packages that Fineprint needs, as it was tested with: beside this module in a wheel, on top of a checkout."""
    here = Path(__file__).with_name(REQUIREMENTS)
    return (here if here.is_file() else Path(__file__).parents[3] / REQUIREMENTS).read_text(encoding="utf-8")


def _origin() -> dict[str, object] | None:
    """What pip noted of where this distribution came from: nothing if from an index; None if it is not installed."""
    try:
        noted = metadata.distribution(DISTRIBUTION).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return None
    return json.loads(noted) if noted else {}


def _installed_from() -> Path | None:
    """The wheel file from which this version was installed, if it lies there still."""
    address = urlsplit(str((_origin() or {}).get("url", "")))
    file = Path(url2pathname(address.path)) if address.scheme == "file" else None
    return file if file and file.name == _WHEEL and file.is_file() else None


def _fetched_from() -> tuple[str, str] | None:
    """The address from which pip fetched this version's wheel, and the hash of what it got there."""
    origin = _origin() or {}
    archive = origin.get("archive_info")
    hashes = archive.get("hashes") if isinstance(archive, dict) else None
    digest = hashes.get("sha256") if isinstance(hashes, dict) else None
    address = str(origin.get("url", ""))
    return (address, str(digest)) if digest and address.startswith("https://") and address.endswith(_WHEEL) else None


def named_with_hash(requirements: str) -> bool:
    """Whether a list of exact versions names this version with a hash already."""
    lines = (rf"=={re.escape(__version__)}", rf" @ \S*/{re.escape(_WHEEL)}")
    return re.search(rf"^{DISTRIBUTION}({'|'.join(lines)}) \\$", requirements, re.MULTILINE) is not None


def _hash_of_index() -> str | None:
    """The hash of the wheel that the index offers of this version; None where it was not installed from an index."""
    if _origin() != {}:
        return None
    with tempfile.TemporaryDirectory() as folder:
        asked = [
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--retries",
            "0",
        ]
        command = [sys.executable, "-m", "pip", *asked, "--dest", folder, f"{DISTRIBUTION}=={__version__}"]
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS)
        except (OSError, subprocess.SubprocessError):
            return None
        found = Path(folder, _WHEEL)
        return hashlib.sha256(found.read_bytes()).hexdigest() if found.is_file() else None
