"""A copy of the built site that opens from a disk, without a server: all of it but the search, in one zip file.

From ``file:`` a browser opens no folder, fetches no file and runs no module. So links name the page in the folder,
each script is a plain one in a scope of its own, and the data that scripts ask for is handed to them by a script.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser

#: What only a server has use for; the search's index is most of a site's files.
_LEFT_OUT = (
    *("pagefind/", "404.html", "sitemap.xml", "robots.txt", "manifest.sha256", "demonstrations/"),
    *("assets/search-", "assets/search.js", "search/answers/", "search/book.json"),
)
#: Files that scripts fetch.
_FETCHED = (
    "cite-holes.json",
    "citation-styles.json",
    "questions.json",
    "answers.json",
    "column.json",
    "check.json",
    "addresses.json",
)
_FETCH = """\
const fetch = (address) => new Promise((found, failed) => {
  const script = document.createElement("script");
  script.src = `${new URL(address, document.baseURI)}.js`;
  script.onload = () => found({ ok: true, json: async () => globalThis.fineprintFile });
  script.onerror = failed;
  document.head.append(script);
});
"""
_NO_SEARCH = "This copy can’t be searched; a browser searches a page with Ctrl+F or ⌘F."
#: The day in every entry of the zip file, so that the same site makes the same bytes: the first that zip knows.
_DAY = (1980, 1, 1, 0, 0, 0)


def offline_files(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the copy: its path, and its bytes as they must be to work without a server."""
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        path, content = file.relative_to(site).as_posix(), file.read_bytes()
        if path.startswith(_LEFT_OUT):
            continue
        if path.endswith(".html"):
            content = _page(path, content.decode()).encode()
        elif re.fullmatch(r"assets/[\w-]+\.js", path):
            content = f"(() => {{\n{_FETCH}{content.decode()}}})();\n".encode()
        yield path, content
        if posixpath.basename(path) in _FETCHED:
            yield f"{path}.js", b"globalThis.fineprintFile = " + content.strip() + b";\n"


def _page(path: str, text: str) -> str:
    """A page with links to files and plain scripts; the search page says that it finds nothing here."""
    tree = LexborHTMLParser(text)
    for selector, name in (("a[href]", "href"), ("link[href]", "href"), ("form[action]", "action")):
        for node in tree.css(selector):
            node.attrs[name] = _to_file(node.attributes[name] or "")
    for node in tree.css('meta[http-equiv="refresh"]'):
        wait, _, target = (node.attributes["content"] or "").partition("url=")
        node.attrs["content"] = f"{wait}url={_to_file(target)}"
    for node in tree.css('link[rel="modulepreload"]'):
        node.decompose()
    for node in tree.css('script[type="module"]'):
        if (node.attributes["src"] or "").endswith("/search.js"):
            node.decompose()
        else:
            del node.attrs["type"]
            node.attrs["defer"] = ""
    if path == "search/index.html":
        for node in tree.css("#_status, form.find"):
            node.decompose()
        for node in tree.css("noscript"):
            node.replace_with(_NO_SEARCH)
    return tree.html or ""


def _to_file(target: str) -> str:
    """A link as it works from a disk: one to a folder of the site names the page in it."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path:
        return target
    last = posixpath.basename(parts.path)
    if last in ("", ".", ".."):
        return urlunsplit(parts._replace(path=posixpath.join(parts.path, "index.html")))
    return target


def pack(folder: Path, target: Path) -> int:
    """Put a folder into a zip file, below a folder named as the file; how many files. Same files, same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in files:
            entry = zipfile.ZipInfo(f"{target.stem}/{file.relative_to(folder).as_posix()}", _DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            packed.writestr(entry, file.read_bytes())
    beside.replace(target)
    return len(files)
