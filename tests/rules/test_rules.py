"""Every rule seen to fail: one dreadful vendor whole, then each rule alone."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
import yaml

from builders import BookFolder, sha256
from fineprint import rules
from fineprint.core.limits import SECTIONS

DREADFUL = Path(__file__).parent / "dreadful"
V = "acorn/privacy-policy/2020-03-04"


def add_dreadful(book_folder: BookFolder) -> None:
    """Put the dreadful vendor into a book."""
    files = yaml.load((DREADFUL / "files.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    contents = {path: text.encode().replace(b"\\xff", b"\xff") for path, text in files.items()}
    for path, content in contents.items():
        text = contents.get(f"{path.rpartition('/')[0]}/policy.md", b"")
        book_folder.write(f"policies/dreadful/{path}", content.replace(b"@sha256", sha256(text).encode()))


def test_the_whole_list_of_one_dreadful_vendor(book_folder: BookFolder) -> None:
    add_dreadful(book_folder)
    expected = (DREADFUL / "problems.txt").read_text(encoding="utf-8").splitlines()
    # Which encoding is guessed is a library's business.
    told = [re.sub(r"it may be \w+", "it may be another", str(problem)) for problem in book_folder.problems()]
    assert told == expected


def test_a_dreadful_vendor_does_not_hide_the_good_one(book_folder: BookFolder) -> None:
    add_dreadful(book_folder)
    vendors = {vendor.id: vendor for vendor in book_folder.book().vendors}
    assert [section.id for section in vendors["acorn"].versions[0].sections] == [
        "privacy-at-acorn",
        "cookies",
        "children",
    ]
    assert not any(problem.path.startswith("policies/acorn/") for problem in book_folder.problems())


def test_a_good_book_has_no_problem(book_folder: BookFolder) -> None:
    assert book_folder.problems() == []


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        # documents, folder, topics
        ("book.yml", "id: privacy-policy", "id: privacy-notice", "acorn/privacy-policy:1:1 error document.unknown"),
        ("book.yml", "vendors_path: companies", "vendors_path: topics", "5:15 error book.vendors-path"),
        ("book.yml", "vendors_path: companies", "vendors_path: assets", "5:15 error book.vendors-path"),
        ("book.yml", "vendors_path: companies", "vendors_path: con", "5:15 error book.vendors-path"),
        ("topics.yml", "id: children", "id: cookies", "5:10 error topic.id"),
        ("topics.yml", "id: children", "id: index", "5:10 error topic.id"),
        (f"{V}/outline.yml", "topics: [children]", "topics: [childern]", "4:68 error topic.unknown"),
        # dates and sources
        (f"{V}/record.yml", "effective: null", "effective: 2019-02-29", "5:20 error record.date"),
        (f"{V}/record.yml", "updated: null", "updated: 2019-04-31", "5:35 error record.date"),
        (f"{V}/record.yml", "retrieved: null", "retrieved: 2019-06-31", "5:74 error record.date"),
        (f"{V}/record.yml", "date_basis: archived", "date_basis: stated", "4:13 error record.date-basis"),
        (f"{V}/record.yml", "archived: 2020-03-04", "archived: null", "4:13 error record.date-basis"),
        (f"{V}/record.yml", '"https://acorn.example/privacy"', "null", "6:9 error record.source"),
        # the record's lines
        (f"{V}/record.yml", "lines: [1, 1]", "lines: [17, 18]", "9:13 error record.lines"),
        (f"{V}/record.yml", "lines: [1, 1]", "lines: [2, 1]", "9:13 error record.lines"),
        (f"{V}/record.yml", "keep_together: []", "keep_together: [[4, 40]]", "7:135 error record.lines"),
        (f"{V}/record.yml", "damage: []", "damage: [{lines: [0, 1], kind: a, note: b}]", "10:19 error yaml.schema"),
        (f"{V}/record.yml", "damage: []", "damage: [{lines: [9, 99], kind: a, note: b}]", "10:18 error record.lines"),
        (
            f"{V}/record.yml",
            "archive-note}",
            "archive-note}\n  - {lines: [1, 2], kind: debris}",
            "10:13 error record.excluded",
        ),
        (f"{V}/record.yml", "archive-note", "debris", "9:27 error record.excluded"),
        (f"{V}/policy.md", "few data", "all data", f"{V}/record.yml:7:16 error text.hash-mismatch"),
        # the outline
        (f"{V}/outline.yml", "id: children", "id: cookies", "4:10 error outline.id"),
        (f"{V}/outline.yml", "id: children", "id: preamble", "4:10 error outline.id"),
        (f"{V}/outline.yml", "line: 14", "line: 6", "4:5 error outline.line"),
        (f"{V}/outline.yml", "line: 14", "line: 140", "4:5 error outline.line"),
        (f"{V}/outline.yml", "line: 14, ", "", "4:5 error outline.line"),
        (f"{V}/outline.yml", "line: 14", "lines: [14, 13]", "4:5 error outline.line"),
        (f"{V}/outline.yml", "heading: Children, ", "", "4:5 error outline.heading"),
        (f"{V}/outline.yml", "heading: Children", "heading: Parents", "4:5 error outline.heading"),
        # addresses
        (f"{V}/outline.yml", "aliases: {}", "aliases: {cookies.1: [cookies.2]}", "5:22 error address.alias"),
        (f"{V}/outline.yml", "aliases: {}", "aliases: {old.1: [cookies.2]}", "5:18 error address.alias"),
        (f"{V}/addresses.txt", "children 14-14", "kids 14-14", "8:1 error address.broken"),
        (f"{V}/addresses.txt", "children 14-14", "children  14-14", "8:1 error ledger.line"),
        ("addresses.txt", "topics/cookies/\n", "topics/cookies/\ntopics/biscuits/\n", "3:1 error address.broken"),
        ("addresses.txt", "topics/cookies/\n", "topics/cookies\n", "2:1 error ledger.line"),
    ],
)
def test_each_rule_fails_at_its_place(book_folder: BookFolder, path: str, old: str, new: str, told: str) -> None:
    book_folder.edit(f"policies/{path}", old, new)
    told = f"{path}:{told}" if told[0].isdigit() else told
    assert told in book_folder.said()


PAGE = b"<p>We keep few data.</p>\n"
ORIGINAL = (
    f"original: {{file: original.html, sha256: {hashlib.sha256(PAGE).hexdigest()}}}\n"
    "extraction: {converter: by hand}\n"
)


@pytest.mark.parametrize(
    ("beside", "record", "told"),
    [
        ({"original.html": PAGE}, ORIGINAL, []),
        ({"original.html": PAGE + b" "}, ORIGINAL, [f"{V}/record.yml:1:41 error original.hash-mismatch"]),
        ({}, ORIGINAL, [f"{V}/record.yml:1:18 error original.missing"]),
        ({"original.html": PAGE}, "", [f"{V}/original.html:1:1 error original.unlisted"]),
        (
            {"original.htm": PAGE},
            ORIGINAL,
            [f"{V}/original.htm:1:1 error original.unlisted", f"{V}/record.yml:1:18 error original.missing"],
        ),
    ],
)
def test_an_original_is_the_one_that_the_record_names(
    book_folder: BookFolder, beside: dict[str, bytes], record: str, told: list[str]
) -> None:
    for name, raw in beside.items():
        book_folder.write(f"policies/{V}/{name}", raw)
    text = (book_folder.root / f"policies/{V}/record.yml").read_text(encoding="utf-8")
    book_folder.write(f"policies/{V}/record.yml", record + text)
    assert book_folder.said() == told


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("topics.yml", "{cookie*: 3}", "{'*': 3}"),
        ("topics.yml", "under twelve", "un*der twelve"),
        (f"{V}/record.yml", "excluded:", "also_captured: [2021-02-30]\nexcluded:"),
        ("acorn/vendor.yml", "{name: Acorn Phones, from: null", "{name: Acorn Phones, from: 2001-02-29"),
        ("acorn/vendor.yml", "until: null", "until: 2001-02-29"),
    ],
)
def test_a_value_that_no_page_could_be_made_of_is_told(book_folder: BookFolder, path: str, old: str, new: str) -> None:
    book_folder.edit(f"policies/{path}", old, new)
    told = [problem for problem in book_folder.problems() if problem.path == f"policies/{path}"]
    assert told[0].severity == "error"
    assert told[0].code in ("topic.phrase", "record.date", "vendor.date")


def test_too_many_sections_are_told(book_folder: BookFolder) -> None:
    lines = [f"# H{number}" for number in range(SECTIONS + 1)]
    text = "\n".join(lines)
    book_folder.policy(text)
    book_folder.edit(f"policies/{V}/record.yml", "excluded:\n  - {lines: [1, 1], kind: archive-note}", "excluded: []")
    entries = [f"  - {{id: h{n}, line: {n + 1}, level: 1, heading: H{n}, topics: []}}" for n in range(SECTIONS + 1)]
    book_folder.write(f"policies/{V}/outline.yml", "\n".join(["sections:", *entries, "aliases: {}\n"]))
    assert f"{V}/policy.md:1:1 error policy.too-many-sections" in book_folder.said()
    book_folder.edit(f"policies/{V}/outline.yml", "aliases: {}", "aliases: {}\nreviewed: 2026-01-01")
    assert f"{V}/outline.yml:2:3 error outline.too-many" in book_folder.said()


def test_nothing_is_told_twice_of_a_version_that_can_not_be_read(book_folder: BookFolder) -> None:
    book_folder.write(f"policies/{V}/record.yml", "publisher: [")
    assert [line for line in book_folder.said() if line.startswith(V)] == [f"{V}/record.yml:2:1 error yaml.syntax"]


@pytest.mark.parametrize("rule", rules.RULES)
def test_a_rule_says_in_one_line_what_it_is(rule: rules.Rule) -> None:
    assert rule.__doc__
    assert re.fullmatch(r"[A-Z“].*\.", rule.__doc__.split("\n")[0])


def test_the_method_page_has_each_rule_once() -> None:
    told = rules.described()
    assert len({name for name, _ in told}) == len({said for _, said in told}) == len(rules.RULES)


def test_what_looks_across_vendors_is_told_by_the_book_and_not_by_each_vendor(book_folder: BookFolder) -> None:
    book_folder.edit("policies/topics.yml", "id: children", "id: cookies")
    loaded = book_folder.load()
    of_book, of_vendor = (
        [problem.code for problem in found] for found in (rules.check(loaded), rules.check_vendor(loaded).problems)
    )
    assert of_book.count("topic.id") == 1
    assert "topic.id" not in of_vendor
    assert "topic.unknown" in of_vendor
