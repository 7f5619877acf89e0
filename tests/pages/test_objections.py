"""A reader can object to each answer; what is disputed and what the vendor replied stands beside it and in the data."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from answered import AnsweredBook
from fineprint.compare.matrix import cell_of
from fineprint.pages import pages_of
from fineprint.pages.objections import objection_link
from fineprint.store.page_writer import LazyPage

ADDRESS = "https://small-book.example/companies/acorn/privacy-policy/2020-03-04/#_sale"
DISPUTED = """\
    disputed: {on: 2026-02-01, what: The second sentence is about <b>postcards</b>., by: Acorn Phones}
    replies:
      - {on: 2026-02-03, by: Acorn Phones, text: We rent out nothing but & only telephones., url: "https://acorn.example/reply"}
"""


def link(answered: AnsweredBook, question: str = "sale", **named: object) -> str | None:
    book = replace(answered.book(), **named)
    (vendor,) = book.vendors
    asked = next(each for each in book.questions if each.id == question)
    return objection_link(book, cell_of(vendor, vendor.versions[0], asked))


@pytest.mark.parametrize(
    ("repository", "page", "keys"),
    [
        ("https://github.com/acorn/book.git", "https://github.com/acorn/book/issues/new", ("title", "body")),
        (
            "https://gitlab.example/acorn/book/",
            "https://gitlab.example/acorn/book/-/issues/new",
            ("issue[title]", "issue[description]"),
        ),
    ],
)
def test_an_issue_is_opened_with_the_answer_in_it(
    answered: AnsweredBook, repository: str, page: str, keys: tuple[str, str]
) -> None:
    to = link(answered, repository=repository, contact=("help@small-book.example", None))
    assert to is not None
    assert to.partition("?")[0] == page
    title, body = (parse_qs(urlsplit(to).query)[key][0] for key in keys)
    assert title == "Objection: Acorn Phones, sale"
    assert body.startswith(f"Answer: {ADDRESS}\nQuestion: Are names sold?\nValue: Conflicting (reviewed 2026-01-31)\n")


def test_without_a_repository_a_mail_is_begun_else_a_page_opened(answered: AnsweredBook) -> None:
    mail = link(answered, contact=("help@small-book.example", "https://small-book.example/about/"))
    assert mail is not None
    assert mail.startswith("mailto:help@small-book.example?subject=Objection%3A%20Acorn%20Phones%2C%20sale&body=Answer")
    page = "https://small-book.example/about/"
    assert link(answered, contact=(None, page)) == page
    assert link(answered) is None


def test_an_unanswered_question_has_nothing_to_object_to(answered: AnsweredBook) -> None:
    answers = (answered.root / answered.answers).read_text()
    answered.write(answered.answers, answers.replace("  sale:\n", "  sales:\n"))
    assert link(answered, repository="https://github.com/acorn/book") is None


def test_a_dispute_and_a_reply_stand_beside_the_answer_and_in_the_data(answered: AnsweredBook) -> None:
    answered.edit(answered.answers, "    note: Both are stated.\n", f"    note: Both are stated.\n{DISPUTED}")
    assert answered.lines() == []
    made = {path: data.decode("utf-8", "replace") for path, data in pages_of(answered.book(), [])}
    for path in ("questions/sale/index.md", "companies/acorn/privacy-policy/2020-03-04/index.md"):
        page = made[path]
        said = (
            "Disputed since 1 February 2026 by Acorn Phones: The second sentence is about &lt;b&gt;postcards&lt;/b&gt;."
        )
        assert said in page
        assert "We rent out nothing but &amp; only telephones." in page
        assert 'href="https://acorn.example/reply"' in page
    assert '<span class="detail">Disputed</span>' in made["matrix/index.md"]
    data = json.loads(made["data/book.json"])
    (answer,) = [each for each in data["vendors"][0]["versions"][0]["answers"] if each["question"] == "sale"]
    assert answer["disputed"]["what"] == "The second sentence is about <b>postcards</b>."
    assert [reply["text"] for reply in answer["replies"]] == ["We rent out nothing but & only telephones."]


def test_the_way_to_object_stands_on_both_pages_of_an_answer(answered: AnsweredBook) -> None:
    book = (answered.root / "policies/book.yml").read_text()
    answered.write("policies/book.yml", book + "repository: https://github.com/acorn/book\n")
    made = dict(pages_of(answered.book(), []))
    for path in ("questions/sale/index.md", "companies/acorn/privacy-policy/2020-03-04/index.md"):
        assert b'href="https://github.com/acorn/book/issues/new?title=Objection' in made[path]


def test_who_confirmed_an_answer_stands_beside_it_until_it_is_reviewed_again(answered: AnsweredBook) -> None:
    note = "    note: Both are stated."
    answered.edit(answered.answers, note, f"    confirmed: {{by: Ann <b>Example, on: 2026-02-01}}\n{note}")
    assert answered.lines() == []
    page = dict(pages_of(answered.book(), []))["questions/sale/index.md"]
    content = (page.make() if isinstance(page, LazyPage) else page).decode()
    assert "Confirmed by Ann &lt;b&gt;Example" in content
    answered.edit(answered.answers, "on: 2026-02-01}", "on: 2026-01-01}")
    assert ["answer.confirmed" in line for line in answered.lines()] == [True]
