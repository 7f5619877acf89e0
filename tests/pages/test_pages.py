"""Generated pages: where they stand, what stands in them, and that nobody's words are read as markup."""

from __future__ import annotations

import re

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from answered import AnsweredBook
from builders import GOOD_TEXT, BookFolder, engine
from fineprint.core.addresses import FIRST_SEGMENTS, book_paths
from fineprint.pages import pages_of
from fineprint.prove.ledger import addresses_of
from fineprint.publish.policy_html import TAGS
from fineprint.read.book import load_book
from fineprint.rules import described
from fineprint.store.page_writer import LazyPage

VERSION = "companies/acorn/privacy-policy/2020-03-04"


def pages(book_folder: BookFolder) -> dict[str, bytes]:
    """Every generated file of the book."""
    made = list(pages_of(book_folder.book(), described()))
    assert len(made) == len(dict(made)), "two pages have one path"
    return dict(made)


def test_every_address_of_the_book_has_its_page(book_folder: BookFolder) -> None:
    made = pages(book_folder)
    for address in book_paths(book_folder.book()):
        assert f"{address.partition('#')[0]}index.md" in made


def test_pages_stand_below_the_first_segments_only(book_folder: BookFolder) -> None:
    for path in pages(book_folder):
        assert "/" not in path or path.split("/")[0] in {*FIRST_SEGMENTS, "companies"}
        assert not path.startswith("/")
        assert ".." not in path


def test_the_same_book_makes_the_same_bytes(book_folder: BookFolder) -> None:
    assert pages(book_folder) == pages(book_folder)


def test_the_stored_text_is_published_byte_for_byte(book_folder: BookFolder) -> None:
    text = GOOD_TEXT.replace("\n", "\r\n").encode()
    book_folder.policy(text)
    assert pages(book_folder)[f"{VERSION}/policy.txt"] == text


def test_each_page_begins_with_our_own_front_matter_and_one_first_heading(book_folder: BookFolder) -> None:
    for path, content in pages(book_folder).items():
        if not path.endswith(".md"):
            continue
        _, front, body = content.decode().split("---\n", 2)
        told = yaml.safe_load(front)
        assert isinstance(told["title"], str), path
        assert len(re.findall(r"^# ", body, re.MULTILINE)) == 1, path
        assert "\n\n\n" not in body


def test_a_version_s_page_has_every_address_in_order(book_folder: BookFolder) -> None:
    (version,) = book_folder.book().versions()
    tree = LexborHTMLParser(engine(pages(book_folder)[f"{VERSION}/index.md"]))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    wanted = [address.fragment for address in addresses_of(version.sections)]
    assert [name for name in ids if name in set(wanted)] == wanted
    assert len(ids) == len(set(ids))


def test_an_old_address_still_leads_to_its_words(book_folder: BookFolder) -> None:
    book_folder.edit(f"{book_folder.version}/outline.yml", "id: cookies,", "id: small-files,")
    book_folder.edit(f"{book_folder.version}/outline.yml", "aliases: {}", "aliases: {cookies: [small-files]}")
    tree = LexborHTMLParser(engine(pages(book_folder)[f"{VERSION}/index.md"]))
    for old in ("cookies", "cookies.1", "cookies.2", "cookies.2.1"):
        assert tree.css_first(f'[id="{old}"]') is not None, old


NASTY = "</title><script>x()</script> {{ 7*7 }} {% raw %} *a* `b` [c](javascript:d) {: onclick=e } <!-- & \" ' #"


