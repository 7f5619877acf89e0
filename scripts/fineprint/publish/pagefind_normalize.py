"""An index of Pagefind's made the same from the same records, that names a record by its number.

Pagefind keeps what it read of each record in a file of its own, named by a digest, and so names records. The search
shows texts from files of its own, so these go, and a record is named by its index and the number that its page
had: the directory, which every search fetches whole, is for the most part those names, and digests do not compress.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from pathlib import Path

import cbor2

_MAGIC = b"pagefind_dcd"
#: Where the list of records stands in the index's directory: version, pages, words, filters, …
_PAGES = 1


def normalize(index: Path) -> None:
    """Rename the records of the index in a folder, drop their files, and rewrite the directory that names them.

    Last comes the file that names the directory.
    """
    entry_file = index / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for language, about in sorted(entry["languages"].items()):
        meta_file = index / f"pagefind.{about['hash']}.pf_meta"
        meta = cbor2.loads(_read(meta_file))
        meta[_PAGES] = [[_number(index, hashed), *others] for hashed, *others in meta[_PAGES]]
        meta_file.unlink()
        data = cbor2.dumps(meta)
        about["hash"] = f"{language}_{hashlib.sha256(data).hexdigest()[:10]}"
        file = index / f"pagefind.{about['hash']}.pf_meta"
        file.write_bytes(gzip.compress(_MAGIC + data, mtime=0))
    shutil.rmtree(index / "fragment")
    entry_file.write_text(
        json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True), encoding="utf-8"
    )


def _number(index: Path, hashed: str) -> str:
    """The name of the index and the number of the page that a record was made from."""
    fragment = json.loads(_read(index / "fragment" / f"{hashed}.pf_fragment"))
    return f"{index.name}.{str(fragment['url']).strip('/').removesuffix('.html')}"


def _read(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()).removeprefix(_MAGIC)
