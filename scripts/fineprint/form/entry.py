"""What a reader gave in the form, as an answer: its shape held to what the form can send, nothing guessed. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..core.answers import RULED_OUT_KINDS
from ..core.values import CellState
from ..prove.quote_index import Evidence
from ..text.blocks import fold

#: The keys of what is given: plain words, and lists of mappings with their keys.
_WORDS = ("value", "note", "not_applicable_because", "document", "no_search_term_reason", "change_reason")
_LISTS: Mapping[str, tuple[str, ...]] = {
    "quotes": ("text", "at", "reads_as"),
    "limits": ("text", "at"),
    "ruled_out": ("at", "kind", "reason"),
    "limits_ruled_out": ("at", "kind", "reason"),
}
#: Entries of a list, and characters of a word, that no reader reaches.
_MOST, _LONGEST = 500, 20_000
#: What of an answer the form can't show and leaves as it is.
_LEFT_ALONE = ("refers_to", "history", "disputed", "replies")


class GivenError(ValueError):
    """What is sent is no form of ours."""


def given_of(data: object) -> dict[str, Any]:
    """What a form sent, or kept as a draft, with every key there.

    Raises GivenError for any other shape.
    """
    if not isinstance(data, dict) or not data.keys() <= {*_WORDS, *_LISTS, "looked_again"}:
        raise GivenError("no answer of the form's shape")
    given: dict[str, Any] = {"looked_again": data.get("looked_again") is True}
    for key in _WORDS:
        given[key] = _word(data.get(key, ""))
    for key, keys in _LISTS.items():
        rows = data.get(key, [])
        if not isinstance(rows, list) or len(rows) > _MOST:
            raise GivenError(f"{key} is no list of the form's")
        given[key] = [_row(row, keys) for row in rows]
    return given


def given_from(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An answer of the file as the form shows it."""
    rows: dict[str, list[dict[str, str]]] = {key: [dict(row) for row in entry.get(key, ())] for key in _LISTS}
    for key in ("ruled_out", "limits_ruled_out"):
        split = [(row, [row["at"]] if isinstance(row["at"], str) else row["at"]) for row in rows[key]]
        rows[key] = [{**row, "at": at} for row, addresses in split for at in addresses]
    return given_of({key: entry[key] for key in _WORDS if key in entry} | rows)


def _row(row: object, keys: Sequence[str]) -> dict[str, str]:
    if not isinstance(row, dict) or not row.keys() <= {*keys}:
        raise GivenError("an entry has not the form's shape")
    return {key: _word(row.get(key, "")) for key in keys}


def _word(word: object) -> str:
    if not isinstance(word, str) or len(word) > _LONGEST:
        raise GivenError("words that are no text, or too long")
    return word


def missing_in(given: Mapping[str, Any], before: Mapping[str, Any] | None) -> Iterator[str]:
    """What the reader has still to give, a sentence each."""
    if not given["value"]:
        yield "Choose a value."
    if not fold(given["note"]):
        yield "Write a note: the answer in a sentence."
    if before and given["value"] not in ("", before["value"]) and not fold(given["change_reason"]):
        yield f"The file says {before['value']}: say why the value changes."
    for key in ("ruled_out", "limits_ruled_out"):
        open_ones = [row["at"] for row in given[key] if not row["kind"] and not fold(row["reason"])]
        if open_ones:
            yield f"Give a reason for ruling out {', '.join(open_ones)}."
        unknown = sorted({row["kind"] for row in given[key]} - {"", *RULED_OUT_KINDS})
        if unknown:
            yield f"No kind of reason: {', '.join(unknown)}."


def answer_of(
    given: Mapping[str, Any], before: Mapping[str, Any] | None, evidence: Evidence, today: str
) -> dict[str, Any]:
    """The answer as its file says it: ``before`` with what the form holds in its place, read ``today``."""
    data: dict[str, Any] = {"value": given["value"]}
    conflicting = given["value"] == CellState.CONFLICTING
    for key in ("quotes", "limits"):
        if given[key]:
            data[key] = [_quote(row, evidence, conflicting) for row in given[key]]
    for key in ("limits_ruled_out", "ruled_out"):
        if given[key]:
            data[key] = _joined(given[key], (before or {}).get(key, ()))
    for key in ("not_applicable_because", "document"):
        data |= {key: words} if (words := fold(given[key])) else {}
    data |= {"note": fold(given["note"]), "reviewed": today}
    data |= {key: before[key] for key in _LEFT_ALONE if before and key in before}
    if before:
        data |= _carried(given, before, data)
        if before["value"] != given["value"]:
            gone = {"value": before["value"], "replaced_on": today, "reason": fold(given["change_reason"])}
            data["history"] = [*data.get("history", ()), gone]
    data |= {"no_search_term_reason": words} if (words := fold(given["no_search_term_reason"])) else {}
    return data


def _carried(given: Mapping[str, Any], before: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """Where an answer was carried from, while it is the same one; why to look again, until someone did."""
    same = before["value"] == data["value"] and before.get("quotes") == data.get("quotes")
    left = {"carried_from": before["carried_from"]} if same and "carried_from" in before else {}
    if not given["looked_again"] and "look_again" in before:
        left["look_again"] = before["look_again"]
    return left


def _quote(row: Mapping[str, str], evidence: Evidence, conflicting: bool) -> dict[str, str]:
    """A quote; its address stands with it only where the words stand more than once."""
    words = fold(row["text"])
    data = {"text": words}
    if row["at"] and len(evidence.locate(words)) > 1:
        data["at"] = row["at"]
    return data | ({"reads_as": row["reads_as"]} if conflicting and row.get("reads_as") else {})


def _joined(rows: Sequence[Mapping[str, str]], before: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Passages that are ruled out: a row each, or as the file has them while nothing about them changed."""
    left = [
        {"at": row["at"]} | ({"kind": row["kind"]} if row["kind"] else {"reason": fold(row["reason"])}) for row in rows
    ]
    made: list[dict[str, Any]] = []
    for entry in before:
        said = {key: entry[key] for key in ("kind", "reason") if key in entry}
        alone = [{"at": at} | said for at in ([entry["at"]] if isinstance(entry["at"], str) else entry["at"])]
        if all(one in left for one in alone):
            left = [one for one in left if one not in alone]
            made.append(dict(entry))
    return made + left
