"""Scratch books: any texts as vendors of a book in a throw-away folder, drafted as intake would draft them.

A yardstick measures whole books that nobody has reviewed. What is no text (pages by hand, look, topics, questions) is
copied from this project.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from pathlib import Path

import yaml

from fineprint.core.lines import Lines
from fineprint.core.model import OutlineEntry
from fineprint.core.record import TextFormat
from fineprint.outline import Draft, draft
from fineprint.read.files import is_id
from fineprint.read.sections import cut
from fineprint.read.strict_yaml import load as load_yaml
from fineprint.read.text_gate import decode
from fineprint.text.blocks import has_words, markdown_blocks
from fineprint.text.markdown import parse, too_deep
from fineprint.text.paragraphs import read_blocks
from fineprint.text.slugs import slug
from fineprint.text.topics import Lexicon, assign_topics, lexicon_of

HERE = Path(__file__).resolve().parents[2]
#: How a child process is given the command; ``settings()`` says whose.
FINEPRINT = (sys.executable, "-m", "fineprint")
#: The day of a text whose name tells none.
DAY = "2026-01-01"
_COPIED_DATA = ("book.yml", "topics.yml", "questions.yml")
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(-[2-9])?")


@dataclass(slots=True, kw_only=True)
class Made:
    """A scratch book. ``files``: name of each text to its version's folder ``policies/<vendor>/<document>/<date>``."""

    root: Path
    files: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    dropped_headings: int = 0
    dropped_exclusions: int = 0


