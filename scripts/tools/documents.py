"""Takes real files in, one by one, and measures what came of each: HTML, Markdown and text, DOCX and PDF.

Figures are by kind: files taken and refused; words left out of a page and words of excluded lines, and how many of
those lines end like a sentence; clauses per 1,000 words; headings of the file against sections of the version; numbers
of the file, read by other code than the converter's, against those that the page must show; cells of tables whose
column has a head, in the file and on the page; seconds. ``--browser`` also compares the words of each HTML file with
those that Chromium shows of the same element, without scripts and without the network.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fineprint.core.model import Version
from fineprint.intake import RefusedError
from fineprint.intake.convert import KINDS, Converted, convert, kind_of
from fineprint.intake.drafting import VersionMetadata, draft_version
from fineprint.outline import features
from fineprint.prove.text_integrity import count_words, expected_words
from fineprint.text.blocks import Block
from tools.document_facts import Facts, facts_of, numbers_of
from tools.scratch import DAY, lexicon

#: Clauses per 1,000 words from which a text without lists counts as shattered.
SHATTERED = 60
#: Words from which a text can be called shattered.
_WORDS = 200
_SHOWN = 8


@dataclass(slots=True, kw_only=True)
class Measured:
    """What came of one file."""

    name: str
    kind: str
    seconds: float = 0.0
    refused: str = ""
    words: int = 0
    left_out: int = 0
    excluded: int = 0
    sentences: list[str] = field(default_factory=list)
    clauses: int = 0
    listed: int = 0
    sections: int = 0
    facts: Facts = field(default_factory=Facts)
    cells: int = 0
    missing: Counter[str] = field(default_factory=Counter)
    surplus: Counter[str] = field(default_factory=Counter)
    browser: str = ""

    @property
    def rate(self) -> float:
        """Clauses per 1,000 words."""
        return 1000 * self.clauses / self.words if self.words else 0.0

    @property
    def shattered(self) -> bool:
        """Whether a text in which lists don't hold a good part of the clauses has too many."""
        return self.words >= _WORDS and self.rate > SHATTERED and self.listed * 4 < self.clauses


def measure(path: Path, name: str) -> tuple[Measured, Converted | None]:
    """Take one file in, as ``fineprint add`` does, and measure it."""
    raw = path.read_bytes()
    began = time.monotonic()
    try:
        kind = kind_of(raw, path.name)
    except RefusedError as reason:
        return Measured(name=name, kind=path.suffix.lstrip("."), refused=str(reason)), None
    found = Measured(name=name, kind=kind)
    try:
        converted = convert(raw, kind)
        version = draft_version(converted, metadata(path), lexicon(), None).version
    except RefusedError as reason:
        found.refused, found.seconds = str(reason), time.monotonic() - began
        return found, None
    found.seconds = time.monotonic() - began
    _count(found, version, converted)
    found.facts = facts_of(raw, kind, converted)
    page = numbers_of(" ".join(expected_words(version)))
    aside = numbers_of("\n".join(_excluded(version)))
    found.missing, found.surplus = found.facts.numbers - page - aside, page - found.facts.numbers
    return found, converted


def metadata(path: Path) -> VersionMetadata:
    """What a user would say of a file that is only measured."""
    return VersionMetadata(
        vendor="file",
        document="policy",
        date=DAY,
        date_basis="retrieved",
        publisher=path.stem,
        title=path.stem,
        language="en",
        note="A file of a measurement.",
    )


def _excluded(version: Version) -> list[str]:
    taken = version.record.excluded
    return [line for one in taken for line in one.lines.of(version.source)]


def _count(found: Measured, version: Version, converted: Converted) -> None:
    found.words = count_words(version).policy
    found.left_out = sum(len(words.split()) for words in converted.left_out)
    for one in version.record.excluded:
        for line in one.lines.of(version.source):
            found.excluded += len(line.split())
            if one.kind not in ("front-matter", "archive-note") and features.is_slogan(line.strip("*_# ")):
                found.sentences.append(line.strip())
    clauses = list(version.clauses())
    found.clauses = len(clauses)
    found.listed = sum(clause.block.kind == "list" for clause in clauses)
    found.sections = sum(section.lines is not None for section in version.sections)
    found.cells = sum(_headed(clause.block) for clause in clauses)


