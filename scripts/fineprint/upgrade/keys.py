"""What became of each key of format 1, as data, and the same for plain values: what a converted file must say. Pure.

A path names a key by the keys of format 1 around it; ``*`` stands for any key or item.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Path = tuple[str, ...]

#: File name → path of a key → its name in format 2.
RENAMED: dict[str, dict[str, str]] = {
    "book.yml": {
        "noun": "vendor_label",
        "text_noun": "document_label",
        "folder": "vendors_path",
        "base": "base_url",
        "licence/address": "url",
        "licence/covers": "applies_to",
    },
    "topics.yml": {"assign": "threshold"},
    "questions.yml": {
        "questions/*/document": "documents",
        "questions/*/why": "coding_rules",
        "questions/*/cues": "search_terms",
    },
    "findings.yml": {
        "findings/*/says": "support",
        "findings/*/says/*/in": "version",
        "findings/*/says/*/cell": "question",
    },
    "vendor.yml": {"sold": "description", "not_the_same_as": "distinct_from", "sources/*/page": "url"},
    "record.yml": {
        "named_by": "date_basis",
        "seen": "also_captured",
        "source/page": "url",
        "source/archive": "archive_url",
        "source/unknown": "note",
        "text/join": "keep_together",
        "text/break_before": "paragraph_before",
        "lifted": "excluded",
        "lifted/*/as": "kind",
    },
    "answers.yml": {
        "answers/*/considered": "ruled_out",
        "answers/*/considered/*/why": "reason",
        "answers/*/because": "not_applicable_because",
        "answers/*/leans_on": "refers_to",
        "answers/*/cue": "no_search_term_reason",
        "answers/*/was": "history",
        "answers/*/was/*/until": "replaced_on",
        "answers/*/was/*/why": "reason",
        "leans_on": "referenced_documents",
        "leans_on/*/by": "publisher_id",
        "leans_on/*/page": "url",
        "leans_on/*/kept": "in_book",
    },
}
#: One text that became a list of it.
LISTED = {("questions.yml", "questions/*/document")}
#: A mapping of this one key that became the text itself.
UNWRAPPED = {("answers.yml", "answers/*/cue"): "none"}
#: A key that is gone.
DROPPED = {("topics.yml", "suggest")}
#: A key that went from its mapping into a new one behind it.
MOVED_OUT = {("record.yml", "original/converter"): "extraction"}

_PATTERNS = {name: {tuple(path.split("/")): new for path, new in keys.items()} for name, keys in RENAMED.items()}


def pattern_of(name: str, around: Path, key: str) -> Path:
    """The path that a key of either format has in ``name``, given that of the mapping or list around it."""
    here = (*around, key)
    found = next((pattern for pattern in _PATTERNS.get(name, ()) if _is(pattern, here)), None)
    if found:
        return found
    for pattern, new in _PATTERNS.get(name, {}).items():
        if new == key and _is(pattern[:-1], around):
            return pattern
    return here


def new_name(name: str, pattern: Path, key: str) -> str:
    """What a key is called in format 2."""
    return _PATTERNS.get(name, {}).get(pattern, key)


def listed(name: str, path: Path, value: object) -> bool:
    """Whether a value of format 1 became a list of that value."""
    return (name, "/".join(path)) in LISTED and value is not None and not isinstance(value, dict | list)


def unwrapped(name: str, path: Path, value: object) -> str | None:
    """The key whose value stands alone in format 2, where a value of format 1 is such a mapping."""
    only = UNWRAPPED.get((name, "/".join(path)))
    return only if isinstance(value, dict) and list(value) == [only] else None


def moved_out(name: str, path: Path, around: dict[str, Any]) -> str | None:
    """The new mapping into which a key of the mapping ``around`` went, unless it would leave nothing behind."""
    return MOVED_OUT.get((name, "/".join(path))) if len(around) > 1 else None


def dropped(name: str, path: Path, around: dict[str, Any]) -> bool:
    """Whether a key of the mapping ``around`` is gone, unless it would leave nothing behind."""
    return (name, "/".join(path)) in DROPPED and len(around) > 1


def in_format_2(name: str, value: object, path: Path = ()) -> object:
    """The plain values of a file of format 1 as format 2 says them, in their order."""
    if isinstance(value, list):
        return [in_format_2(name, item, (*path, "*")) for item in value]
    if not isinstance(value, dict):
        return value
    return dict(_entries(name, value, path))


def _entries(name: str, value: dict[str, Any], path: Path) -> Iterator[tuple[str, object]]:
    for key, inner in value.items():
        here = pattern_of(name, path, key)
        new = new_name(name, here, key)
        if dropped(name, here, value) or moved_out(name, here, value):
            continue
        if listed(name, here, inner):
            yield new, [inner]
        elif only := unwrapped(name, here, inner):
            yield new, inner[only]
        else:
            yield new, in_format_2(name, inner, here)
        for gone in inner if isinstance(inner, dict) else ():
            if into := moved_out(name, pattern_of(name, here, gone), inner):
                yield into, {gone: inner[gone]}


def _is(pattern: Path, path: Path) -> bool:
    return len(pattern) == len(path) and all(
        wanted in ("*", is_so) for wanted, is_so in zip(pattern, path, strict=True)
    )
