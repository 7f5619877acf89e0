"""Lines of a PDF's page: runs that stand on one baseline."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ..raised import raised
from .page import COLUMN_GAP, WORD_GAP, Page, Run
from .strokes import parted

#: What stands before an item of a list.
MARKER = re.compile(
    r"(?:[•●○◦▪■□▸►‣⁃∙·\uf0b7\uf0a7\uf0d8\uf076\uf0fc–—*o-]|\(?(?:\d{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)]"
    r"|(?:\d{1,3}\.){1,5}\d{1,3}\.?)(?=\s|$)"
)


@dataclass(slots=True, kw_only=True)
class Line:
    """A line, or a line of a cell. ``runs`` from left to right; ``order``: where it stands in the file."""

    runs: list[Run]
    page: int
    order: int

    @property
    def x0(self) -> float:
        """Left end."""
        return min(run.x0 for run in self.runs)

    @property
    def x1(self) -> float:
        """Right end."""
        return max(run.x1 for run in self.runs)

    @property
    def y(self) -> float:
        """Baseline."""
        return self._main.y

    @property
    def height(self) -> float:
        """Height of the most of its letters."""
        return self._main.height

    @property
    def size(self) -> float:
        """Size of the font of the most of its letters."""
        return self._main.size

    @property
    def top(self) -> float:
        """Upper edge."""
        return self._main.top

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self._main.bottom

    @property
    def _main(self) -> Run:
        return max(self.runs, key=lambda run: len(run.text))

    @property
    def bold(self) -> bool:
        """Whether all its letters are bold."""
        return all(run.bold for run in self.runs if any(map(str.isalnum, run.text)))

    @property
    def starts_bold(self) -> bool:
        """Whether its first letters are bold."""
        return next((run.bold for run in _reading(self.runs) if any(map(str.isalnum, run.text))), False)

    @property
    def ends_bold(self) -> bool:
        """Whether its last letters are bold."""
        return next((run.bold for run in reversed(_reading(self.runs)) if any(map(str.isalnum, run.text))), False)

    @property
    def text(self) -> str:
        """Its words, one blank between them."""
        return " ".join("".join(text for text, _ in self.pieces).split())

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """Text and whether it is bold, with the blanks that the page shows."""
        made: list[tuple[str, bool]] = []
        before: Run | None = None
        for run in _reading(self.runs):
            text = run.text
            if before is not None and not before.text[-1:].isspace() and _apart(before, run):
                text = " " + text
            if how := self._raised(run):
                text = raised(text, how, made[-1][0] if made else "")
            made.append((text, run.bold))
            before = run
        return made

    def _raised(self, run: Run) -> str:
        """``sup`` or ``sub`` for a small run above or below the line, else nothing."""
        main = self._main
        if run.size > 0.85 * main.size or abs(run.y - main.y) < 0.08 * main.size:
            return ""
        return "sup" if run.y > main.y else "sub"


@dataclass(slots=True, kw_only=True)
class Table:
    """Rows of cells, each cell its lines."""

    rows: list[list[list[Line]]]
    page: int


Part = Line | Table


def _reading(runs: Sequence[Run]) -> list[Run]:
    """Runs in the order of reading: from the right where most letters are Hebrew or Arabic."""
    letters = [sign for run in runs for sign in run.text if sign.isalpha()]
    rightward = sum(unicodedata.bidirectional(sign) in ("R", "AL") for sign in letters)
    if letters and rightward * 2 > len(letters):
        return sorted(runs, key=lambda run: -run.x1)
    return sorted(runs, key=lambda run: run.x0)


def _apart(before: Run, run: Run) -> bool:
    """Whether the page shows a blank between two runs; scripts without blanks need a wide gap."""
    gap = max(run.x0 - before.x1, before.x0 - run.x1)
    wide = unicodedata.east_asian_width(before.text[-1]) in "WF" or unicodedata.east_asian_width(run.text[0]) in "WF"
    return gap > (0.5 if wide else WORD_GAP) * max(before.height, run.height)


def lines_of(page: Page) -> list[Line]:
    """The lines in the order of the file: runs that follow one another there on one baseline, with no wide gap."""
    lines: list[Line] = []
    for order, run in enumerate(run for run in page.runs if run.text.strip()):
        if lines and _continues(lines[-1], run) and not parted(lines[-1].runs[-1].x1, run.x0, run.y, page.upright):
            lines[-1].runs.append(run)
        else:
            lines.append(Line(runs=[run], page=page.number, order=order))
    return lines


def _continues(line: Line, run: Run) -> bool:
    height = max(line.height, run.height)
    last = line.runs[-1]
    gap = max(run.x0 - line.x1, line.x0 - run.x1)
    spaced = last.text[-1:].isspace()
    return (
        _side_by_side(line.y, line.height, run.y, run.height)
        and -0.6 * height < gap < (COLUMN_GAP if spaced else 1.0) * height
    )


def _side_by_side(y: float, height: float, other_y: float, other_height: float) -> bool:
    """Whether two things stand on one line; a small one may be raised or lowered."""
    small, large = sorted((height, other_height))
    return abs(y - other_y) < (0.45 if small < 0.8 * large else 0.25) * large


def joined(row: Sequence[Line]) -> list[Line]:
    """The lines of a row as one where they stand on one baseline, else one after the other."""
    if len(row) == 1 or not all(_side_by_side(row[0].y, row[0].height, one.y, one.height) for one in row[1:]):
        return list(row)
    runs = [run for line in sorted(row, key=lambda line: line.x0) for run in line.runs]
    return [Line(runs=runs, page=row[0].page, order=min(line.order for line in row))]
