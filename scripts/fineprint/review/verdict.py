"""What a reviewer reads first: the verdict in a paragraph, and what needs a decision. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..core.notices import STATUSES
from . import Review
from .answers import undated
from .markdown import Cut, code

#: What a new version leaves to a person: its words are gone, moved, or stand in words that changed.
_AGAIN = ("again", "lost", "kept", "silence")

#: Texts or names that are named one by one.
_MANY = 20


def verdict(review: Review) -> str:
    """A sentence of counts, and what did not change where a reader of the report would ask for it."""
    parts = list(_parts(review)) or ["nothing changes for readers"]
    base = next((key for key in review.keys if key.path.endswith("/book.yml") and key.where == "base_url"), None)
    parts.append("**base address changed**" if base else "base address unchanged")
    guards = sum(change.guard for change in review.outside)
    looks = sum(change.look for change in review.outside)
    outside = len(review.outside)
    said = [f"{guards} of them guarding it"] * bool(guards) + [f"{looks} that can hide what is shown"] * bool(looks)
    parts.append(
        f"**{', '.join([_count(outside, 'file') + ' outside the data', *said])}**"
        if outside
        else "no file outside the data"
    )
    text = "; ".join(parts) + "."
    text = text[:1].upper() + text[1:]
    if (guards or looks) and (review.keys or review.source):
        both = "Data and what guards or shows it change together: look at that first, or ask for two pull requests."
        return f"**{both}** {text}"
    return text


def _parts(review: Review) -> Iterator[str]:
    kinds = [item.kind for item in review.source]
    for kind, one in (("document", "new document"), ("version", "new version"), ("unreadable", "unreadable text")):
        if kinds.count(kind):
            yield _count(kinds.count(kind), one)
    if kinds.count("edited"):
        yield f"**{_count(kinds.count('edited'), 'archived text')} edited**"
    if kinds.count("gone"):
        yield f"**{_count(kinds.count('gone'), 'version')} gone**"
    changed = sum(item.clauses for item in review.source if item.redline and item.kind != "document")
    if changed:
        yield _count(changed, "clause") + " changed" + _under(review)
    again = sum(item.kind in _AGAIN for item in review.left)
    new = {item.version for item in review.source if item.kind in ("version", "document")}
    if review.answers:
        yield _count(len(review.answers), "answer") + " changed"
    yield from _came(review)
    if again:
        yield _count(again, "answer") + " to read again"
    outlines = {item.version for item in review.extraction if item.version not in new}
    if outlines:
        yield f"{_count(len(outlines), 'text')} divided or marked otherwise"
    if review.renames:
        yield _count(len(review.renames), "id") + " renamed"
    ended = [item.status for item in review.endings]
    for status in dict.fromkeys(ended):
        yield f"**{_count(ended.count(status), 'thing')} {STATUSES[status]}**"
    for state, said in (("changed", "key"), ("new", "new data file"), ("gone", "data file")):
        keys = [key for key in review.keys if key.file == state]
        files = len({key.path for key in keys})
        if keys and state == "changed":
            yield f"{_count(len(keys), said)} changed in {_count(files, 'data file')}"
        elif keys:
            yield _count(files, said) + (" gone" if state == "gone" else "")
    for severity in ("error", "warning"):
        count = sum(problem["severity"] == severity for problem in review.problems)
        if count:
            mark = "**" if severity == "error" else ""
            yield f"{mark}{_count(count, f'new {severity}')}{mark}"


def _came(review: Review) -> Iterator[str]:
    """How many questions and findings are new."""
    came = [what for what, _, how in review.asked if how == "new"]
    return (_count(came.count(what), f"new {what}") for what in dict.fromkeys(came))


def _under(review: Review) -> str:
    """How many of the changed clauses carry answers or findings, and how many of these."""
    resting = [(item.version, *rest) for item in review.source for rest in item.rests.items()]
    if not resting:
        return ", none of them under an answer"
    kinds: dict[str, set[tuple[str, str]]] = {"answer": set(), "finding": set()}
    for version, _, names in resting:
        for kind, name in names:
            kinds[kind].add((version if kind == "answer" else "", name))
    said = " and ".join(_count(len(found), kind) for kind, found in kinds.items() if found)
    return f", {len(resting)} of them under {said}"


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def decisions(review: Review, cut: Cut) -> Iterator[str]:
    """What somebody must decide, a line each, the gravest first."""
    for path, line in review.gone_lines:
        yield f"- **left a ledger**, where somebody may have cited it; restore it: {code(path)}: {code(line)}"
    for item in review.source:
        if item.kind == "gone":
            yield f"- {code(item.version)}: **the version is gone**"
        elif item.kind == "edited":
            yield f"- {code(item.version)}: **the text of an archived version was edited**"
    for ending in review.endings:
        yield f"- {ending.kind} {code(ending.name)}: **{STATUSES[ending.status]}** from {ending.on}"
    for key in review.keys:
        # A thing that was retired or withdrawn is told above, in a line.
        if key.decide and not {"retired", "withdrawn"} & {*key.where.replace("[", ".").split(".")}:
            yield f"- {code(key.path)} {code(key.where or 'file')}: {cut.change(key.before, key.now)} ({key.decide})"
    yield from _outside(review)
    yield from _by_version(
        ((version, f"#{name}") for version, name, to in review.addresses if not to), "lead nowhere; add aliases"
    )
    yield from _by_version(
        ((quote.version, quote.question) for quote in review.quotes if not quote.now), "lost a quote of theirs"
    )
    for version, question, said in undated(review.answers):
        yield f"- {code(version)} {code(question)}: **{said}**"
    errors = sum(problem["severity"] == "error" for problem in review.problems)
    if errors:
        yield f"- {_count(errors, 'new error')} would stop the build; see the problems"


def _outside(review: Review) -> Iterator[str]:
    """A line for each file that guards or shows the data; one in all for many of which the same is to be said."""
    found: dict[tuple[str, str], list[str]] = {}
    for change in review.outside:
        if change.guard or change.look:
            found.setdefault((change.what, change.can), []).append(change.path)
    for (what, can), paths in found.items():
        if len(paths) > _MANY:
            yield f"- {code(paths[0])} and {len(paths) - 1:,} more {code(what)}: {can}"
        else:
            yield from (f"- {code(path)} {code(what)}: {can}" for path in paths)


def _by_version(items: Iterable[tuple[str, str]], said: str) -> Iterator[str]:
    """A line for each version, or one in all for many of them."""
    found: dict[str, list[str]] = {}
    for version, name in items:
        found.setdefault(version, []).append(name)
    if len(found) > _MANY:
        yield f"- {sum(map(len, found.values())):,} in {len(found)} texts **{said}**, see below"
        return
    for version, names in found.items():
        more = f" and {len(names) - _MANY} more" if len(names) > _MANY else ""
        yield f"- {code(version)}: {', '.join(map(code, names[:_MANY]))}{more} **{said}**"
