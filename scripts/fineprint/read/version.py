"""One version: its text read, cut into sections, and checked against its record and outline. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ..core.ledger_entry import LedgerEntry
from ..core.limits import SECTIONS
from ..core.lines import Lines
from ..core.model import Outline, OutlineEntry, Version
from ..core.problems import Problem, error, warning
from ..core.record import Record
from ..outline import draft
from ..text.blocks import has_words, markdown_blocks
from ..text.markdown import parse, too_deep, unclosed_fence
from ..text.paragraphs import prepared, read_blocks
from ..text.telling_marks import telling_marks
from .sections import PREAMBLE, cut
from .slips import LINE_ENDS_MEND, line_ends_changed
from .strict_yaml import Yaml
from .text_gate import link_problems, reference_problems
from .text_warnings import is_answered


def draft_outline(text: str) -> Outline:
    """The outline that the splitter drafts for a text; its preamble is added if words stand before the headings."""
    return Outline(entries=draft(text).headings, aliases={}, reviewed=None)


def version_of(
    *,
    place: str,
    raw: bytes,
    text: str,
    record: Record,
    outline: Outline,
    ledger: Sequence[LedgerEntry],
    record_file: Yaml | None = None,
    outline_file: Yaml | None = None,
) -> tuple[Version | None, list[Problem]]:
    """A version from its decoded text and reviewed data; None if its record or outline does not fit the text.

    A text that was altered is still read, so that what the change breaks is told beside it.

    ``place`` is its folder from the book's root, ``policies/<vendor>/<document>/<date>``. With the files that the
    record and the outline were read from, problems stand at their lines.
    """
    record_file = record_file or Yaml(f"{place}/record.yml")
    outline_file = outline_file or Yaml(f"{place}/outline.yml")
    _, vendor, document, date = place.split("/")
    source = tuple(text.split("\n"))
    path = f"{place}/policy.md"
    problems = list(_record_problems(record_file, raw, source, record))
    problems.extend(_outline_problems(place, source, outline, outline_file))
    if any(problem.severity == "error" and problem.code != "text.hash-mismatch" for problem in problems):
        return None, problems
    if record.text_format.syntax == "markdown":
        read_text, source_line = prepared(source, record.text_format, record.excluded, outline.entries)
        tokens = parse(read_text)
        if (deep := too_deep(tokens)) is not None:
            said = "lists or quotes are nested so deep here that words could be lost; keep a capture with flatter ones"
            return None, [*problems, error(path, "markdown.nesting", said, source_line[deep])]
        if (fence := unclosed_fence(tokens)) is not None:
            said = "a code fence opens here and never closes; note it under damage"
            problems.append(warning(path, "markdown.unclosed-fence", said, source_line[fence]))
        for telling, said in telling_marks(tokens, read_text.split("\n")):
            mend = "look at the original, and note under damage how it is read"
            problems.append(warning(path, "markdown.telling-mark", f"{said}; {mend}", source_line[telling]))
        blocks = markdown_blocks(tokens, source_line)
        problems.extend(reference_problems(source, blocks, path))
    else:
        blocks = read_blocks(source, record.text_format, record.excluded, outline.entries)
    problems.extend(link_problems(blocks, path))
    if outline.reviewed is None and not any(entry.lines is None for entry in outline.entries):
        sections, wrong = cut(blocks, (OutlineEntry(id=PREAMBLE, lines=None, level=1, heading=""), *outline.entries))
        wrong = [(line, message) for line, message in wrong if PREAMBLE not in message]
    else:
        sections, wrong = cut(blocks, outline.entries)
    for line, message in wrong:
        at = max(
            (at for at, entry in enumerate(outline.entries) if entry.lines and entry.lines.first <= line), default=0
        )
        where = ("sections", at)
        problems.append(outline_file.error("outline.heading", f"line {line} of policy.md: {message}", *where))
    version = Version(
        vendor=vendor,
        document=document,
        date=date,
        record=record,
        outline=outline,
        sections=sections,
        source=source,
        ledger=tuple(ledger),
        raw=raw,
    )
    return version, [problem for problem in problems if not is_answered(problem, record.damage)]


def _record_problems(file: Yaml, raw: bytes, source: Sequence[str], record: Record) -> Iterator[Problem]:
    found = hashlib.sha256(raw).hexdigest()
    if found != record.sha256:
        said = f"policy.md has SHA-256 {found}, the record {record.sha256}; restore the text, which is never edited"
        if line_ends_changed(raw, record.sha256):
            said = f"policy.md is as it was, but for its line ends: {LINE_ENDS_MEND}{file.path.rpartition('/')[0]}"
        yield file.error("text.hash-mismatch", said, "text", "sha256")
    named: list[tuple[Lines, tuple[str | int, ...]]] = [
        *((lines, ("text", "keep_together", at)) for at, lines in enumerate(record.text_format.keep_together)),
        *((taken.lines, ("excluded", at, "lines")) for at, taken in enumerate(record.excluded)),
        *((hurt.lines, ("damage", at, "lines")) for at, hurt in enumerate(record.damage)),
    ]
    for lines, place in named:
        if not 1 <= lines.first <= lines.last <= len(source):
            said = f"lines {lines} are not in the text of {len(source)} lines; write lines: [first, last]"
            yield file.error("record.lines", said, *place)
    ranges = sorted((taken.lines, at) for at, taken in enumerate(record.excluded))
    for (before, _), (after, at) in pairwise(ranges):
        if after.first <= before.last:
            said = f"line {after.first} is excluded twice; name it once"
            yield file.error("record.excluded", said, "excluded", at, "lines")
    for at, taken in enumerate(record.excluded):
        text = "\n".join(taken.lines.of(source))
        if taken.kind == "debris" and _has_words_outside_targets(text):
            where = f"lines {taken.lines}"
            said = f"{where} hold words, so they are no debris; keep them or name another kind"
            yield file.error("record.excluded", said, "excluded", at, "kind")


def original_problems(place: str, found: Mapping[str, bytes], record: Yaml) -> Iterator[Problem]:
    """What is wrong with the file that a version's text was made from: it stands beside the text as the record says.

    ``found``: bytes of files by path, those of the folder ``place`` among them; ``record``: its ``record.yml``.
    """
    named = record.value.get("original") or {"file": ""}
    beside = f"{place}/{named['file']}"
    for path in found:
        if path.startswith(f"{place}/original.") and path != beside:
            digest = hashlib.sha256(found[path]).hexdigest()
            said = (
                f"record.yml does not name this file; name it there under original (SHA-256 {digest}) or take it away"
            )
            yield error(path, "original.unlisted", said)
    if named["file"] and beside not in found:
        said = f"{named['file']} is not there; restore it as it came, or take original out of the record"
        yield record.error("original.missing", said, "original", "file")
    elif named["file"] and (digest := hashlib.sha256(found[beside]).hexdigest()) != named["sha256"]:
        said = f"{named['file']} has SHA-256 {digest}; restore the file, which is never edited"
        if line_ends_changed(found[beside], named["sha256"]):
            said = f"{named['file']} is as it was, but for its line ends: {LINE_ENDS_MEND}{place}"
        yield record.error("original.hash-mismatch", said, "original", "sha256")


def _has_words_outside_targets(text: str) -> bool:
    lines = text.split("\n")
    return any(has_words(block) for block in markdown_blocks(parse(text), list(range(1, len(lines) + 1))))


def _outline_problems(place: str, source: Sequence[str], outline: Outline, file: Yaml) -> Iterator[Problem]:
    if len(outline.entries) > SECTIONS:
        # Nobody has looked at a draft: that the text has so many is what is wrong.
        if outline.reviewed is None:
            said = f"{len(outline.entries):,} headings, at most {SECTIONS}; no real policy has them"
            yield error(f"{place}/policy.md", "policy.too-many-sections", said)
            return
        said = f"{len(outline.entries)} sections, at most {SECTIONS}; join some"
        yield file.error("outline.too-many", said, "sections")
    seen: set[str] = set()
    last = 0
    for at, entry in enumerate(outline.entries):
        here = ("sections", at)
        if entry.id in seen:
            yield file.error("outline.id", f"the id {entry.id} stands twice; give one another id", *here, "id")
        seen.add(entry.id)
        if entry.lines is None:
            if entry.id != PREAMBLE or last:
                said = f"section {entry.id} has no line; only {PREAMBLE}, first, has none"
                yield file.error("outline.line", said, *here)
            continue
        first, end = entry.lines
        if entry.id == PREAMBLE:
            said = f"{PREAMBLE} is the section before the first heading; rename this one"
            yield file.error("outline.id", said, *here, "id")
        if not last < first <= end <= len(source):
            said = f"section {entry.id}: line {first} is out of order or not in the text of {len(source)} lines"
            yield file.error("outline.line", f"{said}; write the line of policy.md its heading stands on", *here)
        if not entry.heading.strip():
            said = f"section {entry.id} has no heading; copy it from the text"
            yield file.error("outline.heading", said, *here)
        last = max(last, end)


def with_topics(version: Version, topics: Sequence[tuple[str, ...]]) -> Version:
    """The version with other topics for its sections, in order: those a reader of topics drafted."""
    sections = tuple(replace(section, topics=named) for section, named in zip(version.sections, topics, strict=True))
    return replace(version, sections=sections)
