"""Small books, texts and pages for tests: what a test is about stands in it, the rest comes from here."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import markdown

from fineprint.core.ledger_entry import LedgerEntry
from fineprint.core.lines import Lines
from fineprint.core.model import Book, Outline, OutlineEntry, Version
from fineprint.core.problems import Problem
from fineprint.core.record import Damage, ExcludedLines, Record, TextFormat
from fineprint.pages import pages_of, versions
from fineprint.prove.ledger import new_lines, new_paths
from fineprint.prove.quote_index import BookEvidence
from fineprint.publish.policy_html import escape, heading_line, heading_targets, render_block
from fineprint.read.book import load_book
from fineprint.read.result import ReadResult
from fineprint.read.version import version_of
from fineprint.rules import check, described
from fineprint.store.page_writer import write_file
from fineprint.theme import OVERRIDES, SHARED_PAGES
from fineprint.verify.page_check import SITE_POLICY

#: A heading of an outline: source line (or first and last), and its words.
Heading = tuple[int | tuple[int, int], str]

GOOD_TEXT = """\
Archived copy, taken from the page of Acorn Phones.

# Privacy at Acorn

We sell telephones and keep few data.

## Cookies

We set one cookie. It ends with the session.

1. It holds a number.
2. It holds no name.

## Children

Nobody under twelve may open an account.
"""

BOOK = """\
format: 2
title: Small Book
description: Two invented companies and what they say about data.
vendor_label: {one: company, many: companies}
vendors_path: companies
base_url: https://small-book.example/
documents:
  - {id: privacy-policy, title: Privacy policy}
  - {id: terms, title: Terms of use}
licence: {name: None in particular, url: "https://small-book.example/licence", applies_to: Invented words.}
document_label: {one: policy, many: policies}
"""

TOPICS = """\
threshold: 6
heading_factor: 2
topics:
  - {id: cookies, title: Cookies, about: Small files in a browser., phrases: {cookie*: 3}}
  - {id: children, title: Children, about: People who are not of age., phrases: {child*: 3, under twelve: 6}}
"""

OUTLINE = """\
sections:
  - {id: privacy-at-acorn, line: 3, level: 1, heading: Privacy at Acorn, topics: []}
  - {id: cookies, line: 7, level: 2, heading: Cookies, topics: [cookies]}
  - {id: children, line: 14, level: 2, heading: Children, topics: [children]}
aliases: {}
reviewed: 2026-01-31
"""


def sha256(text: str | bytes) -> str:
    """SHA-256 of a text's bytes, as hex digits."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def record_of(text: str | bytes, **changed: object) -> Record:
    """A record that fits a text; ``changed`` are fields of the record or of its reading."""
    reading = {
        key: changed.pop(key) for key in ("syntax", "paragraphs", "keep_together", "paragraph_before") if key in changed
    }
    given = {
        "publisher": "Acorn Phones",
        "title": "Privacy",
        "language": "en",
        "date_basis": "archived",
        "effective": None,
        "updated": None,
        "archived": "2020-03-04",
        "retrieved": None,
        "also_captured": (),
        "url": "https://acorn.example/privacy",
        "archive_url": None,
        "source_note": None,
        "original": None,
        "sha256": sha256(text),
        "text_format": TextFormat(**{"syntax": "markdown", "paragraphs": "blank", **reading}),
        "excluded": (),
        "damage": (),
    }
    return Record(**{**given, **changed})


def entries_of(headings: Sequence[Heading], preamble: bool = False) -> tuple[OutlineEntry, ...]:
    """Entries of an outline with the ids ``s1``, ``s2`` …, after the preamble if there is one."""
    made = [OutlineEntry(id="preamble", lines=None, level=1, heading="")] if preamble else []
    for number, (line, heading) in enumerate(headings, 1):
        lines = Lines(*line) if isinstance(line, tuple) else Lines.at(line)
        made.append(OutlineEntry(id=f"s{number}", lines=lines, level=1, heading=heading))
    return tuple(made)


def read_version(
    text: str,
    headings: Sequence[Heading] | tuple[OutlineEntry, ...] = (),
    *,
    aliases: dict[str, tuple[str, ...]] | None = None,
    ledger: Sequence[LedgerEntry] = (),
    **changed: object,
) -> tuple[Version | None, list[Problem]]:
    """A version of ``acorn`` made from a text and its headings, and its problems; without any, all is preamble."""
    entries = (
        headings if headings and isinstance(headings[0], OutlineEntry) else entries_of(headings, preamble=not headings)
    )
    return version_of(
        place="policies/acorn/privacy-policy/2020-03-04",
        raw=text.encode(),
        text=text,
        record=record_of(text, **changed),
        outline=Outline(entries=tuple(entries), aliases=aliases or {}, reviewed="2026-01-31"),
        ledger=ledger,
    )


def good_version(text: str, headings: Sequence[Heading] | tuple[OutlineEntry, ...] = (), **changed: object) -> Version:
    """The version of a text, asserted to be readable and, if it has headings, to be cut without an error."""
    version, problems = read_version(text, headings, **changed)
    assert version is not None, problems
    assert not headings or [str(problem) for problem in problems if problem.severity == "error"] == []
    return version


def excluded(first: int, last: int, kind: str = "furniture") -> ExcludedLines:
    """Excluded lines."""
    return ExcludedLines(lines=Lines(first, last), kind=kind)


def damage(first: int, last: int) -> Damage:
    """A note of damage."""
    return Damage(lines=Lines(first, last), kind="noted", note="Noted for a test.")


