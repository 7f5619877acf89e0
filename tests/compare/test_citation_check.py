"""Citations checked later: what still holds, what does not match, and what came since."""

from __future__ import annotations

import io
import json

import pytest
from docx import Document

from builders import sha256
from fineprint.cli import fineprint
from fineprint.compare.citation_check import check_citations
from fineprint.compare.since_cited import changes_path, newest_of, outcomes_since, passage_since
from fineprint.intake.cited_text import cited_paragraphs
from fineprint.prove.ledger import addresses_of, words_digest
from fineprint.prove.quote_index import BookEvidence
from fineprint.publish.citation_data import check_files
from fineprint.read.book import load_book
from fineprint.text.cited import citations_in

BASE = "https://small-book.example/"
AT = f"{BASE}companies/acorn/privacy-policy/2020-03-04/"
OLD = """\
Kept by a test.

# Privacy at Acorn

We keep the letters that you send to us for one year.

We sell no names of customers to anybody at all.

Our office is open on each day of the working week.

The van that brings parcels is painted green and white.
"""
NEW = """\
Kept by a test.

# Privacy at Acorn

We keep the letters that you send to us for three years.

Our office is open on each day of the working week.

A new paragraph about balloons stands here now.
"""


@pytest.fixture
def older(book_folder):
    """A book with one version whose addresses are recorded."""
    book_folder.policy(OLD)
    book_folder.record()
    return book_folder


@pytest.fixture
def grown(older):
    """The same a year later, with a newer version."""
    place = "policies/acorn/privacy-policy/2021-03-04"
    older.write(f"{place}/policy.md", NEW)
    older.write(f"{place}/record.yml", older.record_yml(NEW, "2021-03-04"))
    return older


def checked(folder, *paragraphs):
    loaded = folder.load()
    return list(check_citations(loaded.book, loaded.evidence, citations_in(paragraphs, loaded.book.base_url)))


def test_a_citation_that_nothing_happened_to_holds(older):
    (check,) = checked(
        older, f"Acorn says “We sell no names of customers to anybody at all.” {AT}#privacy-at-acorn.2 {sha256(OLD)}"
    )
    assert check.holds
    assert (check.state, check.words, check.hash_matches) == ("resolves", "same", True)
    assert [quote.state for quote in check.quotes] == ["same"]


def test_other_words_other_bytes_and_other_addresses_do_not_match(older):
    wrong, elsewhere, hashed, nowhere = checked(
        older,
        f"“We sell few names of customers to anybody at all.” {AT}#privacy-at-acorn.2.",
        f"“Our office is open on each day of the working week.” ({AT}#privacy-at-acorn.2)",
        f"{AT}, {'0' * 64}",
        f"{AT}#balloons",
    )
    assert wrong.quotes[0].state == "differs"
    assert "'few' is 'no' there" in wrong.quotes[0].differing
    assert elsewhere.quotes[0].state == "elsewhere"
    assert elsewhere.quotes[0].address == f"{AT}#privacy-at-acorn.3"
    assert hashed.hash_matches is False
    assert nowhere.state == "unknown"
    assert not any(check.holds for check in (wrong, hashed, nowhere))


def test_a_newer_version_has_the_passage_unchanged_reworded_or_gone(grown):
    reworded, gone, same = checked(grown, *(f"{AT}#privacy-at-acorn.{number}" for number in (1, 2, 3)))
    assert [each.passage for each in (reworded, gone, same)] == ["reworded", "gone", "unchanged"]
    assert {each.newer for each in (reworded, gone, same)} == {"2021-03-04"}
    assert reworded.redline == f"{BASE}companies/acorn/privacy-policy/2021-03-04/since/2020-03-04/"
    assert (reworded.holds, gone.holds, same.holds) == (False, False, True)


def test_an_answer_that_changed_after_the_day_of_the_citation_is_told(answered):
    place = answered.version
    text = (answered.root / f"{place}/answers.yml").read_text()
    question = next(iter(answered.book().vendors[0].versions[-1].answers))
    kept = answered.book().vendors[0].versions[-1].answers[question]
    assert kept.history == ()
    answered.write(
        f"{place}/answers.yml",
        text.replace(
            f"  {question}:\n",
            f"  {question}:\n    history: [{{value: unclear, replaced_on: 2026-01-20, reason: Read again.}}]\n",
        ),
    )
    address = f"{answered.book().base_url}companies/{place.removeprefix('policies/')}/#_{question}"
    before, after = checked(answered, f"{address}, accessed on 2 January 2026", f"{address}, accessed Jan. 21, 2026")
    assert (before.changed_since, after.changed_since) == (True, False)
    assert before.superseded == (("Unclear", "2026-01-20"),)


