"""What two states of a book differ in for its readers. Pure: two snapshots in, plain facts out.

Three lists are kept apart: what the sources say (words of policies), what our own work made of the same words
(sections, topics, addresses), and what is answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..read.strict_yaml import load as load_yaml
from ..rules.publishing import is_placeholder
from .answers import AnswerChange, QuoteMove, answers_changed, asked_changed, quotes_moved
from .data_keys import KeyChange, changed_keys
from .endings import Ending, endings
from .extraction import ExtractionChange, addresses_gone, extracted
from .outside import OutsideChange
from .pending import PendingAnswers
from .renames import Names, Rename, followed, renames
from .snapshot import Snapshot, before_of
from .source import SourceChange, recaptured, sources_changed

_BOOK = "policies/book.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything that a reviewer should know. ``own``: whether the base was read by its own program."""

    gone_lines: tuple[tuple[str, str], ...]
    source: tuple[SourceChange, ...]
    extraction: tuple[ExtractionChange, ...]
    answers: tuple[AnswerChange, ...]
    first_answers: Mapping[str, int]
    asked: tuple[tuple[str, str, str], ...]
    problems: tuple[Mapping[str, Any], ...]
    old_problems: int
    addresses: tuple[tuple[str, str, str], ...]
    quotes: tuple[QuoteMove, ...]
    left: tuple[PendingAnswers, ...]
    notes: tuple[str, ...]
    renames: tuple[Rename, ...]
    endings: tuple[Ending, ...]
    keys: tuple[KeyChange, ...]
    outside: tuple[OutsideChange, ...]


def review(
    base: Snapshot,
    head: Snapshot,
    left: Sequence[PendingAnswers] = (),
    own: bool = True,
    data: tuple[Mapping[str, bytes], Mapping[str, bytes]] = ({}, {}),
    outside: Sequence[OutsideChange] = (),
) -> Review:
    """Compare two states; ``left``: what awaits review in new versions; ``own``: the base read by its own program.

    ``data``: the files of the book before and now; ``outside``: what else of the repository changed.
    """
    renamed = renames(base, head)
    names = Names(renamed)
    # Addresses of a renamed section must lead somewhere all the same: they are compared under their old names.
    published = followed(base, names, sections=False)
    base = followed(base, names)
    both = [key for key in head["versions"] if key in base["versions"]]
    same_text = [key for key in both if base["texts"].get(key) == head["texts"].get(key)]
    known = {_alike(problem) for problem in base["problems"]}
    notes = [] if own else ["The base was read by today’s program: a change of the program itself does not show here."]
    notes += [
        f"{side}: the book can’t be read." for side, state in (("Base", base), ("Head", head)) if not state["readable"]
    ]
    notes += [
        f"{key} can’t be read any more, see the problems; nothing of it is compared."
        for key in base["versions"]
        if key in head["texts"] and key not in head["versions"]
    ]
    notes += recaptured(base, head)
    gone = list(_gone_lines(base, head))
    if gone and _is_unpublished(data[0]):
        notes.append(
            f"{len(gone)} addresses left the ledgers; none could be cited, as the base address is a placeholder."
        )
        gone = []
    new = [problem for problem in head["problems"] if _alike(problem) not in known]
    return Review(
        gone_lines=tuple(gone),
        source=tuple(sources_changed(base, head)),
        extraction=tuple(
            item for key in same_text for item in extracted(key, base["versions"][key], head["versions"][key])
        ),
        answers=tuple(answers_changed(base, head)),
        first_answers={
            key: len(version["answers"])
            for key, version in head["versions"].items()
            if key not in base["versions"] and before_of(key, head) is None and version["answers"]
        },
        asked=tuple(asked_changed(base, head)),
        problems=tuple(new),
        old_problems=len(head["problems"]) - len(new),
        addresses=tuple(
            item for key in both for item in addresses_gone(key, published["versions"][key], head["versions"][key])
        ),
        quotes=tuple(item for key in both for item in quotes_moved(key, base["versions"][key], head["versions"][key])),
        left=tuple(left),
        notes=tuple(notes),
        renames=renamed,
        endings=tuple(endings(base, head)),
        keys=tuple(changed_keys(*data, names)),
        outside=tuple(outside),
    )


def _alike(problem: Mapping[str, Any]) -> tuple[str, str, str]:
    return problem["path"], problem["code"], problem["message"]


def _is_unpublished(files: Mapping[str, bytes]) -> bool:
    """Whether a book had no permanent address yet, so that nobody can have cited it."""
    file, _ = load_yaml(files.get(_BOOK, b""), _BOOK)
    base = file.value.get("base_url") if file and isinstance(file.value, dict) else None
    return isinstance(base, str) and is_placeholder(base)


def _gone_lines(base: Snapshot, head: Snapshot) -> Iterator[tuple[str, str]]:
    """Lines that left a ledger: each was an address that somebody may have cited."""
    for path, lines in base["ledgers"].items():
        still = Counter(head["ledgers"].get(path, ()))
        for line in lines:
            if still[line]:
                still[line] -= 1
            else:
                yield path, line
