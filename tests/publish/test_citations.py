"""Citations: complete, permanent, harmless, and read by programs that are not ours."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import bibtexparser
import pytest
import rispy
import yaml
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from fineprint.core.addresses import permanent
from fineprint.core.facts import VendorName
from fineprint.pages import pages_of
from fineprint.prove.quote_index import BookEvidence
from fineprint.prove.quote_search import search_report
from fineprint.publish.citations import bibtex, citation_files, cite, items_of, plain_reference, ris, section_items
from fineprint.read.book import load_book
from fineprint.rules.publishing import is_placeholder

HOSTILE = "Zoom} \\input{/etc/passwd} % #1 _ $ & ~ ^ @misc{x, <b>"


@pytest.fixture(scope="module")
def book(root):
    return load_book(root).book


@pytest.fixture(scope="module")
def hostile(book):
    """A version of the shipped book whose publisher and title try to leave their fields."""
    version = next(book.versions())
    return replace(version, record=replace(version.record, publisher=HOSTILE, title=HOSTILE + "\nER  - \nTY  - JOUR"))


def test_every_address_of_every_ledger_can_be_cited_under_its_permanent_link(book):
    for version in book.versions():
        for address in version.ledger:
            item = cite(book, version, address.fragment)
            assert item["URL"] == f"{book.base_url}{book.vendors_path}/{version.key}/#{address.fragment}"
            assert item["title"] != version.record.title


def test_a_reference_has_all_that_a_check_needs(book):
    for version in book.versions():
        record = version.record
        for item in items_of(book, version):
            said = plain_reference(item)
            for part in (
                record.publisher,
                record.title,
                item["URL"],
                record.sha256,
                record.archive_url or record.url or "",
            ):
                assert part in said
            assert item["issued"]["date-parts"] == [[int(part) for part in version.date[:10].split("-")]]
            assert "Read on" in said


def test_a_clause_a_list_item_and_an_answer_are_named(book):
    version = next(version for version in book.versions() if version.vendor == "dialpad")
    assert cite(book, version, "cookies")["title"] == "Privacy Policy, “Cookies”"
    assert cite(book, version, "cookies.2.1")["title"] == "Privacy Policy, “Cookies”, clause 2, item 1"
    answer = cite(book, version, "_effective-date")
    assert answer["title"].endswith("(answer from Privacy Policy of Dialpad Communications, Inc.)")
    assert answer["author"] == [{"literal": book.title}]
    read = version.answers["effective-date"].reviewed
    assert answer["accessed"]["date-parts"] == [[int(part) for part in read.split("-")]]


def test_a_citation_processor_takes_every_item(book):
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    for version in book.versions():
        items = json.loads(dict(citation_files(book, version))["cite.json"])
        assert len(items) == len({item["id"] for item in items})
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"].lower())]))
        printed = [str(entry) for entry in bibliography.bibliography()]
        assert len(printed) == len(items)
        for item, entry in zip(items, printed, strict=True):
            assert item["author"][0]["literal"] in entry
            assert item["URL"] in entry
            assert version.date[:4] in entry


def test_an_independent_reader_takes_the_bibtex(book):
    for version in book.versions():
        library = bibtexparser.parse_string(dict(citation_files(book, version))["cite.bib"].decode())
        assert library.failed_blocks == []
        items = list(section_items(book, version))
        assert [entry.key for entry in library.entries] == [item["id"] for item in items]
        for item, entry in zip(items, library.entries, strict=True):
            fields = {field.key: field.value for field in entry.fields}
            assert fields["url"] == item["URL"]
            assert version.record.sha256 in fields["note"]
            assert {"author", "title", "publisher", "year", "urldate"} <= set(fields)


def test_an_independent_reader_takes_the_ris(book):
    for version in book.versions():
        records = rispy.loads(dict(citation_files(book, version))["cite.ris"].decode())
        items = list(section_items(book, version))
        assert [record["urls"] for record in records] == [[item["URL"]] for item in items]
        for record in records:
            assert record["publisher"] == version.record.publisher
            assert record["date"] == version.date[:10].replace("-", "/")
            assert version.record.sha256 in record["notes"][0]


def test_no_field_ends_its_entry(book, hostile):
    item = cite(book, hostile, "cookies.1")
    entry = bibtex(item)
    read = bibtexparser.parse_string(entry)
    assert len(read.entries) == len(read.blocks) == 1
    fields = {field.key: field.value for field in read.entries[0].fields}
    assert fields["publisher"] == (
        r"Zoom\textbraceright{} \textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{} \% \#1 \_ \$ \& "
        r"\textasciitilde{} \textasciicircum{} @misc\textbraceleft{}x, \textless{}b\textgreater{}"
    )
    (record,) = rispy.loads(ris(item))
    assert record["publisher"] == HOSTILE
    assert "\n" not in plain_reference(item)


def front_of(page: bytes) -> dict:
    """Front matter of a generated page."""
    return yaml.safe_load(page.decode().split("---\n")[1])


def test_every_page_has_its_permanent_address_and_a_true_day(book):
    pages = {path: data for path, data in pages_of(book, []) if path.endswith(".md")}
    last = max(answer.reviewed for version in book.versions() for answer in version.answers.values())
    for path, data in pages.items():
        front = front_of(data)
        if ["robots", "noindex"] in front.get("metas", []):
            continue
        assert front["canonical"] == book.base_url + path.removesuffix("index.md")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", front["updated"])
    version = next(book.versions())
    changed = replace(
        version,
        outline=replace(version.outline, reviewed="2020-01-01"),
        answers={key: replace(answer, reviewed="2021-02-03", history=()) for key, answer in version.answers.items()},
    )
    others = tuple(vendor for vendor in book.vendors if vendor.id != version.vendor)
    vendor = next(vendor for vendor in book.vendors if vendor.id == version.vendor)
    other = replace(book, vendors=(replace(vendor, versions=(changed,)), *others))
    pages = dict(pages_of(other, []))
    assert front_of(pages[f"{book.vendors_path}/{version.key}/index.md"])["updated"] == "2021-02-03"
    assert front_of(pages["matrix/index.md"])["updated"] == last


def test_what_programs_read_in_the_head_is_escaped(book, hostile):
    evil = '"><script>window.__pwn=1</script><!--'
    version = replace(hostile, record=replace(hostile.record, publisher=evil, title=evil))
    vendor = next(vendor for vendor in book.vendors if vendor.id == version.vendor)
    vendor = replace(vendor, names=(VendorName(name=evil),), versions=(version,))
    pages = dict(pages_of(replace(book, title=evil, vendors=(vendor,)), []))
    front = front_of(pages[f"{book.vendors_path}/{version.key}/index.md"])
    assert dict(front["metas"])["citation_publisher"] == html.escape(evil)
    for value in (front["canonical"], front["cite_as"], front["json_ld"], *dict(front["metas"]).values()):
        assert not set("<>") & set(value)
    page, *_ = json.loads(front["json_ld"])["@graph"]
    assert page["isBasedOn"]["publisher"]["name"] == evil
    data = json.loads(front_of(pages["matrix/index.md"])["json_ld"])["@graph"][1]
    assert data["@type"] == "Dataset"
    assert all(f"data/{item['contentUrl'].rsplit('/', 1)[1]}" in pages for item in data["distribution"])


def test_words_are_found_or_the_nearest_shown(book):
    evidence = BookEvidence(book)
    version = next(version for version in book.versions() if version.vendor == "dialpad")
    said, exact = search_report(book, evidence, "We use cookies   only for these objectives.")
    assert exact
    assert said.splitlines()[0] == permanent(book, version, "cookies.3")
    said, exact = search_report(book, evidence, "We use cookies solely for these objectives.")
    assert not exact
    assert permanent(book, version, "cookies.3") in said
    assert "'solely' is 'only' there" in said
    assert search_report(book, evidence, "#### ####### #### #####") == (
        "nowhere in this book, and nothing near it\n",
        False,
    )


@pytest.mark.parametrize(
    "base",
    [
        "https://voip-privacy.example/",
        "https://example.org/book/",
        "https://www.example.com/",
        "http://localhost:8000/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "https://book.test/",
        "https://book.invalid/",
        "https://intranet/",
    ],
)
def test_a_placeholder_is_no_base(base):
    assert is_placeholder(base)


@pytest.mark.parametrize(
    "base", ["https://voip-privacy.org/", "https://someone.github.io/voip/", "https://w3id.org/x/"]
)
def test_an_address_is_a_base(base):
    assert not is_placeholder(base)
