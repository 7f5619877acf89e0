"""The commands for a book's life, each walked on a published book: no address is lost, the report says it, the site
shows it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import verbs
from answered import TEXT, AnsweredBook
from builders import build_site
from fineprint.compare.citation_check import check_citations
from fineprint.core.problems import CLEAN, FOUND
from fineprint.read.book import load_book
from fineprint.text.cited import citations_in
from fineprint.verify.site_check import check_site
from reviewed import Repository, add_version, list_of

WHY = ("--reason", "It was time.", "--on", "2026-02-01")
VERSION = "acorn/privacy-policy/2020-03-04"
OLD_PAGE = "companies/acorn/privacy-policy/2020-03-04/"


def change(repository: Repository, *arguments: str) -> str:
    """Run a verb that changes the book; what it printed."""
    done = verbs.run(arguments[0], "--root", repository.root, *arguments[1:], *WHY, "--write")
    assert done.returncode == CLEAN, done.stderr + done.stdout
    return done.stdout


def ledger(root: Path) -> set[str]:
    """Every line of the book's ledger."""
    files = [root / "policies/addresses.txt", *(root / "policies/_addresses").iterdir()]
    return {line for file in files for line in file.read_text().splitlines()}


def walked(repository: Repository, *arguments: str) -> tuple[str, Path]:
    """Carry a command out on the published book; the report, and the site, both without a fault."""
    before = ledger(repository.root)
    states = {path: path.read_bytes() for path in (repository.root / "policies").rglob("*") if path.is_file()}
    shown = verbs.run(arguments[0], "--root", repository.root, *arguments[1:], *WHY)
    assert shown.returncode == CLEAN, shown.stderr
    assert "nothing written" in shown.stdout
    assert {path: path.read_bytes() for path in (repository.root / "policies").rglob("*") if path.is_file()} == states
    change(repository, *arguments)
    assert [str(p) for p in repository.book.problems() if p.severity != "notice"] == []
    assert before <= ledger(repository.root)
    site = repository.root.parent / f"site-{repository.root.name}"
    book = repository.book.book()
    build_site(book, site)
    assert [str(problem) for problem in check_site(book, site)] == []
    return repository.report(), site


def page(site: Path, path: str) -> str:
    """A page of a site."""
    return (site / path / "index.html").read_text(encoding="utf-8")


def test_a_vendor_is_renamed(repository: Repository) -> None:
    report, site = walked(repository, "rename", "vendor", "acorn", "oak")
    assert "- vendor `acorn` → `oak`" in report
    assert '<a href="../../../../companies/oak/privacy-policy/2020-03-04/#_sale">_sale</a>' in page(site, OLD_PAGE)
    assert "Given another id on 1 February 2026: It was time." in page(site, OLD_PAGE)
    assert '<a id="acorn"></a>' in page(site, "questions/sale")


def test_a_document_is_renamed(repository: Repository) -> None:
    repository.book.edit("policies/book.yml", "  - {id: terms, title: Terms of use}\n", "")
    report, site = walked(repository, "rename", "document", "privacy-policy", "notice")
    assert "acorn/notice/2020-03-04" in "\n".join(list_of(report, "Renamed"))
    assert "companies/acorn/notice/2020-03-04/#sharing.3.1" in page(site, OLD_PAGE)


def test_a_question_is_renamed(repository: Repository) -> None:
    report, site = walked(repository, "rename", "question", "sale", "sale-of-names")
    assert "- question `sale` → `sale-of-names`" in report
    assert '<a href="../../questions/sale-of-names/#acorn">acorn</a>' in page(site, "questions/sale")
    assert '<a id="_sale"></a>' in page(site, OLD_PAGE)


def test_a_section_is_renamed_with_what_names_its_clauses(repository: Repository) -> None:
    repository.book.edit(repository.book.answers, "{at: sharing.2, reason", "{at: [sharing.2], reason")
    report, site = walked(repository, "rename", "section", "sharing", "whom-we-tell", "--version", VERSION)
    assert "- section `sharing` → `whom-we-tell`" in report
    answers = (repository.root / repository.book.answers).read_text()
    assert "{at: [whom-we-tell.2], reason" in answers
    assert '<a id="sharing.3.1"></a>' in page(site, OLD_PAGE)


