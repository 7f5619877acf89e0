"""What must hold for the two readings of each cell."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.model import Book
from ..core.problems import Problem, notice, stops
from ..read.result import ReadBook
from .answer_context import (
    QUESTIONS,
    READINGS,
    SHOWN,
    Rule,
    across_vendors,
    answer_contexts,
    did_you_mean,
    has_problem,
    has_value,
    is_unread,
)
from .answers import RULES as ANSWER_RULES
from .considered import RULES as CONSIDERED_RULES
from .limits import RULES as LIMIT_RULES
from .search_terms import RULES as SEARCH_TERM_RULES


@across_vendors
def readings_are_of_cells(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """Readings are of versions and questions that the book has, and found values that those questions can have."""
    file = loaded.places(READINGS)
    versions = [version.key for version in book.versions()]
    for key, row in book.readings.items():
        if book.version(key) is None and not is_unread(key, loaded):
            hint = did_you_mean(key, versions, "name one that is kept")
            yield file.error("reading.version", f"no version {key!r}; {hint}", "cells", key)
        for name, cell in row.items():
            question = book.question(name)
            if question is None:
                if not has_problem(QUESTIONS, loaded):
                    known = [each.id for each in book.questions]
                    said = f"no question {name!r}; {did_you_mean(name, known, 'see questions.yml')}"
                    yield file.error("reading.question", said, "cells", key, name)
                continue
            for which, read in (("first", cell.first), ("second", cell.second)):
                if not has_value(question, read.value):
                    own = [value.id for value in question.values]
                    said = f"no value {read.value!r}; {did_you_mean(read.value, own, 'its own are ' + ', '.join(own))}"
                    yield file.error("reading.value", said, "cells", key, name, which, "value")


def cells_are_read_twice(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """Every answer that was not carried over from an older version has two independent readings."""
    for version in book.versions() if READINGS in loaded.files else ():
        read = book.readings.get(version.key, {})
        own = [question for question, answer in version.answers.items() if not answer.carried_from]
        once = [question for question in own if question not in read]
        if once:
            listed = ", ".join(once[:SHOWN]) + (" …" if len(once) > SHOWN else "")
            count = f"{len(once)} of {len(own)} answers of {version.key}"
            said = f"{count} have no two readings ({listed}); read them again and add both"
            yield notice(READINGS, "reading.missing", said, *loaded.files[READINGS].place(("cells", version.key)))


@across_vendors
def readings_are_under_todays_rules(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """A reading that names the rules it was made under was made under the question's rules and values of today."""
    file = loaded.places(READINGS)
    for key, row in book.readings.items():
        for name, cell in row.items():
            question = book.question(name)
            for which, read in (("first", cell.first), ("second", cell.second)):
                wanted = question.rules_digest(book.coding_rules) if question else read.rules_digest
                if read.rules_digest not in (None, wanted):
                    said = (
                        f"this reading was made under other rules of {name!r} ({read.rules_digest}, now {wanted}): "
                        "have the question read again and put the new reading in its place"
                    )
                    yield file.error("reading.rules", said, "cells", key, name, which, "rules_digest")


@across_vendors
def readers_are_known(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """Each reader has an id of its own, and whoever settled a difference is one of them."""
    file = loaded.places(READINGS)
    readers: set[str] = set()
    for position, reader in enumerate(book.readers):
        if reader.id in readers:
            said = f"the id {reader.id!r} stands twice; give each reader one of its own"
            yield file.error("reading.reader", said, "readers", position, "id")
        readers.add(reader.id)
    for key, row in book.readings.items():
        for name, cell in row.items():
            if cell.settled_by is not None and cell.settled_by not in readers:
                said = f"no reader {cell.settled_by!r}; {did_you_mean(cell.settled_by, readers, 'add it to readers')}"
                yield file.error("reading.settled-by", said, "cells", key, name, "settled_by")


def differences_are_settled(book: Book, loaded: ReadBook) -> Iterator[Problem]:
    """Where the readings differ from each other or from the answer, it is said how that was settled."""
    file = loaded.places(READINGS)
    for cell in answer_contexts(book, loaded):
        read = book.readings.get(cell.version.key, {}).get(cell.question.id)
        if read is None or read.settled or {read.first.value, read.second.value} == {cell.answer.value}:
            continue
        if cell.answer.history and cell.answer.history[0].value == read.first.value == read.second.value:
            continue
        # What has to be mended anyway is told once, where it is wrong.
        known = has_value(cell.question, read.first.value) and has_value(cell.question, read.second.value)
        if not known or stops(problem for rule in _CELL_RULES for problem in rule.__wrapped__(cell)):
            continue
        found = f"read as {read.first.value} and as {read.second.value}"
        said = f"{found}, answered {cell.answer.value}; say under settled why"
        yield file.error("reading.settled", said, "cells", cell.version.key, cell.question.id)


_CELL_RULES = tuple(
    rule
    for rule in (*ANSWER_RULES, *LIMIT_RULES, *SEARCH_TERM_RULES, *CONSIDERED_RULES)
    if hasattr(rule, "__wrapped__")
)


RULES: tuple[Rule, ...] = (
    readings_are_of_cells,
    cells_are_read_twice,
    readings_are_under_todays_rules,
    readers_are_known,
    differences_are_settled,
)
