"""Warnings about a text: those that a note of damage answers go, and those alike become one, with the note to paste.

A maintainer mends no text; all that can be done is to note what is wrong with it, so the note is offered as it would
stand in the record.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..core.lines import Lines
from ..core.problems import Problem
from ..core.record import Damage


def open_warnings(problems: Iterable[Problem], damage: Sequence[Damage]) -> list[Problem]:
    """Problems without the warnings about a text that are answered, those of the rest that say the same as one."""
    left = [problem for problem in problems if not is_answered(problem, damage)]
    alike: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for problem in left:
        if problem.about_text:
            alike[problem.path, problem.code, problem.message].append(problem)
    rest = [problem for problem in left if not problem.about_text]
    lines = {problem.line for problem in left if problem.about_text}
    return [*rest, *(_one(group, lines) for group in alike.values())]


def is_answered(problem: Problem, damage: Sequence[Damage]) -> bool:
    """Whether a warning about the text is answered by a note under damage."""
    return problem.about_text and any(problem.line in hurt.lines.numbers() for hurt in damage)


def _one(group: Sequence[Problem], others: set[int]) -> Problem:
    """The first of some warnings that say the same, with how many there are and what to paste."""
    first = min(group)
    count = f" on {len(group)} lines, the last of them {max(group).line}" if len(group) > 1 else ""
    said, _, mend = first.message.partition("; ")
    note = json.dumps(f"{said[0].upper()}{said[1:]}.", ensure_ascii=False)
    kind = first.code.rpartition(".")[2]
    lines = list(_ranges(sorted({problem.line for problem in group}), others))
    entries = " ".join(f"- {{lines: [{start}, {end}], kind: {kind}, note: {note}}}" for start, end in lines)
    paste = f"to paste under damage in record.yml: {entries}"
    return replace(first, message="; ".join(filter(None, [said + count, mend, paste])))


def _ranges(lines: Sequence[int], others: set[int]) -> Iterator[Lines]:
    """Ranges that cover some lines and none between them that another warning is about."""
    start = end = lines[0]
    for line in lines[1:]:
        if any(between in others for between in range(end + 1, line)):
            yield Lines(start, end)
            start = line
        end = line
    yield Lines(start, end)
