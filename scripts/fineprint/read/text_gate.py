"""The gate of a policy's bytes: what can't be shown faithfully is refused, what is doubtful is said, nothing mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from charset_normalizer import from_bytes

from ..core.limits import BRACKETS_IN_BLOCK, LINE_CHARACTERS
from ..core.problems import Problem, error, notice, warning
from ..text.blocks import Block
from ..text.characters import has_references, suspicious
from ..text.links import doubts

_LETTER = re.compile(r"[^\W_]")
#: How a document of HTML begins, whatever remarks stand before.
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,9}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_BOM = b"\xef\xbb\xbf"


def decode(raw: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text of a policy with LF line ends and without a byte order mark, and its problems; None if unreadable."""
    problems: list[Problem] = []
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as reason:
        line = raw.count(b"\n", 0, reason.start) + 1
        guess = from_bytes(raw[:100_000]).best()
        hint = f"; it may be {guess.encoding}" if guess else ""
        said = f"byte {reason.start} is no UTF-8{hint}; take the text in again with fineprint add"
        return None, [error(path, "text.utf8", said, line)]
    if raw.startswith(_BOM):
        problems.append(warning(path, "text.bom", "a byte order mark stands first; it is not shown"))
        text = text[1:]
    if "\r\n" in text:
        line = text.count("\n", 0, text.index("\r\n")) + 1
        problems.append(warning(path, "text.crlf", "Windows line ends; they are read as line ends", line))
        text = text.replace("\r\n", "\n")
    if "\r" in text and "\n" not in text:
        problems.append(notice(path, "text.cr", "line ends of old Macintosh computers; they are read as line ends"))
        text = text.replace("\r", "\n")
    if _HTML.match(text):
        said = "an HTML document, not a text; take the page in with fineprint add, which keeps it beside its words"
        problems.append(warning(path, "policy.looks-like-html", said))
    problems.extend(_character_problems(text, path))
    problems.extend(_line_problems(text, path))
    if not _LETTER.search(text):
        problems.append(error(path, "policy.empty", "no word stands here; put the policy's text into the file"))
    return text, problems


def _character_problems(text: str, path: str) -> Iterator[Problem]:
    for offset, severity, code, message in suspicious(text):
        line = text.count("\n", 0, offset) + 1
        column = offset - text.rfind("\n", 0, offset)
        yield Problem(path, line, column, code, severity, message)


def _line_problems(text: str, path: str) -> Iterator[Problem]:
    brackets = start = 0
    for number, line in enumerate(text.split("\n"), 1):
        opened = line.count("[")
        # An opening bracket costs a parser more than another character and counts twice.
        if len(line) + opened > LINE_CHARACTERS:
            said = f"{len(line):,} characters on one line, at most {LINE_CHARACTERS:,}; keep a capture with line ends"
            yield error(path, "policy.line-too-long", said, number)
        if not line.strip():
            brackets = 0
            continue
        start = start if brackets else number
        before, brackets = brackets, brackets + opened
        if before <= BRACKETS_IN_BLOCK < brackets:
            said = f"more than {BRACKETS_IN_BLOCK:,} opening brackets in one block; no real policy has them"
            yield error(path, "markdown.complexity", said, start)


def reference_problems(source: Sequence[str], blocks: Sequence[Block], path: str) -> Iterator[Problem]:
    """The problems of characters that Markdown has as references, such as ``&#x202e;``: those of the characters."""
    if not any(map(has_references, source)):
        return
    for block in blocks:
        yield from _reference_problems(source, block, path)


def _reference_problems(source: Sequence[str], block: Block, path: str) -> Iterator[Problem]:
    for line in dict.fromkeys(run.line or block.lines.first for run in block.runs):
        runs = [run for run in block.runs if (run.line or block.lines.first) == line]
        shown = "".join(run.text for run in runs).replace("\n", " ")
        titles = " ".join(part for run in runs for tag in run.tags for part in tag[1:] if part)
        written = {code for _, _, code, _ in suspicious("\n".join(block.lines.of(source)))}
        for _, severity, code, message in suspicious(f"{shown} {titles}"):
            if code not in written:
                yield Problem(path, line, 1, code, severity, message)
    for child in block.children:
        yield from _reference_problems(source, child, path)


def link_problems(blocks: Sequence[Block], path: str) -> Iterator[Problem]:
    """Warnings about links that do not lead where their words say."""
    for block in blocks:
        for line, target, label in _links(block):
            for code, message in doubts(target, label):
                yield warning(path, code, message, line)


def _links(block: Block) -> Iterator[tuple[int, str, str]]:
    label: dict[tuple[str, ...], list[str]] = {}
    lines: dict[tuple[str, ...], int] = {}
    for run in block.runs:
        for tag in run.tags:
            if tag[0] == "a":
                label.setdefault(tag, []).append(run.text)
                lines.setdefault(tag, run.line)
    for tag, texts in label.items():
        yield lines[tag] or block.lines.first, tag[1], "".join(texts)
    for child in block.children:
        yield from _links(child)
