"""What all pages share: links relative to a page, the templates, and the filters they use."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..core.addresses import version_path
from ..core.answers import RELATIONS, RULED_OUT_KINDS
from ..core.dates import dated, spelled_out
from ..core.model import Book, Section, Version
from ..core.notices import STATUSES
from ..core.record import ExcludedLines
from ..publish.citations import work_holes
from ..publish.edition import edition_reference
from ..publish.policy_html import escape, escape_markdown, heading_line, heading_targets, render_block
from ..text import language
from ..text.words import count_words
from .cells import cell_link, state_of, summary_of
from .objections import objection_link
from .page_metadata import front_matter

#: What the words before the first heading are called.
PREAMBLE_TITLE = "Preamble"


class PageContext:
    """Where a page stands, for links relative to it: they hold on a host, below a path and from disk."""

    def __init__(self, book: Book, path: str, values: Mapping[str, object] | None = None) -> None:
        self.book = book
        self.path = path
        self.values = values or {}
        self.root = "../" * path.count("/")

    def to(self, path: str) -> str:
        """The link to a path from the site's root."""
        return f"{self.root}{path}" or "./"

    def version(self, version: Version) -> str:
        """The path of a version's page."""
        return version_path(self.book, version)

    def head(self, title: str, description: str) -> Markup:
        """The lines of front matter that only programs read."""
        return Markup(front_matter(self.book, self.path, self.values, title, description))


def render_page(book: Book, template: str, path: str, **values: object) -> tuple[str, bytes]:
    """One page: its path below ``docs/`` and its bytes."""
    page = PageContext(book, path, values)
    text = _environment().get_template(template).render(book=book, page=page, **values)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return path, text.lstrip("\n").encode()


def book_key(book: Book) -> str:
    """What every page shows of a book beside its vendors, questions and findings, for the key of a page."""
    return repr(replace(book, vendors=(), ledger=(), questions=(), findings=(), readings={}))


def template_macros(book: Book, template: str, path: str, **values: object) -> Any:
    """The macros of a template, for the parts that vendors have in the page of the book at ``path``."""
    page = PageContext(book, path)
    return _environment().get_template(template).make_module({"book": book, "page": page, **values})


def title_of(section: Section) -> str:
    """The section's heading, or our label for the words before the first one."""
    return section.heading or PREAMBLE_TITLE


def clause_title(address: str, version: Version) -> str:
    """What an address is called in a sentence: ``Cookies, clause 3``, ``Cookies, clause 3, item 2``, or the section."""
    section_id, *numbers = address.split(".")
    title = next((title_of(section) for section in version.sections if section.id == section_id), section_id)
    names = ("clause", *("item" for _ in numbers[1:]))
    return ", ".join([title, *(f"{name} {number}" for name, number in zip(names, numbers, strict=False))])


@cache
def _environment() -> Environment:
    compiled = Path(__file__).parents[3] / ".cache/templates"
    with suppress(OSError):
        compiled.mkdir(parents=True, exist_ok=True)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        bytecode_cache=FileSystemBytecodeCache(str(compiled)) if os.access(compiled, os.W_OK) else None,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: Mapping[str, object] = {
        "date": spelled_out,
        "dated": dated,
        "number": lambda number: f"{number:,}",
        "front": lambda text: Markup(json.dumps(html.escape(str(text)), ensure_ascii=False)),
        "md": lambda text: Markup(escape_markdown(str(text))),
        "lines": lambda lines: lines.named(" to ").capitalize(),
        "title_of": title_of,
        "clause_title": clause_title,
        "heading_line": lambda section, language="": Markup(heading_line(section, min(section.level + 1, 6), language)),
        "word_count": count_words,
        "language_name": language.name,
        "heading_targets": heading_targets,
        "render_block": lambda block, ids=True: Markup(render_block(block, ids)),
        "state": state_of,
        "summary": summary_of,
        "cell_link": cell_link,
        "excluded_text": _excluded_text,
        "edition_reference": lambda edition, book: edition_reference(book, edition),
        "work_holes": lambda finding, page: json.dumps(work_holes(page.book, finding), ensure_ascii=False),
        "lines_kept": lambda text: Markup(escape(text).replace("\n", "&#10;")),
    }
    environment.filters |= filters
    environment.globals |= {"kinds": RULED_OUT_KINDS, "relations": RELATIONS, "statuses": STATUSES}
    environment.globals["objection_link"] = objection_link
    return environment


def _excluded_text(taken: ExcludedLines, version: Version) -> Markup:
    return Markup("&#10;".join(escape(line) for line in taken.lines.of(version.source)))
