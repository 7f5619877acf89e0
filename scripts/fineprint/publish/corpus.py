"""Texts without a book as tables: what each says, cut as a draft would cut it, with topics and search terms. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.limits import POLICY_BYTES
from ..core.model import OutlineEntry
from ..outline import draft
from ..prove.term_hits import SearchTerms
from ..prove.units import units_of
from ..read.sections import cut
from ..read.text_gate import decode
from ..text.blocks import markdown_blocks
from ..text.language import detect
from ..text.markdown import parse, too_deep
from ..text.paragraphs import prepared, read_blocks
from ..text.topics import Lexicon, assign_topics
from ..text.words import count_words

#: Name of each table → its columns: name and type, of which ``?`` marks one that may be empty.
TABLES: dict[str, dict[str, str]] = {
    "texts": {
        "text": "string",
        "sha256": "string",
        "bytes": "int64",
        "problem": "string?",
        "language": "string?",
        "syntax": "string?",
        "paragraphs": "string?",
        "words": "int64?",
        "sections": "int32?",
        "clauses": "int32?",
    },
    "sections": {
        "text": "string",
        "section": "string",
        "position": "int32",
        "level": "int32",
        "heading": "string",
        "first_line": "int32?",
        "last_line": "int32?",
        "words": "int64",
    },
    "clauses": {
        "text": "string",
        "section": "string",
        "address": "string",
        "first_line": "int32",
        "last_line": "int32",
        "words": "string",
    },
    "topics": {"text": "string", "section": "string", "topic": "string"},
    "term_hits": {
        "text": "string",
        "question": "string",
        "term": "string",
        "address": "string",
        "clause": "string",
        "start": "int32",
        "end": "int32",
    },
}
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What texts are looked through for; either may be missing."""

    lexicon: Lexicon | None
    terms: SearchTerms


def corpus_rows(texts: Sequence[tuple[str, bytes]], vocabulary: Vocabulary) -> Rows:
    """The rows of every table for some texts, by name and bytes.

    A text that can't be read has a row in ``texts`` alone, which says why; no text ends the work on the others.
    """
    rows: Rows = {name: [] for name in TABLES}
    for name, raw in texts:
        head = (name, hashlib.sha256(raw).hexdigest(), len(raw))
        missing = (None,) * (len(TABLES["texts"]) - len(head) - 1)
        own: Rows = {table: [] for table in TABLES}
        told: tuple[Any, ...]
        try:
            problem, told = _read(name, raw, vocabulary, own)
        except Exception as bug:  # noqa: BLE001 - one of a million texts is to be told, not to end the run
            problem, told = f"a bug of Fineprint's: {bug!r}", missing
            own = {table: [] for table in TABLES}
        rows["texts"].append((*head, problem, *(told or missing)))
        for table, found in own.items():
            rows[table] += found
    return rows


def _read(name: str, raw: bytes, vocabulary: Vocabulary, rows: Rows) -> tuple[str | None, tuple[Any, ...]]:
    """What is wrong with a text, or nothing, and what is told of the whole of it; adds to the other tables."""
    if len(raw) > POLICY_BYTES:
        return f"policy.too-large: {len(raw):,} bytes, at most {POLICY_BYTES:,}", ()
    text, problems = decode(raw, "policy.md")
    if text is None or any(problem.severity == "error" for problem in problems):
        wrong = next(problem for problem in problems if problem.severity == "error")
        return f"{wrong.code}: {wrong.message}", ()
    drafted = draft(text)
    preamble = OutlineEntry(id="preamble", lines=None, level=1, heading="")
    reading, headings = drafted.text_format, drafted.headings
    source = text.split("\n")
    if reading.syntax == "markdown":
        read_text, source_line = prepared(source, reading, drafted.excluded, headings)
        tokens = parse(read_text)
        if (deep := too_deep(tokens)) is not None:
            return f"markdown.nesting: line {source_line[deep]}: lists or quotes are nested too deep", ()
        blocks = markdown_blocks(tokens, source_line)
    else:
        blocks = read_blocks(source, reading, drafted.excluded, headings)
    sections, _ = cut(blocks, (preamble, *headings))
    language = detect(text) or "en"
    total = clauses = 0
    for position, section in enumerate(sections):
        words = sum(count_words(clause.words) for clause in section.clauses) + count_words(section.heading)
        if not words:
            continue
        total, clauses = total + words, clauses + len(section.clauses)
        lines = section.lines or (None, None)
        rows["sections"].append((name, section.id, position, section.level, section.heading, *lines, words))
        for clause in section.clauses:
            rows["clauses"].append((name, section.id, clause.address, *clause.lines, clause.words))
        lexicon = vocabulary.lexicon.of(language) if vocabulary.lexicon else None
        for topic in assign_topics(lexicon, section.heading, section.words) if lexicon else ():
            rows["topics"].append((name, section.id, topic))
    rows["term_hits"] += _hits(name, tuple(units_of(sections, language)), vocabulary.terms, language)
    return None, (language, reading.syntax, reading.paragraphs, total, len(rows["sections"]), clauses)


def _hits(name: str, units: Sequence[Any], terms: SearchTerms, language: str) -> Iterator[tuple[Any, ...]]:
    asking = terms.questions(language)
    if not asking:
        return
    for hit in terms.find(units, language):
        for question in asking[hit.term]:
            yield name, question.id, hit.term, hit.address, hit.passage, hit.start, hit.end
