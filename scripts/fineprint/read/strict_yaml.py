"""YAML as data and nothing else.

libyaml parses; this module builds plain values from its event stream and refuses, before anything is built, what data
files have no need of: tags, anchors, aliases, merge keys, duplicate keys, second documents, deep nesting. Only
integers (``0`` or ``[1-9][0-9]*``) and null are resolved; everything else is text, so ``no``, ``1:30`` and
``2019-04-05`` stay what the author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import yaml

from ..core.limits import YAML_BYTES, YAML_DEPTH
from ..core.problems import Problem, error
from ..text.characters import is_plain, suspicious
from .slips import badly_indented, parser_words, quoted_line

Path = tuple[str | int, ...]
#: The marks that git puts around what two branches made of the same lines; a text of data can hold no two of them.
_CONFLICT = re.compile(r"^<{7} .*\n(?:.*\n)*?={7}\n(?:.*\n)*?>{7} ", re.MULTILINE)
_INTEGER = re.compile(r"0|[1-9][0-9]{0,17}")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

#: What a file may not hold; it is read to its end all the same, so that one fault hides no other.
_REFUSED = {"yaml.tag", "yaml.alias", "yaml.duplicate-key"}


@dataclass(slots=True)
class Yaml:
    """A parsed file: its value, and where each key and item stands (line and column from 1)."""

    path: str
    value: Any = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def place(self, where: Path = ()) -> tuple[int, int]:
        """Line and column of the value at ``where``, or of the nearest thing around it."""
        while where and where not in self.places:
            where = where[:-1]
        return self.places.get(where, (1, 1))

    def error(self, code: str, message: str, *where: str | int) -> Problem:
        """A problem at the value ``where`` of this file."""
        return error(self.path, code, message, *self.place(where))


class _YamlError(Exception):
    def __init__(self, code: str, message: str, event: yaml.Event) -> None:
        super().__init__(message)
        self.code, self.place = code, _place(event)


def _place(event: yaml.Event) -> tuple[int, int]:
    """Line and column of an event, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def load(raw: bytes, path: str) -> tuple[Yaml | None, list[Problem]]:
    """Parse the bytes of a file; the first is None if it could not be read at all.

    ``path`` is used in problems only. Never raises for bad input.
    """
    if len(raw) > YAML_BYTES:
        return None, [error(path, "yaml.too-large", f"{len(raw):,} bytes; a data file has at most {YAML_BYTES:,}")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as reason:
        return None, [error(path, "text.utf8", f"byte {reason.start} is no UTF-8; save the file as UTF-8")]
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        said = "git left a conflict of two branches here; keep what both say and take its marks out"
        return None, [error(path, "yaml.conflict", said, line)]
    made = Yaml(path)
    problems: list[Problem] = []
    try:
        # A file whose characters are plain, and none of them written as an escape, holds no doubtful text.
        doubtful = not is_plain(text) or "\\" in text
        made.value = _build(yaml.parse(text, Loader=_LOADER), made, problems, doubtful)
    except _YamlError as refused:
        problems.append(error(path, refused.code, str(refused), *refused.place))
        return None, problems
    except yaml.YAMLError as reason:
        return None, [*problems, _syntax_problem(reason, text, path)]
    return (None if any(problem.code in _REFUSED for problem in problems) else made), problems


def _syntax_problem(reason: yaml.YAMLError, text: str, path: str) -> Problem:
    """Where a file stops being YAML, with the line that was most likely meant."""
    said = getattr(reason, "problem", None) or getattr(reason, "reason", None) or "this is not YAML"
    lines = text.split("\n")
    # Words that begin with a quotation mark or a bracket are found unfinished far behind the place where they begin.
    begun = any(word in (getattr(reason, "context", None) or "") for word in ("quoted scalar", "flow"))
    names = ("context_mark", "problem_mark") if begun else ("problem_mark",)
    marks = [mark for name in names if (mark := getattr(reason, name, None))]
    for mark in marks:
        number = min(mark.line, len(lines) - 1)
        if meant := quoted_line(lines[number], partial(_stops_later, lines, number)):
            codes = f"these words can be read as YAML; put the words in quotation marks: {meant.strip()}"
            return error(path, "yaml.syntax", codes, number + 1, len(meant) - len(meant.lstrip()) + 1)
        if wrong := badly_indented(lines, number):
            return error(path, "yaml.syntax", wrong, number + 1)
    line, column = (marks[-1].line + 1, marks[-1].column + 1) if marks else (1, 1)
    return error(path, "yaml.syntax", parser_words(said), line, column)


def _stops_later(lines: Sequence[str], number: int, line: str) -> bool:
    """Whether a text with another line in the place of one can be read beyond that line."""
    made = "\n".join([*lines[:number], line, *lines[number + 1 :]])
    try:
        for _ in yaml.parse(made, Loader=_LOADER):
            pass
    except yaml.YAMLError as reason:
        marks = [mark.line for name in ("context_mark", "problem_mark") if (mark := getattr(reason, name, None))]
        return bool(marks) and min(marks) > number
    return True


def _build(events: Iterator[yaml.Event], made: Yaml, problems: list[Problem], doubtful: bool) -> object:
    """The value that the events tell of; ``doubtful``: whether texts in it must be looked at by character."""
    stack: list[tuple[Any, Path]] = []
    keys: list[Any] = []
    root: object = None
    documents = 0
    for event in events:
        if not isinstance(event, yaml.NodeEvent):
            if isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
                keys.pop()
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    said = "a second document begins; keep one document a file"
                    raise _YamlError("yaml.documents", said, event)
            continue
        problems.extend(_refused(event, made.path, problems))
        # An alias stands for a value that is never looked up.
        scalar = isinstance(event, yaml.ScalarEvent | yaml.AliasEvent)
        around: tuple[Any, Path] = stack[-1] if stack else (None, ())
        parent, where = around
        in_mapping = isinstance(parent, dict)
        if in_mapping and keys[-1] is None:
            if not scalar:
                raise _YamlError("yaml.schema", "a key must be text", event)
            keys[-1] = str(getattr(event, "value", ""))
            problems.extend(_key_problems(event, parent, made.path))
            if doubtful and isinstance(event, yaml.ScalarEvent):
                problems.extend(_doubts(event, made.path))
            continue
        if stack:
            where = (*where, keys[-1] if in_mapping else len(parent))
        made.places[where] = _place(event)
        value = _scalar(event) if scalar else _collection(event, len(stack))
        if doubtful and isinstance(event, yaml.ScalarEvent) and isinstance(value, str):
            problems.extend(_doubts(event, made.path))
        if not stack:
            root = value
        elif in_mapping:
            parent[keys[-1]] = value
            keys[-1] = None
        else:
            parent.append(value)
        if not scalar:
            stack.append((value, where))
            keys.append(None)
    return root


def _refused(event: yaml.NodeEvent, path: str, before: Sequence[Problem]) -> Iterator[Problem]:
    """What is refused of a value; of each kind only the first is told, as one author may have used it everywhere."""
    codes = {problem.code for problem in before}
    line, column = _place(event)
    if event.anchor and "yaml.alias" not in codes:
        yield error(path, "yaml.alias", "anchors and aliases are not read; write the value out", line, column)
    tag = getattr(event, "tag", None)
    if tag is not None and "yaml.tag" not in codes:
        yield error(path, "yaml.tag", f"the tag {tag} is not read; write plain values", line, column)


def _key_problems(event: yaml.NodeEvent, parent: dict[str, object], path: str) -> Iterator[Problem]:
    line, column = _place(event)
    key = getattr(event, "value", "")
    if key == "<<" and not getattr(event, "style", None):
        yield error(path, "yaml.alias", "merge keys are not read; write the values out", line, column)
    elif key in parent:
        yield error(path, "yaml.duplicate-key", f"the key {key!r} stands twice; keep one", line, column)


def _collection(event: yaml.NodeEvent, depth: int) -> dict[str, object] | list[object]:
    if depth >= YAML_DEPTH:
        raise _YamlError("yaml.syntax", f"nested deeper than {YAML_DEPTH}; flatten it", event)
    return {} if isinstance(event, yaml.MappingStartEvent) else []


def _scalar(event: yaml.NodeEvent) -> object:
    if not isinstance(event, yaml.ScalarEvent):
        return None
    value = event.value
    if not event.style and event.implicit[0]:
        if value in ("", "~", "null"):
            return None
        if _INTEGER.fullmatch(value):
            return int(value)
    return value


def _doubts(event: yaml.ScalarEvent, path: str) -> Iterator[Problem]:
    for _, severity, code, message in suspicious(event.value):
        # Words quoted from a text keep its damage, which the text's own record notes.
        if code != "text.mojibake":
            yield Problem(path, *_place(event), code, severity, message)
