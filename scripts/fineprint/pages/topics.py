"""The list of topics, which sections speak of which, and a page a topic with every vendor's words on it."""

from __future__ import annotations

from collections.abc import Iterator

from ..blocks import Block
from ..model import Book, Section, Version
from ..topics import Topic
from .page import write

#: Words of a section that a topic page shows before it links on.
WORDS_SHOWN = 250


def pages(book: Book) -> Iterator[tuple[str, bytes]]:
    """The topics page, with its table of sections, and one page a topic."""
    topics = book.lexicon.topics
    columns = [(vendor, version) for vendor, version in book.latest()]
    rows = [(topic, [(version, _about(version, topic)) for _, version in columns]) for topic in topics]
    yield write(book, "topics.md", "topics/index.md", topics=topics, columns=columns, rows=rows)
    for topic in topics:
        shown = [
            (vendor, version, [(section, *_opening(section)) for section in _about(version, topic)])
            for vendor, version in columns
        ]
        questions = [question for question in book.questions if question.topic == topic.id]
        values = {"topic": topic, "rows": shown, "most": WORDS_SHOWN, "questions": questions}
        yield write(book, "topic.md", f"topics/{topic.id}/index.md", **values)


def _about(version: Version, topic: Topic) -> list[Section]:
    return [section for section in version.sections if topic.id in section.topics]


def _opening(section: Section) -> tuple[list[Block], int]:
    """The first clauses of a section, up to a number of words but at least one, and how many words are left."""
    blocks, used = [], 0
    for clause in section.clauses:
        size = len(clause.words.split())
        if blocks and used + size > WORDS_SHOWN:
            break
        blocks.append(clause.block)
        used += size
    return blocks, len(section.words.split()) - used
