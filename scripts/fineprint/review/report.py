"""A review as Markdown for a pull request: the verdict, what needs a decision, then the rest, folded. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from ..core.notices import STATUSES
from . import Review
from .answers import AnswerChange, QuoteMove
from .data_keys import KeyChange
from .endings import Ending
from .extraction import ExtractionChange
from .markdown import Cut, Links, code, html_code
from .outside import OutsideChange
from .pending import PendingAnswers
from .renames import Rename
from .source_report import source_lines
from .verdict import decisions, verdict

#: A job summary holds 1 MiB; some room is left for the steps beside this one.
LIMIT = 900_000
#: Lines of a folded list, and characters of a text, that are tried in turn until the report is short enough.
_SHORTER = ((None, None), (2_000, 4_000), (400, 1_500), (100, 500), (20, 200), (0, 80))
#: Files of one kind from which each is told in a line alone; the whole report tells their keys.
_MANY = 20


def report(review: Review, limit: int = LIMIT, more: str = "", links: Links | None = None) -> str:
    """The review as Markdown of at most ``limit`` bytes (0: everything, as long as it is).

    ``more``: where the whole is kept; ``links``: where a host shows the texts of both states.
    """
    for lines, characters in _SHORTER:
        cut = Cut(lines=lines, characters=characters, more=more)
        text = "\n".join(_Report(cut, links or Links(), uncut=not limit).of(review)) + "\n"
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
    return "\n".join([*kept, "", Cut(lines=0, characters=0, more=more).note(), ""])


class _Report:
    def __init__(self, cut: Cut, links: Links, uncut: bool) -> None:
        self.cut, self.links, self.uncut = cut, links, uncut

    def of(self, review: Review) -> Iterator[str]:
        yield from ("# What changes for readers", "")
        yield from (verdict(review), "")
        if decide := list(decisions(review, self.cut)):
            yield from ("## To decide", "")
            yield from self.cut.few(decide)
        yield from (f"> {code(note)}\n" for note in review.notes)
        if review.renames:
            yield from ("## Renamed", "", "The same things under other ids.", "")
            yield from self.long(review.renames, lambda item: item.kind, self.renamed)
        if review.endings:
            yield from ("## Retired or withdrawn", "", "What stands no longer; a notice stands at its address.", "")
            yield from self.long(review.endings, lambda item: item.kind, self.ended)
            yield ""
        yield from ("## Source changed", "", "What the publishers’ texts say.", "")
        yield from self.or_nothing(review.source, lambda item: source_lines(item, self.cut, self.links))
        yield from ("## Extraction changed", "", "What our own work made otherwise of the same texts.", "")
        versions = list(self.by_version(review.extraction))
        if self.many(versions):
            kinds = Counter(item.kind for item in review.extraction)
            head = f"{len(versions)} texts: " + ", ".join(f"{count} × {kind}" for kind, count in kinds.items())
            yield from self.cut.folded(head, (f"- {code(key)}: {_kinds(items)}" for key, items in versions))
        else:
            yield from self.or_nothing(versions, self.extracted)
        yield from ("## Answers changed", "")
        yield from self.cut.few(self.answer(item) for item in review.answers)
        yield from (f"- {code(key)}: {count} answers, its first" for key, count in review.first_answers.items())
        yield from (f"- {what} {code(name)}: {how}" for what, name, how in review.asked)
        if not (review.answers or review.first_answers or review.asked):
            yield "Nothing."
        yield from ("", "## Data, key by key", "")
        yield from self.data(review.keys)
        yield from ("## Files outside the data", "")
        yield from self.cut.few(self.outside(item) for item in review.outside)
        if not review.outside:
            yield from ("Nothing.", "")
        yield from ("## Problems", "")
        yield from self.long(review.problems, lambda problem: problem["code"], _problem)
        yield f"{len(review.problems)} new, {review.old_problems} known before."
        yield from self.rest(review)

    def rest(self, review: Review) -> Iterator[str]:
        if review.addresses:
            yield from ("", "## Addresses that no clause has any more", "")
            yield from self.long(review.addresses, lambda item: item[0], self.address)
        if review.quotes:
            yield from ("", "## Quotes that moved or broke", "")
            yield from self.long(review.quotes, lambda item: item.version, self.quote)
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
                head = f"{html_code(version[0])}, answers since {html_code(version[1])}: {numbers}"
                yield from self.cut.folded(head, (self.left(item) for item in items if item.kind not in quiet))

    def many(self, items: Sequence[Any]) -> bool:
        """Whether a list is so long that a line for each of its groups must do, but in the whole report."""
        return len(items) > _MANY and not self.uncut

    def long(self, items: Sequence[Any], group_of: Callable[[Any], str], line: Callable[[Any], str]) -> Iterator[str]:
        """A list; one of many entries is folded and counted by group."""
        if not self.many(items):
            yield from self.cut.few(map(line, items))
            return
        groups = Counter(map(group_of, items))
        few = len(groups) <= _MANY
        said = ", ".join(f"{count} × {name}" for name, count in groups.items()) if few else f"in {len(groups)} texts"
        if few and len(items) <= 5 * _MANY:
            lines: Iterable[str] = map(line, items)
        elif few:
            firsts = {group_of(item): item for item in reversed(items)}
            lines = (f"{line(first)} (and {groups[name] - 1} more)" for name, first in firsts.items())
        else:
            lines = (f"- {code(name)}: {count}" for name, count in groups.items())
        yield from self.cut.folded(f"{len(items)}: {html_code(said)}", lines)

    def address(self, item: tuple[str, str, str]) -> str:
        key, name, to = item
        return (
            f"- {code(key)} {code('#' + name)}: {'alias to ' + code(to) if to else '**leads nowhere; add an alias**'}"
        )

    def quote(self, item: QuoteMove) -> str:
        now = "to " + code(item.now) if item.now else "**broken**"
        where = f"from {code(item.before or 'nowhere')} {now}"
        return f"- {code(item.version)} {code(item.question)}: {self.cut.text(item.text)}, {where}"

    def data(self, keys: Sequence[KeyChange]) -> Iterator[str]:
        """Each changed key under its file; of many files of one kind, how many keys of each."""
        by_file = {path: list(group) for path, group in groupby(keys, key=lambda key: key.path)}
        kinds = Counter(path.rpartition("/")[2] for path in by_file)
        for kind, files in kinds.items():
            if files > _MANY and not self.uncut:
                lines = (
                    f"- {code(path)}: {len(group)} keys"
                    for path, group in by_file.items()
                    if path.rpartition("/")[2] == kind
                )
                yield from self.cut.folded(f"{files} files {html_code(kind)}", lines)
        for path, group in by_file.items():
            if kinds[path.rpartition("/")[2]] <= _MANY or self.uncut:
                state = {"new": "new, ", "gone": "gone, "}.get(group[0].file, "")
                count = f"{state}{len(group)} {'key' if len(group) == 1 else 'keys'}"
                yield from self.cut.folded(f"{html_code(path)}: {count}", map(self.key, group))
        if not keys:
            yield from ("Nothing.", "")

    def key(self, key: KeyChange) -> str:
        said = f" ({key.meaning.rstrip('.')})" if key.meaning else ""
        return f"- {code(key.where) if key.where else 'the file'}{said}: {self.cut.change(key.before, key.now)}"

    def outside(self, item: OutsideChange) -> str:
        return f"- {code(item.path)}, {code(item.what)}: {item.can}"

    def or_nothing(self, items: Iterable[Any], shown: Any) -> Iterator[str]:
        empty = True
        for item in items:
            empty = False
            yield from shown(item)
        yield from ("Nothing.", "") if empty else ("",)

    def renamed(self, item: Rename) -> str:
        within = f" in {code(item.version)}" if item.version else ""
        return f"- {item.kind} {code(item.before)} → {code(item.now)}{within}"

    def ended(self, item: Ending) -> str:
        place = f", in its place {', '.join(map(code, item.to))}" if item.to else ""
        return f"- {item.kind} {code(item.name)}: {STATUSES[item.status]} on {item.on}{place}: {code(item.reason)}"

    def by_version(self, items: Sequence[ExtractionChange]) -> Iterator[tuple[str, list[ExtractionChange]]]:
        for version, group in groupby(items, key=lambda item: item.version):
            yield version, list(group)

    def extracted(self, of: tuple[str, list[ExtractionChange]]) -> Iterator[str]:
        version, items = of
        lines = (
            f"- {item.kind} {code(item.where)}: {self.cut.change(item.before or None, item.now or None)}"
            for item in items
        )
        yield from self.cut.folded(f"{html_code(version)}: {_kinds(items)}", lines)

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
        quotes = "; ".join(self.cut.text(quote["text"]) for quote in cell["quotes"])
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
        return said + f"{self.cut.text(item.text)} is gone; nearest {at}: {self.cut.text(item.differing)}"


def _kinds(items: Sequence[ExtractionChange]) -> str:
    return ", ".join(f"{count} × {kind}" for kind, count in Counter(item.kind for item in items).items())


def _problem(problem: Mapping[str, Any]) -> str:
    place = f"{problem['path']}:{problem['line']}:{problem['column']}"
    return f"- {problem['severity']} {code(problem['code'])} {code(place)}: {code(problem['message'])}"