class BookFolder:
    """A book on disk: one good vendor, ``acorn``, with one version, its addresses recorded."""

    version = "policies/acorn/privacy-policy/2020-03-04"

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("policies/book.yml", BOOK)
        self.write("policies/topics.yml", TOPICS)
        self.add_vendor("acorn", "Acorn Phones")
        self.record()

    def add_vendor(self, vendor: str, name: str, date: str = "2020-03-04", text: str = GOOD_TEXT) -> str:
        """Another vendor with the good text; returns its version's folder."""
        place = f"policies/{vendor}/privacy-policy/{date}"
        self.write(
            f"policies/{vendor}/vendor.yml",
            f"names: [{{name: {name}, from: null, until: null}}]\nwebsite: null\ndescription: Telephones.\n"
            "successor: null\ndistinct_from: null\n",
        )
        self.write(f"{place}/policy.md", text)
        self.write(f"{place}/record.yml", self.record_yml(text, date[:10]))
        self.write(f"{place}/outline.yml", OUTLINE)
        return place

    @staticmethod
    def record_yml(text: str | bytes, day: str = "2020-03-04") -> str:
        """A record.yml that fits a text."""
        return (
            "publisher: Acorn Phones\ntitle: Privacy at Acorn\nlanguage: en\ndate_basis: archived\n"
            f"dates: {{effective: null, updated: null, archived: {day}, retrieved: null}}\n"
            'source: {url: "https://acorn.example/privacy", archive_url: null, note: null}\n'
            f"text: {{sha256: {sha256(text)}, syntax: markdown, paragraphs: blank, "
            "keep_together: [], paragraph_before: []}\n"
            "excluded:\n  - {lines: [1, 1], kind: archive-note}\ndamage: []\n"
        )

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file below the root."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace words of a file that stand in it once."""
        before = (self.root / path).read_text(encoding="utf-8")
        assert before.count(old) == 1, f"{old!r} stands {before.count(old)} times in {path}"
        self.write(path, before.replace(old, new))

    def policy(self, text: str | bytes, vendor_version: str | None = None) -> None:
        """Put another text into a version, with a record that fits and no outline, so that one is drafted."""
        place = vendor_version or self.version
        self.write(f"{place}/policy.md", text)
        self.write(f"{place}/record.yml", self.record_yml(text))
        (self.root / place / "outline.yml").unlink(missing_ok=True)
        (self.root / place / "addresses.txt").unlink(missing_ok=True)

    def load(self) -> ReadResult:
        """The book as it is read."""
        return load_book(self.root)

    def book(self) -> Book:
        """The book, which must be readable."""
        book = self.load().book
        assert book is not None
        return book

    def problems(self) -> list[Problem]:
        """Every problem, in the order in which they are printed."""
        return sorted(set(check(self.load())))

    def said(self) -> list[str]:
        """Every problem as ``path:line:column severity code``, the path from ``policies/``."""
        return [
            f"{p.path.removeprefix('policies/')}:{p.line}:{p.column} {p.severity} {p.code}" for p in self.problems()
        ]

    def record(self) -> None:
        """Add today's addresses to the ledgers, as ``fineprint record`` does."""
        book = self.book()
        for version in book.versions():
            self._append(f"{version.folder}/addresses.txt", new_lines(version))
        for path, lines in new_paths(book).items():
            self._append(path, lines)

    def _append(self, path: str, lines: Sequence[str]) -> None:
        file = self.root / path
        before = file.read_bytes() if file.exists() else b""
        write_file(file, before + "".join(f"{line}\n" for line in lines).encode())


def engine(page: bytes) -> str:
    """The body of a generated page as the engine writes it: Python-Markdown, with the extensions of mkdocs.yml."""
    _, _, body = page.decode().split("---\n", 2)
    settings = {"toc": {"permalink": "§", "permalink_title": "Link to this section", "toc_depth": "1-4"}}
    return markdown.markdown(body, extensions=["attr_list", "tables", "toc"], extension_configs=settings)


def version_page(book: Book, key: str) -> str:
    """The built page of one version of a book."""
    return engine(dict(versions.pages(book, BookEvidence(book)))[f"{book.vendors_path}/{key}/index.md"])


def page_of(version: Version, book: Book) -> str:
    """The built page of a version that is put into a book in the place of all others."""
    vendor = replace(book.vendors[0], id=version.vendor, versions=(version,))
    return version_page(replace(book, vendors=(vendor,)), version.key)


def bare_page(version: Version) -> str:
    """What a version's page shows of its text, through the engine, without what the templates put around it."""
    parts = []
    for section in version.sections:
        if section.lines:
            parts.append(heading_line(section, 2))
        parts += [f'<p class="target" title="{escape(target)}"></p>' for target in heading_targets(section)]
        parts += [f'<div class="words">{render_block(block)}</div>' for block in section.blocks]
    return engine(("---\n---\n\n" + "\n\n".join(parts) + "\n").encode())


def build_site(book: Book, site: Path) -> None:
    """A site of all pages of a book and the files that every book is given, in the barest of themes."""
    pages = dict(pages_of(book, described()))
    for folder, below in ((SHARED_PAGES, SHARED_PAGES), (OVERRIDES / "assets", OVERRIDES)):
        given = ((file.relative_to(below).as_posix(), file) for file in folder.rglob("*") if file.is_file())
        pages |= {path: file.read_bytes() for path, file in given if path not in pages}
    for path, content in pages.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if path.endswith(".md"):
            policy = '<meta http-equiv="Content-Security-Policy" content="' + SITE_POLICY + '">'
            # MkDocs makes addresses of links between the pages written by hand.
            body = engine(content).replace('index.md"', '"').replace("index.md#", "#")
            text = f"<!doctype html><html><head>{policy}</head><body>{body}</body></html>"
            file.with_suffix(".html").write_text(text, encoding="utf-8")
        else:
            file.write_bytes(content)
