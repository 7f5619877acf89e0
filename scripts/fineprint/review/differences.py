"""How two values of data files differ, key by key. Pure.

Entries of a list are paired by their id, else by what they hold, so that an entry put in above others is one
difference and not one for each that follows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Difference = tuple[tuple[str, ...], tuple[str, ...], str | None, str | None]


def differences(old: Any, new: Any, keys: tuple[str, ...], names: tuple[str, ...]) -> Iterator[Difference]:
    """Every difference of two values: its keys, the same with the ids of the entries around it, before and now.

    None stands for what is not there, before or now.
    """
    if old == new:
        return
    if _alike(old, new, dict):
        for key in dict.fromkeys((*(old or {}), *(new or {}))):
            yield from _of_key(old or {}, new or {}, key, keys, names)
    elif _alike(old, new, list) and any(isinstance(item, dict) for item in (*(old or ()), *(new or ()))):
        yield from _entries(old or [], new or [], keys, names)
    elif isinstance(old, list) and isinstance(new, list) and not all(isinstance(item, int) for item in (*old, *new)):
        gone, came = (
            list((Counter(map(_as_text, a)) - Counter(map(_as_text, b))).elements())
            for a, b in ((old, new), (new, old))
        )
        if gone or came:
            yield keys, names, "; ".join(gone) or None, "; ".join(came) or None
        else:
            yield keys, (*names, "order"), _as_text(old), _as_text(new)
    else:
        yield keys, names, None if old is None else _as_text(old), None if new is None else _as_text(new)


def _of_key(
    old: Mapping[str, Any], new: Mapping[str, Any], key: str, keys: tuple[str, ...], names: tuple[str, ...]
) -> Iterator[Difference]:
    one, other = old.get(key), new.get(key)
    place = (*keys, key), (*names, key)
    if one is None and other is None and (key in old) != (key in new):
        # A key that says null, and none, are not the same: the one was considered.
        yield *place, "null" if key in old else None, "null" if key in new else None
    elif not one and not other and one != other and (isinstance(one, dict | list) or isinstance(other, dict | list)):
        # Nothing can be told of what an empty list or map holds.
        yield *place, None if key not in old else _as_text(one), None if key not in new else _as_text(other)
    else:
        yield from differences(one, other, *place)


def _alike(old: Any, new: Any, kind: type) -> bool:
    """Whether both are of a kind, or one is and the other does not stand."""
    return any(isinstance(item, kind) and item for item in (old, new)) and all(
        item is None or isinstance(item, kind) for item in (old, new)
    )


def _entries(
    old: Sequence[Any], new: Sequence[Any], keys: tuple[str, ...], names: tuple[str, ...]
) -> Iterator[Difference]:
    pairs = _paired(old, new)
    for one, other in pairs:
        if one is not None and other is not None and isinstance(one, dict) != isinstance(other, dict):
            yield keys, names, _as_text(one), _as_text(other)
        else:
            standing = other if other is not None else one
            position = list(new if other is not None else old).index(standing) + 1
            yield from differences(
                one, other, keys, (*names[:-1], f"{names[-1] if names else ''}[{_name(standing, position)}]")
            )
    order = [(_name(one, 0), _name(other, 0)) for one, other in pairs if one is not None and other is not None]
    kept = [old.index(one) for one, other in pairs if one is not None and other is not None]
    if kept != sorted(kept):
        stood = sorted(zip(kept, order, strict=True))
        yield (
            keys,
            (*names, "order"),
            ", ".join(one for _, (one, _) in stood),
            ", ".join(other for _, other in order),
        )


def _paired(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Entries that belong together, in the order of the newer list, then what went."""
    left = list(old)
    found: dict[int, Any] = {}
    for same in (_same_id, lambda one, other: one == other, _like):
        for position, entry in enumerate(new):
            if position not in found:
                match = next((place for place, one in enumerate(left) if same(one, entry)), None)
                if match is not None:
                    found[position] = left.pop(match)
    # A single entry that became another is one entry with other words, not one gone and one new.
    rest = [position for position in range(len(new)) if position not in found]
    if len(rest) == len(left) == 1 and not (_id(left[0]) and _id(new[rest[0]])):
        found[rest[0]] = left.pop()
    return [(found.get(position), entry) for position, entry in enumerate(new)] + [(one, None) for one in left]


def _id(entry: Any) -> str | None:
    return entry.get("id") if isinstance(entry, dict) else None


def _same_id(one: Any, other: Any) -> bool:
    return _id(one) is not None and _id(one) == _id(other)


def _like(one: Any, other: Any) -> bool:
    """Whether two entries without ids have a value of some length in common, or most of their values."""
    if not (isinstance(one, dict) and isinstance(other, dict)) or _id(one) or _id(other):
        return False
    shared = [key for key in one if one[key] == other.get(key) and one[key] not in (None, [], {})]
    return bool(shared) and (
        2 * len(shared) >= len(one) or any(key in ("text", "name", "quote", "at") for key in shared)
    )


def _name(entry: Any, position: int) -> str:
    """What an entry of a list is called: its id, else the start of what it holds, else its position."""
    if isinstance(entry, dict):
        for key in ("id", "name", "document", "at", "value", "version"):
            if isinstance(entry.get(key), str):
                return str(entry[key])
    return str(position)


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_as_text, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_as_text(item)}" for key, item in value.items()) + "}"
    return "null" if value is None else str(value)
