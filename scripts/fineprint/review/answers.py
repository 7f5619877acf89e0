"""What two states of a book differ in as to answers: cells, questions, findings, and where quotes stand. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .snapshot import Snapshot, before_of

#: Fields of an answer that tell when and by whom it was given, not what it says.
_ABOUT = ("reviewed", "carried_from", "was", "question")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """A cell before and now; None where there is none. ``since``: the version that ``before`` is of, if another."""

    version: str
    question: str
    before: Mapping[str, Any] | None
    now: Mapping[str, Any] | None
    since: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteMove:
    """A quote of an unchanged answer that stands elsewhere now, or (``now`` empty) in no clause or in several."""

    version: str
    question: str
    text: str
    before: str
    now: str


def _cells(version: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        question: {"says": version["says"].get(question, [answer["value"]]), **answer}
        for question, answer in version["answers"].items()
    }


def _substance(cell: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    return cell and {key: value for key, value in cell.items() if key not in (*_ABOUT, "says")}


def answers_changed(base: Snapshot, head: Snapshot) -> Iterator[AnswerChange]:
    """The cells that say something else; those of a new version are compared with those of the one before it."""
    for key, version in head["versions"].items():
        since = None
        if key in base["versions"]:
            old = _cells(base["versions"][key])
        elif (since := before_of(key, head)) is not None:
            old = _cells(head["versions"][since])
        else:
            continue
        new = _cells(version)
        for question in dict.fromkeys((*old, *new)):
            if since and question not in new:
                continue
            before, now = old.get(question), new.get(question)
            if since and before and before["says"] == (now or {}).get("says"):
                continue
            if _substance(before) != _substance(now):
                yield AnswerChange(version=key, question=question, before=before, now=now, since=since)


def asked_changed(base: Snapshot, head: Snapshot) -> Iterator[tuple[str, str, str]]:
    """Questions and findings that came, went or changed, as (what, id, how)."""
    for what in ("questions", "findings"):
        old, new = base[what], head[what]
        if not base["readable"] or not head["readable"]:
            continue
        for name in dict.fromkeys((*old, *new)):
            if name not in new or name not in old:
                yield what[:-1], name, "gone" if name not in new else "new"
            elif old[name] != new[name]:
                fields = [key for key in new[name] if old[name].get(key) != new[name][key]]
                yield what[:-1], name, f"changed: {', '.join(fields)}"


def quotes_moved(key: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[QuoteMove]:
    """The quotes that stayed as they are and stand elsewhere now."""
    for question, answer in now["answers"].items():
        old = before["answers"].get(question)
        if old is None or old["quotes"] != answer["quotes"]:
            continue
        places = zip(answer["quotes"], before["places"][question], now["places"][question], strict=True)
        for quote, stood, stands in places:
            if stood != stands:
                yield QuoteMove(
                    version=key,
                    question=question,
                    text=quote["text"],
                    before=", ".join(stood),
                    now=", ".join(stands) if len(stands) == 1 else "",
                )


#: What of an answer its readers go by.
_SAID = ("value", "note", "quotes", "limits")


def undated(changes: Sequence[AnswerChange]) -> Iterator[tuple[str, str, str]]:
    """Version, question and what is wrong, of each answer of a known version that was changed without a trace."""
    for change in changes:
        before, now = change.before, change.now
        if change.since or before is None or now is None:
            continue
        if any(before.get(key) != now.get(key) for key in _SAID) and before["reviewed"] == now["reviewed"]:
            yield change.version, change.question, "changed without a new day of review"
        if before["value"] != now["value"] and not _kept(before["value"], now):
            yield change.version, change.question, f"no longer says {before['value']}, and its history does not say so"


def _kept(value: str, now: Mapping[str, Any]) -> bool:
    return any(was["value"] == value for was in now["history"])