def read_texts(folders: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Every ``*.md`` and ``*.txt`` below some folders, by path from its folder, in order."""
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt") and path.is_file()):
            yield file.relative_to(folder).as_posix(), file.read_bytes()


def make_frame(root: Path) -> None:
    """The folder of a book without vendors."""
    (root / "policies").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(HERE / "mkdocs.yml", root / "mkdocs.yml")
    for name in _COPIED_DATA:
        shutil.copyfile(HERE / "policies" / name, root / "policies" / name)


def make_book(root: Path, texts: Iterable[tuple[str, bytes]]) -> Made:
    """A book of texts, given as (name, bytes). ``<service>/<date>.md`` is a version, any other name a vendor.

    A text that the gate refuses is left out and told with the code of its first error.
    """
    make_frame(root)
    made = Made(root=root)
    vendors: dict[str, str] = {}
    for name, raw in texts:
        path = Path(name)
        day = path.stem.replace("_", "-")
        dated = len(path.parts) > 1 and _DATE.fullmatch(day)
        title = path.parent.name if dated else path.stem
        vendor = vendors.setdefault(path.parent.as_posix() if dated else name, _free_id(title, set(vendors.values())))
        place = f"policies/{vendor}/privacy-policy/{day if dated else DAY}"
        code = refusal(raw)
        if code:
            made.refused[name] = code
            continue
        headings, excluded = add_version(root, place, raw, title)
        made.dropped_headings += headings
        made.dropped_exclusions += excluded
        made.files[name] = place
    return made


def _free_id(title: str, taken: set[str]) -> str:
    wanted = slug(title) or "text"
    if is_id(wanted) and wanted not in taken:
        return wanted
    return next(
        name for number in count(2) if is_id(name := f"{wanted[:40].strip('-')}-{number}") and name not in taken
    )


def refusal(raw: bytes) -> str | None:
    """The code of the error for which the gate refuses a text, or None."""
    text, problems = decode(raw, "policy.md")
    errors = [problem.code for problem in problems if problem.severity == "error"]
    if errors:
        return errors[0]
    return "markdown.nesting" if too_deep(parse(text or "")) is not None else None


def add_version(root: Path, place: str, raw: bytes, title: str, syntax: str | None = None) -> tuple[int, int]:
    """Write a version with its drafts and, where it is the vendor's first, ``vendor.yml``.

    Drafted headings and debris that the reader would refuse are dropped; returns how many of each. ``syntax``:
    read the text so, whatever the draft says, and leave its notes of damage out, as they answer warnings.
    """
    folder = root / place
    folder.mkdir(parents=True)
    (folder / "policy.md").write_bytes(raw)
    vendor = root / "policies" / place.split("/")[1] / "vendor.yml"
    if not vendor.exists():
        names = [{"name": title, "from": None, "until": None}]
        head = {"names": names, "website": None, "description": "A text of a scratch book."}
        _dump(vendor, head | {"successor": None, "distinct_from": None})
    text, problems = decode(raw, "policy.md")
    refused = text is None or any(problem.severity == "error" for problem in problems)
    # Of a text that is refused, nothing is drafted.
    plain = TextFormat(syntax="markdown", paragraphs="blank")
    drafted = Draft(text_format=plain, excluded=(), damage=(), headings=()) if refused else draft(text)
    text = "" if refused else text
    lines = text.split("\n")
    excluded = tuple(part for part in drafted.excluded if part.kind != "debris" or not _holds_words(lines, part.lines))
    unused = len(drafted.excluded) - len(excluded)
    drafted = replace(drafted, excluded=excluded)
    if syntax:
        drafted = replace(drafted, text_format=replace(drafted.text_format, syntax=syntax), damage=())
    _dump(folder / "record.yml", record_of(raw, folder.name[:10], drafted))
    entries, dropped = findable(text, drafted)
    sections = [
        {
            "id": entry.id,
            "lines": list(entry.lines),
            "level": min(entry.level, 6),
            "heading": entry.heading,
            "topics": [],
        }
        for entry in entries
    ]
    for section, topics in zip(sections, _topics(text, drafted, entries), strict=True):
        section["topics"] = topics
    _dump(folder / "outline.yml", {"sections": sections, "aliases": {}})
    return dropped, unused


def _holds_words(lines: list[str], among: Lines) -> bool:
    debris = among.of(lines)
    return any(has_words(block) for block in markdown_blocks(parse("\n".join(debris)), range(1, len(debris) + 1)))


def record_of(raw: bytes, day: str, drafted: Draft) -> dict[str, object]:
    """A ``record.yml`` for a text of unknown origin."""
    return {
        "publisher": "not known",
        "title": "Privacy policy",
        "language": "en",
        "date_basis": "archived",
        "dates": {"effective": None, "updated": None, "archived": day, "retrieved": None},
        "source": {"url": None, "archive_url": None, "note": "A text of a scratch book."},
        "text": {
            "sha256": hashlib.sha256(raw).hexdigest(),
            "syntax": drafted.text_format.syntax,
            "paragraphs": drafted.text_format.paragraphs,
            "keep_together": [list(lines) for lines in drafted.text_format.keep_together],
            "paragraph_before": list(drafted.text_format.paragraph_before),
        },
        "excluded": [{"lines": list(part.lines), "kind": part.kind} for part in drafted.excluded],
        "damage": [{"lines": list(part.lines), "kind": part.kind, "note": part.note} for part in drafted.damage],
    }


def findable(text: str, drafted: Draft) -> tuple[list[OutlineEntry], int]:
    """The drafted headings that the reader finds on their lines, and how many it does not."""
    entries = list(drafted.headings)
    while wrong := {
        line for line, message in _cut(text, drafted, entries)[1] if "before the first heading" not in message
    }:
        fewer = [entry for entry in entries if entry.lines.first not in wrong]
        if len(fewer) == len(entries):
            break
        entries = fewer
    return entries, len(drafted.headings) - len(entries)


def _cut(text: str, drafted: Draft, entries: list[OutlineEntry]) -> tuple[tuple, list[tuple[int, str]]]:
    return cut(read_blocks(text.split("\n"), drafted.text_format, drafted.excluded, entries), entries)


def _topics(text: str, drafted: Draft, entries: list[OutlineEntry]) -> Iterator[list[str]]:
    words = {section.lines: section.words for section in _cut(text, drafted, entries)[0]}
    for entry in entries:
        yield list(assign_topics(lexicon(), entry.heading, words.get(entry.lines, "")))


@cache
def lexicon() -> Lexicon:
    file, _ = load_yaml((HERE / "policies/topics.yml").read_bytes(), "policies/topics.yml")
    return lexicon_of(file.value)


def _dump(path: Path, data: Mapping[str, object]) -> None:
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")


def settings() -> dict[str, str]:
    """The environment for child processes: quiet, on a local address."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(HERE / "scripts")}


def build_docs(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run ``fineprint build`` on a book."""
    command = [*FINEPRINT, "build", "--root", root, *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=settings())


def build_site(root: Path) -> subprocess.CompletedProcess[str]:
    """Run ``mkdocs build`` on a book whose pages are written."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-f", root / "mkdocs.yml"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=settings())
