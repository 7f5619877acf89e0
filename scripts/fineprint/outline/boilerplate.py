"""What is not the policy: an archive's note, front matter, titles, breadcrumbs, page furniture, debris."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..core.lines import Lines
from ..core.record import Damage, ExcludedLines
from . import features
from .markdown_rows import Row, is_stars
from .numbering import numbering

if TYPE_CHECKING:
    from markdown_it.token import Token

_ARCHIVE_NOTE = re.compile(r"extracted and transformed from .{1,300} archived on ", re.IGNORECASE)
_FIELD = re.compile(r"^(?:[A-Za-z_][\w .-]*:(?:\s|$)|#|\s|-\s|$)")
_CRUMB = re.compile(r"\s(?:>|»|›|→|::)\s")
_TITLED_LINK = re.compile(r"\]\([^\s()]*\s+[\"'(]")
_DIGITS = re.compile(r"\d+")
_FURNITURE = re.compile(r"\d+ (?:of|/|von|de|sur) \d+\W*$", re.IGNORECASE)
_MOJIBAKE = re.compile(r"[ÃÂ][\u0080-\u00bf]|â€|\ufffd")
_INNER_BLANKS = re.compile(r"\*\*\s+\S[^*]*\S\s+\*\*")
#: Titles, breadcrumbs and the like stand among the first rows.
TOP = 12
#: Characters of a breadcrumb, and words of each of its parts, at most.
_CRUMBS, _CRUMB_WORDS = 120, 6


def head(source: Sequence[str]) -> list[ExcludedLines]:
    """Front matter and an archive's note, which stand before the text and must not be parsed with it."""
    found: list[ExcludedLines] = []
    start = next((number for number, line in enumerate(source) if line.strip()), 0)
    if source and source[start].rstrip() == "---":
        for end in range(start + 1, min(start + 60, len(source))):
            if source[end].rstrip() in ("---", "..."):
                found.append(ExcludedLines(lines=Lines(start + 1, end + 1), kind="front-matter"))
                start = end + 1
                break
            if not _FIELD.match(source[end]):
                break
    while start < len(source) and not source[start].strip():
        start += 1
    if start < len(source) and _ARCHIVE_NOTE.search(source[start][:1000]):
        found.append(ExcludedLines(lines=Lines.at(start + 1), kind="archive-note"))
    return found


def titles(rows: Sequence[Row], noted: bool) -> list[ExcludedLines]:
    """The page's title right below an archive's note, the document's own title, and a breadcrumb."""
    found: list[ExcludedLines] = []
    page = ""
    start = 0
    if noted and rows and (rows[0].kind == "heading" or _is_short(rows[0].text)):
        found.append(ExcludedLines(lines=rows[0].lines, kind="page-title"))
        page, start = rows[0].text, 1
    levels = [row.raw_level for row in rows if row.kind == "heading"]
    for index, row in enumerate(rows[start : start + TOP], start=start):
        after = rows[index + 1] if index + 1 < len(rows) else None
        if not features.has_letters(row.text) or is_stars(row):
            continue
        if row.kind == "text" and row.alone and _is_breadcrumb(row.text):
            found.append(ExcludedLines(lines=row.lines, kind="breadcrumb"))
            continue
        if features.is_prose(row.text) or row.depth:
            break
        if _is_title(row, after, page, levels):
            found.append(ExcludedLines(lines=row.lines, kind="document-title"))
            page = page or row.text
            if row.kind == "heading":
                levels.remove(row.raw_level)
        elif row.kind == "heading" or not features.is_date_line(row.text):
            break
    return found


def _is_breadcrumb(text: str) -> bool:
    """Whether a line is a path of short names; what ends like a sentence, or says something, is words of the text."""
    parts = _CRUMB.split(text)
    if len(parts) < 2 or len(text) >= _CRUMBS or features.ending(text) in tuple(".:;,!?…。；：！？"):
        return False
    return all(len(part.split()) <= _CRUMB_WORDS for part in parts) and not features.has_verb(text)


def _is_short(text: str) -> bool:
    return len(text) < 160 and not features.is_sentence(text)


