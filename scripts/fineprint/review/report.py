"""A review as Markdown for a pull request: short, foldable, and inert whatever the policies say. Pure.

Words that are not ours (policies, notes, labels, file names) stand in code spans whose fence is longer than any run of
backticks in them: nobody is mentioned, no issue is closed, and no line begins with them, so no workflow is steered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from ..compare.changes import SLIGHT, Change, Piece
from ..core.problems import printable
from ..publish.policy_html import escape_markdown
from ..text.blocks import fold
from . import ExtractionChange, Review, SourceChange
from .answers import AnswerChange
from .pending import PendingAnswers

#: A job summary holds 1 MiB; some room is left for the steps beside this one.
LIMIT = 900_000
#: Lines of a folded list, and characters of a text, that are tried in turn until the report is short enough.
_SHORTER = ((None, None), (2_000, 4_000), (400, 1_500), (100, 500), (20, 200), (0, 80))
#: Words shown around a change.
_AROUND = 8
_KINDS = {"came": "new", "went": "gone", "reworded": "reworded", "moved-here": "moved here", "moved-away": "moved away"}
_KINDS |= {"typography": "typography only", "date": "date only", "numbering": "numbering only"}


def report(review: Review, limit: int = LIMIT, more: str = "") -> str:
    """The review as Markdown of at most ``limit`` bytes (0: as long as it is); ``more``: where the whole is kept."""
    for lines, characters in _SHORTER:
        text = "\n".join(_Report(lines, characters, more).of(review)) + "\n"
        if not limit or len(text.encode()) <= limit:
            return text
    kept, size = [], 0
    for line in text.splitlines():
        size += len(line.encode()) + 1
        if size > limit - 300 - len(more.encode()):
            break
        kept.append(line)
    while kept and kept.count("<details>") > kept.count("</details>"):
        kept.append("</details>")
    return "\n".join([*kept, "", _cut(0, more), ""])


def code(text: str) -> str:
    """Words that are not ours, as a code span."""
    shown = printable(fold(text)) or " "
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    edge = " " if "`" in (shown[0], shown[-1]) else ""
    return f"{fence}{edge}{shown}{edge}{fence}"


def _cut(left: int, more: str) -> str:
    where = (
        f"the whole report is [kept with this run]({more})"
        if more
        else "the whole report: `fineprint review --limit 0`"
    )
    return f"*{f'{left:,} more lines are' if left else 'The rest is'} left out here; {where}.*"


class _Report:
    def __init__(self, lines: int | None, characters: int | None, more: str) -> None:
        self.lines, self.characters, self.more = lines, characters, more

    def of(self, review: Review) -> Iterator[str]:
        yield from ("# What changes for readers", "")
        if review.gone_lines:
            yield from ("## Addresses that left a ledger", "")
            yield "A line of a ledger is never taken away: somebody may have cited it. Restore each of these."
            yield ""
            yield from self.few(f"- {code(path)}: {code(line)}" for path, line in review.gone_lines)
        yield from (f"> {code(note)}\n" for note in review.notes)
        yield from ("## Source changed", "", "What the publishers’ texts say.", "")
        yield from self.or_nothing(review.source, self.source)
        yield from ("## Extraction changed", "", "What our own work made otherwise of the same texts.", "")
        yield from self.or_nothing(self.by_version(review.extraction), self.extracted)
        yield from ("## Answers changed", "")
        yield from self.few(self.answer(item) for item in review.answers)
        yield from (f"- {code(key)}: {count} answers, its first" for key, count in review.first_answers.items())
        yield from (f"- {what} {code(name)}: {how}" for what, name, how in review.asked)
        if not (review.answers or review.first_answers or review.asked):
            yield "Nothing."
        yield from ("", "## Problems", "")
        yield from self.few(_problem(problem) for problem in review.problems)
        yield f"{len(review.problems)} new, {review.old_problems} known before."
        yield from self.rest(review)

    def rest(self, review: Review) -> Iterator[str]:
        if review.addresses:
            yield from ("", "## Addresses that no clause has any more", "")
            yield from self.few(
                f"- {code(key)} {code('#' + name)}: "
                f"{'alias to ' + code(to) if to else '**leads nowhere; add an alias**'}"
                for key, name, to in review.addresses
            )
        if review.quotes:
            yield from ("", "## Quotes that moved or broke", "")
            yield from self.few(
                f"- {code(item.version)} {code(item.question)}: {self.text(item.text)}, "
                f"from {code(item.before or 'nowhere')} {'to ' + code(item.now) if item.now else '**broken**'}"
                for item in review.quotes
            )
        if review.left:
            quiet = ("carried", "never")
            yield from ("", "## Awaiting review", "")
            for version, group in groupby(review.left, key=lambda item: (item.version, item.since)):
                items = list(group)
                count = Counter(item.kind for item in items)
                numbers = (
                    f"{count['carried'] + count['again']} answers carried over, {count['again']} of them in a clause "
                    f"that changed; not carried over: {count['kept']} with their words in place, "
                    f"{count['lost']} quotes that are gone, {count['silence']} silences; "
                    f"{count['never']} questions never answered"
                )
                head = f"{_html(version[0])}, answers since {_html(version[1])}: {numbers}"
                yield from self.folded(head, (self.left(item) for item in items if item.kind not in quiet))

    def or_nothing(self, items: Iterable[Any], shown: Any) -> Iterator[str]:
        empty = True
        for item in items:
            empty = False
            yield from shown(item)
        yield from ("Nothing.", "") if empty else ("",)

    def few(self, lines: Iterable[str]) -> Iterator[str]:
        """A list; what is too long of it is left out and counted."""
        every = list(lines)
        kept = every if self.lines is None else every[: max(self.lines, 20)]
        yield from kept
        if len(kept) < len(every):
            yield from ("", _cut(len(every) - len(kept), self.more))
        if every:
            yield ""

    def folded(self, head: str, lines: Iterable[str]) -> Iterator[str]:
        every = list(lines)
        kept = every if self.lines is None else every[: self.lines]
        yield from ("<details>", f"<summary>{head}</summary>", "", *kept)
        if len(kept) < len(every):
            yield from ("", _cut(len(every) - len(kept), self.more))
        yield from ("", "</details>", "")

    def text(self, words: str) -> str:
        cut = self.characters
        return code(words if cut is None or len(words) <= cut else words[:cut].rsplit(" ", 1)[0] + " …")

    def source(self, item: SourceChange) -> Iterator[str]:
        count = item.summary
        if item.kind == "gone":
            yield f"- {code(item.version)}: **the version is gone**"
        elif item.kind == "unreadable":
            yield f"- {code(item.version)}: came or changed, and can’t be read; see the problems"
        elif count is None:
            yield f"- {code(item.version)}: **the text of a version was edited**; before, it could not be read"
        elif item.kind == "document":
            head = f"{_html(item.version)}: new document, {len(item.sections)} sections, {count.added:,} words"
            yield from self.folded(head, (f"- {self.text(heading or 'Preamble')}" for heading in item.sections))
        else:
            numbers = ", ".join(
                f"{count.clauses[kind] + count.headings[kind]} {name}"
                for kind, name in _KINDS.items()
                if kind != "moved-away" and (kind not in SLIGHT or count.clauses[kind] + count.headings[kind])
            )
            what = (
                f"since {_html(item.since.rpartition('/')[2])}"
                if item.since
                else "<strong>a version was edited</strong>"
            )
            head = f"{_html(item.version)}, {what}: {numbers}; {count.added:,} words added, {count.removed:,} removed"
            changes = (change for change in (item.redline.changes if item.redline else ()) if change.kind != "same")
            yield from self.folded(head, (self.change(change) for change in changes))

    def change(self, change: Change) -> str:
        old, new = (passages[0].address if passages else "" for passages in (change.older, change.newer))
        where = code(old) if old == new or not new else f"{code(old)} → {code(new)}" if old else code(new)
        other = f" ({'from' if change.kind == 'moved-here' else 'to'} {code(change.other)})" if change.other else ""
        within = change.reworded and bool(change.other)
        kind = f"**{_KINDS[change.kind]}{' and reworded' if within else ''}**{' heading' if change.heading else ''}"
        return f"- {kind} {where}{other}: {' '.join(self.piece(piece, within) for piece in change.pieces)}"

    def piece(self, piece: Piece, within: bool) -> str:
        words = piece.now
        if piece.kind != "same":
            text = self.text(" ".join(words))
            text = f"<strong>{text}</strong>" if within and not piece.moved else text
            return f"<{piece.kind}>{text}</{piece.kind}>"
        if len(words) > 2 * _AROUND:
            words = (*words[:_AROUND], "…", *words[-_AROUND:])
        return code(" ".join(words))

    def by_version(self, items: Sequence[ExtractionChange]) -> Iterator[tuple[str, list[ExtractionChange]]]:
        for version, group in groupby(items, key=lambda item: item.version):
            yield version, list(group)

    def extracted(self, of: tuple[str, list[ExtractionChange]]) -> Iterator[str]:
        version, items = of
        kinds = ", ".join(f"{count} × {kind}" for kind, count in Counter(item.kind for item in items).items())
        lines = (
            f"- {item.kind} {code(item.where)}: "
            f"{self.text(item.before) if item.before else '*none*'} → {self.text(item.now) if item.now else '*none*'}"
            for item in items
        )
        yield from self.folded(f"{_html(version)}: {kinds}", lines)

    def answer(self, item: AnswerChange) -> str:
        before, now = (self.cell(cell) for cell in (item.before, item.now))
        since = f" (since {code(item.since.rpartition('/')[2])})" if item.since else ""
        said = f"- {code(item.version)}{since} **{code(item.question)}**: {before} → {now}"
        if item.before and item.now and item.before["says"] == item.now["says"]:
            changed = [key for key in item.now if item.before.get(key) != item.now[key]]
            said += f" (changed: {', '.join(code(key) for key in changed)})"
        return said

    def cell(self, cell: Mapping[str, Any] | None) -> str:
        if cell is None:
            return "*not read*"
        quotes = "; ".join(self.text(quote["text"]) for quote in cell["quotes"])
        return f"**{code(', '.join(cell['says']))}**{f' on {quotes}' if quotes else ''}"

    def left(self, item: PendingAnswers) -> str:
        at = ", ".join(code(address) for address in item.at[:20]) or "none"
        said = f"- {code(item.question)}, was {code(item.value)}: "
        if item.kind == "again":
            return said + f"carried over; the clause around its words changed: {at}"
        if item.kind == "kept":
            return said + f"its words stand at {at}"
        if item.kind == "silence":
            return said + f"clauses with a search term: {at}"
        return said + f"{self.text(item.text)} is gone; nearest {at}: {self.text(item.differing)}"


def _problem(problem: Mapping[str, Any]) -> str:
    place = f"{problem['path']}:{problem['line']}:{problem['column']}"
    return f"- {problem['severity']} {code(problem['code'])} {code(place)}: {code(problem['message'])}"


def _html(text: str) -> str:
    """Words that are not ours where Markdown is not read: every mark as a reference."""
    return f"<code>{escape_markdown(printable(text))}</code>"
