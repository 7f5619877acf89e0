"""A built site checked as a reader's browser would meet it: words, addresses, links, ids, content security policy."""

from __future__ import annotations

import base64
import hashlib
import os
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from ..core.addresses import book_paths, version_path
from ..core.model import Book, Vendor, Version
from ..core.problems import Problem, error
from ..prove.ledger import addresses_of
from ..prove.text_integrity import losses
from ..publish.policy_html import TAGS
from ..store.vendor_cache import release_texts
from ..store.workers import map_in_processes, processors
from .markup_check import removed_markup

#: What every page of a site allows, its own inline scripts (by their hashes) aside, and a page that leads on alone.
SITE_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-src 'none'; "
    "object-src 'none'"
)
MOVED_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"
_INLINE_SCRIPT = re.compile(r"'sha256-[A-Za-z0-9+/=]+'")
#: Below it lie whole sites of other books, put beside this one once it is built; each was checked where it was made.
BESIDE = "demonstrations/"
#: Tags that no page of ours has, and that a page by hand could bring.
_REFUSED = "iframe, frame, frameset, object, embed, applet, base, style"
#: Pages from which on several processes check a site, and into how many parts a process's share of them is cut.
MANY, PARTS = 300, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """What was found on one page, its ids, and its links to ids of other pages: target as written, file, fragment."""

    problems: list[Problem]
    ids: list[str]
    elsewhere: list[tuple[str, str, str]]


