"""The list of topics, which sections speak of which, and a page a topic with every vendor's words on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from markupsafe import Markup

from ..core.answers import Question
from ..core.model import Book, Section, Version
from ..store.cache import Blobs, key_of
from ..store.page_writer import LazyPage, PageFile
from ..text.blocks import Block
from ..text.topics import Topic
from ..text.words import count_words
from .page import book_key, render_page, template_macros

#: Words of a section that a topic page shows before it links on.
WORDS_SHOWN = 250
#: Sections of a policy that a topic page of a large book names before it folds the rest.
SECTIONS_SHOWN = 3


def topic_parts(book: Book, large: bool) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """By topic a vendor's part of the topic's page, a row where the book is large; by topic its cells in the table."""
    page, table = (
        template_macros(book, "_topic.md", "topics/any/index.md", most=SECTIONS_SHOWN),
        template_macros(book, "_topic.md", "topics/index.md"),
    )
    on_topics, cells = {}, {}
    for topic in book.lexicon.topics:
        found = [(vendor, version, _about(version, topic)) for vendor, version in book.latest()]
        shown = [
            page.row_on_it(vendor, version, sections, sum(count_words(section.words) for section in sections))
            if large
            else page.words_on_it(vendor, version, [(section, *_opening(section)) for section in sections])
            for vendor, version, sections in found
        ]
        on_topics[topic.id] = "\n".join(shown).encode()
        cells[topic.id] = "".join(table.links_to(*each) for each in found).encode()
    return on_topics, cells


def pages(
    book: Book,
    day: str,
    large: bool,
    html: Mapping[str, Blobs],
    tables: Mapping[str, Blobs],
    marks: Mapping[str, Mapping[str, str]],
) -> Iterator[PageFile]:
    """The topics page, with its table of sections, and one page a topic; ``html`` and ``tables``: by vendor and topic.

    ``marks`` tells what ``html`` says: a page of which nothing has changed is not made. What a page shows is
    read when its turn comes.
    """
    topics = book.lexicon.topics
    rows = [] if large else [(topic, _joined("", book, tables, topic)) for topic in topics]
    columns = list(book.latest())
    values = {"topics": topics, "columns": columns, "rows": rows, "large": large}
    yield render_page(book, "topics.md", "topics/index.md", updated=day, **values)
    shared_key = key_of(book_key(book), day, repr(large), *(vendor.id for vendor in book.vendors))
    for topic in topics:
        questions = [question for question in book.asked if question.topic == topic.id]
        make = partial(_page, book, day, large, topic, questions, html)
        shown = " ".join([marks[vendor.id][topic.id] for vendor in book.vendors])
        yield f"topics/{topic.id}/index.md", LazyPage(key_of(shared_key, repr((topic, questions)), shown), make)


def _page(
    book: Book, day: str, large: bool, topic: Topic, questions: Sequence[Question], html: Mapping[str, Blobs]
) -> bytes:
    words = _joined("\n", book, html, topic)
    values = {"topic": topic, "words_on_it": words, "most": WORDS_SHOWN, "questions": questions, "large": large}
    return render_page(book, "topic.md", f"topics/{topic.id}/index.md", updated=day, **values)[1]


def _joined(between: str, book: Book, html: Mapping[str, Blobs], topic: Topic) -> Markup:
    return Markup(between.join([html[vendor.id][topic.id].decode() for vendor in book.vendors]))


def words_by_topic(book: Book, version: Version) -> dict[str, int]:
    """How many words of a version stand in sections on each topic; a section on two topics counts for both."""
    counted = [(section.topics, count_words(section.words)) for section in version.sections]
    return {topic.id: sum(words for topics, words in counted if topic.id in topics) for topic in book.lexicon.topics}


def _about(version: Version, topic: Topic) -> list[Section]:
    return [section for section in version.sections if topic.id in section.topics]


def _opening(section: Section) -> tuple[list[Block], int]:
    """The first clauses of a section, up to a number of words but at least one, and how many words are left."""
    blocks: list[Block] = []
    used = 0
    for clause in section.clauses:
        size = count_words(clause.words)
        if blocks and used + size > WORDS_SHOWN:
            break
        blocks.append(clause.block)
        used += size
    return blocks, count_words(section.words) - used
