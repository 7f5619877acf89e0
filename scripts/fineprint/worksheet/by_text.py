"""A review worksheet in the order of the text: each passage once, with the questions it may answer. Pure.

Where there is an older version, passages that stand in it word for word are left out for the questions that it answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..prove.quote_index import Evidence
from .worksheet import PendingQuestion, Worksheet, pieces_of

_ENTRIES = """\
```yaml
  question-id:  # the text answers
    value: value-id
    quotes: [{text: "its words"}]
    note: ""
    reviewed: YYYY-MM-DD
  question-id:  # it is silent: each passage with the question's number
    value: not-stated
    ruled_out: [{at: address, reason: ""}]
    note: ""
    reviewed: YYYY-MM-DD
```
"""


class Passage(NamedTuple):
    """A unit of the text with a search term of some pending questions: address, line, words, ids of the questions.

    ``pieces``: the words cut into those search terms and others.
    """

    address: str
    line: int
    words: str
    questions: tuple[str, ...]
    pieces: tuple[tuple[str, bool], ...]


def passages(sheet: Worksheet, now: Evidence, was: Evidence | None) -> Iterator[Passage]:
    """Each unit once, in order of the text; ``now`` and ``was``: of the version and of the one before it."""
    known = {unit.words for unit in was.units} if was else set()
    wanted: dict[tuple[str, int], list[str]] = {}
    terms: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for one in sheet.unread:
        for hit in now.hits.get(one.question.id, ()):
            (unit, *_) = now.units_between(hit.span)
            if one.answer is not None and unit.words in known:
                continue
            ids = wanted.setdefault(unit.place, [])
            ids += [one.question.id] if one.question.id not in ids else []
            terms.setdefault(unit.place, []).append((hit.start - unit.start, hit.end - unit.start))
    for unit in now.units:
        if unit.place in wanted:
            pieces = pieces_of(unit.words, 0, len(unit.words), terms[unit.place])
            yield Passage(unit.address, unit.lines[0], unit.words, tuple(wanted[unit.place]), tuple(pieces))


def text_of(sheet: Worksheet, now: Evidence, was: Evidence | None = None) -> str:
    """The sheet, to be read beside an editor."""
    version, answered = sheet.version, sheet.asked - len(sheet.unread)
    out = [f"# Review worksheet: {sheet.vendor.name}, {version.document}, {version.date}", ""]
    out += [
        f"{answered} of {sheet.asked} questions are answered, {len(sheet.unread)} await review. "
        f"Paste into {version.folder}/answers.yml; values and coding rules stand in policies/questions.yml.",
        "",
    ]
    for question, clauses in sheet.look_again:
        out += [f"Carried over, but the clause around its quote changed: {question.id} ({', '.join(clauses)})", ""]
    if not sheet.unread:
        return "\n".join(out)
    # A question with nothing to show of it stands by its id: in a short text they would be most of the sheet.
    bare = [one.question.id for one in sheet.unread if not one.answer and not now.hits.get(one.question.id)]
    asked = [one for one in sheet.unread if one.question.id not in bare]
    numbers = {one.question.id: str(number) for number, one in enumerate(asked, 1)}
    out += ["## Questions", "", *(line for one in asked for line in _question(numbers, one, sheet, now)), ""]
    if bare:
        out += [f"Read the text for these too; none of their search terms stands in it: {', '.join(bare)}.", ""]
    out += ["## Entries", "", _ENTRIES, "## The text", ""]
    section = ""
    for passage in passages(sheet, now, was):
        if passage.address.partition(".")[0] != section:
            section = passage.address.partition(".")[0]
            out += [f"### {section}", ""]
        tags = ", ".join(numbers[name] for name in passage.questions)
        out += [f"{passage.address}, line {passage.line} [{tags}]: {passage.words}", ""]
    return "\n".join(out)


def _question(numbers: Mapping[str, str], one: PendingQuestion, sheet: Worksheet, now: Evidence) -> Iterator[str]:
    found = "" if now.hits.get(one.question.id) else " (no term)"
    yield f"{numbers[one.question.id]}. {one.question.id}: {one.question.question}{found}"
    if one.answer and sheet.older:
        yield f"  - In {sheet.older.date}: {one.answer.value}. {one.answer.note}"
    for lost in one.before:
        near = f"; nearest is {lost.address} ({lost.differing})" if lost.address else ""
        yield f"  - No longer there: {lost.quote}{near}"
    for address, entry in sorted(one.reasons.items()):
        yield f"  - {address} was ruled out: {entry.reason or entry.kind}"