def _headed(block: Block) -> int:
    """How many cells with words of a block's tables stand under a head with words."""
    if block.kind != "table":
        return sum(map(_headed, block.children))
    head, *rows = [
        [bool("".join(run.text for run in cell.runs).strip()) for cell in row.children] for row in block.children
    ]
    return sum(filled and at < len(head) and head[at] for row in rows for at, filled in enumerate(row))


def report_lines(found: Measured) -> Iterator[str]:
    """One file's figures, a line, and what is wrong below it."""
    if found.refused:
        yield f"{found.name}: refused: {found.refused}"
        return
    numbers = f"numbers {found.missing.total()} missing, {found.surplus.total()} more"
    yield (
        f"{found.name}: {found.words} words, {found.left_out} left out, {found.excluded} excluded, "
        f"{found.rate:.0f} clauses a thousand, {found.facts.headings} headings and {found.sections} sections, "
        f"{numbers}, cells {found.facts.cells} and {found.cells}, {found.seconds:.1f} s"
    )
    if found.browser:
        yield f"  browser: {found.browser}"
    for line in found.sentences:
        yield f"  excluded sentence: {line[:150]}"
    if found.missing:
        yield f"  numbers missing: {' '.join(list(found.missing)[:_SHOWN])}"
    if found.shattered:
        yield "  shattered"


def summary(kind: str, files: Sequence[Measured]) -> Iterator[str]:
    """The figures of one kind of file."""
    taken = [one for one in files if not one.refused]
    yield f"{kind}: {len(files)} files, {len(taken)} taken, {len(files) - len(taken)} refused"
    if not taken:
        return
    rates = sorted(one.rate for one in taken)
    words = sum(one.words for one in taken)
    numbers = sum(one.facts.numbers.total() for one in taken)
    missing, surplus = (sum(getattr(one, name).total() for one in taken) for name in ("missing", "surplus"))
    yield (
        f"  {words:,} words; {sum(one.left_out for one in taken):,} left out, {sum(one.excluded for one in taken):,} "
        f"excluded, {sum(len(one.sentences) for one in taken)} excluded lines end like a sentence"
    )
    yield (
        f"  clauses per 1,000 words: median {statistics.median(rates):.0f}, worst {rates[-1]:.0f}; "
        f"{sum(one.shattered for one in taken)} shattered"
    )
    yield f"  headings {sum(one.facts.headings for one in taken):,}, sections {sum(one.sections for one in taken):,}"
    yield f"  numbers in the files {numbers:,}: {missing} missing on the pages, {surplus} more there"
    yield (
        f"  cells under a head: {sum(one.facts.cells for one in taken):,} in the files, "
        f"{sum(one.cells for one in taken):,} on the pages"
    )
    yield f"  seconds: {sum(one.seconds for one in taken):.0f}, at most {max(one.seconds for one in taken):.1f}"


def main(arguments: list[str] | None = None) -> int:
    """Prints each file, then each kind; 1 if a sentence is excluded, a number missing or a text shattered."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, required=True, help="folder of files, looked through to its end")
    parser.add_argument("--kind", action="append", choices=sorted(set(KINDS.values())), help="only files of this kind")
    parser.add_argument("--browser", action="store_true", help="compare HTML files with what Chromium shows")
    parser.add_argument("--quiet", action="store_true", help="only the figures by kind, and the refused")
    options = parser.parse_args(arguments)
    paths = sorted(path for path in options.folder.rglob("*") if path.suffix.lower() in KINDS)
    paths = [path for path in paths if not options.kind or KINDS[path.suffix.lower()] in options.kind]
    if not paths:
        print(f"{options.folder}: no file of a kind that is taken in", file=sys.stderr)
        return 2
    measured = [(path, *measure(path, path.relative_to(options.folder).as_posix())) for path in paths]
    if options.browser:
        from tools.shown_words import browser_differences  # noqa: PLC0415 - a browser is needed for this alone

        pages = [(path, found, made) for path, found, made in measured if made and found.kind == "html"]
        said = browser_differences([(path, made) for path, _found, made in pages])
        for (_path, found, _made), differences in zip(pages, said, strict=True):
            found.browser = differences
    for _path, found, _made in measured:
        if found.refused or not options.quiet:
            print("\n".join(report_lines(found)))
    files = [found for _path, found, _made in measured]
    for kind in sorted({found.kind for found in files}):
        print("\n".join(summary(kind, [found for found in files if found.kind == kind])))
    return int(any(found.missing or found.sentences or found.shattered for found in files))


if __name__ == "__main__":
    sys.exit(main())
