"""The texts of a review as Markdown: what came, went or was reworded, and what rests on each clause. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..compare.changes import SLIGHT, Change
from ..core.lines import spanning
from ..prove.units import Passage, Unit
from .markdown import Cut, Links, code, html_code
from .source import SourceChange

_KINDS = {
    "inserted": "new",
    "deleted": "gone",
    "reworded": "reworded",
    "moved_to": "moved here",
    "moved_from": "moved away",
    "typography": "typography only",
    "date": "date only",
    "numbering": "numbering only",
}


def source_lines(item: SourceChange, cut: Cut, links: Links) -> Iterator[str]:
    """What a report says of a text: a line, or a folded list of what changed in it."""
    count = item.summary
    if item.kind == "gone":
        yield f"- {code(item.version)}: **the version is gone**"
    elif item.kind == "unreadable":
        yield f"- {code(item.version)}: came or changed, and can’t be read; see the problems"
    elif count is None:
        yield f"- {code(item.version)}: **the text of a version was edited**; before, it could not be read"
    elif item.kind == "document":
        head = f"{html_code(item.version)}: new document, {len(item.sections)} sections, {count.added:,} words"
        yield from cut.folded(head, (f"- {cut.text(heading or 'Preamble')}" for heading in item.sections))
    else:
        numbers = ", ".join(
            f"{count.clauses[kind] + count.headings[kind]} {name}"
            for kind, name in _KINDS.items()
            if kind != "moved_from" and (kind not in SLIGHT or count.clauses[kind] + count.headings[kind])
        )
        what = (
            f"since {html_code(item.since.rpartition('/')[2])}"
            if item.since
            else "<strong>a version was edited</strong>"
        )
        head = f"{html_code(item.version)}, {what}: {numbers}; {count.added:,} words added, {count.removed:,} removed"
        changes = (
            _change(change, item, item.rests.get(position, ()), cut, links)
            for position, change in enumerate(item.redline.changes if item.redline else ())
            if change.kind != "same"
        )
        yield from cut.folded(head, changes)


def _change(change: Change, of: SourceChange, rests: Sequence[tuple[str, str]], cut: Cut, links: Links) -> str:
    old, new = (passages[0].address if passages else "" for passages in (change.older, change.newer))
    where = code(old) if old == new or not new else f"{code(old)} → {code(new)}" if old else code(new)
    other = f" ({'from' if change.kind == 'moved_to' else 'to'} {code(change.other)})" if change.other else ""
    within = change.reworded and bool(change.other)
    kind = f"**{_KINDS[change.kind]}{' and reworded' if within else ''}**{' heading' if change.heading else ''}"
    words = " ".join(cut.piece(piece, within) for piece in change.pieces)
    under = f"; under {', '.join(f'{kind} {code(name)}' for kind, name in rests)}" if rests else ""
    shown = [_link(links, "base", change.older, of.since or of.version), _link(links, "head", change.newer, of.version)]
    seen = "; " + ", ".join(filter(None, shown)) if any(shown) else ""
    return f"- {kind} {where}{other}{under}{seen}: {words}"


def _link(links: Links, state: str, passages: Sequence[Passage | Unit], version: str) -> str:
    lines = spanning([passage.lines for passage in passages]) if passages else None
    return links.to(state, version, lines) if lines else ""
