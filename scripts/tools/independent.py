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
from selectolax.lexbor import LexborHTMLParser, LexborNode

from fineprint.core.model import Version
from fineprint.prove.text_integrity import policy_lines
from fineprint.text.blocks import Block, Run, words_of

_DEFINITION = re.compile(r"\s*(?:[>*+-]\s+)*\[[^\]]*\]:")
_HIDDEN = {"title": "link titles shown", "info": "names of code languages shown"}
_RAW_HTML = re.compile(r"\s*(?:[>*+-]\s+)*</?[A-Za-z]")
_EMPHASIS = re.compile(r"[*_]")
_INLINE = {"strong", "em", "del", "a", "code", "img", "span"}
_WORD = re.compile(r"[^\W_]")
#: Numbers that one of the two takes for those of a list; those of lists are in neither's words.
_NUMBERS = re.compile(r"[0-9.)]+")
#: What one of the two may show and the other take for markup.
_MARKUP = re.compile(r"<+[^<>]*>+|\]\([^)]*\)|[\[*_]")


def unexplained(version: Version, explained: Counter[str]) -> Iterator[str]:
    """Places where cmark-gfm reads other words, a line each; those that are meant are counted by kind."""
    ours, why = _ours(version, explained)
    theirs = _theirs(version)
    for kind, first, last, begin, end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        here, there = "".join(ours[first:last]), "".join(theirs[begin:end])
        reasons = [reason for reason in why[first:last] if reason]
        if reasons and (begin == end or _MARKUP.sub("", here) == _MARKUP.sub("", there)):
            explained.update(reasons)
        elif _EMPHASIS.sub("", here) == _EMPHASIS.sub("", there):
            explained["emphasis that one of the two does not read"] += 1
        elif not _WORD.search(here + there):
            explained["marks without words shown"] += max(last - first, end - begin)
        elif _NUMBERS.fullmatch(here + there):
            explained["numbers shown as written"] += max(last - first, end - begin)
        elif here != there:
            yield f"ours {' '.join(ours[first:last])!r}, theirs {' '.join(theirs[begin:end])!r}"


def _ours(version: Version, explained: Counter[str]) -> tuple[list[str], list[str]]:
    """Our words less those that we alone show, which are counted, and beside each why another reader may hide it."""
    words: list[str] = []
    why: list[str] = []

    def walk(block: Block, columns: int) -> None:
        pieces = []
        for run in block.runs:
            hidden = next((_HIDDEN[tag[0]] for tag in run.tags if tag[0] in _HIDDEN), "")
            if hidden:
                explained.update([hidden] * len(run.text.split()))
            else:
                pieces.append((run.text, _reason(version, run)))
        _add(pieces, words, why)
        width = len(block.children[0].children) if block.kind == "table" and block.children else columns
        for position, child in enumerate(block.children):
            if block.kind == "row" and columns and position >= columns:
                explained.update(["surplus table cells shown"] * len(words_of(child).split()))
            else:
                walk(child, width)

    for section in version.sections:
        _add([(section.heading, "")], words, why)
        for block in section.blocks:
            walk(block, 0)
    return words, why


def _add(pieces: list[tuple[str, str]], words: list[str], why: list[str]) -> None:
    """Words of pieces that stand side by side; a word over two pieces takes the first reason there is."""
    text = "".join(part for part, _ in pieces)
    reasons = [reason for part, reason in pieces for _ in part]
    for found in re.finditer(r"\S+", text):
        words.append(found.group())
        why.append(next((reason for reason in reasons[found.start() : found.end()] if reason), ""))


def _reason(version: Version, run: Run) -> str:
    source = version.source[run.line - 1] if 0 < run.line <= len(version.source) else ""
    if _DEFINITION.match(source):
        return "reference definitions shown"
    if "<" in run.text or ">" in run.text:
        return "raw HTML shown"
    line = run.line
    while line > 0 and version.source[line - 1].strip():
        if _RAW_HTML.match(version.source[line - 1]):
            return "Markdown read below a line of raw HTML"
        line -= 1
    return ""


def _theirs(version: Version) -> list[str]:
    lines = policy_lines(version)
    if version.record.text_format.syntax == "plain":
        return " ".join(lines).split()
    page = cmark.markdown_to_html_with_extensions(
        "\n".join(lines), cmark.Options.CMARK_OPT_UNSAFE, ["table", "strikethrough"]
    )
    tree = LexborHTMLParser(page)
    for image in tree.css("img"):
        image.replace_with(image.attributes.get("alt") or "")
    body = tree.body
    return _words(body) if body else []


def _words(body: LexborNode) -> list[str]:
    out: list[str] = []
    for node in body.traverse(include_text=True):
        if node.tag == "-text":
            out.append(node.text_content or "")
        elif node.tag not in _INLINE:
            out.append(" ")
    return "".join(out).split()
