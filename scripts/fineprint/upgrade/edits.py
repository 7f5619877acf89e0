"""Edits of a YAML file's source text at the places of its keys; what is not edited stays byte for byte. Pure.

An edit is a start, an end and what stands there instead, counted in characters. None of these functions proves that
the text still says the same: whoever applies edits reads the result again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml

Edit = tuple[int, int, str]
#: A node as PyYAML composes it, whose types know no attribute that all kinds share.
Node = Any
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_COMMENT = re.compile(r"#[^\r\n]*")
_FILLING = re.compile(r"(?:\s|#[^\r\n]*)*")
_BLOCK_SCALARS = ("|", ">")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value where they stand: the mapping around them, and which of its entries they are."""

    around: yaml.MappingNode
    number: int

    @property
    def key(self) -> Node:
        """The key's place."""
        return self.around.value[self.number][0]

    @property
    def value(self) -> Node:
        """The value's place."""
        return self.around.value[self.number][1]


def root_of(text: str) -> yaml.Node | None:
    """The places of all that stands in a file; it must have been read without a problem before."""
    return yaml.compose(text, Loader=_LOADER)


def entries_of(mapping: yaml.MappingNode) -> Iterator[Entry]:
    """The entries of a mapping, in their order."""
    return (Entry(mapping, number) for number in range(len(mapping.value)))


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits that do not overlap."""
    parts, done = [], 0
    for start, end, instead in sorted(edits):
        parts += [text[done:start], instead]
        done = end
    return "".join([*parts, text[done:]])


def comments(text: str) -> list[str]:
    """The comments of a file, in their order."""
    tokens = list(yaml.scan(text, Loader=_LOADER))
    gaps = (text[before.end_mark.index : after.start_mark.index] for before, after in pairwise(tokens))
    return [found.group() for gap in gaps for found in _COMMENT.finditer(gap)]


def renamed(entry: Entry, new: str) -> Iterator[Edit]:
    """The key under a new name, quoted as it was."""
    quotes = entry.key.style or ""
    yield entry.key.start_mark.index, entry.key.end_mark.index, f"{quotes}{new}{quotes}"


def into_list(text: str, entry: Entry) -> Iterator[Edit]:
    """A scalar as the only item of a list."""
    value = entry.value
    raw = _raw(text, value)
    if value.style in _BLOCK_SCALARS:
        yield value.start_mark.index, value.end_mark.index, f"[{_quoted(value)}]{line_end_of(text)}"
    else:
        within = _quoted(value) if not value.style and re.search(r"[,\[\]{}]", raw) else raw
        yield value.start_mark.index, value.end_mark.index, f"[{within}]"


def unwrapped(text: str, entry: Entry, new: str) -> Iterator[Edit]:
    """``key: {only: value}`` as ``new: value``; comments between stand before it."""
    key, (inner_key, inner) = entry.key, entry.value.value[0]
    column = key.start_mark.column
    between = text[key.end_mark.index : inner_key.start_mark.index] + text[inner.end_mark.index : end_of(entry.value)]
    instead = "".join(f"{said}{line_end_of(text)}{' ' * column}" for said in _COMMENT.findall(between))
    if instead and text[: key.start_mark.index][-1:] not in ("", " ", "\n"):
        instead = " " + instead
    quotes = key.style or ""
    raw = _raw(text, inner)
    raw = raw if entry.around.flow_style else _indented(raw, inner, column)
    yield key.start_mark.index, end_of(entry.value), f"{instead}{quotes}{new}{quotes}: {raw}"


def dropped(text: str, entry: Entry) -> Iterator[Edit]:
    """An entry taken out, with its comma or its line; a comment beside it stays."""
    start, end = entry.key.start_mark.index, end_of(entry.value)
    if not entry.around.flow_style:
        yield _with_line(text, start, end)
    elif (after := _comma(text, end)) == end:
        yield _with_line(text, start, end + 1)
    elif after is not None:
        yield from ((start, end, ""), (after, after + 1, ""))
    elif entry.number == 0 or (before := _comma(text, end_of(entry.around.value[entry.number - 1][1]))) is None:
        yield start, end, ""
    elif text[before + 1 : start].strip():
        yield from ((before, before + 1, ""), (start, end, ""))
    else:
        yield before, end, ""


def moved_out(text: str, entry: Entry, outer: Entry, into: str) -> Iterator[Edit]:
    """An entry of the mapping that is the value of ``outer`` taken out, into a new mapping ``into`` behind it."""
    gone = list(dropped(text, entry))
    yield from gone
    raw = _raw(text, entry.value)
    said = f"{_raw(text, entry.key)}: {raw}"
    end = end_of(outer.value)
    if outer.around.flow_style:
        yield end, end, f", {into}: {{{said}}}"
        return
    line_end, indent = line_end_of(text), " " * outer.key.start_mark.column
    if outer.value.flow_style:
        lines = f"{indent}{into}: {{{said}}}"
    else:
        inner = f"{indent}  "
        raw = _indented(raw, entry.value, len(inner))
        lines = f"{indent}{into}:{line_end}{inner}{_raw(text, entry.key)}: {raw}"
    at = next_line(text, end)
    before = "" if applied(text[:at], gone).endswith("\n") else line_end
    yield at, at, before + lines + ("" if lines.endswith("\n") else line_end)


def put_first(text: str, mapping: yaml.MappingNode, said: str) -> Edit:
    """An entry put before all others of the file's mapping."""
    start = mapping.start_mark.index
    if mapping.flow_style:
        return start + 1, start + 1, f"{said}, " if mapping.value else said
    return start, start, f"{said}{line_end_of(text)}{' ' * mapping.start_mark.column}"


def _raw(text: str, node: Node) -> str:
    return text[node.start_mark.index : node.end_mark.index]


def _quoted(node: yaml.ScalarNode) -> str:
    return json.dumps(node.value, ensure_ascii=False)


def line_end_of(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def end_of(node: Node) -> int:
    """Where a node ends; the mark of a block collection stands behind the comments that follow it."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return end_of(last[1] if isinstance(last, tuple) else last)


def next_line(text: str, at: int) -> int:
    """Where the line after the one that ends at ``at`` or later begins."""
    if text[:at].endswith("\n"):
        return at
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _with_line(text: str, start: int, end: int) -> Edit:
    """The edit that takes out ``start`` to ``end``: with the whole line, where nothing else stands on it."""
    begin = text.rfind("\n", 0, start) + 1
    rest = text[end : next_line(text, end)]
    if not text[begin:start].strip() and not rest.strip():
        return begin, end + len(rest), ""
    return start, end + len(rest) - len(rest.lstrip(" \t")), ""


def _comma(text: str, at: int) -> int | None:
    """Where the comma behind an entry of a flow mapping stands, if one does."""
    found = _FILLING.match(text, at)
    after = found.end() if found else at
    return after if text[after : after + 1] == "," else None


def _indented(raw: str, node: Node, column: int) -> str:
    """A scalar's source whose further lines stand deeper than ``column``, as a block mapping there asks for."""
    if node.style in _BLOCK_SCALARS:
        return raw
    first, *further = raw.splitlines(keepends=True) or [""]
    shallow = re.compile(rf"\A {{0,{column}}}(?=\S)")
    return first + "".join(shallow.sub(" " * (column + 2), line) if shallow.match(line) else line for line in further)
