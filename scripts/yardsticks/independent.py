"""A second opinion on the words of a text: those that cmark-gfm reads, and the few kinds of difference that are meant.

cmark-gfm is an independent implementation of CommonMark, in C. Where it prints fewer words than our pages, the reason
must be one of ours: we show what Markdown would hide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from cmarkgfm import cmark
from selectolax.lexbor import LexborHTMLParser

from fineprint.blocks import Block
from fineprint.conservation import expected_words, policy_lines
from fineprint.model import Version

_DEFINITION = re.compile(r"\s*(?:[>*+-]\s+)*\[[^\]]*\]:")
_TAGS = {"title": "link titles shown", "info": "names of code languages shown"}
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def unexplained(version: Version, explained: Counter[str]) -> Iterator[str]:
    """Places where cmark-gfm reads other words, a line each; those that are meant are counted by kind."""
    ours, why = _ours(version)
    theirs = _theirs(version)
    for kind, first, last, begin, end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        reasons = {why[position] for position in range(first, last)}
        if begin == end and "" not in reasons:
            explained.update(why[first:last])
        else:
            yield f"ours {' '.join(ours[first:last])!r}, theirs {' '.join(theirs[begin:end])!r}"


def _ours(version: Version) -> tuple[list[str], list[str]]:
    """Our words, and beside each why another reader may not show it (or nothing)."""
    words: list[str] = []
    why: list[str] = []

    def add(text: str, reason: str) -> None:
        pieces = text.split()
        words.extend(pieces)
        why.extend([reason] * len(pieces))

    def walk(block: Block, columns: int) -> None:
        if block.kind == "item" and block.marker:
            add(str(int(block.marker)), "")
        pending: list[tuple[str, str]] = []
        for run in block.runs:
            pending.append((run.text, _reason(version, run.text, run.tags, run.line)))
        _add_runs(pending, words, why)
        width = len(block.children[0].children) if block.kind == "table" and block.children else columns
        for position, child in enumerate(block.children):
            surplus = block.kind == "row" and columns and position >= columns
            before = len(words)
            walk(child, width)
            if surplus:
                why[before:] = ["surplus table cells kept"] * (len(words) - before)

    for section in version.sections:
        add(f"{section.marker} {section.heading}", "")
        for block in section.blocks:
            walk(block, 0)
    assert words == expected_words(version)
    return words, why


def _add_runs(runs: list[tuple[str, str]], words: list[str], why: list[str]) -> None:
    """Words of runs that stand side by side; a word over two runs takes the first reason there is."""
    text = "".join(part for part, _ in runs)
    reasons = [reason for part, reason in runs for _ in part]
    for found in re.finditer(r"\S+", text):
        words.append(found.group())
        why.append(next((reason for reason in reasons[found.start() : found.end()] if reason), ""))


def _reason(version: Version, text: str, tags: tuple[tuple[str, ...], ...], line: int) -> str:
    for tag in tags:
        if tag[0] in _TAGS:
            return _TAGS[tag[0]]
    source = version.source[line - 1] if 0 < line <= len(version.source) else ""
    if _DEFINITION.match(source):
        return "reference definitions shown"
    return "raw HTML shown" if "<" in text or ">" in text else ""


def _theirs(version: Version) -> list[str]:
    lines = policy_lines(version)
    if version.record.reading.syntax == "plain":
        return " ".join(lines).split()
    source = _BREAK.sub("\\\n", "\n".join(lines)) if False else "\n".join(lines)
    page = cmark.markdown_to_html_with_extensions(source, cmark.Options.CMARK_OPT_UNSAFE, ["table", "strikethrough"])
    tree = LexborHTMLParser(page)
    for image in tree.css("img"):
        image.replace_with(image.attributes.get("alt") or "")
    body = tree.body
    return list(_words(body)) if body else []


def _words(body: object) -> Iterator[str]:
    out: list[str] = []
    numbers: dict[int, int] = {}
    for node in body.traverse(include_text=True):
        if node.tag == "-text":
            out.append(node.text_content or "")
        elif node.tag == "li" and node.parent and node.parent.tag == "ol":
            start = int(node.parent.attributes.get("start") or 1)
            number = numbers.setdefault(node.parent.mem_id, start)
            numbers[node.parent.mem_id] = number + 1
            out.append(f" {number} ")
        elif node.tag in ("p", "li", "br", "td", "th", "tr", "div", "ul", "ol", "blockquote", "pre", "hr") or node.tag[0] == "h":
            out.append(" ")
    return "".join(out).split()
