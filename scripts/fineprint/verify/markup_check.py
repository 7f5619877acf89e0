"""A second opinion on the markup of policy text: nh3 cleans it by a list of its own and must find nothing to take away.

The list is written out here and not taken from the renderer, and nh3 has another parser (html5ever) than the checks
beside it: what one of them misreads, the other sees.
"""

from __future__ import annotations

from collections.abc import Iterator

import nh3
from selectolax.lexbor import LexborHTMLParser

#: What holds words of a policy on the pages of a site.
_WORDS = ".words, .excluded-lines"
#: What holds words of a policy between our own, with links inside the site.
_AMONG_OURS = ".extract, .redlined, blockquote.quote"
_LINES = {"a", "br", "code", "em", "mark", "s", "span", "strong"}
_BLOCKS = {"blockquote", "div", "hr", "li", "ol", "p", "pre", "table", "tbody", "td", "th", "thead", "tr", "ul"}
_TAGS = _LINES | _BLOCKS
_ATTRIBUTES = {
    "a": {"href", "rel", "title", "class"},
    "li": {"id", "value"},
    "tr": {"id"},
    "mark": {"title"},
    "span": {"title", "class"},
    "ol": {"class"},
    "ul": {"class"},
    "div": {"class", "tabindex", "role", "aria-label"},
}
_CLASSES = {
    "a": {"auto", "headerlink"},
    "span": {"target", "image", "empty", "title", "info"},
    "ol": {"parenthesis"},
    "ul": {"own-numbers"},
    "div": {"wide"},
}
_SCHEMES = {"http", "https", "mailto"}
_STRICT = nh3.Cleaner(
    tags=_TAGS,
    attributes={tag: names - {"class"} for tag, names in _ATTRIBUTES.items()},
    allowed_classes=_CLASSES,
    url_schemes=_SCHEMES,
    url_relative=lambda target: target if target.startswith("#") else None,
    link_rel=None,
)
_OURS = nh3.Cleaner(
    tags=_TAGS | {"ins", "del", "small"},
    attributes=_ATTRIBUTES | {"p": {"class", "lang", "dir"}, "span": {"title", "class", "lang", "data-older"}},
    url_schemes=_SCHEMES,
    url_relative="pass_through",
    link_rel=None,
)


def removed_markup(tree: LexborHTMLParser) -> Iterator[str]:
    """Policy text of a page from which nh3 would take something away, each shortened; nothing if all is well."""
    for selector, cleaner in ((_WORDS, _STRICT), (_AMONG_OURS, _OURS)):
        blocks = [node.inner_html or "" for node in tree.css(selector)]
        # All at once first: a call for each of the thousands of clauses of a book costs more than the cleaning.
        if blocks and not _unchanged("<hr>".join(blocks), cleaner):
            yield from (block[:120] for block in blocks if not _unchanged(block, cleaner))


def _unchanged(block: str, cleaner: nh3.Cleaner) -> bool:
    cleaned = cleaner.clean(block)
    return cleaned == block or _written(cleaned) == _written(block)


def _written(block: str) -> list[tuple[str | None, tuple[tuple[str, str | None], ...], str]]:
    """A block as tags, attributes in order of their names, and text, so that only what differs in meaning differs."""
    body = LexborHTMLParser(f"<body>{block}").body
    nodes = body.traverse(include_text=True) if body else ()
    return [
        (node.tag, tuple(sorted(node.attributes.items())), node.text(deep=False) if node.tag == "-text" else "")
        for node in nodes
    ]
