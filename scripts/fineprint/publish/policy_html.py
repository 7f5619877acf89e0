"""Policy text as inert HTML: the only writer of it, with a closed list of tags.

No id, class or attribute comes from a policy but the address of a link, and that only for http, https and mailto.
Nothing here is parsed again: what would mean something to Python-Markdown or to a template stands as a reference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..core.model import Section
from ..text.blocks import Block, Run, Tag, fold
from ..text.links import safe_link
from ..text.own_numbers import is_numbered

_REFERENCES = {char: f"&#{ord(char)};" for char in "\\`{}[]$'\t"}
_REFERENCES |= {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_REFERRED = re.compile(f"[{re.escape(''.join(_REFERENCES))}]")
_MARKDOWN = {ord(char): f"&#{ord(char)};" for char in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}
_SIMPLE = {"strong", "em", "s", "code", "mark"}
_LINK_REL = "nofollow noopener noreferrer ugc"
#: Every tag this module writes.
TAGS = frozenset(
    [
        "p",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "s",
        "br",
        "hr",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "blockquote",
        "pre",
        "code",
        "a",
        "span",
        "mark",
        "div",
    ]
)


def escape(text: str) -> str:
    """Text for an HTML block or attribute inside a Markdown page."""
    return _REFERRED.sub(lambda found: _REFERENCES[found[0]], text)


def escape_markdown(text: str) -> str:
    """Text for one line of Markdown: white space folded, every ASCII punctuation mark as a reference."""
    return fold(text).translate(_MARKDOWN)


def render_runs(runs: Sequence[Run], line_end: str = " ") -> str:
    """Runs with their inline tags, nested as the tags say."""
    out: list[str] = []
    open_tags: list[Tag] = []
    for run in runs:
        tags = [tag for tag in run.tags if tag[0] != "br"]
        same = 0
        while same < min(len(tags), len(open_tags)) and tags[same] == open_tags[same]:
            same += 1
        while len(open_tags) > same:
            out.append(_close(open_tags.pop()))
        for tag in tags[same:]:
            out.append(_open(tag))
            open_tags.append(tag)
        if ("br",) in run.tags:
            out.append("<br> ")
        else:
            out.append(escape(run.text).replace("\n", line_end))
    while open_tags:
        out.append(_close(open_tags.pop()))
    return "".join(out)


def _open(tag: Tag) -> str:
    kind = tag[0]
    if kind in _SIMPLE:
        return f"<{kind}>" if len(tag) == 1 else f'<{kind} title="{escape(tag[1])}">'
    if kind in ("a", "auto"):
        if link := safe_link(tag[1]):
            auto = ' class="auto"' if kind == "auto" else ""
            return f'<a{auto} href="{escape(link)}" rel="{_LINK_REL}">'
        return "<span>" if kind == "auto" else f'<span class="target" title="{escape(tag[1])}">'
    if kind in ("image", "empty"):
        return f'<span class="{kind} target" title="{escape(tag[1])}">'
    return f'<span class="{kind}">'


def _close(tag: Tag) -> str:
    if tag[0] in _SIMPLE:
        return f"</{tag[0]}>"
    return "</a>" if tag[0] in ("a", "auto") and safe_link(tag[1]) else "</span>"


def render_block(block: Block, ids: bool = True) -> str:
    """One block and what it contains, on one line. ``ids``: write the addresses of items and rows."""
    html = _render(block, ids)
    return f"<blockquote>{html}</blockquote>" if block.quoted else html


def _render(block: Block, ids: bool) -> str:
    inner = _children(block, ids)
    own = f' id="{block.address}"' if ids and block.address else ""
    if block.kind == "paragraph":
        return f"<p>{render_runs(block.runs)}</p>"
    if block.kind == "heading":
        return f"<p><strong>{render_runs(block.runs)}</strong></p>"
    if block.kind == "pre":
        return f"<pre><code>{render_runs(block.runs, '&#10;')}</code></pre>"
    if block.kind == "rule":
        return "<hr>"
    if block.kind == "quote":
        return f"<blockquote>{inner}</blockquote>"
    if block.kind == "list":
        if block.marker == "ul":
            # A number of the text's own stands before the words: a bullet beside it would be a second mark.
            return f'<ul class="own-numbers">{inner}</ul>' if is_numbered(block) else f"<ul>{inner}</ul>"
        parenthesis = ' class="parenthesis"' if block.marker == ")" else ""
        return f"<ol{parenthesis}>{inner}</ol>"
    if block.kind == "item":
        value = f' value="{int(block.marker)}"' if block.marker else ""
        return f"<li{own}{value}>{inner}</li>"
    if block.kind == "row":
        return f"<tr{own}>{inner}</tr>"
    if block.kind == "cell":
        return f"<{block.marker}>{render_runs(block.runs)}</{block.marker}> "
    head: list[str] = []
    body: list[str] = []
    for row in block.children:
        if not body and not head and not any(run.text for cell in row.children for run in cell.runs):
            continue
        (head if row.children and row.children[0].marker == "th" else body).append(_render(row, ids))
    # A table of a policy can be wide: the wrapper scrolls by itself and is reached with the keyboard.
    heads = f"<thead>{''.join(head)}</thead>" if head else ""
    table = f"<table>{heads}<tbody>{''.join(body)}</tbody></table>"
    return f'<div class="wide" tabindex="0" role="region" aria-label="Table">{table}</div>'


def _children(block: Block, ids: bool) -> str:
    out = []
    for position, child in enumerate(block.children):
        if block.kind == "item" and position == 0 and child.kind == "paragraph":
            out.append(render_runs(child.runs) + " ")
        else:
            out.append(_render(child, ids))
    return "".join(out)


def heading_line(section: Section, level: int, language: str = "") -> str:
    """The section's heading as a Markdown heading that engine and table of contents read, with our id."""
    words = f"{section.marker} {section.heading}" if section.marker else section.heading
    spoken = f" lang={language} dir=auto" if language else ""
    return f"{'#' * level} {escape_markdown(words)} {{: #{section.id} .words{spoken} }}"


def heading_targets(section: Section) -> list[str]:
    """Where each link of a heading leads, two to one place both; the heading itself holds their words only."""
    links = [tag for run in section.heading_runs for tag in run.tags if tag[0] in ("a", "image", "empty")]
    return [tag[1] for tag in dict.fromkeys(links)]
