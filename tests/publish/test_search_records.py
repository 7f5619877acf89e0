"""The search index: a record a section, the sections that hold a word, and indexes that change with their vendors."""

from __future__ import annotations

import errno
import gzip
import json
from pathlib import Path

import pytest

from builders import GOOD_TEXT, BookFolder
from fineprint.publish import search_index
from fineprint.publish.search import SearchedVersion, SearchRecord, SearchRecords, packed, records_of, search_records
from fineprint.publish.search_index import FORMAT, write_index
from fineprint.read.book import load_book
from fineprint.text.search_words import section_words


def of(vendor: str, *texts: str) -> SearchRecords:
    version = SearchedVersion(
        vendor=vendor, document="p", date="2020-01-01", language="en", newest=True, sections=len(texts), words=9
    )
    records = [
        SearchRecord(section=f"s{n}", title="</title><script>", clauses=((f"s{n}.1", text),), topics=("cookies",))
        for n, text in enumerate(texts)
    ]
    return packed([version], records)


def entry(index: Path) -> dict:
    return json.loads((index / "index.json").read_text(encoding="utf-8"))


def holding(index: Path) -> dict[str, list[int]]:
    """By word of an index the numbers of the sections that hold it, read as the search page reads them."""
    found = {}
    for _, name in entry(index)["files"]:
        for line in gzip.decompress((index / "words" / name).read_bytes()).decode().splitlines():
            word, *gaps = line.split(" ")
            at = 0
            found[word] = [at := at + int(gap) for gap in gaps]
    return found


def test_each_section_is_a_record(book_folder: BookFolder) -> None:
    (version,) = book_folder.book().versions()
    records = {record.section: record for record in records_of(version)}
    assert list(records) == ["privacy-at-acorn", "cookies", "children"]
    assert records["cookies"].title == "Cookies"
    assert (
        records["cookies"].words == "We set one cookie. It ends with the session. It holds a number. It holds no name."
    )
    assert records["cookies"].topics == ("cookies",)


def test_older_versions_are_told_apart(book_folder: BookFolder) -> None:
    book_folder.add_vendor("acorn", "Acorn Phones", "2018-01-01")
    told = {version.date: version.newest for version in search_records(book_folder.book()).versions}
    assert told == {"2018-01-01": False, "2020-03-04": True}


def test_words_before_the_first_heading_are_found_too(book_folder: BookFolder) -> None:
    book_folder.policy(GOOD_TEXT.replace("# Privacy at Acorn\n", "") + "\n# Empty\n")
    records = list(records_of(next(book_folder.book().versions())))
    assert (records[0].title, records[0].words) == ("Preamble", "We sell telephones and keep few data.")
    assert (records[-1].title, records[-1].words) == ("Empty", "")


@pytest.mark.parametrize("most", [16, 1])
def test_every_word_of_every_section_of_the_book_leads_to_it_and_no_other(
    root: Path, tmp_path: Path, most: int
) -> None:
    book = load_book(root).book
    assert book is not None
    groups = {vendor.id: search_records(book.alone(vendor)) for vendor in book.vendors}
    write_index(tmp_path / "index", groups, most=most)
    found = holding(tmp_path / "index")
    sections: dict[int, set[str]] = {}
    for vendor, _, date, _, _, first, count in entry(tmp_path / "index")["versions"]:
        (version,) = (one for one in book.versions() if (one.vendor, one.date) == (vendor, date))
        records = list(records_of(version))
        assert len(records) == count
        for number, record in enumerate(records, first):
            sections[number] = section_words([record.title, record.words])
    told: dict[int, set[str]] = {number: set() for number in sections}
    for word, numbers in found.items():
        for number in numbers:
            told[number] |= set() if word.startswith("#") else {word}
    assert told == sections


def test_texts_are_kept_word_for_word(tmp_path: Path) -> None:
    write_index(tmp_path / "index", {"a": of("a", "some & <b>words", "We’re  here")})
    ((name, _),) = entry(tmp_path / "index")["pieces"]
    (file,) = json.loads((tmp_path / "index" / name / "texts.json").read_text())
    held = json.loads(gzip.decompress((tmp_path / "index" / name / "texts" / file).read_bytes()))
    assert [clauses for _, _, clauses in held] == [[["s0.1", "some & <b>words"]], [["s1.1", "We’re  here"]]]


def test_an_index_is_made_once_from_the_same_records(tmp_path: Path) -> None:
    index = tmp_path / "index"
    assert write_index(index, {"a": of("a", "some words")}) is True
    assert (index / "program/pagefind.js").is_file()
    assert not list(index.rglob("pagefind-ui*"))
    assert write_index(index, {"a": of("a", "some words")}) is False
    assert write_index(index, {"a": of("a", "other words")}) is True
    assert entry(index)["format"] == FORMAT


def test_an_index_that_the_disk_had_no_room_for_does_not_take_the_place_of_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    assert write_index(index, {"a": of("a", "some words")}) is True
    before = {path: path.read_bytes() for path in index.rglob("*") if path.is_file()}
    # As Pagefind does on a full disk: its files are empty, it ends well, and whatever is written next finds no room.
    full = tmp_path / "full"
    full.write_text('#!/bin/sh\nmkdir -p "$4" && : > "$4/pagefind-entry.json" && ln -s /dev/full "$4/room"\n')
    full.chmod(0o755)
    monkeypatch.setattr(search_index, "get_executable", lambda: full)
    with pytest.raises(OSError, match="No space left") as told:
        write_index(index, {"a": of("a", "other words")})
    assert told.value.errno == errno.ENOSPC
    assert {path: path.read_bytes() for path in index.rglob("*") if path.is_file()} == before


def test_only_the_index_of_a_vendor_that_changed_is_made_again(tmp_path: Path) -> None:
    vendors = [f"vendor-{number}" for number in range(12)]
    groups = {vendor: of(vendor, f"words of {vendor}") for vendor in vendors}
    index = tmp_path / "index"
    write_index(index, groups, most=4)
    before = {name for name, _ in entry(index)["pieces"]}
    assert len(before) > 2
    write_index(index, groups | {vendors[0]: of(vendors[0], "other")}, most=4)
    assert len(before & {name for name, _ in entry(index)["pieces"]}) == len(before) - 1
