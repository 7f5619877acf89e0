"""A search index made the same from the same records.

Pagefind writes the values of a filter in the order of a hash table, which differs from run to run, and names the file
by its contents; so do the files that name it. Everything else of an index is the same each time. Here the values are
put in order and the files renamed, so that two builds of one book are the same to the last byte.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import cbor2

_MAGIC = b"pagefind_dcd"
#: Where the list of filters stands in the index's directory: version, pages, words, filters, …
_FILTERS = 3


def put_in_order(index: Path) -> None:
    """Rewrite the filters of the index in a folder, then the directory that names them, then the file that names it."""
    entry_file = index / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for language, about in sorted(entry["languages"].items()):
        meta_file = index / f"pagefind.{about['hash']}.pf_meta"
        meta = _read(meta_file)
        meta[_FILTERS] = sorted([name, _ordered(index, language, hashed)] for name, hashed in meta[_FILTERS])
        meta_file.unlink()
        data = cbor2.dumps(meta)
        about["hash"] = f"{language}_{hashlib.sha256(data).hexdigest()[:10]}"
        _write(index / f"pagefind.{about['hash']}.pf_meta", data)
    entry_file.write_text(
        json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True), encoding="utf-8"
    )


def _ordered(index: Path, language: str, hashed: str) -> str:
    """Put one filter's values in order; returns the name of its file from then on."""
    file = index / "filter" / f"{hashed}.pf_filter"
    name, values = _read(file)
    file.unlink()
    data = cbor2.dumps([name, sorted(values)])
    hashed = f"{language}_{hashlib.sha256(data).hexdigest()[:7]}"
    _write(index / "filter" / f"{hashed}.pf_filter", data)
    return hashed


def _read(file: Path) -> list:
    return cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(_MAGIC))


def _write(file: Path, data: bytes) -> None:
    file.write_bytes(gzip.compress(_MAGIC + data, mtime=0))
