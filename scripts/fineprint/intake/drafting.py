"""A new version in memory: its record, outline and topics drafted from the text, and from the version before it.

What a person settled for the version before is taken over where the text is the same: lines that are not the policy,
ids of sections, topics of sections whose words did not change. The day of the review is not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..core.lines import Lines
from ..core.model import Outline, OutlineEntry, Section, Version
from ..core.problems import Problem
from ..core.record import Damage, ExcludedLines, Record, TextFormat
from ..outline import draft
from ..read.sections import PREAMBLE, cut, heading_lines
from ..read.text_gate import decode
from ..read.version import version_of, with_topics
from ..text.blocks import Block, has_words, markdown_blocks
from ..text.markdown import parse
from ..text.paragraphs import read_blocks
from ..text.stated_metadata import Stated, archive_note, capture_of, stated_dates
from ..text.topics import Lexicon, assign_topics
from . import RefusedError
from .convert import Converted
from .outline_carryover import carried_entries, carried_exclusions

#: Characters of an excluded line that are told.
SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionMetadata:
    """What the user says of a text; None is what was not said."""

    vendor: str
    document: str
    date: str
    date_basis: str
    publisher: str
    title: str
    language: str
    url: str | None = None
    archive_url: str | None = None
    note: str | None = None
    effective: str | None = None
    updated: str | None = None
    retrieved: str | None = None
    archived: str | None = None
    variant: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A version that nobody reviewed yet, and the dates that its text states."""

    version: Version
    stated: tuple[Stated, ...]


def draft_version(converted: Converted, metadata: VersionMetadata, lexicon: Lexicon, older: Version | None) -> Drafted:
    """The version that a text makes. ``older``: the one before it, if any. Raises :class:`RefusedError`."""
    place = f"policies/{metadata.vendor}/{metadata.document}/{metadata.date}"
    text, problems = decode(converted.raw, f"{place}/policy.md")
    _refuse(problems)
    assert text is not None, "what could not be decoded has problems"
    source = text.split("\n")
    drafted = draft(text)
    from_page = converted.original is not None and converted.original.name != "original.txt"
    seen = drafted.text_format
    syntax = converted.syntax or ("markdown" if from_page else seen.syntax)
    setting = "blank" if from_page else seen.paragraphs
    reading = TextFormat(
        syntax=syntax,
        paragraphs=setting,
        keep_together=seen.keep_together if setting == "line" else (),
        paragraph_before=seen.paragraph_before if setting == "blank" else (),
    )
    excluded = [one for one in drafted.excluded if not _hides_words(source, one)]
    if older is not None:
        excluded = carried_exclusions(older, source, excluded)
    excluded.sort(key=lambda one: one.lines)
    record = replace(_record(converted, metadata, source, reading, excluded), damage=drafted.damage)
    entries = [replace(heading, level=min(heading.level, 6)) for heading in drafted.headings]
    if older is not None:
        entries = carried_entries(older, source, entries)
    sections, entries = _findable(source, record, entries)
    before = sections[0] if sections and sections[0].lines is None else None
    if before is not None and before.clauses:
        entries = [OutlineEntry(id=PREAMBLE, lines=None, level=1, heading=""), *entries]
    made = _version(place, converted.raw, text, record, entries)
    damage = tuple(sorted([*made.record.damage, *converted.damage], key=lambda one: (one.lines, one.kind)))
    made = replace(made, record=replace(made.record, damage=damage))
    spoken = lexicon.of(metadata.language)
    topics = [_topics(section, older, spoken) for section in made.sections]
    made = with_topics(made, topics)
    known = {section.id: section.topics for section in made.sections}
    entries = [replace(entry, topics=known.get(entry.id, ())) for entry in entries]
    outline = Outline(entries=tuple(entries), aliases={}, reviewed=None)
    away = {number for one in made.record.excluded for number in one.lines.numbers()}
    kept = ["" if number in away else line for number, line in enumerate(source, 1)]
    return Drafted(version=replace(made, outline=outline), stated=tuple(stated_dates(kept)))


def reported_exclusions(version: Version) -> list[str]:
    """What is told of the lines that are not the policy: each with its words, those without any counted."""
    said, bare = [], 0
    for one in version.record.excluded:
        for number in one.lines.numbers():
            text = version.source[number - 1].strip()
            if any(map(str.isalnum, text)):
                said.append(f"line {number} is excluded ({one.kind}): {text[:SHOWN]}{'…' if len(text) > SHOWN else ''}")
            else:
                bare += 1
    return [*said, f"{bare} lines without a word are excluded"] if bare else said


