"""The entries to paste for what an answer must still account for."""

from __future__ import annotations

import yaml

import verbs
from answered import AnsweredBook
from fineprint.worksheet.open_passages import open_entries


def entries(book: AnsweredBook, *questions: str) -> str:
    """What is open in the one version of a book."""
    loaded = book.load()
    (version,) = loaded.book.versions()
    return open_entries(loaded.book, version, loaded.evidence.of(version), questions)


def limited(answered: AnsweredBook) -> AnsweredBook:
    """The book, with phrases and terms that leave things open."""
    path = "policies/book.yml"
    written = (answered.root / path).read_text(encoding="utf-8")
    answered.write(path, f"{written}considered: all\nlimiting_phrases: {{en: [please]}}\n")
    answered.edit(answered.questions, "search_terms: [parents, years of age]", "search_terms: [parents, page, van]")
    return answered


def test_a_book_without_open_passages_has_no_entry(answered: AnsweredBook) -> None:
    assert entries(answered) == (
        "# acorn/privacy-policy/2020-03-04: 0 units with a limiting phrase and 0 with a search term are open.\n"
    )


def test_every_open_unit_stands_with_its_words_above_an_entry(answered: AnsweredBook) -> None:
    made = entries(limited(answered))
    assert made.splitlines() == [
        "# acorn/privacy-policy/2020-03-04: 2 units with a limiting phrase and 4 with a search term are open.",
        "",
        "cookie-kinds:  # by-reference: Which cookies are set?",
        "  limits_ruled_out:  # or quoted under limits",
        "    # [[Please]] read this page twice.",
        '    - {at: cookies.2, reason: ""}  # line 28',
        "",
        "childrens-age:  # unclear: From which age may one write?",
        "  limits_ruled_out:  # or quoted under limits",
        "    # [[Please]] read this page twice.",
        '    - {at: children.2, reason: ""}  # line 22',
        "  ruled_out:  # or quoted",
        "    # Letters go to the post office by [[van]].",
        '    - {at: sharing.3.1, reason: ""}  # line 15',
        "    # Parcels go to the carrier by [[van]].",
        '    - {at: sharing.3.2, reason: ""}  # line 16',
        "    # Please read this [[page]] twice.",
        '    - {at: children.2, reason: ""}  # line 22',
        "    # Please read this [[page]] twice.",
        '    - {at: cookies.2, reason: ""}  # line 28',
    ]
    assert yaml.safe_load(made)["childrens-age"]["limits_ruled_out"] == [{"at": "children.2", "reason": ""}]
    assert entries(answered, "sale").count("\n") == 1


def test_a_question_without_an_answer_is_given_every_unit_with_a_term(answered: AnsweredBook) -> None:
    answered.edit(answered.questions, "- id: sale", "- id: sales")
    made = entries(answered, "sales")
    assert "sales:  # no answer yet: Are names sold?" in made
    assert "{at: sharing.1," in made


def test_the_command_takes_a_vendor_or_a_version(answered: AnsweredBook) -> None:
    for named, code, said in (
        ("acorn", 0, "# acorn/"),
        ("acorn/privacy-policy/2020-03-04", 0, "# acorn/"),
        ("beech", 2, ""),
    ):
        done = verbs.run("open-passages", "--root", answered.root, named)
        assert done.returncode == code, done.stderr
        assert done.stdout.startswith(said)
