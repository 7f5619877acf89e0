"""From files on disk to a frozen book. The only module that reads a book; it raises for nothing that is in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .answers import answers_of, findings_of, questions_of, readings_of
from .evidence import BookEvidence
from .files import read_files
from .ledger import read_ledger, read_paths
from .model import Book, Damage, Entry, Lifted, Outline, Reading, Record, Vendor, Version
from .policy_text import decode
from .problems import Problem, error
from .shape import shape_problems
from .strict_yaml import Yaml
from .strict_yaml import load as load_yaml
from .topics import Lexicon, assign_topics, lexicon_of
from .versions import answered, draft_outline, version_of, with_topics

if TYPE_CHECKING:
    from .cells import Cell


@dataclass(slots=True)
class Loaded:
    """A book as far as it could be read, every file's places for later rules, and what is wrong so far.

    ``evidence`` is there as soon as the book is; ``cells`` once a rule has asked for them.
    """

    book: Book | None = None
    evidence: BookEvidence | None = None
    cells: tuple[Cell, ...] | None = None
    files: dict[str, Yaml] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load_book(root: Path) -> Loaded:
    """Read the book below ``root``. A vendor with a problem is left out; every other one is still read."""
    loaded = Loaded()
    found, problems = read_files(root)
    loaded.problems.extend(problems)
    data = {path: raw for path, raw in found.items() if not path.endswith("/")}
    for path, raw in data.items():
        if path.endswith(".yml"):
            _read_yaml(path, raw, loaded)
    head = _needed("policies/book.yml", loaded)
    topics = _needed("policies/topics.yml", loaded)
    lexicon = lexicon_of(topics) if topics else None
    vendors = []
    folders = sorted({path.split("/")[1] for path in found if path.count("/") >= 2})
    for folder in folders:
        if vendor := _vendor(folder, found, lexicon, loaded):
            vendors.append(vendor)
    if head is None or lexicon is None:
        return loaded
    paths, wrong = read_paths(_text(data, "policies/addresses.txt"), "policies/addresses.txt")
    loaded.problems.extend(wrong)
    read = {name: loaded.files.get(f"policies/{name}.yml") for name in ("questions", "findings", "readings")}
    readers, readings = readings_of(read["readings"].value) if read["readings"] else ((), {})
    loaded.book = Book(
        title=head["title"],
        description=head["description"],
        noun=(head["noun"]["one"], head["noun"]["many"]),
        folder=head["folder"],
        base=head["base"].rstrip("/") + "/",
        documents={document["id"]: document["title"] for document in head["documents"]},
        licence=(head["licence"]["name"], head["licence"]["address"], head["licence"]["covers"]),
        lexicon=lexicon,
        vendors=tuple(sorted(vendors, key=lambda vendor: (vendor.name.casefold(), vendor.id))),
        ledger=paths,
        questions=questions_of(read["questions"].value) if read["questions"] else (),
        findings=findings_of(read["findings"].value) if read["findings"] else (),
        readers=readers,
        readings=readings,
    )
    loaded.evidence = BookEvidence(loaded.book)
    return loaded


def _read_yaml(path: str, raw: bytes, loaded: Loaded) -> None:
    file, problems = load_yaml(raw, path)
    loaded.problems.extend(problems)
    if file is None:
        return
    shape = list(shape_problems(path.rsplit("/", 1)[1].removesuffix(".yml"), file))
    loaded.problems.extend(shape)
    if not shape:
        loaded.files[path] = file


def _needed(path: str, loaded: Loaded) -> dict | None:
    if path in loaded.files:
        return loaded.files[path].value
    if not any(problem.path == path for problem in loaded.problems):
        said = "this file is missing; see the schema of its name for what it says"
        loaded.problems.append(error(path, "path.missing", said))
    return None


def _text(data: Mapping[str, bytes], path: str) -> str:
    return data.get(path, b"").decode("utf-8", "replace")


def _vendor(folder: str, found: Mapping[str, bytes], lexicon: Lexicon | None, loaded: Loaded) -> Vendor | None:
    base = f"policies/{folder}"
    head = _needed(f"{base}/vendor.yml", loaded)
    versions = []
    places = sorted(path.rstrip("/") for path in found if path.startswith(f"{base}/") and path.endswith("/"))
    for place in places:
        if place.count("/") == 3 and (version := _version(place, found, loaded)):
            versions.append(_drafted_topics(version, lexicon))
    if not versions and not any(problem.path.startswith(f"{base}/") for problem in loaded.problems):
        loaded.problems.append(error(base, "vendor.empty", "no version is kept here; add one or take the folder away"))
    if head is None or not versions:
        return None
    return Vendor(
        id=folder,
        names=tuple((name["name"], name["from"], name["until"]) for name in head["names"]),
        website=head["website"],
        sold=head["sold"],
        successor=head["successor"],
        not_the_same_as=head["not_the_same_as"],
        versions=tuple(sorted(versions, key=lambda version: (version.document, version.date))),
    )


def _drafted_topics(version: Version, lexicon: Lexicon | None) -> Version:
    """A version whose outline nobody reviewed yet, with the topics that the lexicon finds in its sections."""
    if version.outline.reviewed or any(entry.topics for entry in version.outline.entries) or lexicon is None:
        return version
    return with_topics(version, [assign_topics(lexicon, part.heading, part.words) for part in version.sections])


def _version(place: str, found: Mapping[str, bytes], loaded: Loaded) -> Version | None:
    text_path, record_path, outline_path = (f"{place}/{name}" for name in ("policy.md", "record.yml", "outline.yml"))
    raw = found.get(text_path)
    text, doubts = None, []
    if raw is None:
        if not any(problem.path == text_path for problem in loaded.problems):
            said = "this file is missing; a version's text stands in it"
            loaded.problems.append(error(text_path, "path.missing", said))
    else:
        text, doubts = decode(raw, text_path)
        if any(problem.severity == "error" for problem in doubts):
            text = None
    record = _needed(record_path, loaded)
    made = _record(record) if record else None
    loaded.problems.extend(problem for problem in doubts if made is None or not answered(problem, made.damage))
    outline = loaded.files.get(outline_path)
    if text is None or record is None or (outline is None and outline_path in found):
        return None
    ledger, wrong = read_ledger(_text(found, f"{place}/addresses.txt"), f"{place}/addresses.txt")
    loaded.problems.extend(wrong)
    version, problems = version_of(
        place=place,
        raw=raw,
        text=text,
        record=made,
        outline=_outline(outline.value) if outline else draft_outline(text),
        ledger=ledger,
    )
    loaded.problems.extend(problems)
    answers = loaded.files.get(f"{place}/answers.yml")
    if version is not None and answers is not None:
        given, leans_on = answers_of(answers.value)
        version = replace(version, answers=given, leans_on=leans_on)
    return version


def _lines(pairs: Iterable[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((first, last) for first, last in pairs)


def _record(data: Mapping) -> Record:
    dates, source, text = data["dates"], data["source"], data["text"]
    original = data.get("original")
    return Record(
        publisher=data["publisher"],
        title=data["title"],
        language=data["language"],
        named_by=data["named_by"],
        effective=dates["effective"],
        updated=dates["updated"],
        archived=dates["archived"],
        retrieved=dates["retrieved"],
        seen=tuple(data.get("seen", ())),
        page=source["page"],
        archive=source["archive"],
        unknown=source["unknown"],
        original=(original["file"], original["sha256"], original["converter"]) if original else None,
        sha256=text["sha256"],
        reading=Reading(
            syntax=text["syntax"],
            paragraphs=text["paragraphs"],
            join=_lines(text["join"]),
            break_before=tuple(text["break_before"]),
        ),
        lifted=tuple(Lifted(lines=tuple(taken["lines"]), kind=taken["as"]) for taken in data["lifted"]),
        damage=tuple(
            Damage(lines=tuple(hurt["lines"]), kind=hurt["kind"], note=hurt["note"]) for hurt in data["damage"]
        ),
    )


def _outline(data: Mapping) -> Outline:
    entries = []
    for section in data["sections"]:
        lines = section.get("lines") or ([section["line"]] * 2 if "line" in section else None)
        entries.append(
            Entry(
                id=section["id"],
                lines=tuple(lines) if lines else None,
                level=section.get("level", 1),
                heading=section.get("heading", ""),
                topics=tuple(section["topics"]),
                numbers=tuple(str(number) for number in section["numbers"]) if "numbers" in section else None,
            )
        )
    aliases = {alias: tuple(targets) for alias, targets in data["aliases"].items()}
    return Outline(entries=tuple(entries), aliases=aliases, reviewed=data.get("reviewed"))
