"""A published address can't be lost without the check naming it, and an alias or redirect mends it."""

from __future__ import annotations

import re
import shutil

import pytest
from markdown_it import MarkdownIt

import fineprint.read.book
import fineprint.read.version
import fineprint.text.markdown
import verbs
from answered import AnsweredBook
from builders import GOOD_TEXT, OUTLINE, BookFolder, sha256
from fineprint.core.redirects import redirect_target
from fineprint.pages import pages_of
from fineprint.pages.moved import stubs
from fineprint.prove.quote_index import BookEvidence

LEDGER = f"{BookFolder.version}/addresses.txt"


def broken(folder: BookFolder) -> list[str]:
    """The addresses that the check calls broken, in order."""
    return [
        problem.message.split(" ")[0].removeprefix("#")
        for problem in folder.problems()
        if problem.code == "address.broken"
    ]


def redirect(folder: BookFolder, *moved: tuple[str, str]) -> None:
    """Add redirects to book.yml."""
    book = (folder.root / "policies/book.yml").read_text()
    lines = "".join(f"  {old}: {new}\n" if "#" not in old else f'  "{old}": "{new}"\n' for old, new in moved)
    folder.write("policies/book.yml", f"{book.split('redirects:')[0]}redirects:\n{lines}")


def test_another_splitter_moves_nothing(book_folder, monkeypatch):
    before = book_folder.book()

    def refuse(text):
        raise AssertionError("a reviewed outline decides; the splitter is not asked")

    monkeypatch.setattr(fineprint.read.version, "draft", refuse)
    assert book_folder.book() == before
    assert book_folder.problems() == []


def test_another_parser_that_divides_otherwise_is_named(book_folder, monkeypatch):
    without_lists = MarkdownIt("commonmark").disable("list")
    monkeypatch.setattr(fineprint.text.markdown, "parser", lambda: without_lists)
    assert broken(book_folder) == ["cookies.2", "cookies.2.1", "cookies.2.2"]


def test_files_in_another_order_are_the_same_book(book_folder, monkeypatch):
    book_folder.add_vendor("birch", "Birch Phones")
    book_folder.record()
    before = book_folder.book()
    read = fineprint.read.book.read_files

    def backwards(root):
        found, problems = read(root)
        return dict(reversed(found.items())), problems

    monkeypatch.setattr(fineprint.read.book, "read_files", backwards)
    assert book_folder.book() == before


def test_a_renamed_heading_is_named_until_an_alias_mends_it(book_folder):
    outline = f"{book_folder.version}/outline.yml"
    book_folder.edit(outline, "id: cookies, line", "id: small-files, line")
    assert broken(book_folder) == ["cookies", "cookies.1", "cookies.2", "cookies.2.1", "cookies.2.2"]
    book_folder.edit(outline, "aliases: {}", "aliases: {cookies: [small-files]}")
    assert broken(book_folder) == []
    book_folder.record()
    assert book_folder.problems() == []
    page = dict(pages_of(book_folder.book(), []))["companies/acorn/privacy-policy/2020-03-04/index.md"].decode()
    for fragment in ("cookies", "cookies.1", "cookies.2", "cookies.2.1"):
        assert f'<a id="{fragment}"></a>' in page


def test_a_clause_cut_in_another_way_is_named_until_an_alias_mends_it(book_folder):
    text = GOOD_TEXT.replace("We set one cookie. It ends", "We set one cookie.\nIt ends")
    # Published as one clause of two lines, then found to be two.
    book_folder.policy(text)
    book_folder.write(f"{book_folder.version}/outline.yml", OUTLINE.replace("line: 14", "line: 15"))
    book_folder.record()
    assert book_folder.problems() == []
    book_folder.edit(f"{book_folder.version}/record.yml", "paragraph_before: []", "paragraph_before: [10]")
    assert "cookies.1" in broken(book_folder)
    outline = f"{book_folder.version}/outline.yml"
    book_folder.edit(outline, "topics: [cookies]}", "topics: [cookies], numbers: [1a, 1b, 2]}")
    assert broken(book_folder) == ["cookies.1"]
    book_folder.edit(outline, "aliases: {}", "aliases: {cookies.1: [cookies.1a, cookies.1b]}")
    assert broken(book_folder) == []


