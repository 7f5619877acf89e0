"""A built site checked as a reader's browser would meet it: words, addresses, links, ids, content security policy."""

from __future__ import annotations

import base64
import hashlib
import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from .addresses import book_paths, version_path
from .conservation import losses
from .ledger import addresses_of
from .model import Book
from .problems import Problem, error
from .render import TAGS
from .second_opinion import taken_away


def check_site(book: Book, site: Path) -> list[Problem]:
    """Everything wrong with the site built from a book into the folder ``site``."""
    pages = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))
    }
    trees = {path: LexborHTMLParser(text) for path, text in pages.items()}
    ids: dict[str, list[str]] = {
        path: [node.attributes["id"] or "" for node in tree.css("[id]")] for path, tree in trees.items()
    }
    problems = [*_words(book, pages), *_addresses(book, ids), *_policy_markup(book, trees), *_name(book, trees)]
    for path, tree in trees.items():
        problems += _unique_ids(path, ids[path])
        problems += _links(path, tree, ids, site)
        problems += _security_policy(path, tree)
        for block in taken_away(tree):
            problems.append(error(path, "site.second-opinion", f"nh3 would take something away from {block!r}"))
    return problems


def _page_of(book_path: str) -> str:
    return f"{book_path}index.html"


def _words(book: Book, pages: Mapping[str, str]) -> Iterator[Problem]:
    """No word of a policy is lost, added or altered on its page."""
    for version in book.versions():
        path = _page_of(version_path(book, version))
        if path not in pages:
            yield error(path, "site.page", "this version has no page; build again")
            continue
        for loss in losses(version, pages[path]):
            yield error(path, "site.words", loss)


def _addresses(book: Book, ids: Mapping[str, list[str]]) -> Iterator[Problem]:
    """Every address of the ledgers has its place on its page."""
    for address in sorted({*book_paths(book), *book.ledger}):
        path, _, fragment = address.partition("#")
        if _page_of(path) not in ids:
            yield error(_page_of(path), "site.page", f"the address {address} has no page; build again")
        elif fragment and fragment not in ids[_page_of(path)]:
            yield error(_page_of(path), "site.address", f"#{fragment} is not on this page")
    for version in book.versions():
        path = _page_of(version_path(book, version))
        here = set(ids.get(path, ()))
        published = {address.fragment for address in (*version.ledger, *addresses_of(version.sections))}
        for fragment in sorted(published - here):
            yield error(path, "site.address", f"#{fragment} is not on this page")


def _policy_markup(book: Book, trees: Mapping[str, LexborHTMLParser]) -> Iterator[Problem]:
    """A policy's text is made of our own tags alone."""
    for version in book.versions():
        path = _page_of(version_path(book, version))
        for node in trees[path].css(".words *") if path in trees else ():
            if node.tag not in TAGS:
                yield error(path, "site.markup", f"the tag {node.tag} stands in a policy's text")


def _name(book: Book, trees: Mapping[str, LexborHTMLParser]) -> Iterator[Problem]:
    """The site has the name of the book."""
    home = trees.get("index.html")
    node = home.css_first('meta[property="og:site_name"]') if home else None
    if node is not None and node.attributes["content"] != book.title:
        said = (
            f"the site is called {node.attributes['content']!r}, the book {book.title!r}; mend site_name in mkdocs.yml"
        )
        yield error("index.html", "site.name", said)


def _unique_ids(path: str, ids: list[str]) -> Iterator[Problem]:
    """An id stands once on a page."""
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            yield error(path, "site.id", f"the id {name} stands twice on this page")
        seen.add(name)


def _links(path: str, tree: LexborHTMLParser, ids: Mapping[str, list[str]], site: Path) -> Iterator[Problem]:
    """An internal link, style, script or picture leads to a file of the site, and a fragment to an id there."""
    for selector, name in (("a[href]", "href"), ("link[href]", "href"), ("script[src]", "src"), ("img[src]", "src")):
        for node in tree.css(selector):
            target = node.attributes[name] or ""
            parts = urlsplit(target) if "://[" not in target else None
            if parts is None or parts.scheme or parts.netloc:
                if name == "src" or (node.tag == "link" and node.attributes.get("rel") == "stylesheet"):
                    yield error(path, "site.foreign", f"{target} is loaded from elsewhere")
                continue
            if path == "404.html":
                continue
            file = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
            )
            if parts.path.endswith("/") or file in (".", "..") or (site / file).is_dir():
                file = posixpath.normpath(posixpath.join(file, "index.html"))
            if file.startswith("..") or not (site / file).is_file():
                yield error(path, "site.link", f"{target} leads to no file of the site")
            elif parts.fragment and file in ids and unquote(parts.fragment) not in ids[file]:
                yield error(path, "site.link", f"{target} leads to an id that is not there")


def _security_policy(path: str, tree: LexborHTMLParser) -> Iterator[Problem]:
    """Each page has the content security policy, and each inline script its hash in it; no script attributes."""
    node = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
    if node is None:
        yield error(path, "site.policy", "this page has no content security policy")
        return
    policy = node.attributes["content"] or ""
    for script in tree.css("script:not([src])"):
        if script.attributes.get("type") in ("application/json", "application/ld+json"):
            continue
        found = base64.b64encode(hashlib.sha256(script.text().encode()).digest()).decode()
        if f"'sha256-{found}'" not in policy:
            said = f"an inline script is not in the policy; if it is the theme's, list 'sha256-{found}' in mkdocs.yml"
            yield error(path, "site.policy", said)
    for inner in tree.css("body *"):
        if any(name.startswith("on") for name in inner.attributes):
            yield error(path, "site.policy", f"the tag {inner.tag} has a script attribute")
