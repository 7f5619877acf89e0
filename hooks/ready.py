"""Hands ready HTML past the Markdown parser: the same pages, made faster. A build without this hook writes the same.

A generated page is front matter whose values are JSON, Markdown headings of words and character references, and HTML
blocks without blank lines; of such a page Python-Markdown changes nothing but the headings. Any page with anything
else in it goes the usual way. The theme's template gets a mark in place of the HTML, which goes from file to file as
the bytes it is, and is not held before it is its page's turn.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

from kept import generated
from markdown.extensions.toc import nest_toc_tokens, slugify, unique
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import write_file

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

_FRONT = re.compile(rb"---\n((?:[a-z_]+: [\"\[{].*\n)+)---\n+")
_HEADING = re.compile(r"(#{1,6}) ((?:[^\x00-\x1f!-'*+/;-@\[-`{-~]|&#?\w+;)+)(?: \{: ((?:[#.](?:[\w.-]|\\_)+ )+)\})?")
_BLOCK = re.compile(
    rb"<(?:article|aside|blockquote|details|div|dl|figure|form|nav|ol|p|pre|script|section|table|ul)\b.*>", re.DOTALL
)
_IDS = re.compile(rb"<[a-z][^<>]*? id=\"([^\"]*)\"")
#: What the template prints in place of a page's HTML; no page can hold it.
_MARK = "\0html\0"
#: Settings of the engine on which the shape of a heading depends; with others this hook stands aside.
_EXTENSIONS = ["attr_list", "fenced_code", "tables", "toc"]
_TOC = {"title", "permalink", "permalink_title", "toc_depth"}


class _Html:
    """A page's HTML as templates see it: they may print it and look for words in it; anything else is an error."""

    def __init__(self, made: bytes) -> None:
        self.made = made

    def __str__(self) -> str:
        return _MARK

    def __contains__(self, words: str) -> bool:
        return words.encode() in self.made


class ReadyPage(Page):
    """A page whose source is HTML already; what else MkDocs wants to know of it is read from its headings."""

    def read_source(self, config: MkDocsConfig) -> None:
        """As MkDocs reads it; values of front matter that are JSON are read as such, which is the same YAML."""
        front = _FRONT.match(self.file.content_bytes)
        pairs = (line.split(b": ", 1) for line in front[1].splitlines()) if front else ()
        self.meta, self.markdown = {name.decode(): json.loads(value) for name, value in pairs}, ""
        # Other pages may show a title, so it has to be known before any page is made.
        if "title" not in self.meta:
            self.__class__ = Page
            self.read_source(config)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing yet but what it takes, until it is this page's turn to be written."""
        self._made_with = config, files
        self.content, self.toc, self.links_to_anchors = "", get_toc([]), {}

    def make(self) -> None:
        """The page's HTML and outline, as Python-Markdown would have made them."""
        config, files = self._made_with
        made = _made(self.file.content_bytes, config.mdx_configs["toc"])
        if made is None:
            self.__class__ = Page
            self.read_source(config)
            self.render(config, files)
        else:
            self.content, self.toc = _Html(made[0]), get_toc(nest_toc_tokens(made[1]))

    def write(self, output: str) -> None:
        """Write what the template made of the page, with the HTML where its mark stands, and let go of the HTML."""
        whole = output.encode("utf-8", errors="xmlcharrefreplace").replace(_MARK.encode(), self.content.made)
        write_file(whole, self.file.abs_dest_path)
        self.content, self.toc = "", get_toc([])

    @property
    def present_anchor_ids(self) -> set[str]:
        """The ids of the page, for links of pages written by hand."""
        made, _ = _made(self.file.content_bytes, self._made_with[0].mdx_configs["toc"])
        return {html.unescape(name.decode()) for name in _IDS.findall(made)}


def _made(source: bytes, toc: dict[str, Any]) -> tuple[bytes, list[dict]] | None:
    """HTML and headings of a page; None if it is not made of headings and HTML alone."""
    front = _FRONT.match(source)
    if not front or b"\r" in source:
        return None
    out: list[bytes] = []
    headings: list[tuple[int, int, str, str, str]] = []
    for chunk in filter(None, source[front.end() :].strip(b"\n").split(b"\n\n")):
        if chunk.startswith(b"#"):
            heading = _HEADING.fullmatch(chunk.decode())
            hashes, text, named = heading.groups("") if heading else ("", "", "")
            # Two low lines without a backslash are an emphasis to Python-Markdown, even among attributes.
            if not heading or named.replace("\\_", "").count("_") > 1:
                return None
            parts = named.replace("\\_", "_").split()
            classes = " ".join([part[1:] for part in parts if part[0] == "."])
            name = "".join([part[1:] for part in parts if part[0] == "#"][-1:])
            headings.append((len(out), len(hashes), " ".join(text.split()), classes, name))
            out.append(b"")
        elif _BLOCK.fullmatch(chunk):
            # Python-Markdown keeps the blank line behind a block.
            out += (chunk, b"")
        else:
            return None
    first, _, last = str(toc["toc_depth"]).rpartition("-")
    depth = range(int(first or 1), int(last) + 1)
    ids = {name for *_, name in headings if name}
    counters: dict[str, int] = {}
    tokens = []
    for position, level, text, classes, name in headings:
        own = name or unique(slugify(html.unescape(text), "-"), ids, counters)
        if level in depth:
            tokens.append({"level": level, "id": own, "name": text, "html": text, "data-toc-label": ""})
        begin = f'<h{level} class="{classes}" id="{own}">' if classes else f'<h{level} id="{own}">'
        link = f'<a class="headerlink" href="#{own}" title="{toc["permalink_title"]}">{toc["permalink"]}</a>'
        out[position] = f"{begin}{text}{link}</h{level}>".encode()
    return b"\n".join(out).rstrip(b"\n"), tokens


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Let generated pages be read as above, unless the engine is set otherwise than this module knows."""
    toc = config.mdx_configs.get("toc", {})
    if sorted(config.markdown_extensions) == _EXTENSIONS and set(toc) == _TOC:
        ready = generated(config)
        for file in files.documentation_pages():
            if type(file.page) is Page and file.src_uri in ready:
                # MkDocs has made its pages by now, those of the navigation with their titles.
                file.page.__class__ = ReadyPage
    return nav


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Make a page when it is its turn."""
    if isinstance(page, ReadyPage):
        page.make()


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Write a page that was made here; MkDocs writes no file for one without a word."""
    if not isinstance(page, ReadyPage):
        return output
    page.write(output)
    return ""
