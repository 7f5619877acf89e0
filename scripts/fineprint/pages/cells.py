"""A cell of the matrix as HTML: what it says, and the link to the words or the page it rests on.

In Python, not as a template: a book asks for each of its cells four times.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from ..compare.matrix import Cell, CellSummary
    from ..prove.quote_index import QuotePlace
    from ..prove.shown import Shown
    from .page import PageContext

#: Question id → for each quote of its answer, where it stands.
Places = Mapping[str, Sequence[Sequence["QuotePlace"]]]


def state_of(cell: Cell) -> Markup:
    """The label of a cell, and what it leaves open."""
    return summary_of(cell.summary, disputed=cell.answer is not None and cell.answer.disputed is not None)


def summary_of(said: CellSummary, disputed: bool = False) -> Markup:
    """The same of what a cell says; ``disputed``: whether an objection to it is open."""
    detail = f' <span class="detail">{escape(said.detail)}</span>' if said.detail else ""
    objected = ' <span class="detail">Disputed</span>' if disputed else ""
    return Markup(f'<span class="state state-{escape(said.state)}">{escape(said.label)}</span>{detail}{objected}')


def joint_link(cells: Sequence[Cell], said: CellSummary, page: PageContext) -> Markup:
    """The cell of a vendor of which several documents are asked; it leads to all of them on the question's page."""
    target = f"{page.to(f'questions/{cells[0].question.id}/')}#{cells[0].vendor.id}"
    disputed = any(cell.answer and cell.answer.disputed for cell in cells)
    return Markup(f'<a href="{escape(target)}">{summary_of(said, disputed)}</a>')


def cell_link(
    cell: Cell, page: PageContext, places: Places, peek: Sequence[Shown] = (), limits: Sequence[Shown] = ()
) -> Markup:
    """A cell that leads to its first quote, else to the vendor's answer on the question's page.

    ``peek`` and ``limits``: the quotes that the link has with it, to be shown beside the cell, a line each; tabs tell
    the quoted part from our label, from what stands before and behind it, and from its address.
    """
    quotes = cell.answer.quotes if cell.answer else ()
    found = [stands[0] for stands in places.get(cell.question.id, ()) if stands] if quotes else []
    if not found:
        target = f"{page.to(f'questions/{cell.question.id}/')}#{cell.vendor.id}"
        return Markup(f'<a href="{escape(target)}">{state_of(cell)}</a>')
    target = f"{page.to(page.version(cell.version))}#{found[0].address}"
    labelled = [*(("", shown) for shown in peek), *(("Narrowed by:", shown) for shown in limits)]
    parts = [
        (label, "\r".join([*one.lead_ins, one.before]), one.quoted, one.after, one.address) for label, one in labelled
    ]
    lines = "&#10;".join(["&#9;".join(map(escape, part)) for part in parts]).replace("\r", "&#13;")
    said = f' data-quotes="{lines}"' if peek else ""
    return Markup(f'<a href="{escape(target)}"{said}>{state_of(cell)}</a>')
