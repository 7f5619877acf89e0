"""From files on disk to a frozen book. The only module that reads a book; it raises for nothing that is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .answers import answers_of, findings_of, questions_of, readings_of
from .cache import Cache, code, digest
from .evidence import BookEvidence
from .files import read_files
from .ledger import read_ledger, read_paths
from .model import Book, Vendor, Version
from .parallel import beside
from .policy_text import decode
from .problems import Problem, error
from .records import outline_of, record_of
from .shape import shape_problems
from .strict_yaml import Yaml
from .strict_yaml import load as load_yaml
from .topics import Lexicon, assign_topics, lexicon_of
from .versions import answered, draft_outline, version_of, with_topics

if TYPE_CHECKING:
    from .rules.cells import Cell


#: Vendors to be read from which on two processes are quicker than one.
MANY = 40


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


def load_book(root: Path, cache: Cache | None = None) -> Loaded:
    """Read the book below ``root``. A vendor with a problem is left out; every other one is still read.

    ``cache``: where what was made of each vendor's files is kept, so that only changed ones are parsed.
    """
    loaded = Loaded()
    found, problems = read_files(root)
    of_vendor, of_book = _by_vendor(found, problems)
    loaded.problems.extend(of_book.problems)
    for path, raw in of_book.found.items():
        if path.endswith(".yml"):
            _read_yaml(path, raw, loaded)
    head = _needed("policies/book.yml", loaded)
    topics = _needed("policies/topics.yml", loaded)
    lexicon = _lexicon(topics, loaded) if topics else None
    vendors = []
    written = of_book.found.get("policies/topics.yml", b"")
    for vendor, part in _vendors(of_vendor, lexicon, written, cache or Cache(None)):
        loaded.files.update(part.files)
        loaded.problems.extend(part.problems)
        if vendor:
            vendors.append(vendor)
    if head is None or lexicon is None:
        return loaded
    paths, wrong = read_paths(_text(of_book.found, "policies/addresses.txt"), "policies/addresses.txt")
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
        redirects=head.get("redirects", {}),
    )
    loaded.evidence = BookEvidence(loaded.book)
    return loaded


@dataclass(slots=True)
class _Files:
    """The files of the book or of one vendor, by path, and what may not be there."""

    found: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def _by_vendor(found: Mapping[str, bytes], problems: Iterable[Problem]) -> tuple[dict[str, _Files], _Files]:
    """Files and problems of each vendor's folder, and those of the book."""
    vendors: dict[str, _Files] = {}
    book = _Files()
    for path, raw in found.items():
        if path.count("/") >= 2:
            vendors.setdefault(path.split("/")[1], _Files()).found[path] = raw
        else:
            book.found[path] = raw
    for problem in problems:
        vendors.get(problem.path.partition("/")[2].partition("/")[0], book).problems.append(problem)
    return dict(sorted(vendors.items())), book


def _vendors(
    files: Mapping[str, _Files], lexicon: Lexicon | None, topics: bytes, cache: Cache
) -> Iterator[tuple[Vendor | None, Loaded]]:
    """Each vendor with its files and problems, from the cache if nothing that it is made from has changed."""
    if cache.folder is None:
        for folder, mine in files.items():
            yield _made(folder, mine, lexicon)
        return
    keys = {
        folder: digest([code(), topics, repr(mine.problems), *(part for item in mine.found.items() for part in item)])
        for folder, mine in files.items()
    }
    missing = [folder for folder in files if not cache.has(folder, keys[folder])]

    def fill(folders: Sequence[str]) -> None:
        for folder in folders:
            cache.put(folder, keys[folder], _made(folder, files[folder], lexicon))

    if len(missing) >= MANY:
        other = beside(partial(fill, missing[::2]))
        fill(missing[1::2])
        other()
    for folder, mine in files.items():
        yield cache.of(folder, keys[folder], partial(_made, folder, mine, lexicon))


def _made(folder: str, files: _Files, lexicon: Lexicon | None) -> tuple[Vendor | None, Loaded]:
    part = Loaded(problems=list(files.problems))
    for path, raw in files.found.items():
        if path.endswith(".yml"):
            _read_yaml(path, raw, part)
    return _vendor(folder, files.found, lexicon, part), part


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


def _lexicon(topics: Mapping, loaded: Loaded) -> Lexicon | None:
    try:
        return lexicon_of(topics)
    except ValueError as reason:
        file = loaded.files["policies/topics.yml"]
        loaded.problems.append(file.error("topic.phrase", f"{reason}; mend it", "topics"))
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
    made = record_of(record) if record else None
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
        outline=outline_of(outline.value) if outline else draft_outline(text),
        ledger=ledger,
    )
    loaded.problems.extend(problems)
    answers = loaded.files.get(f"{place}/answers.yml")
    if version is not None and answers is not None:
        given, leans_on = answers_of(answers.value)
        version = replace(version, answers=given, leans_on=leans_on)
    return version
