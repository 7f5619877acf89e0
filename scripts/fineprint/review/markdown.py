"""Marks of a report: words that are not ours made inert, and what is too long cut and counted. Pure.

Words that are not ours (policies, notes, labels, file names) stand in code spans whose fence is longer than any run of
backticks in them: nobody is mentioned, no issue is closed, and no line begins with them, so no workflow is steered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from ..compare.alignment import opcodes
from ..compare.changes import Piece
from ..core.lines import Lines
from ..core.problems import printable
from ..publish.policy_html import escape_markdown
from ..text.blocks import fold

#: Words shown around a change.
_AROUND = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where a host shows files of a commit: the address before the commit, both commits, where the book lies."""

    blob: str = ""
    base: str = ""
    head: str = ""
    book: str = ""

    def to(self, state: str, version: str, lines: Lines) -> str:
        """A link to lines of a version's text in the state ``base`` or ``head``; empty where nothing shows it."""
        commit = getattr(self, state)
        if not (self.blob and commit):
            return ""
        path = quote(f"{self.book}policies/{version}/policy.md")
        said = "before" if state == "base" else "now"
        return f"[{said}]({self.blob}/{commit}/{path}?plain=1#L{lines.first}-L{lines.last})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How much of a report is shown: lines of a list, characters of a text (None: all), and where the whole is."""

    lines: int | None
    characters: int | None
    more: str

    def note(self, left: int = 0) -> str:
        """That something is left out, and where it is."""
        where = (
            f"the whole report is [kept with this run]({self.more})"
            if self.more
            else "the whole report: `fineprint review --limit 0`"
        )
        return f"*{f'{left:,} more lines are' if left else 'The rest is'} left out here; {where}.*"

    def few(self, lines: Iterable[str]) -> Iterator[str]:
        """A list; what is too long of it is left out and counted."""
        every = list(lines)
        kept = every if self.lines is None else every[: max(self.lines, 20)]
        yield from kept
        if len(kept) < len(every):
            yield from ("", self.note(len(every) - len(kept)))
        if every:
            yield ""

    def folded(self, head: str, lines: Iterable[str]) -> Iterator[str]:
        """A list behind its heading."""
        every = list(lines)
        kept = every if self.lines is None else every[: self.lines]
        yield from ("<details>", f"<summary>{head}</summary>", "", *kept)
        if len(kept) < len(every):
            yield from ("", self.note(len(every) - len(kept)))
        yield from ("", "</details>", "")

    def text(self, words: str) -> str:
        """Words that are not ours, cut."""
        cut = self.characters
        return code(words if cut is None or len(words) <= cut else words[:cut].rsplit(" ", 1)[0] + " …")

    def piece(self, piece: Piece, within: bool = False) -> str:
        """A piece of a redline; of long words that stayed, those beside the change."""
        words = piece.now
        if piece.kind != "same":
            text = self.text(" ".join(words))
            text = f"<strong>{text}</strong>" if within and not piece.moved else text
            return f"<{piece.kind}>{text}</{piece.kind}>"
        if len(words) > 2 * _AROUND:
            words = (*words[:_AROUND], "…", *words[-_AROUND:])
        return code(" ".join(words))

    def change(self, before: str | None, now: str | None) -> str:
        """A value before and now; of long ones, the words that differ."""
        if before is None or now is None:
            return (
                f"{'*none*' if before is None else self.text(before)} → {'*none*' if now is None else self.text(now)}"
            )
        old, new = before.split(), now.split()
        if min(len(old), len(new)) <= _AROUND or old == new:
            return f"{self.text(before)} → {self.text(now)}"
        pieces = []
        for tag, first, last, start, end in opcodes(old, new):
            if tag == "equal":
                pieces.append(Piece(kind="same", words=tuple(old[first:last])))
                continue
            pieces += [Piece(kind="del", words=tuple(old[first:last]))] if first < last else []
            pieces += [Piece(kind="ins", words=tuple(new[start:end]))] if start < end else []
        return " ".join(map(self.piece, pieces))


def code(text: str) -> str:
    """Words that are not ours, as a code span."""
    shown = printable(fold(text)) or " "
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    edge = " " if "`" in (shown[0], shown[-1]) else ""
    return f"{fence}{edge}{shown}{edge}{fence}"


def html_code(text: str) -> str:
    """Words that are not ours where Markdown is not read: every mark as a reference."""
    return f"<code>{escape_markdown(printable(text))}</code>"
