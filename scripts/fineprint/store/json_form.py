"""Frozen data as JSON and back: data classes and named tuples as lists of their fields, everything else as it is.

What comes back is built by the types of the fields, so that JSON can make nothing but the data that was asked for.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

#: Makes a value out of its JSON; None where it is the same.
_Build = Callable[[Any], Any] | None


def to_json(value: object) -> bytes:
    """A value as JSON, in ASCII. Mappings must have text as keys. Raises TypeError for what is no data."""
    return json.dumps(value, default=_plain, separators=(",", ":")).encode()


def from_json(kind: Any, data: bytes) -> Any:
    """The value of type ``kind`` that was written. Raises ValueError, TypeError or LookupError for anything else."""
    build = _builder(kind)
    value = json.loads(data)
    return build(value) if build else value


def _plain(value: object) -> object:
    if is_dataclass(value):
        kind: Any = type(value)
        return _field_values(kind)(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no data that can be kept")


@cache
def _field_values(kind: type) -> Callable[[object], list[object]]:
    getters = [attrgetter(field.name) for field in fields(kind)]
    return lambda value: [get(value) for get in getters]


@cache
def _builder(kind: Any) -> _Build:
    """What builds a value of a type out of its JSON."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        (alone,) = (_builder(part) for part in arguments if part is not type(None))
        return alone and (lambda value: None if value is None else alone(value))
    if origin is tuple and arguments[1:] != (...,):
        return _row(tuple, [_builder(part) for part in arguments])
    if origin in (tuple, list):
        inner = _builder(arguments[0])
        if inner:
            build = inner
            return lambda value: origin(map(build, value))
        return tuple if origin is tuple else None
    if isinstance(origin, type) and issubclass(origin, Mapping):
        inner = _builder(arguments[1])
        return inner and (lambda value: {name: inner(part) for name, part in value.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _of_fields(origin or kind, arguments)


def _of_fields(kind: Any, arguments: tuple[Any, ...]) -> _Build:
    """What builds a data class or a named tuple; None for a plain value. ``arguments``: those of a generic class."""
    if is_dataclass(kind) or (isinstance(kind, type) and hasattr(kind, "_fields")):
        # Looked at with the first such value: a type may name others that are imported for their names alone.
        made: list[Callable[[Any], Any]] = []

        def build(value: Any) -> Any:
            if not made:
                made.append(_fields_builder(kind, arguments))
            return made[0](value)

        return build
    return None


def _fields_builder(kind: Any, arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else kind._fields
    hints = typing.get_type_hints(kind)
    parameters = dict(zip(getattr(kind, "__parameters__", ()), arguments, strict=True))
    parts = [_builder(parameters.get(hints[name], hints[name])) for name in names]
    if hasattr(kind, "_make"):
        return _row(kind._make, parts)
    return _row(lambda values: kind(**dict(zip(names, values, strict=True))), parts)


def _row(make: Callable[[list[Any]], Any], parts: list[_Build]) -> Callable[[Any], Any]:
    """What builds something out of a list with a builder for each place."""
    length, building = len(parts), [(at, part) for at, part in enumerate(parts) if part]

    def build(row: Any) -> Any:
        if len(row) != length:
            raise ValueError("more or fewer values than there are places for")
        values = list(row)
        for at, part in building:
            values[at] = part(values[at])
        return make(values)

    return build
