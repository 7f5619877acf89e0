"""An answer put into the text of an ``answers.yml``, in the style of the file, of which all else stays. Pure.

A key that is not changed keeps its source, and so does an item of a list that stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from ..life.edits import node_at, with_value, without
from ..read.yaml_writer import dump
from ..upgrade.edits import Node, end_of, line_end_of, next_line

#: The keys of an answer in the order in which they are written.
KEYS = (
    *("value", "quotes", "limits", "limits_ruled_out", "ruled_out", "not_applicable_because", "document", "note"),
    *("reviewed", "refers_to", "carried_from", "history", "look_again", "disputed", "replies", "no_search_term_reason"),
)
#: How a file writes a list below its key, and a day.
_INDENTED_LIST = re.compile(r"^( *)[\w-]+:[ \t]*\r?\n(?: *#.*\n)*\1 +- ", re.MULTILINE)
_PLAIN_DAY = re.compile(r"^ *reviewed: [0-9]", re.MULTILINE)
_QUOTED_DAY = re.compile(r"(?<=: )'([0-9]{4}-[0-9]{2}-[0-9]{2})'$", re.MULTILINE)
_COMMENT_LINE = re.compile(r"^[ \t]*#.*\n?", re.MULTILINE)


def with_answer(text: str, question: str, data: Mapping[str, object], order: Sequence[str]) -> str:
    """The text with ``data`` as the answer to a question; a new one stands as ``order``, ids of questions, has it.

    ``text`` must be a file that can be read.
    """
    answers = node_at(text, ("answers",))
    if answers is None:
        return with_answer(_ended(text) + f"answers: {{}}{line_end_of(text)}", question, data, order)
    entry = node_at(text, ("answers", question))
    if (answers.flow_style and answers.value) or (entry is not None and entry.flow_style):
        return with_value(text, ("answers", question), dict(data))
    if entry is None:
        return _inserted(text, answers, question, data, order)
    return _changed(text, ("answers", question), data)


def _inserted(text: str, answers: Node, question: str, data: Mapping[str, object], order: Sequence[str]) -> str:
    """A new entry behind the last of those that stand before it in the order, or before all."""
    if not answers.value:
        start, end = answers.start_mark.index, answers.end_mark.index
        made = _block(text, {question: data}, 2)
        return text[:start].rstrip(" ") + line_end_of(text) + made.removesuffix(line_end_of(text)) + text[end:]
    ranks = {name: rank for rank, name in enumerate(order)}
    before = [value for key, value in answers.value if ranks.get(key.value, -1) < ranks.get(question, len(ranks))]
    column = answers.start_mark.column
    at = next_line(text, end_of(before[-1])) if before else _line_start(text, answers.value[0][0])
    head = _ended(text[:at])
    return head + _block(text, {question: data}, column) + text[at:]


def _changed(text: str, place: tuple[str, str], data: Mapping[str, object]) -> str:
    old = _plain(node_at(text, place))
    for key in [key for key in old if key not in data]:
        text = without(text, (*place, key))
    for key in sorted(data, key=KEYS.index):
        value = _as_text(data[key])
        if key not in old:
            text = _with_key(text, place, key, value)
        elif old[key] != value:
            text = _with_new(text, place, key, value)
    return text


def _with_key(text: str, place: tuple[str, str], key: str, value: object) -> str:
    """A key that the entry does not have yet, behind the nearest of those that come before it."""
    around: Any = node_at(text, place)
    before = [inner for name, inner in around.value if name.value in KEYS[: KEYS.index(key)]]
    at = next_line(text, end_of(before[-1])) if before else _line_start(text, around.value[0][0])
    return _ended(text[:at]) + _block(text, {key: value}, around.start_mark.column) + text[at:]


def _with_new(text: str, place: tuple[str, str], key: str, value: object) -> str:
    """Another value of a key that is there."""
    around: Any = node_at(text, place)
    name, node = next(pair for pair in around.value if pair[0].value == key)
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and isinstance(value, list):
        start = _line_start(text, node.value[0])
        return text[:start] + "".join(_items(text, node, value)) + text[next_line(text, end_of(node)) :]
    made = _block(text, {key: value}, name.start_mark.column)
    start, end = name.start_mark.index, end_of(node)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        # A block scalar ends behind its last line's end.
        return text[: _line_start(text, name)] + made + text[end:]
    return text[:start] + made.strip() + text[end:]


def _items(text: str, node: Node, value: Sequence[object]) -> Iterator[str]:
    """The lines of a block list: items that stay with their own source and what stands above them."""
    begin = _line_start(text, node.value[0])
    kept: list[tuple[object, str]] = []
    for item in node.value:
        end = next_line(text, end_of(item))
        kept.append((_plain(item), text[begin:end]))
        begin = end
    dash = text.rfind("-", 0, node.value[0].start_mark.index)
    column = dash - text.rfind("\n", 0, dash) - 1
    left = [item for item, _ in kept]
    yield from (line for item, source in kept if item not in value for line in _COMMENT_LINE.findall(source))
    for item in value:
        if item in left:
            left.remove(item)
            yield _ended(next(source for known, source in kept if known == item))
        else:
            yield _block(text, [item], column)


def _block(text: str, data: object, column: int) -> str:
    """Plain values as the lines of a block, with the line ends of a text, and days and lists as it has them."""
    said = dump(data, indented=bool(_INDENTED_LIST.search(text)))
    if _PLAIN_DAY.search(text):
        said = _QUOTED_DAY.sub(r"\1", said)
    lines = said.splitlines()
    return "".join(f"{' ' * column}{line}{line_end_of(text)}" if line else line_end_of(text) for line in lines)


def _plain(node: Node) -> Any:
    """What a node says, every scalar as text."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return node.value


def _as_text(value: object) -> object:
    """Plain values without tuples, as they are compared with those of a file."""
    if isinstance(value, Mapping):
        return {str(key): _as_text(inner) for key, inner in value.items()}
    return [_as_text(item) for item in value] if isinstance(value, (list, tuple)) else value


def _line_start(text: str, node: Node) -> int:
    return text.rfind("\n", 0, node.start_mark.index) + 1


def _ended(text: str) -> str:
    """A text whose last line has an end."""
    return text if not text or text.endswith("\n") else text + line_end_of(text)
