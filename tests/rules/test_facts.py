"""Facts about a vendor: each rests on words of its own texts, or on an outside reference that says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from answered import AnsweredBook
from fineprint.build.vendor_build import check_builder
from fineprint.pages import pages_of
from fineprint.read.book import load_book
from fineprint.rules import check

VENDOR = "policies/acorn/vendor.yml"
OWN = "acorn/privacy-policy/2020-03-04"


def told(answered: AnsweredBook, **facts: object) -> list[str]:
    """Code and message of each problem of the vendor's file, given other facts."""
    path = answered.root / VENDOR
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text()) | facts), encoding="utf-8")
    return [f"{problem.code}: {problem.message}" for problem in answered.problems() if problem.path == VENDOR]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"description": {"text": "x", "source": {"version": OWN, "quote": "no such words"}}}, "quote.missing"),
        ({"description": {"text": "x", "source": {"version": "acorn/privacy-policy/1999-01-01", "quote": "x"}}},
         "vendor.source"),
        ({"distinct_from": {"text": "x", "source": {"version": "beech/privacy-policy/2020-03-04", "quote": "x"}}},
         "vendor.source"),
        ({"successor": {"name": "Oak", "vendor": "oak", "source": {"reference": "x"}}}, "vendor.successor"),
        ({"successor": {"name": "Acorn", "vendor": "acorn", "source": {"reference": "x"}}}, "vendor.successor"),
        ({"successor": {"name": "Oak", "on": "2020-02-30", "source": {"reference": "x"}}}, "vendor.date"),
        ({"current": {"on": "2020-02-30", "documents": []}}, "vendor.date"),
        ({"names": [{"name": "Acorn", "from": "2010-01-01", "until": "2009-12-31"}]}, "vendor.date"),
        ({"sources": [{"document": "privacy", "url": "https://acorn.example/"}]}, "document.unknown"),
        ({"current": {"on": "2020-02-28", "documents": ["terms"]}}, "vendor.current"),
    ],
)  # fmt: skip
def test_a_fact_that_rests_on_nothing_is_told_in_one_line(answered: AnsweredBook, facts: dict, code: str) -> None:
    (said,) = told(answered, **facts)
    assert said.startswith(f"{code}: ")


def test_a_vendor_that_is_not_read_again_is_told_at_its_line(answered: AnsweredBook) -> None:
    told(answered, successor={"name": "Oak", "vendor": "oak", "source": {"reference": "x"}})
    line = (answered.root / VENDOR).read_text(encoding="utf-8").splitlines().index("  vendor: oak") + 1
    for _ in range(2):
        problems = check(load_book(answered.root, check_builder(answered.root)))
        assert [problem.line for problem in problems if problem.code == "vendor.successor"] == [line]


def test_facts_are_shown_with_what_they_rest_on(answered: AnsweredBook) -> None:
    (version,) = answered.book().versions()
    words = next(version.clauses()).words
    successor = {"name": "Oak", "on": "2021-01-02", "source": {"reference": "A press release of 2021"}}
    description = {"text": "Telephones.", "source": {"version": version.key, "quote": words}}
    assert told(answered, description=description, successor=successor) == []
    page = LexborHTMLParser(dict(pages_of(answered.book(), []))["companies/acorn/index.md"].decode())
    details = [node.text() for node in page.css("span.detail")]
    assert any(words in said and "in context" in said for said in details)
    assert "A press release of 2021 (an outside reference, not checked for this book)" in details


def test_every_fact_of_the_shipped_book_has_a_source(root: Path) -> None:
    for file in sorted((root / "policies").glob("*/vendor.yml")):
        facts = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert all(name["source"] for name in facts["names"]), file
        assert facts["description"]["source"], file
        assert all(facts[key] is None or facts[key]["source"] for key in ("successor", "distinct_from")), file
        assert "current" not in facts, "nobody is written to until somebody saw the vendor in business"


def test_every_document_that_the_shipped_texts_refer_to_has_its_relation(root: Path) -> None:
    for file in sorted((root / "policies").glob("*/*/*/answers.yml")):
        papers = yaml.safe_load(file.read_text(encoding="utf-8"))["referenced_documents"]
        assert papers, file
        assert all(paper.get("relation") for paper in papers), file