@pytest.mark.parametrize(
    ("path", "old"),
    [
        ("policies/book.yml", "title: Small Book"),
        ("policies/book.yml", "description: Two invented companies and what they say about data."),
        ("policies/book.yml", "title: Privacy policy"),
        ("policies/book.yml", "many: companies"),
        ("policies/topics.yml", "title: Cookies"),
        ("policies/topics.yml", "about: Small files in a browser."),
        ("policies/acorn/vendor.yml", "name: Acorn Phones"),
        ("policies/acorn/vendor.yml", "description: Telephones."),
        ("policies/acorn/vendor.yml", "successor: null"),
        ("policies/acorn/vendor.yml", "distinct_from: null"),
        ("policies/acorn/privacy-policy/2020-03-04/record.yml", "publisher: Acorn Phones"),
        ("policies/acorn/privacy-policy/2020-03-04/record.yml", "title: Privacy at Acorn"),
        ("policies/acorn/privacy-policy/2020-03-04/record.yml", "note: null"),
    ],
)
def test_words_of_data_are_never_markup(book_folder: BookFolder, path: str, old: str) -> None:
    quoted = NASTY.replace("\\", "\\\\").replace('"', '\\"')
    book_folder.edit(path, old, f'{old.split(":", maxsplit=1)[0]}: "{quoted}"')
    assert [problem for problem in book_folder.problems() if problem.severity == "error"] == []
    seen = False
    for name, content in pages(book_folder).items():
        if not name.endswith(".md"):
            continue
        body = LexborHTMLParser(engine(content)).body
        assert body is not None
        text = " ".join(body.text().split())
        seen = seen or "{{ 7*7 }}" in text or "{{ 7*7 }}" in content.decode().replace("&#123;", "{")
        assert "49" not in re.findall(r"\d+", text) or "7*7" in text
        for node in body.css("*"):
            assert not any(attribute.startswith("on") for attribute in node.attributes), name
            assert not (node.attributes.get("href") or "").startswith("javascript:"), name
            assert node.tag != "script" or "x()" not in node.text(), name
        yaml.safe_load(content.decode().split("---\n", 2)[1])
    assert seen, "these words are on no page"


def test_a_hostile_text_leaves_our_own_tags_alone(book_folder: BookFolder) -> None:
    hostile = f"# {NASTY}\n\n{NASTY}\n\n</div></div>\n\n- {NASTY}\n\n| {NASTY} |\n|---|\n| </table> |\n\n    {NASTY}\n"
    book_folder.policy("Excluded </pre><script>x()</script> {{ 1 }}\n\n" + hostile)
    tree = LexborHTMLParser(engine(pages(book_folder)[f"{VERSION}/index.md"]))
    assert [
        node.text() for node in tree.css("script") if node.text() or "assets/" not in (node.attributes["src"] or "")
    ] == []
    assert {node.tag for node in tree.css(".words *, .excluded-lines *") if node.tag != "-text"} <= TAGS
    assert tree.css_first("#_provenance").parent.tag == "body"


def test_a_question_s_page_speaks_to_its_reader_before_it_tells_values_apart(answered: AnsweredBook) -> None:
    path, heading = "questions/sale/index.md", "## How the values are told apart {: #_coding-rules }"
    plain = dict(pages_of(answered.book(), []))[path].decode()
    assert '<p class="lead">' not in plain
    assert f"{heading}\n\n<p>To know who has them.</p>" in plain
    answered.edit(answered.questions, "sold?\n", "sold?\n    explanation: Names are worth money.\n")
    told = dict(pages_of(answered.book(), []))[path].decode()
    assert told.index('<p class="lead">Names are worth money.</p>') < told.index(heading)


def test_two_quotes_of_one_clause_are_marked_in_it_once_and_two_readings_of_it_stand_apart(
    answered: AnsweredBook,
) -> None:
    def extracts(question: str) -> list[int]:
        page = dict(pages_of(answered.book(), []))[f"questions/{question}/index.md"]
        content = (page.make() if isinstance(page, LazyPage) else page).decode()
        return [part.partition("</div>")[0].count("<mark") for part in content.split('<div class="extract"')[1:]]

    whole = "{text: We keep recordings of calls for ninety days.}"
    answered.edit(answered.answers, whole, "{text: We keep recordings of}, {text: for ninety days.}")
    assert extracts("recordings") == [2]
    assert extracts("sale") == [1, 1]


def test_who_publishes_a_document_that_a_policy_refers_to_is_told_in_words_and_its_naming_is_linked(root) -> None:
    book = load_book(root).book
    made = dict(pages_of(book, []))["about/documents-referred-to/index.md"].decode()
    rows = LexborHTMLParser(made).css("tbody tr")
    referenced = [paper for version in book.versions() for paper in version.referenced_documents]
    assert len(rows) == len(referenced)
    assert {row.css("td")[1].text() for row in rows} == {"The vendor", "Third party"}
    assert all(row.css_first("a.to-words") for row in rows)
