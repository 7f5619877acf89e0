"""Days: whether a text is one, how it is written out, and when a thing of the book last changed, by its data alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache

from .model import Version

#: Which of its dates names a version → how that day is told. Only a day that the text states is the text's own.
_BASIS = {
    "archived": "as archived on {}",
    "retrieved": "as retrieved on {}",
    "stated": "dated {} by its own words",
}


@cache
def spelled_out(day: str) -> str:
    """A day or a version's date written out: ``6 December 2004``; a second version of a day is told by its number."""
    found = date.fromisoformat(day[:10])
    number = f" ({day[11:]})" if len(day) > 10 else ""
    return f"{found.day} {found:%B %Y}{number}"


def dated(version: Version) -> str:
    """A version with the day that names it and what day that is: ``as archived on 6 December 2004``."""
    return _BASIS[version.record.date_basis].format(spelled_out(version.date))


def dates_of(version: Version, question: str | None = None) -> Iterator[str]:
    """Every day, as ``YYYY-MM-DD``, on which a version or one of its answers came or was changed.

    ``question`` narrows it to the version itself and its answer to that question.
    """
    record = version.record
    yield version.date[:10]
    yield from (
        day for day in (record.archived, record.retrieved, version.outline.reviewed, *record.also_captured) if day
    )
    if question is None:
        answers = list(version.answers.values())
    else:
        answers = [version.answers[question]] if question in version.answers else []
    for answer in answers:
        yield answer.reviewed
        yield from (before.replaced_on for before in answer.history)


def last_change(versions: Iterable[Version], question: str | None = None) -> str:
    """The latest day of some versions; empty if there are none."""
    return max((day for version in versions for day in dates_of(version, question)), default="")


def today() -> str:
    """The day, everywhere the same."""
    return datetime.now(UTC).date().isoformat()


def is_ahead(day: str) -> bool:
    """Whether a day has begun nowhere on Earth yet."""
    return day > (datetime.now(UTC).date() + timedelta(days=1)).isoformat()


def is_calendar_date(text: str) -> bool:
    """Whether a text is a day of the calendar, as ``YYYY-MM-DD``."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