def test_quoted_words_go_to_the_address_behind_them():
    first, second = citations_in(
        [
            "One: “a b c d e”. Two: “f g h i “j” k”",
            f"{BASE}x/#a: see “l m n o p” {BASE}y/#b:~:text=q%20r%20s%20t.",
        ],
        BASE,
    )
    assert (first.address, first.quotes) == (f"{BASE}x/#a", ("a b c d e", "f g h i “j” k"))
    assert second.quotes == ("l m n o p", "q r s t")


def test_links_and_notes_of_each_kind_of_file_are_read():
    page = f"<p>He said “a b c d” <a href='{BASE}x/#y'>there</a></p><script>“no no no no”</script>"
    assert citations_in(cited_paragraphs("a.html", page.encode()), BASE)[0].quotes == ("a b c d",)
    paper = Document()
    paper.add_paragraph(f"He said “a b c d” {BASE}x/#y.")
    out = io.BytesIO()
    paper.save(out)
    (found,) = citations_in(cited_paragraphs("a.docx", out.getvalue()), BASE)
    assert (found.address, found.quotes) == (f"{BASE}x/#y", ("a b c d",))
    (found,) = citations_in(cited_paragraphs("a.md", f"> a b c d\n\n[x]({BASE}x/#y)".encode()), BASE)
    assert (found.address, found.quotes) == (f"{BASE}x/#y", ("a b c d",))


def run(*arguments):
    return fineprint.main(arguments, standalone_mode=False)


def test_the_command_tells_and_ends_as_it_found(grown, tmp_path, capsys):
    file = tmp_path / "brief.txt"
    file.write_text(f"{AT}#privacy-at-acorn.3\n\n{AT}#privacy-at-acorn.2\n")
    assert run("cited", *["--root", str(grown.root), str(file)]) == 1
    said = capsys.readouterr().out
    assert "no longer has the passage" in said
    assert "1 hold, 1 to look at" in said
    assert run("cited", *["--root", str(grown.root), "--format", "json", str(file)]) == 1
    assert [each["holds"] for each in json.loads(capsys.readouterr().out)] == [True, False]


def test_the_data_of_the_page_tells_of_each_passage_what_the_command_tells(grown):
    book = load_book(grown.root).book
    evidence = BookEvidence(book)
    older, newer = next(iter(book.vendors)).versions
    told = outcomes_since(evidence.of(older), evidence.of(newer))
    places = [entry.fragment for entry in addresses_of(older.sections)]
    right = {place: passage_since(evidence.of(older), evidence.of(newer), {place}) for place in places}
    assert {place: told.get(place, "unchanged") for place in places} == right
    assert {"unchanged", "reworded", "gone"} <= set(right.values())
    files = dict(check_files(book, evidence))
    data = json.loads(files["companies/acorn/privacy-policy/2020-03-04/check.json"])
    assert data["newer"]["since"] == told
    assert data["published"] == {entry.fragment: entry.digest for entry in older.ledger}
    passages = {address: words for address, words, *_ in data["passages"]}
    assert all(words_digest(passages[place]) == data["published"][place] for place in places if place in passages)
    assert "newer" not in json.loads(files["companies/acorn/privacy-policy/2021-03-04/check.json"])


def test_of_three_versions_the_next_redline_that_there_is_is_led_to(grown):
    place = "policies/acorn/privacy-policy/2022-03-04"
    grown.write(f"{place}/policy.md", NEW.replace("balloons", "kites"))
    grown.write(f"{place}/record.yml", grown.record_yml(NEW.replace("balloons", "kites"), "2022-03-04"))
    book = load_book(grown.root).book
    first, second, third = next(iter(book.vendors)).versions
    assert newest_of(book, first) is third
    assert changes_path(book, first).endswith("/2021-03-04/since/2020-03-04/")
    assert changes_path(book, second).endswith("/2022-03-04/since/2021-03-04/")
