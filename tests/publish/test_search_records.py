"""The search index: one record a section and a topic, with its address and filters."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from builders import GOOD_TEXT, BookFolder
from fineprint.core.model import Book
from fineprint.prove.ledger import addresses_of
from fineprint.publish import search
from fineprint.publish.search import (
    FORMAT,
    SearchRecord,
    SearchRecords,
    packed,
    records_of,
    records_of_book,
    write_index,
)
from fineprint.read.book import load_book


def all_records(book: Book) -> list[SearchRecord]:
    return [*records_of_book(book), *records_of(book)]


def test_each_section_and_topic_is_a_record(book_folder: BookFolder) -> None:
    records = {record.address: record for record in all_records(book_folder.book())}
    page = "companies/acorn/privacy-policy/2020-03-04/"
    assert list(records) == [
        "topics/cookies/",
        "topics/children/",
        f"{page}#privacy-at-acorn",
        f"{page}#cookies",
        f"{page}#children",
    ]
    assert records[f"{page}#cookies"] == SearchRecord(
        address=f"{page}#cookies",
        title="Cookies",
        place="Privacy policy of 4 March 2020",
        words="We set one cookie. It ends with the session. It holds a number. It holds no name.",
        filters=(
            ("kind", "section"),
            ("company", "Acorn Phones"),
            ("year", "2020"),
            ("version", "Newest versions"),
            ("topic", "Cookies"),
        ),
    )


def test_older_versions_are_told_apart(book_folder: BookFolder) -> None:
    book_folder.add_vendor("acorn", "Acorn Phones", "2018-01-01")
    states = {
        record.address.split("/")[3]: dict(record.filters)["version"]
        for record in all_records(book_folder.book())
        if record.address.startswith("companies/")
    }
    assert states == {"2018-01-01": "Older versions", "2020-03-04": "Newest versions"}


def test_words_before_the_first_heading_are_found_too(book_folder: BookFolder) -> None:
    book_folder.policy(GOOD_TEXT.replace("# Privacy at Acorn\n", "") + "\n# Empty\n")
    records = [record for record in all_records(book_folder.book()) if "#" in record.address]
    assert (records[0].title, records[0].words) == ("Preamble", "We sell telephones and keep few data.")
    assert (records[-1].title, records[-1].words) == ("Empty", "")


def test_every_record_of_a_section_leads_to_an_address(root: Path) -> None:
    book = load_book(root).book
    assert book is not None
    known = {
        f"{book.vendors_path}/{version.key}/#{address.fragment}"
        for version in book.versions()
        for address in addresses_of(version.sections)
    }
    addresses = [record.address for record in all_records(book)]
    assert len(addresses) == len(set(addresses))
    assert {address for address in addresses if address.startswith(f"{book.vendors_path}/")} <= known


def test_an_index_is_made_once_from_the_same_records(tmp_path: Path) -> None:
    records = [
        SearchRecord(
            address="a/#b",
            title="</title><script>",
            place="P",
            words="some & <b>words",
            filters=(("kind", "section"),),
        )
    ]
    assert write_index(tmp_path, {"": packed(records)}) is True
    made = {path.name for path in (tmp_path / "pagefind").iterdir()}
    assert "pagefind.js" in made
    assert not any(name.startswith("pagefind-ui") for name in made)
    assert write_index(tmp_path, {"": packed(records)}) is False
    assert write_index(tmp_path, {"": packed([*records, records[0]])}) is True


def test_an_index_that_the_disk_had_no_room_for_does_not_take_the_place_of_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = SearchRecord(address="a/#b", title="T", place="P", words="some words", filters=(("kind", "section"),))
    assert write_index(tmp_path / "docs", {"": packed([record])}) is True
    before = {path: path.read_bytes() for path in (tmp_path / "docs/pagefind").rglob("*") if path.is_file()}
    # As Pagefind does on a full disk: its files are empty, it ends well, and whatever is written next finds no room.
    full = tmp_path / "full"
    full.write_text('#!/bin/sh\nmkdir -p "$4" && : > "$4/pagefind-entry.json" && ln -s /dev/full "$4/room"\n')
    full.chmod(0o755)
    monkeypatch.setattr(search, "get_executable", lambda: full)
    with pytest.raises(OSError, match="No space left") as told:
        write_index(tmp_path / "docs", {"": packed([record, record])})
    assert told.value.errno == errno.ENOSPC
    assert {path: path.read_bytes() for path in (tmp_path / "docs/pagefind").rglob("*") if path.is_file()} == before


def test_a_large_book_has_its_index_in_shards_and_only_changed_ones_are_made_again(tmp_path: Path) -> None:
    def record(vendor: str, words: str) -> SearchRecords:
        filters = (("kind", "section"), ("vendor", vendor))
        return packed(
            [SearchRecord(address=f"vendors/{vendor}/#a", title="A", place=vendor, words=words, filters=filters)]
        )

    vendors = [f"vendor-{number}" for number in range(12)]
    records = {vendor: record(vendor, f"words of {vendor} about cookies") for vendor in vendors}
    letters = sum(one.letters for one in records.values())
    index = tmp_path / "pagefind"
    assert write_index(tmp_path, records, most=letters // 3) is True
    assert json.loads((index / "shards.json").read_text()) == {"format": FORMAT, "shards": ["1/", "2/", "3/"]}
    assert (index / "pagefind.js").exists()
    assert not (index / "1/pagefind.js").exists()
    assert not list((index / "1").glob("wasm*"))
    times = {number: (index / str(number) / "pagefind-entry.json").stat().st_mtime_ns for number in (1, 2, 3)}
    assert write_index(tmp_path, records | {vendors[0]: record(vendors[0], "other")}, most=letters // 3) is True
    now = {number: (index / str(number) / "pagefind-entry.json").stat().st_mtime_ns for number in (1, 2, 3)}
    assert sum(times[number] == now[number] for number in (1, 2, 3)) >= 2
    assert write_index(tmp_path, records) is True
    assert json.loads((index / "shards.json").read_text())["shards"] == []
    assert not (index / "1").exists()
