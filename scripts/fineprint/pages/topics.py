"""The list of topics, which sections speak of which, and a page a topic with every vendor's words on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from ..blocks import Block
from ..model import Book, Section, Version
from ..topics import Topic
from .page import part, write

#: Words of a section that a topic page shows before it links on; that of a large book shows none.
WORDS_SHOWN = 250


def share(book: Book, large: bool) -> dict[str, tuple[str, str]]:
    """By topic a vendor's part of the topic's page, and its cells in the table of sections."""
    page, table = (
        part(book, "_topic.md", "topics/any/index.md", large=large),
        part(book, "_topic.md", "topics/index.md"),
    )
    made = {}
    for topic in book.lexicon.topics:
        found = [(vendor, version, _about(version, topic)) for vendor, version in book.latest()]
        shown = [
            page.words_on_it(vendor, version, [(section, *_opening(section, large)) for section in sections])
            for vendor, version, sections in found
        ]
        made[topic.id] = (
            "\n".join(shown),
            "".join(table.links_to(version, sections) for _, version, sections in found),
        )
    return made


def pages(
    book: Book, day: str, large: bool, html: Mapping[str, Mapping[str, tuple[str, str]]]
) -> Iterator[tuple[str, bytes]]:
    """The topics page, with its table of sections, and one page a topic; ``html``: by vendor and topic."""
    topics = book.lexicon.topics
    mine = [html[vendor.id] for vendor in book.vendors]
    rows = [(topic, Markup("".join(each[topic.id][1] for each in mine))) for topic in topics]
    columns = list(book.latest())
    values = {"topics": topics, "columns": columns, "rows": rows, "large": large}
    yield write(book, "topics.md", "topics/index.md", updated=day, **values)
    for topic in topics:
        questions = [question for question in book.questions if question.topic == topic.id]
        words = Markup("\n".join(each[topic.id][0] for each in mine))
        values = {"topic": topic, "words_on_it": words, "most": WORDS_SHOWN, "questions": questions, "large": large}
        yield write(book, "topic.md", f"topics/{topic.id}/index.md", updated=day, **values)


def _about(version: Version, topic: Topic) -> list[Section]:
    return [section for section in version.sections if topic.id in section.topics]


def _opening(section: Section, large: bool) -> tuple[list[Block], int]:
    """The first clauses of a section, up to a number of words but at least one, and how many words are left."""
    blocks, used = [], 0
    for clause in () if large else section.clauses:
        size = len(clause.words.split())
        if blocks and used + size > WORDS_SHOWN:
            break
        blocks.append(clause.block)
        used += size
    return blocks, len(section.words.split()) - used