def words_of_version(version: Version) -> list[str]:
    """The policy's words in order: no excluded line, no link target, no white space."""
    blocks = read_blocks(version.source, version.record.text_format, version.record.excluded, version.outline.entries)
    return [word for block in blocks for word in _block_words(block)]


def _block_words(block: Block) -> Iterable[str]:
    yield from "".join(run.text for run in block.runs).split()
    for child in block.children:
        yield from _block_words(child)


def _refuse(problems: Sequence[Problem]) -> None:
    wrong = [problem for problem in problems if problem.severity == "error"]
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise RefusedError(f"line {wrong[0].line} of the text: {wrong[0].code}: {wrong[0].message}{more}")


def _record(
    converted: Converted,
    metadata: VersionMetadata,
    source: Sequence[str],
    reading: TextFormat,
    excluded: Sequence[ExcludedLines],
) -> Record:
    day, capture = archive_note(source, excluded)
    capture = capture_of(metadata.archive_url) if metadata.archive_url else capture
    url, archive = metadata.url, metadata.archive_url
    archived = metadata.archived or (metadata.date[:10] if metadata.date_basis == "archived" else None)
    if capture is not None:
        archive, url = archive or capture.archive, url or capture.page
        archived = archived or capture.day
    original = converted.original
    return Record(
        publisher=metadata.publisher,
        title=metadata.title,
        language=metadata.language,
        date_basis=metadata.date_basis,
        effective=metadata.effective,
        updated=metadata.updated,
        archived=archived or day,
        retrieved=metadata.retrieved or (metadata.date[:10] if metadata.date_basis == "retrieved" else None),
        also_captured=(),
        url=url,
        archive_url=archive,
        source_note=None if url or archive else metadata.note,
        original=(original.name, original.sha256, original.converter) if original else None,
        sha256=hashlib.sha256(converted.raw).hexdigest(),
        text_format=reading,
        excluded=tuple(excluded),
        damage=(),
        numbering="written-out" if converted.written_out else None,
        tracked_changes=converted.tracked_changes,
        variant=metadata.variant,
    )


def _version(place: str, raw: bytes, text: str, record: Record, entries: Sequence[OutlineEntry]) -> Version:
    """The version, with a note of damage for each doubt that the gate has about the text."""
    outline = Outline(entries=tuple(entries), aliases={}, reviewed=None)
    made, problems = version_of(place=place, raw=raw, text=text, record=record, outline=outline, ledger=())
    problems = [*problems, *decode(raw, f"{place}/policy.md")[1]]
    if made is None:
        _refuse(problems)
        raise RefusedError("the text can't be read as it is set; keep another capture of it")
    _refuse([problem for problem in problems if not problem.path.endswith("/outline.yml")])
    noted = {hurt.lines for hurt in record.damage}
    doubts = dict.fromkeys(
        (problem.line, problem.code, problem.message) for problem in problems if problem.severity == "warning"
    )
    more = [
        Damage(lines=Lines.at(line), kind=code.rpartition(".")[2], note=_sentence(message.partition(";")[0]))
        for line, code, message in doubts
        if not any(line in lines.numbers() for lines in noted)
    ]
    damage = tuple(sorted([*record.damage, *more], key=lambda one: (one.lines, one.kind)))
    return replace(made, record=replace(made.record, damage=damage))


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:].rstrip(".") + "."


def _hides_words(source: Sequence[str], one: ExcludedLines) -> bool:
    """Whether lines that were taken for debris hold words."""
    lines = one.lines.of(source)
    blocks = markdown_blocks(parse("\n".join(lines)), range(1, len(lines) + 1))
    return one.kind == "debris" and any(map(has_words, blocks))


def _findable(
    source: Sequence[str], record: Record, entries: list[OutlineEntry]
) -> tuple[tuple[Section, ...], list[OutlineEntry]]:
    """The sections, and of the drafted headings those that the reader finds on their lines."""
    preamble = OutlineEntry(id=PREAMBLE, lines=None, level=1, heading="")
    while True:
        blocks = read_blocks(source, record.text_format, record.excluded, entries)
        sections, wrong = cut(blocks, [preamble, *entries])
        lines = {line for line, message in wrong if PREAMBLE not in message}
        fewer = [entry for entry in entries if heading_lines(entry)[0] not in lines]
        if len(fewer) == len(entries):
            return sections, entries
        entries = fewer


def _topics(section: Section, older: Version | None, lexicon: Lexicon | None) -> tuple[str, ...]:
    for before in older.sections if older is not None and older.outline.reviewed else ():
        if (before.id, before.heading, before.words) == (section.id, section.heading, section.words):
            return before.topics
    return assign_topics(lexicon, section.heading, section.words)
