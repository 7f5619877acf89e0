"""A question asked of several documents: each answers by itself, and the vendor's cell is computed."""

from __future__ import annotations

import pytest

from answered import AnsweredBook
from builders import build_site
from fineprint.compare.combined import by_question, combined
from fineprint.compare.matrix import CellSummary, cells_asked
from fineprint.pages import pages_of
from fineprint.verify.site_check import check_site

TERMS = "policies/acorn/terms/2021-01-01"
TEXT = """\
# Terms

We keep recordings of calls for ever.

We keep recordings of calls for ninety days.

We may notify you of rain.
"""
FOR_DAYS = "value: for-days, quotes: [{text: We keep recordings of calls for ninety days.}]"
FOR_EVER = "value: for-ever, quotes: [{text: We keep recordings of calls for ever.}]"
SILENT = "value: not-stated, ruled_out: [{at: terms.3, reason: Speaks of rain.}]"


def two_documents(book: AnsweredBook, question: str, answer: str) -> None:
    """Ask a question of the terms as well, which answer it in some way, or not yet."""
    text = (book.root / book.questions).read_text()
    head, start, rest = text.partition(f"  - id: {question}\n")
    rest = rest.replace("documents: [privacy-policy]", "documents: [privacy-policy, terms]", 1)
    book.write(book.questions, head + start + rest)
    book.write(f"{TERMS}/policy.md", TEXT)
    record = book.record_yml(TEXT, "2021-01-01")
    book.write(f"{TERMS}/record.yml", record.replace("  - {lines: [1, 1], kind: archive-note}\n", "  []\n"))
    outline = (
        "sections:\n  - {id: terms, line: 1, level: 1, heading: Terms, topics: []}\naliases: {}\nreviewed: 2026-01-31\n"
    )
    book.write(f"{TERMS}/outline.yml", outline)
    said = f"  {question}: {{{answer}, note: It is said., reviewed: 2026-01-31}}\n" if answer else ""
    book.write(f"{TERMS}/answers.yml", f"answers:\n{said}" if said else "answers: {}\n")
    book.record()
    assert [str(problem) for problem in book.problems() if problem.severity == "error"] == []


@pytest.mark.parametrize(
    ("question", "answer", "wanted"),
    [
        (
            "recordings",
            FOR_EVER,
            ("conflicting", "conflicting", "Conflicting", "For some days (privacy policy) / For ever (terms of use)"),
        ),
        ("recordings", FOR_DAYS, ("stated", "for-days", "For some days", "privacy policy, terms of use")),
        ("recordings", "", ("stated", "for-days", "For some days", "privacy policy")),
        ("breach-notice", SILENT, ("not-stated", "not-stated", "Not stated", "")),
        ("breach-notice", "", ("awaiting-review", "awaiting-review", "Awaiting review", "terms of use")),
    ],
    ids=["differ", "agree", "one-states", "all-silent", "one-awaits"],
)
def test_the_cell_of_a_vendor_is_computed_from_its_documents(
    answered: AnsweredBook, question: str, answer: str, wanted: tuple[str, ...]
) -> None:
    two_documents(answered, question, answer)
    book = answered.book()
    cells = by_question(cells_asked(book))[question]
    assert len(cells) == 2
    assert combined(cells, book.documents) == CellSummary(*wanted)


def test_each_quote_stands_on_the_page_with_its_document_and_the_vendor_once(answered: AnsweredBook) -> None:
    two_documents(answered, "recordings", FOR_EVER)
    page = dict(pages_of(answered.book(), []))["questions/recordings/index.md"].decode()
    assert page.count("{: #acorn }") == 1
    assert "Asked of 2 documents" in page
    for place in ("privacy-policy/2020-03-04/#recordings.1", "terms/2021-01-01/#terms.1"):
        assert f"companies/acorn/{place}" in page
    site = answered.root.parent / "site"
    build_site(answered.book(), site)
    assert [str(problem) for problem in check_site(answered.book(), site)] == []
    assert "For some days (privacy policy) / For ever (terms of use)" in (site / "matrix/index.html").read_text()
