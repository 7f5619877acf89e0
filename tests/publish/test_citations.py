"""Citations: complete, permanent, harmless, and read by programs that are not ours."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from urllib.parse import parse_qs

import bibtexparser
import pytest
import rispy
import yaml
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from builders import good_version
from fineprint.core.addresses import permanent
from fineprint.core.facts import VendorName
from fineprint.pages import pages_of
from fineprint.prove.quote_index import BookEvidence
from fineprint.prove.quote_search import search_report
from fineprint.publish.citation_styles import filled
from fineprint.publish.citations import citation_files, cite, reference, references_of, stated_date, swhid
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
            assert item["title"].startswith(f"{version.record.title}, ")


def test_a_policy_is_its_publishers_and_dated_by_its_own_words(book):
    for version in book.versions():
        item, record = cite(book, version), version.record
        assert item["type"] == "webpage"
        assert item["author"] == [{"literal": record.publisher}]
        assert item["container-title"] == book.title
        stated = record.updated or record.effective
        assert stated_date(record)[0] == (stated or "")
        assert item.get("issued") == ({"date-parts": [[int(part) for part in stated.split("-")]]} if stated else None)
        # What would be printed twice, or wrongly: the publisher, the archive, our name of the version, our day.
        assert not {"publisher", "archive", "archive_location", "version", "accessed"} & item.keys()
        assert ("Archived on" in item["note"]) is bool(record.archived)
        assert record.sha256 in item["note"]
        assert swhid(version.raw) in item["note"]
        said = filled("plain", reference(book, version))
        assert (record.archive_url or record.url or "") in said
        assert ("n.d." in said) is (stated is None)


def test_an_answer_is_a_work_of_the_book(book):
    for version in book.versions():
        for question, answer in version.answers.items():
            item = cite(book, version, f"_{question}")
            assert item["author"] == [{"literal": book.title}]
            assert item["publisher"] == book.title
            assert item["issued"]["date-parts"] == [[int(part) for part in answer.reviewed.split("-")]]
            assert item["title"].endswith(f"(answer from {version.record.title} of {version.record.publisher})")
            assert "accessed" not in item


def test_what_the_bytes_are_called_is_what_git_calls_them():
    # The blob of "test content" and a line end, as the Git book gives it.
    assert swhid(b"test content\n") == "swh:1:cnt:d670460b4b4aece5915caf5c68d12f560a9fe3e4"


def test_a_clause_and_a_list_item_are_named(book):
    version = next(version for version in book.versions() if version.vendor == "dialpad")
    assert cite(book, version, "cookies")["title"] == "Privacy Policy, “Cookies”"
    assert cite(book, version, "cookies.2.1")["title"] == "Privacy Policy, “Cookies”, clause 2, item 1"


def test_a_number_of_the_policys_own_is_the_locator(book):
    version = good_version("# 4. Your rights\n\n(a) You may ask.\n\n(b) You may go.\n", [(1, "4. Your rights")])
    item = cite(book, version, "s1.2")
    assert item["section"] == "4(b)"
    assert item["title"] == f"{version.record.title}, “4. Your rights”"
    entry = bibtexparser.parse_string(filled("bibtex", reference(book, version, "s1.2"))).entries[0]
    assert entry["titleaddon"] == "Section 4(b)"
    (record,) = rispy.loads(filled("ris", reference(book, version, "s1.2")))
    assert record["section"] == "4(b)"


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
            assert (str(item["issued"]["date-parts"][0][0]) if "issued" in item else "no date") in entry


def test_an_independent_reader_takes_the_bibtex(book):
    for version in book.versions():
        text = dict(citation_files(book, version))["cite.bib"].decode()
        library = bibtexparser.parse_string(text)
        assert library.failed_blocks == []
        items = [json.loads(filled("csl", one)) for one in references_of(book, version)]
        assert [entry.key for entry in library.entries] == [item["id"] for item in items]
        for item, entry in zip(items, library.entries, strict=True):
            fields = {field.key: field.value for field in entry.fields}
            assert entry.entry_type == "online"
            assert fields["author"] == f"{{{item['author'][0]['literal']}}}".replace("&", r"\&")
            assert fields["organization"] == book.title
            assert fields["url"] == item["URL"]
            assert version.record.sha256 in fields["note"]
            assert "urldate" not in fields
            dated = item.get("issued", {}).get("date-parts", [[None]])[0][0]
            assert fields.get("year") == (str(dated) if dated else None)
            assert fields.get("month", "jan") in [
                "jan",
                "feb",
                "mar",
                "apr",
                "may",
                "jun",
                "jul",
                "aug",
                "sep",
                "oct",
                "nov",
                "dec",
            ]
        assert not re.search(r"month = \{", text)


def test_an_independent_reader_takes_the_ris(book):
    for version in book.versions():
        records = rispy.loads(dict(citation_files(book, version))["cite.ris"].decode())
        holes = list(references_of(book, version))
        assert [record["urls"] for record in records] == [[one["address"]] for one in holes]
        for record, one in zip(records, holes, strict=True):
            day = one.get("reviewed") or one.get("stated", "")
            assert record.get("date", "") == day.replace("-", "/")
            # A comma parts a person's names in every reader of RIS; a company's name has none.
            (author,) = record["authors"]
            assert author == (book.title if "reviewed" in one else one["author"]).replace(",", "")
            assert version.record.sha256 in record["notes"][0]
            assert "access_date" not in record


def test_no_field_ends_its_entry(book, hostile):
    said = reference(book, hostile, "cookies.1")
    read = bibtexparser.parse_string(filled("bibtex", said))
    assert len(read.entries) == len(read.blocks) == 1
    fields = {field.key: field.value for field in read.entries[0].fields}
    assert fields["author"] == (
        r"{Zoom\textbraceright{} \textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{} \% \#1 \_ \$ \& "
        r"\textasciitilde{} \textasciicircum{} @misc\textbraceleft{}x, \textless{}b\textgreater{}}"
    )
    (record,) = rispy.loads(filled("ris", said))
    assert record["authors"] == [HOSTILE.replace(",", "")]
    assert cite(book, hostile, "cookies.1")["author"] == [{"literal": HOSTILE}]
    assert "\n" not in filled("plain", said)


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
    assert parse_qs(html.unescape(front["coins"]))["rft.aucorp"] == [evil]
    for value in (front["canonical"], front["cite_as"], front["json_ld"], front["coins"]):
        assert not set("<>") & set(value)
    page, *_ = json.loads(front["json_ld"])["@graph"]
    assert page["isBasedOn"]["publisher"]["name"] == evil
    data = json.loads(front_of(pages["matrix/index.md"])["json_ld"])["@graph"][1]
    assert data["@type"] == "Dataset"
    assert data["publisher"]["name"] == (book.responsible[0] if book.responsible else evil)
    assert data["inLanguage"] == ["en"]
    assert data["identifier"] == data["@id"]
    assert all(f"data/{item['contentUrl'].rsplit('/', 1)[1]}" in pages for item in data["distribution"])


def test_reference_managers_read_a_policy_and_an_answer_from_their_pages(book):
    pages = dict(pages_of(book, []))
    version = next(version for version in book.versions() if version.vendor == "phone-com")
    place = f"{book.vendors_path}/{version.key}/"
    front = front_of(pages[f"{place}index.md"])
    assert parse_qs(html.unescape(front["coins"])) == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:dc"],
        "rft.type": ["webpage"],
        "rft.title": ["Privacy Policy"],
        "rft.source": [book.title],
        "rft.aucorp": ["Phone.com, Inc."],
        "rft.date": ["2019-04-05"],
        "rft.identifier": [book.base_url + place],
        "rft.language": ["en"],
    }
    # Tags for articles would make an article of it, and a second reading of the same page.
    assert "metas" not in front
    question = book.questions[0]
    front = front_of(pages[f"questions/{question.id}/index.md"])
    said = parse_qs(html.unescape(front["coins"]))
    assert said["rft.type"] == ["webpage"]
    assert said["rft.title"] == [question.question]
    assert said["rft.aucorp"] == said["rft.source"] == [book.title]
    assert said["rft.date"] == [front["updated"]]


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
