"""The search index of the same records is the same to the last byte, and its directory names records by numbers."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import cbor2

from fineprint.publish.search import SearchedVersion, SearchRecord, SearchRecords, packed
from fineprint.publish.search_index import write_index


def some(count: int) -> SearchRecords:
    version = SearchedVersion(
        vendor="acorn", document="p", date="2020-01-01", language="en", newest=True, sections=count, words=4 * count
    )
    records = [
        SearchRecord(
            section=f"s{n}", title=f"Section {n}", clauses=((f"s{n}.1", f"words of number {n}"),), topics=("t",)
        )
        for n in range(count)
    ]
    return packed([version], records)


def test_two_indexes_of_the_same_records_are_the_same(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two", "three"):
        index = tmp_path / name
        write_index(index, {"acorn": some(40)})
        files = {path.relative_to(index).as_posix(): path.read_bytes() for path in index.rglob("*") if path.is_file()}
        made.append(files)
    assert made[0] == made[1] == made[2]


def test_a_directory_names_records_by_their_index_and_number(tmp_path: Path) -> None:
    write_index(tmp_path / "index", {"acorn": some(40)})
    ((name, _),) = json.loads((tmp_path / "index/index.json").read_text())["pieces"]
    index = tmp_path / "index" / name
    (meta,) = index.glob("*.pf_meta")
    assert f'"hash":"{meta.name.split(".")[1]}"' in (index / "pagefind-entry.json").read_text()
    _, pages, *_ = cbor2.loads(gzip.decompress(meta.read_bytes()).removeprefix(b"pagefind_dcd"))
    assert {page[0] for page in pages} == {f"{name}.{number}" for number in range(40)}
    assert not (index / "fragment").exists()
