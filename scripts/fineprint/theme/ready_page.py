"""Ready HTML past the Markdown parser: what Python-Markdown would make of a generated page, made faster. Pure.

A generated page is front matter whose values are JSON, Markdown headings of words and character references, and HTML
blocks without blank lines; of such a page Python-Markdown changes nothing but the headings. Any page with anything
else in it is none of these, and goes the usual way.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, unique  # type: ignore[import-untyped]

_FRONT = re.compile(r"---\n((?:[a-z_]+: [\"\[{].*\n)+)---\n+")
_HEADING = re.compile(r"(#{1,6}) ((?:[^\x00-\x1f!-'*+/;-@\[-`{-~]|&#?\w+;)+)(?: \{: ((?:[#.](?:[\w.-]|\\_)+ )+)\})?")
_BLOCK = re.compile(
    r"<(?:article|aside|blockquote|details|div|dl|figure|form|nav|ol|p|pre|script|section|table|ul)\b.*>", re.DOTALL
)
_IDS = re.compile(r"<[a-z][^<>]*? id=\"([^\"]*)\"")
#: Settings of the engine on which the shape of a heading depends.
_EXTENSIONS = ["attr_list", "fenced_code", "tables", "toc"]
_TOC = {"title", "permalink", "permalink_title", "toc_depth"}


def known_settings(extensions: Sequence[str], toc: Mapping[str, Any]) -> bool:
    """Whether Python-Markdown is set as this module knows it."""
    return sorted(extensions) == _EXTENSIONS and set(toc) == _TOC


def front_matter_of(source: str) -> dict[str, Any] | None:
    """The front matter of a generated page; None for a page of another shape, or one that does not say its title.

    Values that are JSON are the same YAML. Other pages may show a title, so it has to be known before any page is made.
    """
    front = _FRONT.match(source)
    if front is None:
        return None
    pairs = (line.split(": ", 1) for line in front[1].rstrip("\n").split("\n"))
    meta = {name: json.loads(value) for name, value in pairs}
    return meta if "title" in meta else None


def ready_html(source: str, toc: Mapping[str, Any]) -> tuple[str, list[Any]] | None:
    """HTML and outline of a page, as Python-Markdown makes them; None if it is not made of headings and HTML alone."""
    front = _FRONT.match(source)
    if not front or "\r" in source:
        return None
    out: list[str] = []
    headings: list[tuple[int, int, str, str, str]] = []
    for chunk in filter(None, source[front.end() :].strip("\n").split("\n\n")):
        if chunk.startswith("#"):
            heading = _HEADING.fullmatch(chunk)
            hashes, text, named = heading.groups("") if heading else ("", "", "")
            # Two low lines without a backslash are an emphasis to Python-Markdown, even among attributes.
            if not heading or named.replace("\\_", "").count("_") > 1:
                return None
            parts = named.replace("\\_", "_").split()
            classes = " ".join([part[1:] for part in parts if part[0] == "."])
            name = "".join([part[1:] for part in parts if part[0] == "#"][-1:])
            headings.append((len(out), len(hashes), " ".join(text.split()), classes, name))
            out.append("")
        elif _BLOCK.fullmatch(chunk):
            # Python-Markdown keeps the blank line behind a block.
            out += (chunk, "")
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
        out[position] = f"{begin}{text}{link}</h{level}>"
    return "\n".join(out).rstrip("\n"), nest_toc_tokens(tokens)


def ids_of(made: str) -> set[str]:
    """The ids in a page's HTML."""
    return {html.unescape(name) for name in _IDS.findall(made)}
