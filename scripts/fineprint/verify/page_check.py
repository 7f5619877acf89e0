"""One page of a built site checked as a reader's browser would meet it: words, links, ids, content security policy."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from ..core.model import Version
from ..core.problems import Problem, error
from ..prove.ledger import addresses_of
from ..prove.text_integrity import losses
from ..publish.policy_html import TAGS
from .markup_check import removed_markup

#: What every page of a site allows, its own inline scripts (by their hashes) aside, and a page that leads on alone.
SITE_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; manifest-src 'self'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-src 'none'; "
    "object-src 'none'"
)
MOVED_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"
_INLINE_SCRIPT = re.compile(r"'sha256-[A-Za-z0-9+/=]+'")
#: Below it lie whole sites of other books, put beside this one once it is built; each was checked where it was made.
BESIDE = "demonstrations/"
#: Tags that no page of ours has, and that a page by hand could bring.
_REFUSED = "iframe, frame, frameset, object, embed, applet, base, style"


class CheckedPage(NamedTuple):
    """What was found on one page, its ids, and where its links inside the site lead: by file each id of it ("" for
    none), with the target of a link as written."""

    problems: list[Problem]
    ids: list[str]
    links: dict[str, dict[str, str]]


def check_page(
    path: str, text: str, files: SiteFiles, version: Version | None, name: str, by_hand: bool
) -> CheckedPage:
    """Everything wrong with one page by itself; whether ids of other pages are there is left to :mod:`site_check`.

    ``version``: the one whose page it is; ``name``: the book's; ``by_hand``: whether the book brought the page.
    """
    tree = LexborHTMLParser(text)
    ids = [node.attributes["id"] or "" for node in tree.css("[id]")]
    problems = list(_unique_ids(path, ids))
    if version is not None:
        problems += _version_page(path, version, text, tree, frozenset(ids))
    links: dict[str, dict[str, str]] = {}
    problems += _links(path, tree, frozenset(ids), files, links)
    problems += _security_policy(path, tree)
    if by_hand and tree.css_first("article form, [formaction]"):
        problems.append(error(path, "site.markup", "a form may not stand on a page by hand; take it out"))
    problems += _name(name, tree) if path == "index.html" else ()
    for block in removed_markup(tree):
        problems.append(error(path, "site.second-opinion", f"nh3 would take something away from {block!r}"))
    return CheckedPage(problems, ids, links)


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


class SiteFiles:
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
    path: str, tree: LexborHTMLParser, ids: Collection[str], files: SiteFiles, links: dict[str, dict[str, str]]
) -> Iterator[Problem]:
    """An internal link, style, script or picture leads to a file of the site, and a fragment to an id there.

    Where they lead is added to ``links``; ids of other pages are looked at when all pages are known.
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
            elif file != path:
                links.setdefault(file, {}).setdefault(fragment, target)
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