def test_a_paragraph_taken_out_of_a_published_version_is_named(book_folder):
    text = GOOD_TEXT.replace("Nobody under twelve may open an account.\n", "")
    book_folder.write(f"{book_folder.version}/policy.md", text)
    assert [problem.code for problem in book_folder.problems()] == ["text.hash-mismatch"]
    # Even where the record is made to fit, the ledger knows better.
    book_folder.edit(f"{book_folder.version}/record.yml", sha256(GOOD_TEXT), sha256(text))
    assert broken(book_folder) == ["children.1"]


def test_a_line_taken_out_of_a_ledger_is_named(book_folder):
    lines = (book_folder.root / LEDGER).read_text().splitlines(keepends=True)
    book_folder.write(LEDGER, "".join(line for line in lines if not line.startswith("children.1 ")))
    (problem,) = book_folder.problems()
    assert problem.code == "address.unrecorded"
    assert "#children.1" in problem.message


def test_a_dropped_question_is_named_until_a_redirect_mends_it(answered: AnsweredBook):
    for path in (answered.questions, answered.answers, answered.readings):
        text = (answered.root / path).read_text()
        answered.write(path, text.replace("privacy-signal", "global-signal"))
    assert broken(answered) == ["questions/privacy-signal/"]
    redirect(answered, ("questions/privacy-signal/", "questions/global-signal/"))
    answered.record()
    assert answered.problems() == []
    pages = dict(pages_of(answered.book(), []))
    stub = pages["questions/privacy-signal/index.html"].decode()
    # A browser that is sent on loses the vendor on the way, so each has its place on the old page.
    assert "refresh" not in stub
    assert '<li id="acorn"><a href="../../questions/global-signal/#acorn">' in stub
    assert '<link rel="canonical" href="https://small-book.example/questions/global-signal/">' in stub
    # The dated answer was published under the question's old id, too.
    version = pages["companies/acorn/privacy-policy/2020-03-04/index.md"].decode()
    (answer,) = re.findall('<details class="answer" id="_global-signal">.*?</details>', version, re.S)
    assert '<a id="_privacy-signal"></a>' in answer


def test_a_vendor_that_cannot_be_read_loses_no_address(answered: AnsweredBook):
    vendor = "policies/acorn/vendor.yml"
    answered.edit(vendor, "website: null", "website: acorn.example")
    assert [(problem.path, problem.code) for problem in answered.problems()] == [(vendor, "yaml.schema")]


def test_a_renamed_vendor_is_named_until_one_redirect_carries_all_below_it(book_folder):
    shutil.move(book_folder.root / "policies/acorn", book_folder.root / "policies/oak")
    assert broken(book_folder) == [
        "companies/acorn/",
        "companies/acorn/privacy-policy/",
        "companies/acorn/privacy-policy/2020-03-04/",
    ]
    redirect(book_folder, ("companies/acorn/", "companies/oak/"))
    book_folder.record()
    assert book_folder.problems() == []
    book = book_folder.book()
    made = {path: data.decode() for path, data in stubs(book)}
    assert sorted(made) == [
        "companies/acorn/index.html",
        "companies/acorn/privacy-policy/2020-03-04/index.html",
        "companies/acorn/privacy-policy/2020-03-04/policy.txt",
        "companies/acorn/privacy-policy/index.html",
    ]
    assert made.pop("companies/acorn/privacy-policy/2020-03-04/policy.txt") == GOOD_TEXT
    # A browser drops the clause when a page sends it on, so the old page of a text leads on clause by clause.
    old = made["companies/acorn/privacy-policy/2020-03-04/index.html"]
    assert "refresh" not in old
    new = "../../../../companies/oak/privacy-policy/2020-03-04/"
    for address in next(book.versions()).ledger:
        assert f'<li id="{address.fragment}"><a href="{new}#{address.fragment}">' in old
    for page in made.values():
        assert "<script" not in page
        assert 'content="noindex"' in page


