"""Redirects lead from addresses of the past to those of today, and notices stand where nothing else does."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.addresses import book_paths
from ..core.dates import is_calendar_date
from ..core.model import Book
from ..core.problems import Problem
from ..core.redirects import redirect_target
from ..read.result import ReadBook
from .answer_context import QUESTIONS, across_vendors


@across_vendors
def redirects_lead_somewhere(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A redirect leads, in one step, from an address that is none any more to one of today."""
    now = book_paths(book)
    file = loaded.files["policies/book.yml"]
    for old, new in book.redirects.items():
        if old in now:
            yield file.error(
                "address.redirect", f"{old} is an address of today; take the redirect out", "redirects", old
            )
        elif (end := redirect_target(book, new)) and new not in now:
            said = f"the redirect of {old} leads to {new}, which is redirected itself; name {end}"
            yield file.error("address.redirect-chain", said, "redirects", old)
        elif new in book.retired or not any(path == new or path.startswith(new) for path in now):
            said = f"the redirect of {old} leads to {new}, which is nowhere; name an address of today"
            yield file.error("address.redirect", said, "redirects", old)
        elif not any(path == old or path.startswith(old) for path in book.ledger):
            said = f"{old} was never published; take the redirect out, or restore its line in addresses.txt"
            yield file.error("address.redirect", said, "redirects", old)


@across_vendors
def retired_addresses_are_free(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A retired address is none of today's, was published, and names what stands in its place by addresses of today."""
    now = set(book_paths(book))
    file = loaded.files["policies/book.yml"]
    for old, notice in book.retired.items():
        if old in now or old in book.redirects:
            said = f"{old} leads to something today; take it out of retired"
            yield file.error("address.retired", said, "retired", old)
        elif not any(path == old or path.startswith(old) for path in book.ledger):
            said = f"{old} was never published; take it out, or restore its line in addresses.txt"
            yield file.error("address.retired", said, "retired", old)
        for position, target in enumerate(notice.to):
            if target not in now:
                said = f"{target}, named in place of {old}, is nowhere; name an address of today"
                yield file.error("address.retired", said, "retired", old, "to", position)


@across_vendors
def days_of_notices_exist(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """The days on which things moved, were retired or were withdrawn are of the calendar."""
    file = loaded.files["policies/book.yml"]
    for key, notices in (("redirects", book.moves), ("retired", book.retired)):
        for old, notice in notices.items():
            if not is_calendar_date(notice.on):
                yield file.error(
                    "notice.date", f"{notice.on} is no day of the calendar; write one as YYYY-MM-DD", key, old, "on"
                )
    asked = loaded.places(QUESTIONS)
    for position, question in enumerate(book.questions):
        if question.retired and not is_calendar_date(question.retired.on):
            said = f"{question.retired.on} is no day of the calendar; write one as YYYY-MM-DD"
            yield asked.error("notice.date", said, "questions", position, "retired", "on")
    for text in book.withdrawn:
        if not is_calendar_date(text.notice.on):
            record = loaded.places(f"policies/{text.key}/record.yml")
            said = f"{text.notice.on} is no day of the calendar; write one as YYYY-MM-DD"
            yield record.error("notice.date", said, "withdrawn", "on")


@across_vendors
def retired_questions_name_others(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """What is asked in place of a retired question are questions that are asked today."""
    asked = {question.id for question in book.asked}
    file = loaded.places(QUESTIONS)
    for position, question in enumerate(book.questions):
        for place, other in enumerate(question.retired.to if question.retired else ()):
            if other not in asked:
                said = f"{other!r}, named in its place, is no question that is asked; name one, or take it out"
                yield file.error("question.replaced-by", said, "questions", position, "retired", "replaced_by", place)


RULES = (redirects_lead_somewhere, retired_addresses_are_free, days_of_notices_exist, retired_questions_name_others)