def check_site(book: Book, site: Path, workers: int | None = None, by_hand: Collection[str] = ()) -> list[Problem]:
    """Everything wrong with the site built from a book into the folder ``site``.

    A page is read, checked and let go before the next one, by several processes where there are many; ``workers``: as
    :func:`~fineprint.store.workers.map_in_processes` has it; ``by_hand``: pages of the site that the book brought.
    """
    files = {
        f"{Path(folder, name).relative_to(site).as_posix()}" for folder, _, names in os.walk(site) for name in names
    }
    pages = sorted(path for path in files if path.endswith(".html") and not path.startswith(BESIDE))
    vendors = {
        _page_of(version_path(book, version)): (vendor, version)
        for vendor in book.vendors
        for version in vendor.versions
    }
    check = partial(_check_pages, vendors, book.title, site, frozenset(files), frozenset(by_hand))
    count = workers or processors()
    # Pages of one vendor lie side by side, and every process would read it if they were mixed.
    size = -(-len(pages) // (count * PARTS)) if len(pages) >= MANY and count > 1 else max(len(pages), 1)
    parts = [pages[start : start + size] for start in range(0, len(pages), size)]
    checked = {path: found for part in map_in_processes(check, parts, count) for path, found in part.items()}
    problems = [problem for found in checked.values() for problem in found.problems]
    ids = {path: frozenset(found.ids) for path, found in checked.items()}
    for path, found in checked.items():
        for target, file, fragment in found.elsewhere:
            if file in ids and fragment not in ids[file]:
                problems.append(error(path, "site.link", f"{target} leads to an id that is not there"))
    return [*problems, *_addresses(book, ids), *_missing(vendors, ids)]


def _check_pages(
    versions: Mapping[str, tuple[Vendor, Version]],
    name: str,
    site: Path,
    files: Collection[str],
    by_hand: Collection[str],
    pages: Sequence[str],
) -> dict[str, _Checked]:
    """Each page with what was found on it; ``versions``: by page; ``name``: the book's."""
    checked = {}
    known = _Files(files)
    read: Vendor | None = None
    for path in pages:
        text = (site / path).read_text(encoding="utf-8")
        tree = LexborHTMLParser(text)
        ids = [node.attributes["id"] or "" for node in tree.css("[id]")]
        problems = list(_unique_ids(path, ids))
        if path in versions:
            vendor, version = versions[path]
            if read and read is not vendor:
                release_texts(read)
            read = vendor
            problems += _version_page(path, version, text, tree, frozenset(ids))
        elsewhere: list[tuple[str, str, str]] = []
        problems += _links(path, tree, frozenset(ids), known, elsewhere)
        problems += _security_policy(path, tree)
        if path in by_hand and tree.css_first("article form, [formaction]"):
            problems.append(error(path, "site.markup", "a form may not stand on a page by hand; take it out"))
        problems += _name(name, tree) if path == "index.html" else ()
        for block in removed_markup(tree):
            problems.append(error(path, "site.second-opinion", f"nh3 would take something away from {block!r}"))
        checked[path] = _Checked(problems=problems, ids=ids, elsewhere=elsewhere)
    return checked


def _page_of(book_path: str) -> str:
    return f"{book_path}index.html"


def _version_page(
    path: str, version: Version, text: str, tree: LexborHTMLParser, ids: Collection[str]
) -> Iterator[Problem]:
    """No word is lost, added or altered; every address has its place; a text is made of our own tags alone."""
    for loss in losses(version, text):
        yield error(path, "site.text-integrity", loss)
    published = {address.fragment for address in (*version.ledger, *addresses_of(version.sections))}
    for fragment in sorted(published.difference(ids)):
        yield error(path, "site.address", f"#{fragment} is not on this page")
    for node in tree.css(".words *"):
        if node.tag not in TAGS:
            yield error(path, "site.markup", f"the tag {node.tag} stands in a policy's text")


def _missing(versions: Iterable[str], ids: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Every version has a page."""
    for path in versions:
        if path not in ids:
            yield error(path, "site.page", "this version has no page; build again")


def _addresses(book: Book, ids: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Every address of the book's ledger has its place."""
    for address in sorted({*book_paths(book), *book.ledger}):
        path, _, fragment = address.partition("#")
        if _page_of(path) not in ids:
            yield error(_page_of(path), "site.page", f"the address {address} has no page; build again")
        elif fragment and fragment not in ids[_page_of(path)]:
            yield error(_page_of(path), "site.address", f"#{fragment} is not on this page")


def _name(name: str, home: LexborHTMLParser) -> Iterator[Problem]:
    """The site has the name of the book."""
    node = home.css_first('meta[property="og:site_name"]')
    if node and node.attributes["content"] != name:
        said = f"the site is called {node.attributes['content']!r}, the book {name!r}; mend site_name in mkdocs.yml"
        yield error("index.html", "site.name", said)


def _unique_ids(path: str, ids: list[str]) -> Iterator[Problem]:
    """An id stands once on a page."""
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            yield error(path, "site.id", f"the id {name} stands twice on this page")
        seen.add(name)


class _Files:
    """The files of a site, and which of them a link leads to."""

    def __init__(self, names: Collection[str]) -> None:
        self.names = names
        self.folders = {folder for name in names for folder in _folders_of(name)}
        self.found: dict[tuple[str, str], str | None] = {}

    def led_to(self, folder: str, path: str) -> str | None:
        """The file that a path in a link leads to from a page in ``folder``; None if there is none."""
        if (folder, path) not in self.found:
            file = posixpath.normpath(posixpath.join(folder, unquote(path)))
            if path.endswith("/") or file in (".", "..") or file in self.folders:
                file = posixpath.normpath(posixpath.join(file, "index.html"))
            self.found[folder, path] = file if file in self.names or file.startswith(BESIDE) else None
        return self.found[folder, path]


def _folders_of(name: str) -> Iterator[str]:
    while name := posixpath.dirname(name):
        yield name


def _links(
    path: str, tree: LexborHTMLParser, ids: Collection[str], files: _Files, elsewhere: list[tuple[str, str, str]]
) -> Iterator[Problem]:
    """An internal link, style, script or picture leads to a file of the site, and a fragment to an id there.

    Those to ids of other pages are added to ``elsewhere``, to be looked at when all pages are known.
    """
    for selector, name in (("a[href]", "href"), ("link[href]", "href"), ("script[src]", "src"), ("img[src]", "src")):
        for node in tree.css(selector):
            target = node.attributes[name] or ""
            parts = urlsplit(target) if "://[" not in target else None
            if parts is None or parts.scheme or parts.netloc:
                if name == "src" or (node.tag == "link" and node.attributes.get("rel") == "stylesheet"):
                    yield error(path, "site.external-resource", f"{target} is loaded from elsewhere")
                continue
            if path == "404.html":
                continue
            file = files.led_to(posixpath.dirname(path), parts.path) if parts.path else path
            fragment = unquote(parts.fragment)
            if file is None:
                yield error(path, "site.link", f"{target} leads to no file of the site")
            elif file != path and fragment:
                elsewhere.append((target, file, fragment))
            elif fragment and fragment not in ids:
                yield error(path, "site.link", f"{target} leads to an id that is not there")


def _security_policy(path: str, tree: LexborHTMLParser) -> Iterator[Problem]:
    """Each page has the content security policy, and each inline script its hash in it; no script attributes."""
    node = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
    if node is None:
        yield error(path, "site.csp", "this page has no content security policy")
        return
    policy = node.attributes["content"] or ""
    rest = " ".join(_INLINE_SCRIPT.sub("", policy).split()).replace(" ;", ";")
    if rest not in (SITE_POLICY, MOVED_POLICY):
        yield error(path, "site.csp", f"the content security policy is not the one of every page: {policy[:200]!r}")
    for script in tree.css("script:not([src])"):
        if script.attributes.get("type") in ("application/json", "application/ld+json"):
            continue
        found = base64.b64encode(hashlib.sha256(script.text().encode()).digest()).decode()
        if f"'sha256-{found}'" not in policy:
            said = (
                f"an inline script is not in the policy: 'sha256-{found}' is none of the theme's that the plugin knows"
            )
            yield error(path, "site.csp", said)
    metas = tree.css("meta[http-equiv]")
    refreshes = (meta for meta in metas if (meta.attributes["http-equiv"] or "").lower() == "refresh")
    for inner in (*tree.css(_REFUSED), *(refreshes if rest != MOVED_POLICY else ())):
        yield error(path, "site.markup", f"the tag {inner.tag} may not stand on a page; take it out")
    for inner in tree.css("body *"):
        if "style" in inner.attributes:
            yield error(path, "site.csp", f"the tag {inner.tag} has styles of its own; no browser shows them")
        if any(name.startswith("on") for name in inner.attributes):
            yield error(path, "site.csp", f"the tag {inner.tag} has a script attribute")
