"""The search index of the same records is the same to the last byte, and still names its own files."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import cbor2

from fineprint.publish.search import SearchRecord, packed, write_index

RECORDS = [
    SearchRecord(
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
    _, pages, _, filters, *_ = cbor2.loads(gzip.decompress(meta.read_bytes()).removeprefix(b"pagefind_dcd"))
    fragments = {path.relative_to(index / "fragment").as_posix() for path in index.glob("fragment/*/*")}
    assert {f"{name}.pf_fragment" for name, _ in pages} == fragments
    assert len(fragments) == len(RECORDS)
    assert [name for name, _ in filters] == ["kind", "vendor", "year"]
    assert {f"{hashed}.pf_filter" for _, hashed in filters} == {path.name for path in (index / "filter").iterdir()}


def test_the_folder_of_the_records_is_another_where_a_record_is(tmp_path: Path) -> None:
    """What a browser kept of a file must not be shown for a record that has its number in a later index."""
    folders = set()
    for name, records in (("one", RECORDS), ("two", [*RECORDS[1:], replace(RECORDS[0], words="other words")])):
        write_index(tmp_path / name, {"": packed(records)})
        folders |= {path.name for path in (tmp_path / name / "pagefind/fragment").iterdir()}
    assert len(folders) == 2