def test_a_version_is_redated_and_what_was_carried_from_it_follows(repository: Repository) -> None:
    add_version(repository.book, lambda text: text.replace("ninety", "eighty"))
    carried = (repository.root / repository.book.answers).read_text().split("  breach-notice:")[0]
    carried = carried[: carried.index("  recordings:")] + carried[carried.index("  sale:") :]
    repository.book.write(
        "policies/acorn/privacy-policy/2021-05-06/answers.yml",
        carried.replace("reviewed: 2026-01-31", "reviewed: 2026-01-31\n    carried_from: 2020-03-04"),
    )
    repository.book.record()
    repository.commit()
    repository.git("tag", "--force", "base")
    report, site = walked(repository, "redate", "version", VERSION, "2020-03-05")
    assert f"`{VERSION}` → `acorn/privacy-policy/2020-03-05`" in report
    newer = (repository.root / "policies/acorn/privacy-policy/2021-05-06/answers.yml").read_text()
    assert "carried_from: 2020-03-05" in newer
    old = page(site, "companies/acorn/privacy-policy/2021-05-06/since/2020-03-04")
    assert "companies/acorn/privacy-policy/2021-05-06/since/2020-03-05/" in old


def test_a_question_is_retired_and_keeps_what_was_answered(repository: Repository) -> None:
    report, site = walked(repository, "retire", "question", "sale", "--in-place", "recordings")
    assert "- question `sale`: retired on 2026-02-01, in its place `recordings`: `It was time.`" in report
    shown = page(site, "questions/sale")
    assert "No longer asked since 1 February 2026: It was time." in shown
    assert "We may rent out your name to advertisers." in shown
    assert 'id="_sale"' in page(site, OLD_PAGE)
    assert "Are names sold?" not in page(site, "matrix")


def test_a_question_is_split(repository: Repository) -> None:
    into = ("--into", "sold=Are names sold for money?", "--into", "rented=Are names rented out?")
    report, site = walked(repository, "split", "question", "sale", *into)
    assert "- question `sale`: retired on 2026-02-01, in its place `sold`, `rented`: `It was time.`" in report
    assert [question.id for question in repository.book.book().asked][1:3] == ["sold", "rented"]
    assert "Are names rented out?" in page(site, "questions/sale")
    assert "Awaiting review" in page(site, "questions/rented")


def test_a_version_is_withdrawn_and_its_words_go(repository: Repository) -> None:
    add_version(repository.book, lambda text: text.replace("ninety", "eighty"))
    repository.book.record()
    repository.commit()
    repository.git("tag", "--force", "base")
    report, site = walked(repository, "withdraw", "version", VERSION)
    assert f"- version `{VERSION}`: withdrawn on 2026-02-01: `It was time.`" in report
    assert "words of the withdrawn text, not repeated here" in report
    assert "for ninety days" not in report
    assert "archived bytes are never changed" not in report
    shown = page(site, OLD_PAGE)
    assert "Withdrawn on 1 February 2026: It was time." in shown
    assert next(text.record.sha256 for text in repository.book.book().withdrawn) in shown
    assert 'id="sharing.3.1"' in shown
    assert 'id="_sale"' in shown
    words = [path for path in site.rglob("*") if path.is_file() and b"ninety days" in path.read_bytes()]
    assert words == []
    assert "Withdrawn on" in page(site, "companies/acorn/privacy-policy/2021-05-06/since/2020-03-04")
    # Who cites it or what rested on it is told so, and what of the vendor stays still resolves.
    told = json.loads((site / "about/check-a-citation/addresses.json").read_text(encoding="utf-8"))
    assert told["ended"] == dict.fromkeys(
        ("findings/#van", OLD_PAGE, "companies/acorn/privacy-policy/2021-05-06/since/2020-03-04/"),
        "withdrawn on 1 February 2026: It was time.",
    )
    book = load_book(repository.book.root)
    assert book.book
    assert book.evidence
    cited = [
        f"{book.book.base_url}{path}" for path in (f"{OLD_PAGE}#sharing.3.1", "companies/acorn/", "questions/sale/")
    ]
    checks = list(check_citations(book.book, book.evidence, citations_in(cited, book.book.base_url)))
    assert [(check.state, check.holds) for check in checks] == [
        ("ended", False),
        ("resolves", True),
        ("resolves", True),
    ]


def test_a_vendor_is_withdrawn(repository: Repository) -> None:
    repository.book.add_vendor("birch", "Birch Phones")
    repository.book.record()
    repository.commit()
    repository.git("tag", "--force", "base")
    report, site = walked(repository, "withdraw", "vendor", "acorn")
    assert f"- version `{VERSION}`: withdrawn on 2026-02-01: `It was time.`" in report
    for path in ("companies/acorn", "companies/acorn/privacy-policy", OLD_PAGE):
        assert "Withdrawn on 1 February 2026" in page(site, path)
    assert 'id="acorn"' in page(site, "questions/sale")
    assert "Withdrawn on 1 February 2026" in page(site, "questions/sale")
    words = TEXT.splitlines()[6].encode()
    assert [path for path in site.rglob("*") if path.is_file() and words in path.read_bytes()] == []


