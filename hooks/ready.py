"""Hands ready HTML past the Markdown parser: the same pages, made faster. A build without this hook writes the same.

A generated page is front matter whose values are JSON, Markdown headings of words and character references, and HTML
blocks without blank lines; of such a page Python-Markdown changes nothing but the headings. Any page with anything
else in it goes the usual way.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

from markdown.extensions.toc import nest_toc_tokens, slugify, unique
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

_FRONT = re.compile(r"---\n((?:[a-z_]+: [\"\[{].*\n)+)---\n+")
_HEADING = re.compile(r"(#{1,6}) ((?:[^\x00-\x1f!-'*+/;-@\[-`{-~]|&#?\w+;)+)(?: \{: ((?:[#.](?:[\w.-]|\\_)+ )+)\})?")
_BLOCK = re.compile(
    r"<(?:article|aside|blockquote|details|div|dl|figure|form|nav|ol|p|pre|script|section|table|ul)\b.*>", re.DOTALL
)
_IDS = re.compile(r"<[a-z][^<>]*? id=\"([^\"]*)\"")
#: Settings of the engine on which the shape of a heading depends; with others this hook stands aside.
_EXTENSIONS = ["attr_list", "fenced_code", "tables", "toc"]
_TOC = {"title", "permalink", "permalink_title", "toc_depth"}


class ReadyPage(Page):
    """A page whose source is HTML already; what else MkDocs wants to know of it is read from its headings."""

    _html: bytes | None = None

    @property
    def content(self) -> str | None:
        """The page's HTML. MkDocs holds that of all pages at once: as bytes it takes half of the memory."""
        return None if self._html is None else self._html.decode()

    @content.setter
    def content(self, html: str | None) -> None:
        self._html = None if html is None else html.encode()

    def read_source(self, config: MkDocsConfig) -> None:
        """As MkDocs reads it; values of front matter that are JSON are read as such, which is the same YAML."""
        source = self.file.content_string
        front = _FRONT.match(source)
        if front is None:
            super().read_source(config)
            return
        pairs = (line.split(": ", 1) for line in front[1].splitlines())
        self.meta = {name: json.loads(value) for name, value in pairs}
        self.markdown = source[front.end() :]

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The page's HTML, outline and ids, as Python-Markdown would have made them."""
        made = _made(self.markdown or "", config)
        if made is None:
            super().render(config, files)
            return
        self.content, tokens, self._title_from_render, self.present_anchor_ids = made
        self.toc = get_toc(nest_toc_tokens(tokens))
        self.markdown = ""
        self.links_to_anchors = {}


def _made(source: str, config: MkDocsConfig) -> tuple[str, list[dict], str | None, set[str]] | None:
    """HTML, headings, title and ids of a page; None if it is not made of headings and HTML alone."""
    toc = config.mdx_configs.get("toc", {})
    first, _, last = str(toc.get("toc_depth", "1-6")).rpartition("-")
    depth = range(int(first or 1), int(last) + 1)
    chunks = [chunk for chunk in source.strip("\n").split("\n\n") if chunk]
    headings = [_HEADING.fullmatch(chunk) for chunk in chunks]
    # Two low lines that are not written with a backslash are an emphasis to Python-Markdown, even among attributes.
    if any(heading and (heading[3] or "").replace("\\_", "").count("_") > 1 for heading in headings):
        return None
    if any(heading is None and not _BLOCK.fullmatch(chunk) for heading, chunk in zip(headings, chunks, strict=True)):
        return None
    attributes = [dict(_attributes(heading[3] or "")) if heading else {} for heading in headings]
    ids = {named["id"] for named in attributes if "id" in named}
    counters: dict[str, int] = {}
    tokens, out, title = [], [], None
    for chunk, heading, named in zip(chunks, headings, attributes, strict=True):
        if heading is None:
            # Python-Markdown keeps the blank line behind a block.
            out.append(f"{chunk}\n")
            continue
        level, text = len(heading[1]), " ".join(heading[2].split())
        if "id" not in named:
            named["id"] = unique(slugify(html.unescape(text), "-"), ids, counters)
        if not out and level == 1:
            title = text
        if level in depth:
            tokens.append({"level": level, "id": named["id"], "name": text, "html": text, "data-toc-label": ""})
        written = "".join(f' {name}="{value}"' for name, value in named.items())
        link = f'<a class="headerlink" href="#{named["id"]}" title="{toc["permalink_title"]}">{toc["permalink"]}</a>'
        out.append(f"<h{level}{written}>{text}{link}</h{level}>")
    ids |= {html.unescape(name) for name in _IDS.findall(source)}
    return "\n".join(out).rstrip("\n"), tokens, title, ids


def _attributes(written: str) -> list[tuple[str, str]]:
    """The id and the classes of an attribute list, the id last, as Python-Markdown writes them."""
    parts = written.replace("\\_", "_").split()
    classes = " ".join(part[1:] for part in parts if part[0] == ".")
    ids = [part[1:] for part in parts if part[0] == "#"]
    return [*([("class", classes)] if classes else []), *(("id", each) for each in ids[-1:])]


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Let every page be read as above, unless the engine is set otherwise than this module knows."""
    toc = config.mdx_configs.get("toc", {})
    if sorted(config.markdown_extensions) == _EXTENSIONS and set(toc) == _TOC:
        for file in files.documentation_pages():
            if type(file.page) is Page:
                # MkDocs has made its pages by now, those of the navigation with their titles.
                file.page.__class__ = ReadyPage
    return nav