def test_a_renamed_document_and_finding_are_redirected(answered: AnsweredBook):
    shutil.move(answered.root / "policies/acorn/privacy-policy", answered.root / "policies/acorn/terms")
    book = answered.root / "policies"
    for path in ("questions.yml", "findings.yml", "readings.yml"):
        text = (book / path).read_text()
        answered.write(f"policies/{path}", text.replace("privacy-policy", "terms").replace("id: van", "id: by-van"))
    assert "findings/#van" in broken(answered)
    assert "companies/acorn/privacy-policy/" in broken(answered)
    redirect(
        answered, ("companies/acorn/privacy-policy/", "companies/acorn/terms/"), ("findings/#van", "findings/#by-van")
    )
    answered.record()
    assert answered.problems() == []
    assert '<a id="van"></a>' in dict(pages_of(answered.book(), []))["findings/index.md"].decode()


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        (("companies/acorn/", "companies/oak/"), "companies/acorn/ is an address of today"),
        (("topics/cookies/", "topics/children/"), "topics/cookies/ is an address of today"),
        (("topics/biscuits/", "topics/children/"), "topics/biscuits/ was never published"),
        (("topics/biscuits/", "topics/crumbs/"), "the redirect of topics/biscuits/ leads to topics/crumbs/"),
    ],
)
def test_a_redirect_that_leads_astray_is_told(book_folder, moved, said):
    redirect(book_folder, moved)
    (problem,) = book_folder.problems()
    assert (problem.path, problem.code) == ("policies/book.yml", "address.redirect")
    assert problem.message.startswith(said)
    lines = (book_folder.root / "policies/book.yml").read_text().splitlines()
    assert moved[1] in lines[problem.line - 1]


def test_the_nearest_redirect_decides(book_folder):
    redirect(book_folder, ("companies/old/", "companies/acorn/"), ("companies/old/terms/", "companies/birch/terms/"))
    book = book_folder.book()
    assert redirect_target(book, "companies/old/terms/2020-01-01/") == "companies/birch/terms/2020-01-01/"
    assert redirect_target(book, "companies/old/privacy-policy/") == "companies/acorn/privacy-policy/"
    assert redirect_target(book, "companies/older/") is None
    assert BookEvidence(book).of(next(book.versions())).passages


def test_a_placeholder_is_built_but_not_published(book_folder):
    root = str(book_folder.root)
    assert verbs.run("build", "--root", root, "--no-search").returncode == 0
    refused = verbs.run("build", "--root", root, "--no-search", "--publish")
    assert refused.returncode == 1
    line, rest = refused.stderr.split("\n", 1)
    assert line == (
        "policies/book.yml:6:11: error book.base-url: https://small-book.example/ is a placeholder; "
        "a published book needs the address it will keep"
    )
    assert rest == "nothing written\n"
    book_folder.edit("policies/book.yml", "base_url: https://small-book.example/", "base_url: https://small-book.org/")
    assert verbs.run("build", "--root", root, "--no-search", "--publish").returncode == 0


def test_the_command_line_finds_words(book_folder):
    root = str(book_folder.root)
    exact = verbs.run("find-quote", "--root", root, "We set one\ncookie.")
    assert (exact.returncode, exact.stdout.splitlines()[0]) == (
        0,
        "https://small-book.example/companies/acorn/privacy-policy/2020-03-04/#cookies.1",
    )
    near = verbs.run("find-quote", "--root", root, "We set one biscuit. It ends with the session.")
    assert near.returncode == 1
    assert "'biscuit.' is 'cookie.' there" in near.stdout