def test_two_vendors_become_one(repository: Repository) -> None:
    repository.book.add_vendor("birch", "Birch Phones", date="2019-03-04")
    repository.book.record()
    repository.commit()
    repository.git("tag", "--force", "base")
    report, site = walked(repository, "merge", "vendors", "birch", "acorn")
    assert "- vendor `birch` → `acorn`" in report or "birch/privacy-policy/2019-03-04" in "\n".join(
        list_of(report, "Renamed")
    )
    (vendor,) = repository.book.book().vendors
    assert [name.name for name in vendor.names] == ["Birch Phones", "Acorn Phones"]
    assert "companies/acorn/privacy-policy/2019-03-04/#cookies.2" in page(
        site, "companies/birch/privacy-policy/2019-03-04"
    )


def test_a_thing_renamed_twice_is_led_to_in_one_step(repository: Repository) -> None:
    change(repository, "rename", "vendor", "acorn", "oak")
    walked(repository, "rename", "vendor", "oak", "elm")
    assert repository.book.book().redirects == {
        "companies/acorn/": "companies/elm/",
        "companies/oak/": "companies/elm/",
    }
    walked(repository, "rename", "vendor", "elm", "acorn")
    assert repository.book.book().redirects == {
        "companies/oak/": "companies/acorn/",
        "companies/elm/": "companies/acorn/",
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("rename", "vendor", "beech", "oak"), "no vendor 'beech'"),
        (("rename", "question", "sale", "recordings"), "'recordings' is taken"),
        (("rename", "vendor", "acorn", "Oak"), "'Oak' can't be an id"),
        (("retire", "question", "sale", "--in-place", "sales"), "no question that is asked 'sales'"),
        (("split", "question", "sale", "--into", "a=A?"), "a question is split into two or more"),
        (("withdraw", "version", "acorn/privacy-policy/2020-03-05"), "no version"),
        (("redate", "version", VERSION, "2020-13-05"), "2020-13-05"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    repository: Repository, arguments: tuple[str, ...], said: str
) -> None:
    states = {path: path.read_bytes() for path in (repository.root / "policies").rglob("*") if path.is_file()}
    done = verbs.run(arguments[0], "--root", repository.root, *arguments[1:], *WHY, "--write")
    assert done.returncode == FOUND
    assert said in done.stderr
    assert {path: path.read_bytes() for path in (repository.root / "policies").rglob("*") if path.is_file()} == states


def test_words_of_a_withdrawn_text_that_stay_are_told(answered: AnsweredBook) -> None:
    path = f"{answered.version}/record.yml"
    answered.write(path, (answered.root / path).read_text() + "withdrawn: {on: 2026-02-01, reason: It was time.}\n")
    told = {problem.path for problem in answered.problems() if problem.code == "withdrawn.words-kept"}
    assert {name.rpartition("/")[2] for name in told} == {"policy.md", "outline.yml", "answers.yml"}


@pytest.mark.parametrize(
    ("added", "code"),
    [
        (
            "redirects:\n  companies/elm/: companies/oak/\n  companies/oak/: companies/acorn/\n",
            "address.redirect-chain",
        ),
        ("retired:\n  companies/acorn/: {on: 2026-02-01, status: repealed, reason: Gone.}\n", "address.retired"),
        ("retired:\n  topics/x/: {on: 2026-02-30, status: repealed, reason: Gone.}\n", "notice.date"),
    ],
)
def test_notices_that_lead_astray_are_told(answered: AnsweredBook, added: str, code: str) -> None:
    book = (answered.root / "policies/book.yml").read_text()
    answered.write("policies/book.yml", book + added)
    assert code in {problem.code for problem in answered.problems()}


def test_a_retired_question_names_others_that_are_asked(answered: AnsweredBook) -> None:
    retired = "retired: {on: 2026-02-01, status: repealed, reason: Gone., replaced_by: [sales]}"
    answered.edit(
        answered.questions, "    question: Are names sold?\n", f"    question: Are names sold?\n    {retired}\n"
    )
    assert [problem.code for problem in answered.problems() if problem.severity == "error"] == ["question.replaced-by"]


def test_a_topic_that_was_retired_leaves_a_notice(answered: AnsweredBook) -> None:
    book = (answered.root / "policies/book.yml").read_text()
    answered.write("policies/addresses.txt", (answered.root / "policies/addresses.txt").read_text() + "topics/fax/\n")
    retired = (
        "retired:\n  topics/fax/: {on: 2026-02-01, status: repealed, reason: Nobody faxes., to: [topics/cookies/]}\n"
    )
    answered.write("policies/book.yml", book + retired)
    assert [str(p) for p in answered.problems()] == []
    site = answered.root.parent / "site"
    build_site(answered.book(), site)
    assert "Retired on 1 February 2026: Nobody faxes." in page(site, "topics/fax")
