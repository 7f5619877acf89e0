"""All data files of a book, as texts, brought to the present format; proved by reading them again. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from ..core.problems import Problem, error
from ..read.formats import FORMAT, format_of, unknown_format
from ..read.strict_yaml import Yaml, load
from . import edits, keys
from .edits import Edit, Entry
from .keys import FormatChange

BOOK = "policies/book.yml"
#: Names of the files whose keys some format changed.
CONVERTED = {name for change in keys.CHANGES.values() for name in change.renamed}


def convert(files: Mapping[str, str]) -> tuple[dict[str, str], list[Problem]]:
    """The texts that change, by path, and no problem; or problems, and no text.

    ``files``: text of every file below ``policies/``, by path from the book's folder. A book of the present format
    changes nothing. Never raises for what stands in a file.
    """
    if BOOK not in files:
        return {}, [error(BOOK, "path.missing", "this file is missing; it states the book's format")]
    now = dict(files)
    stated: int | None = None
    while stated != FORMAT:
        read, problems = _read(now)
        if BOOK in read and (unknown := unknown_format(read[BOOK])):
            return {}, [unknown]
        stated = format_of(read[BOOK]) if BOOK in read else None
        if stated == FORMAT:
            break
        made, wrong = _next(now, read, stated or 1)
        if problems or wrong:
            return {}, sorted({*problems, *wrong})
        now |= made
        stated = (stated or 1) + 1
    return {path: text for path, text in now.items() if text != files[path]}, []


def _read(files: Mapping[str, str]) -> tuple[dict[str, Yaml], list[Problem]]:
    """The files that hold keys of some format, by path, and what is wrong with them."""
    read: dict[str, Yaml] = {}
    problems: list[Problem] = []
    for path, text in files.items():
        if _name(path) in CONVERTED:
            file, wrong = load(text.encode("utf-8", "surrogatepass"), path)
            problems += [problem for problem in wrong if problem.severity == "error"]
            if file is not None and isinstance(file.value, dict):
                read[path] = file
            elif file is not None:
                problems.append(file.error("yaml.schema", "the file must be a mapping of keys to values"))
    return read, problems


def _next(files: Mapping[str, str], read: Mapping[str, Yaml], stated: int) -> tuple[dict[str, str], list[Problem]]:
    """The texts in the format after ``stated``, by path, and what can't be brought to it."""
    change, made = keys.CHANGES[stated], {}
    problems: list[Problem] = []
    for path, file in read.items():
        twice = list(_twice(change, file, file.value))
        problems += twice
        if not twice:
            # The parser does not count the mark that some editors put before a file.
            mark = "\ufeff" if files[path].startswith("\ufeff") else ""
            text = files[path].removeprefix(mark)
            new = _converted(change, text, path, stated + 1)
            problems += _proof(change, file, text, new, stated + 1)
            made[path] = mark + new
    return made, problems


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def _twice(
    change: FormatChange, file: Yaml, value: object, place: tuple[str | int, ...] = (), path: keys.Path = ()
) -> Iterator[Problem]:
    """Keys that are one key in the present format and stand beside each other."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _twice(change, file, item, (*place, number), (*path, "*"))
    if not isinstance(value, dict):
        return
    name = _name(file.path)
    taken: dict[str, str] = {}
    for key, inner in value.items():
        here = change.pattern_of(name, path, key)
        gone = inner if isinstance(inner, dict) else ()
        moved = [into for inside in gone if (into := change.moved_into(name, (*here, inside), inner))]
        for new in [change.new_name(name, here, key), *moved]:
            if taken.setdefault(new, key) != key:
                said = f"{taken[new]!r} and {key!r} would both become {new!r}; keep one of them"
                yield file.error("yaml.duplicate-key", said, *place, key)
        yield from _twice(change, file, inner, (*place, key), here)


def _converted(change: FormatChange, text: str, path: str, to: int) -> str:
    root: Any = edits.root_of(text)
    made = list(_edits(change, text, _name(path), root, (), None))
    if path == BOOK:
        stated = next((entry.value for entry in edits.entries_of(root) if entry.key.value == "format"), None)
        if stated is None:
            made.append(edits.put_first(text, root, f"format: {to}"))
        else:
            made.append((stated.start_mark.index, stated.end_mark.index, str(to)))
    return edits.applied(text, made)


def _edits(
    change: FormatChange, text: str, name: str, node: Any, path: keys.Path, outer: Entry | None
) -> Iterator[Edit]:
    """The edits of a node at ``path``, which is the value of the entry ``outer``."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _edits(change, text, name, item, (*path, "*"), None)
    if not isinstance(node, yaml.MappingNode):
        return
    around = {key.value: None for key, _ in node.value}
    for entry in edits.entries_of(node):
        here = change.pattern_of(name, path, entry.key.value)
        new = change.new_name(name, here, entry.key.value)
        value = _shallow(entry.value)
        if change.is_dropped(name, here, around):
            yield from edits.dropped(text, entry)
            continue
        if outer and (into := change.moved_into(name, here, around)):
            yield from edits.moved_out(text, entry, outer, into)
            continue
        if change.unwrapped_key(name, here, value):
            yield from edits.unwrapped(text, entry, new)
            continue
        if new != entry.key.value:
            yield from edits.renamed(entry, new)
        if change.is_listed(name, here, value):
            yield from edits.into_list(text, entry)
        else:
            yield from _edits(change, text, name, entry.value, here, entry)


def _shallow(node: Any) -> object:
    """As much of a value as decides how it is converted: its kind, the keys of a mapping, whether it is null."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: None for key, _ in node.value}
    if isinstance(node, yaml.SequenceNode):
        return []
    return None if not node.style and node.value in ("", "~", "null") else node.value


def _proof(change: FormatChange, before: Yaml, text: str, made: str, to: int) -> Iterator[Problem]:
    """A problem where a converted text does not say what the text said: values, their order, comments."""
    wanted: Any = change.in_next_format(_name(before.path), before.value)
    if before.path == BOOK:
        wanted = wanted | {"format": to} if "format" in wanted else {"format": to} | wanted
    after, problems = load(made.encode("utf-8", "surrogatepass"), before.path)
    wrong = [problem for problem in problems if problem.severity == "error"]
    said = f"can't be brought to format {to} as it is written; write what stands near here in a plainer form"
    if after is None or wrong:
        yield error(before.path, "format.not-converted", said, wrong[0].line)
    elif (where := _first_difference(wanted, after.value)) is not None:
        yield error(before.path, "format.not-converted", said, after.place(where)[0])
    elif Counter(edits.comments(made)) != Counter(edits.comments(text)):
        yield error(before.path, "format.not-converted", f"{said}; a comment would be lost")


def _first_difference(wanted: object, made: object) -> tuple[str | int, ...] | None:
    """Where two values differ first, the order of keys included; None if nowhere."""
    if isinstance(wanted, dict) and isinstance(made, dict) and list(wanted) == list(made):
        pairs = [(key, inner, made[key]) for key, inner in wanted.items()]
    elif isinstance(wanted, list) and isinstance(made, list) and len(wanted) == len(made):
        pairs = [(number, inner, other) for number, (inner, other) in enumerate(zip(wanted, made, strict=True))]
    else:
        return None if type(wanted) is type(made) and wanted == made and not isinstance(wanted, dict | list) else ()
    for step, inner, other in pairs:
        if (where := _first_difference(inner, other)) is not None:
            return (step, *where)
    return None
