"""The search index of the same records is the same to the last byte, and still names its own files."""

from __future__ import annotations

import gzip
from pathlib import Path

import cbor2

from fineprint.search import Record, packed, write_index

RECORDS = [
    Record(
        address=f"a/#{number}",
        title=f"Section {number}",
        place="P",
        words=f"words of number {number}",
        filters=(("kind", "Policies"), ("vendor", f"V{number % 7}"), ("year", str(2000 + number % 11))),
    )
    for number in range(40)
]


def test_two_indexes_of_the_same_records_are_the_same(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two", "three"):
        write_index(tmp_path / name, {"": packed(RECORDS)})
        index = tmp_path / name / "pagefind"
        made.append(
            {path.relative_to(index).as_posix(): path.read_bytes() for path in index.rglob("*") if path.is_file()}
        )
    assert made[0] == made[1] == made[2]


def test_an_index_names_the_files_that_it_has(tmp_path: Path) -> None:
    write_index(tmp_path, {"": packed(RECORDS)})
    index = tmp_path / "pagefind"
    (meta,) = index.glob("*.pf_meta")
    assert f'"hash":"{meta.name.split(".")[1]}"' in (index / "pagefind-entry.json").read_text()
    filters = cbor2.loads(gzip.decompress(meta.read_bytes()).removeprefix(b"pagefind_dcd"))[3]
    assert [name for name, _ in filters] == ["kind", "vendor", "year"]
    assert {f"{hashed}.pf_filter" for _, hashed in filters} == {path.name for path in (index / "filter").iterdir()}
