"""What became of each key of a format, as data, and the same for plain values: what a converted file must say. Pure.

A path names a key by the keys of the older format around it; ``*`` stands for any key or item. A further format is a
further entry of :data:`CHANGES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

Path = tuple[str, ...]

#: Of format 1: file name → path of a key → its name in format 2.
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
LISTED = frozenset({("questions.yml", "questions/*/document")})
#: A mapping of this one key that became the text itself.
UNWRAPPED = {("answers.yml", "answers/*/cue"): "none"}
#: A key that is gone.
DROPPED = frozenset({("topics.yml", "suggest")})
#: A key that went from its mapping into a new one behind it.
MOVED_OUT = {("record.yml", "original/converter"): "extraction"}


@dataclass(frozen=True, kw_only=True)
class FormatChange:
    """What became of the keys of one format in the next: tables as those of format 1 above."""

    renamed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    listed: frozenset[tuple[str, str]] = frozenset()
    unwrapped: Mapping[tuple[str, str], str] = field(default_factory=dict)
    dropped: frozenset[tuple[str, str]] = frozenset()
    moved_out: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def _patterns(self) -> dict[str, dict[Path, str]]:
        return {
            name: {tuple(path.split("/")): new for path, new in keys.items()} for name, keys in self.renamed.items()
        }

    def pattern_of(self, name: str, around: Path, key: str) -> Path:
        """The path that a key of either format has in ``name``, given that of the mapping or list around it."""
        here = (*around, key)
        found = next((pattern for pattern in self._patterns.get(name, ()) if _is(pattern, here)), None)
        if found:
            return found
        for pattern, new in self._patterns.get(name, {}).items():
            if new == key and _is(pattern[:-1], around):
                return pattern
        return here

    def new_name(self, name: str, pattern: Path, key: str) -> str:
        """What a key is called in the next format."""
        return self._patterns.get(name, {}).get(pattern, key)

    def is_listed(self, name: str, path: Path, value: object) -> bool:
        """Whether a value became a list of that value."""
        return (name, "/".join(path)) in self.listed and value is not None and not isinstance(value, dict | list)

    def unwrapped_key(self, name: str, path: Path, value: object) -> str | None:
        """The key whose value stands alone in the next format, where a value is such a mapping."""
        only = self.unwrapped.get((name, "/".join(path)))
        return only if isinstance(value, dict) and list(value) == [only] else None

    def moved_into(self, name: str, path: Path, around: dict[str, Any]) -> str | None:
        """The new mapping into which a key of the mapping ``around`` went, unless it would leave nothing behind."""
        return self.moved_out.get((name, "/".join(path))) if len(around) > 1 else None

    def is_dropped(self, name: str, path: Path, around: dict[str, Any]) -> bool:
        """Whether a key of the mapping ``around`` is gone, unless it would leave nothing behind."""
        return (name, "/".join(path)) in self.dropped and len(around) > 1

    def in_next_format(self, name: str, value: object, path: Path = ()) -> object:
        """The plain values of a file as the next format says them, in their order."""
        if isinstance(value, list):
            return [self.in_next_format(name, item, (*path, "*")) for item in value]
        if not isinstance(value, dict):
            return value
        return dict(self._entries(name, value, path))

    def _entries(self, name: str, value: dict[str, Any], path: Path) -> Iterator[tuple[str, object]]:
        for key, inner in value.items():
            here = self.pattern_of(name, path, key)
            new = self.new_name(name, here, key)
            if self.is_dropped(name, here, value) or self.moved_into(name, here, value):
                continue
            if self.is_listed(name, here, inner):
                yield new, [inner]
            elif only := self.unwrapped_key(name, here, inner):
                yield new, inner[only]
            else:
                yield new, self.in_next_format(name, inner, here)
            for gone in inner if isinstance(inner, dict) else ():
                if into := self.moved_into(name, self.pattern_of(name, here, gone), inner):
                    yield into, {gone: inner[gone]}


#: Format → what became of its keys in the one after it.
CHANGES = {1: FormatChange(renamed=RENAMED, listed=LISTED, unwrapped=UNWRAPPED, dropped=DROPPED, moved_out=MOVED_OUT)}


def _is(pattern: Path, path: Path) -> bool:
    return len(pattern) == len(path) and all(
        wanted in ("*", is_so) for wanted, is_so in zip(pattern, path, strict=True)
    )
