"""Single values of a data file changed in its own text: what is not changed stays byte for byte. Pure.

A place is the keys and positions that lead to a value. None of these functions proves that the file still says what it
should: whoever uses them reads the whole book again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml

from ..read.yaml_writer import one_line
from ..upgrade.edits import Edit, Node, applied, dropped, end_of, entries_of, line_end_of, next_line, root_of

_PLAIN = re.compile(r"(?![0-9]+$)[0-9A-Za-z][0-9A-Za-z./-]*")

Place = tuple[str | int, ...]
#: What a scalar at a place becomes; the third argument tells whether it is a key.
Rename = Callable[[Place, str, bool], str]


def node_at(text: str, place: Place) -> Node | None:
    """The node of a value, or None if there is none."""
    node: Any = root_of(text)
    for step in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        else:
            return None
    return node


def renamed_scalars(text: str, rename: Rename) -> str:
    """The text with each key and value that is a scalar as ``rename`` has it."""
    root = root_of(text)
    return applied(text, _renames(root, (), rename)) if root is not None else text


def _renames(node: Node, place: Place, rename: Rename) -> Iterator[Edit]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalar(key, (*place, key.value), rename, True)
            yield from _renames(value, (*place, key.value), rename)
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            yield from _renames(value, (*place, position), rename)
    else:
        yield from _scalar(node, place, rename, False)


def _scalar(node: Node, place: Place, rename: Rename, is_key: bool) -> Iterator[Edit]:
    now = rename(place, node.value, is_key)
    if now != node.value:
        yield node.start_mark.index, node.end_mark.index, _written(now, node)


def with_value(text: str, place: Place, value: object) -> str:
    """The text with another value at a place, on one line; the key is added where it is not there."""
    node = node_at(text, place)
    if node is not None:
        if _is_inline(node):
            return text[: node.start_mark.index] + _written(value, node) + text[end_of(node) :]
        text = without(text, place)
    return _added(text, place, value)


def _is_inline(node: Node) -> bool:
    """Whether a value ends where its last character stands, and not with its line."""
    if isinstance(node, yaml.ScalarNode):
        return node.style not in ("|", ">")
    return bool(node.flow_style)


def _written(value: object, instead_of: Node) -> str:
    """A value as YAML on one line, quoted where the one before was."""
    quoted = isinstance(instead_of, yaml.ScalarNode) and instead_of.style and isinstance(value, str)
    return one_line(value) if quoted else _flow(value)


def _flow(value: object) -> str:
    """A value as YAML on one line; a plain word stays plain, as the loader takes days and ``on`` for text."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value != "null":
        return value
    # What stands in braces or brackets may hold no comma unquoted; this writes it as it would stand there.
    return one_line([value])[1:-1]


def _added(text: str, place: Place, value: object) -> str:
    """A new entry behind all others of the mapping around it, which is made where it is not there."""
    around = node_at(text, place[:-1])
    if around is None:
        return _added(text, place[:-1], {str(place[-1]): value})
    said = f"{_flow(place[-1])}: {_flow(value)}"
    if not around.value:
        start, end = around.start_mark.index, around.end_mark.index
        inner = f"{{{said}}}"
        return text[:start] + inner + text[end:]
    if around.flow_style:
        at = end_of(around.value[-1][1])
        return f"{text[:at]}, {said}{text[at:]}"
    line_end = line_end_of(text)
    at = next_line(text, end_of(around.value[-1][1]))
    before = "" if text[:at].endswith("\n") else line_end
    return f"{text[:at]}{before}{' ' * around.start_mark.column}{said}{line_end}{text[at:]}"


def without(text: str, place: Place) -> str:
    """The text without an entry of a mapping or an item of a list; a list or mapping that this empties is ``[]`` or
    ``{}``.
    """
    around, last = node_at(text, place[:-1]), place[-1]
    if around is None:
        return text
    if len(around.value) == 1:
        empty = "{}" if isinstance(around, yaml.MappingNode) else "[]"
        start, end = around.start_mark.index, end_of(around)
        if around.flow_style:
            return text[:start] + empty + text[end:]
        # The block begins on a line of its own: it goes with its lines, and the empty one stands beside its key.
        key = len(text[:start].rstrip(" \t\r\n-"))
        stop = next_line(text, end)
        return f"{text[:key]} {empty}{line_end_of(text)}{text[stop:]}" if text[key - 1 : key] == ":" else text
    if isinstance(around, yaml.MappingNode):
        entry = next((entry for entry in entries_of(around) if entry.key.value == last), None)
        return text if entry is None else applied(text, dropped(text, entry))
    return _without_item(text, around, int(last))


def _without_item(text: str, around: Node, position: int) -> str:
    item = around.value[position]
    start, end = item.start_mark.index, end_of(item)
    if not around.flow_style:
        begin = text.rfind("\n", 0, start) + 1
        return text[:begin] + text[next_line(text, end) :]
    if position + 1 < len(around.value):
        return text[:start] + text[around.value[position + 1].start_mark.index :]
    return text[: end_of(around.value[position - 1])] + text[end:]


def block_of(text: str, place: Place) -> tuple[int, int]:
    """Where the lines of an item of a block list begin and where they end, in characters."""
    node = node_at(text, place)
    assert node is not None, place
    return text.rfind("\n", 0, node.start_mark.index) + 1, next_line(text, end_of(node))
