"""One vendor's files read: its record, texts, outlines and answers, and every problem of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..core.model import Vendor, Version
from ..core.problems import Problem, error
from ..prove.ledger import read_ledger
from ..text.topics import Lexicon, assign_topics
from .facts import current_of, fact_of, names_of, successor_of
from .parsing import answers_of, outline_of, record_of
from .result import ReadFiles
from .schema import schema_problems
from .slips import entry_lines, without_lines
from .strict_yaml import Yaml
from .strict_yaml import load as load_yaml
from .text_gate import decode
from .text_warnings import open_warnings
from .version import draft_outline, original_problems, version_of, with_topics
from .withdrawn import kept_words


@dataclass(slots=True)
class VendorFiles:
    """The files of the book or of one vendor, by path, and what may not be there."""

    found: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_vendor(folder: str, files: VendorFiles, lexicon: Lexicon | None) -> tuple[Vendor | None, ReadFiles]:
    part = ReadFiles(problems=list(files.problems))
    for path, raw in files.found.items():
        if path.endswith(".yml"):
            read_yaml(path, raw, part)
    return _vendor(folder, files.found, lexicon, part), part


def read_yaml(path: str, raw: bytes, loaded: ReadFiles) -> None:
    """Read a data file into ``loaded``, or what is wrong with it.

    Entries that stand by themselves, such as answers, are read where they can be: one that can't hides no other.
    """
    name = path.rsplit("/", 1)[1].removesuffix(".yml")
    file, problems = _yaml_by_entries(raw, path) if name in _OF_ENTRIES else load_yaml(raw, path)
    loaded.problems.extend(problems)
    if file is None:
        return
    schema = "lexicon" if name.startswith("topics.") else name
    shape = list(schema_problems(schema, file))
    loaded.problems.extend(shape)
    if shape and name in _OF_ENTRIES:
        file = _sound(schema, file)
        shape = list(schema_problems(schema, file))
    if not shape:
        loaded.files[path] = file


#: Files that are a mapping of entries below a key, each of which can be read without the others.
_OF_ENTRIES = {"answers": "answers"}


def _yaml_by_entries(raw: bytes, path: str) -> tuple[Yaml | None, list[Problem]]:
    """As :func:`load_yaml`, but an entry that is no YAML is left out and told, as often as there is such a one."""
    reported: list[Problem] = []
    while True:
        file, problems = load_yaml(raw, path)
        if file is not None or [problem.code for problem in problems] != ["yaml.syntax"]:
            return file, [*reported, *problems]
        reported += problems
        lines = raw.decode().split("\n")
        taken = entry_lines(lines, problems[0].line)
        if taken is None or len(reported) >= _MOST_REPORTED:
            return None, reported
        raw = without_lines(raw.decode(), taken).encode()


#: So many entries that are no YAML are told of one file.
_MOST_REPORTED = 20


def _sound(schema: str, file: Yaml) -> Yaml:
    """A file without the entries that are not of the right shape."""
    key = _OF_ENTRIES[schema]
    entries = file.value.get(key) if isinstance(file.value, dict) else None
    if not isinstance(entries, dict):
        return file
    sound = {
        name: entry
        for name, entry in entries.items()
        if not any(schema_problems(schema, Yaml(file.path, {key: {name: entry}}, file.places)))
    }
    return Yaml(file.path, file.value | {key: sound}, file.places)


def required_file(path: str, loaded: ReadFiles) -> dict[str, Any] | None:
    if path in loaded.files:
        return dict(loaded.files[path].value)
    if not any(problem.path == path for problem in loaded.problems):
        said = f"this file is missing; fineprint explain {path.rpartition('/')[2]} says what stands in it"
        loaded.problems.append(error(path, "path.missing", said))
    return None


def text_file(data: Mapping[str, bytes], path: str) -> str:
    return data.get(path, b"").decode("utf-8", "replace")


def _vendor(folder: str, found: Mapping[str, bytes], lexicon: Lexicon | None, loaded: ReadFiles) -> Vendor | None:
    base = f"policies/{folder}"
    head = required_file(f"{base}/vendor.yml", loaded)
    versions = []
    places = sorted(path.rstrip("/") for path in found if path.startswith(f"{base}/") and path.endswith("/"))
    gone = [place for place in places if place.count("/") == 3 and _withdrawn(place, loaded)]
    for place in places:
        if place in gone:
            loaded.problems.extend(kept_words(place, found))
        elif place.count("/") == 3 and (version := _version(place, found, loaded)):
            versions.append(_drafted_topics(version, lexicon))
    if not versions and not gone and not any(problem.path.startswith(f"{base}/") for problem in loaded.problems):
        loaded.problems.append(error(base, "vendor.empty", "no version is kept here; add one or take the folder away"))
    if head is None or not versions:
        return None
    return Vendor(
        id=folder,
        names=names_of(head["names"]),
        website=head["website"],
        description=fact_of(head["description"]),
        successor=successor_of(head["successor"]),
        distinct_from=fact_of(head["distinct_from"]) if head["distinct_from"] else None,
        current=current_of(head.get("current")),
        versions=tuple(sorted(versions, key=lambda version: (version.document, version.date))),
    )


def _withdrawn(place: str, loaded: ReadFiles) -> bool:
    record = loaded.files.get(f"{place}/record.yml")
    return record is not None and "withdrawn" in record.value


def _drafted_topics(version: Version, lexicon: Lexicon | None) -> Version:
    """A version whose outline nobody reviewed yet, with the topics that the lexicon finds in its sections."""
    if version.outline.reviewed or any(entry.topics for entry in version.outline.entries) or lexicon is None:
        return version
    lexicon = lexicon.of(version.record.language)
    return with_topics(version, [assign_topics(lexicon, part.heading, part.words) for part in version.sections])


def _version(place: str, found: Mapping[str, bytes], loaded: ReadFiles) -> Version | None:
    text_path, record_path, outline_path = (f"{place}/{name}" for name in ("policy.md", "record.yml", "outline.yml"))
    raw = found.get(text_path)
    text: str | None = None
    doubts: list[Problem] = []
    if raw is None:
        if not any(problem.path == text_path for problem in loaded.problems):
            said = "this file is missing; a version's text stands in it"
            loaded.problems.append(error(text_path, "path.missing", said))
    else:
        text, doubts = decode(raw, text_path)
        if any(problem.severity == "error" for problem in doubts):
            text = None
    record = required_file(record_path, loaded)
    made = record_of(record) if record else None
    loaded.problems.extend(original_problems(place, found, loaded.files[record_path]) if record else ())
    outline = loaded.files.get(outline_path)
    if raw is None or text is None or made is None or (outline is None and outline_path in found):
        loaded.problems.extend(open_warnings(doubts, made.damage if made else ()))
        return None
    ledger, wrong = read_ledger(text_file(found, f"{place}/addresses.txt"), f"{place}/addresses.txt")
    loaded.problems.extend(wrong)
    version, problems = version_of(
        place=place,
        raw=raw,
        text=text,
        record=made,
        outline=outline_of(outline.value) if outline else draft_outline(text),
        ledger=ledger,
        record_file=loaded.files[record_path],
        outline_file=outline,
    )
    loaded.problems.extend(open_warnings([*doubts, *problems], made.damage))
    answers = loaded.files.get(f"{place}/answers.yml")
    if version is not None and answers is not None:
        answers_by_question, referenced = answers_of(answers.value)
        version = replace(
            version, answers=answers_by_question, referenced_documents=referenced, answered=tuple(answers_by_question)
        )
    return version