def _is_title(row: Row, after: Row | None, page: str, levels: Sequence[int]) -> bool:
    """A heading alone at the top of its ranks, or a line that says again what the page's title says."""
    if numbering(row.text) or row.kind == "cell":
        return False
    if row.kind == "heading" and not page:
        again = after is not None and after.kind == "heading" and features.key(after.text) == features.key(row.text)
        return row.raw_level == min(levels) and levels.count(row.raw_level) <= (2 if again else 1)
    if not page:
        return False
    same = _shared(row.text, page)
    if row.kind == "heading":
        unlike = levels.count(row.raw_level) == 1
        return unlike and (same >= 0.99 or (after is not None and after.kind == "heading"))
    return same >= 0.5 and len(row.text) < 120 and row.first and after is not None and not row.text.endswith((".", ","))


def _shared(text: str, page: str) -> float:
    """The share of a row's words that the page's title has too."""
    own_words = {word.casefold() for word in features.words(text)}
    return len(own_words & {word.casefold() for word in features.words(page)}) / len(own_words) if own_words else 0.0


def furniture(rows: Sequence[Row], source: Sequence[str]) -> list[ExcludedLines]:
    """Page headers and footers: lines that come again and again but for their numbers."""
    seen: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind != "heading" and len(row.text) < 140 and features.has_letters(row.text):
            seen[_DIGITS.sub("#", " ".join(row.text.split()))].append(row)
    found = []
    for group in seen.values():
        counted = bool(_FURNITURE.search(group[0].text))
        indented = all(source[row.line - 1][:12].isspace() for row in group)
        back = all(row.linked and row.anchored and row.alone and not row.depth for row in group)
        if len(group) >= 3 and (counted or back or (indented and len({row.text for row in group}) == 1)):
            found += [ExcludedLines(lines=Lines.at(row.line), kind="furniture") for row in group]
    return found


def layout_tables(tokens: Sequence[Token]) -> list[ExcludedLines]:
    """The head of a table of one column without words: what is left of a page's layout; its cells are paragraphs."""
    found = []
    for index, token in enumerate(tokens):
        if token.type != "table_open" or not token.map:
            continue
        head = []
        for place in range(index + 1, len(tokens)):
            inner = tokens[place]
            if inner.type == "thead_close":
                break
            if inner.type == "inline":
                head.append(inner.content)
        if len(head) == 1 and not features.has_letters(head[0]):
            found.append(ExcludedLines(lines=Lines(token.map[0] + 1, token.map[0] + 2), kind="debris"))
    return found


def debris(rows: Sequence[Row], source: Sequence[str]) -> list[ExcludedLines]:
    """Lines without a letter or digit for a reader: remains of layout tables, empty links, lone stars.

    Not where a link has a title, which is words, nor where the indent would make the line code on its own.
    """
    found = []
    for row in rows:
        line = source[row.line - 1] if row.line <= len(source) else ""
        if _TITLED_LINK.search(line) or line.startswith(("    ", "\t")):
            continue
        if row.kind in ("text", "heading") and not features.has_letters(row.text) and row.stars is None:
            found.append(ExcludedLines(lines=row.lines, kind="debris"))
    return found


def damage(source: Sequence[str], rows: Sequence[Row]) -> list[Damage]:
    """Harm that the lines show by themselves."""
    found = []
    for number, line in enumerate(source, start=1):
        if _MOJIBAKE.search(line):
            found.append(Damage(lines=Lines.at(number), kind="mojibake", note="Letters were decoded wrongly."))
        if "**" in line and len(line) < 400 and line.strip().startswith("**") and _INNER_BLANKS.fullmatch(line.strip()):
            note = "Blanks inside the stars; they are shown as they stand."
            found.append(Damage(lines=Lines.at(number), kind="markup", note=note))
    for row in rows:
        if row.stars and not is_stars(row):
            note = "A bold mark is broken over lines; its stars are shown as they stand."
            found.append(Damage(lines=row.stars, kind="markup", note=note))
    return sorted(found, key=lambda part: part.lines)
