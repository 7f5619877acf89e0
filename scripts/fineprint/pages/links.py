"""Every external link of the book, with where it occurs. Nothing of them is ever fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..core.addresses import version_path
from ..core.dates import spelled_out
from ..core.model import Book, Version
from ..text.blocks import Block, Run
from ..text.links import safe_link
from .page import clause_title, render_page

_LINKING = ("a", "auto", "image", "empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A place where an external link stands: the path of its page with a fragment, and what it is called."""

    path: str
    name: str


def link_occurrences(book: Book, large: bool) -> dict[str, tuple[Occurrence, ...]]:
    """The links of a book of one vendor; in a large book, those in the texts are left to the pages of the texts."""
    found: dict[str, dict[Occurrence, None]] = {}
    for target, place in _links(book, large):
        if link := safe_link(target):
            found.setdefault(link, {})[place] = None
    return {link: tuple(places) for link, places in found.items()}


def page(
    book: Book, day: str, large: bool, of_vendors: Iterable[Mapping[str, tuple[Occurrence, ...]]]
) -> tuple[str, bytes]:
    """The page that lists them."""
    found: dict[str, list[Occurrence]] = {}
    if licence := safe_link(book.licence[1]):
        found[licence] = [Occurrence(path="about/links/", name="licence of the answers")]
    own = (book.responsible and book.responsible[1], book.contact[1], book.repository)
    for link in filter(None, map(safe_link, filter(None, own))):
        found.setdefault(link, []).append(Occurrence(path="about/method/#_standing", name="who answers for the book"))
    for of_vendor in of_vendors:
        for link, places in of_vendor.items():
            found.setdefault(link, []).extend(places)
    links = [(target, found[target]) for target in sorted(found)]
    return render_page(book, "links.md", "about/links/index.md", updated=day, links=links, large=large)


def _links(book: Book, large: bool) -> Iterator[tuple[str, Occurrence]]:
    for vendor in book.vendors:
        if vendor.website:
            yield vendor.website, Occurrence(path=f"{book.vendors_path}/{vendor.id}/", name=f"{vendor.name}, website")
        for version in vendor.versions:
            path = version_path(book, version)
            name = f"{vendor.name}, {spelled_out(version.date)}"
            for target, said in ((version.record.url, "page"), (version.record.archive_url, "archive")):
                if target:
                    yield target, Occurrence(path=f"{path}#_provenance", name=f"{name}, {said}")
            for paper in version.referenced_documents:
                if paper.url:
                    yield (
                        paper.url,
                        Occurrence(path="about/documents-referred-to/", name=f"{name}, refers to {paper.name}"),
                    )
            for fragment, target in () if large else _targets(version):
                yield target, Occurrence(path=f"{path}#{fragment}", name=f"{name}, {clause_title(fragment, version)}")


def _targets(version: Version) -> Iterator[tuple[str, str]]:
    """Where the text of a version leads, by section for headings and by clause for the rest."""
    for section in version.sections:
        yield from ((section.id, target) for target in _of_runs(section.heading_runs))
        for block in section.blocks:
            fragment = block.address or section.id
            yield from ((fragment, target) for target in _of_block(block))


def _of_block(block: Block) -> Iterator[str]:
    yield from _of_runs(block.runs)
    for child in block.children:
        yield from _of_block(child)


def _of_runs(runs: tuple[Run, ...]) -> Iterator[str]:
    for run in runs:
        yield from (tag[1] for tag in run.tags if tag[0] in _LINKING)
