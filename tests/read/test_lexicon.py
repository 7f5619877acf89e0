"""Phrases of other languages beside topics.yml: which texts they are for, and what is wrong with a file of them."""

from __future__ import annotations

import pytest

from builders import BookFolder
from fineprint.pages import pages_of

OUTLINE = "policies/acorn/privacy-policy/2020-03-04/outline.yml"
RECORD = "policies/acorn/privacy-policy/2020-03-04/record.yml"
FRENCH = "language: fr\nphrases:\n  cookies: {cookie*: 4}\n"


def drafted(book_folder: BookFolder, language: str) -> BookFolder:
    """The good vendor in another language, its outline drafted by the program."""
    (book_folder.root / OUTLINE).unlink()
    book_folder.edit(RECORD, "language: en", f"language: {language}")
    return book_folder


def topics_of(book_folder: BookFolder) -> set[str]:
    return {topic for version in book_folder.book().versions() for part in version.sections for topic in part.topics}


def page(book_folder: BookFolder) -> str:
    return dict(pages_of(book_folder.book(), []))["companies/acorn/privacy-policy/2020-03-04/index.md"].decode()


def test_topics_belong_to_a_language(book_folder: BookFolder) -> None:
    assert "cookies" in topics_of(book_folder)
    assert topics_of(drafted(book_folder, "fr-CA")) == set()
    book_folder.write("policies/topics.fr.yml", FRENCH)
    assert topics_of(book_folder) == {"cookies"}
    assert [problem for problem in book_folder.problems() if "topics" in problem.path] == []


@pytest.mark.parametrize(("language", "said"), [("de", True), ("en", False)])
def test_a_text_without_a_lexicon_says_so(book_folder: BookFolder, language: str, said: bool) -> None:
    made = page(drafted(book_folder, language))
    assert ("Topics: none for German yet" in made) == said
    assert (f" lang={language} dir=auto }}" in made) is True


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("fr", FRENCH.replace("fr", "de"), "topics.fr.yml:1:11 error topic.language"),
        ("en", FRENCH.replace("fr", "en"), "topics.en.yml:1:11 error topic.language"),
        ("fr", FRENCH.replace("  cookies", "  biscuits"), "topics.fr.yml:3:13 error topic.unknown"),
        ("fr", FRENCH.replace("cookie*: 4", "co*kie: 4"), "topics.fr.yml:3:3 error topic.phrase"),
        ("fr", "language: fr\n", "topics.fr.yml:1:1 error yaml.schema"),
    ],
)
def test_what_is_wrong_with_a_file_of_phrases_is_told(book_folder: BookFolder, name: str, text: str, told: str) -> None:
    book_folder.write(f"policies/topics.{name}.yml", text)
    assert told in book_folder.said()
