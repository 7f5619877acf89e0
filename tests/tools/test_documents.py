"""The measurement of real files: what it must notice, it notices. Facts of a page are read by html.parser.

That is another parser than the one of the converter.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from fineprint.intake.convert import convert
from intake_sources import docx, pdf
from tools import documents
from tools.document_facts import facts_of, numbers_of

PAGE = (
    b"<main><h1>Rules</h1><nav>Shop 2020</nav><h2>1. Dues</h2><p>Paid by 31 May, 12<b>5</b> coins.</p>"
    b"<table><tr><th>Data</th><th>Kept</th></tr><tr><td>Name</td><td>2 years</td></tr></table></main>"
)


def test_facts_of_a_page_come_from_the_page_itself() -> None:
    facts = facts_of(PAGE, "html", convert(PAGE, "html"))
    assert (facts.headings, facts.cells) == (2, 2)
    assert facts.numbers == Counter(["1", "31", "125", "2"])


@pytest.mark.parametrize(
    ("raw", "kind", "numbers"),
    [
        (docx("# Rules of 1999", "Dues: 31"), "docx", ["1999", "31"]),
        (pdf("Rules of 1999"), "pdf", ["1999"]),
        (b"# Rules of 1999\n\nSee [31](/a(b)/7) m\xc2\xb2", "text", ["1999", "31", "2"]),
    ],
)
def test_numbers_of_every_kind_of_file(raw: bytes, kind: str, numbers: list[str]) -> None:
    assert facts_of(raw, kind, convert(raw, kind)).numbers == Counter(numbers)


def test_a_folder_is_measured_and_what_is_wrong_fails_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "b.pdf").write_bytes(b"no pdf")
    (tmp_path / "c.txt").write_text("Dues are paid in May by every holder of a plot.\n", encoding="utf-8")
    assert documents.main(["--folder", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "b.pdf: refused: this is called a PDF and is none" in said
    assert "html: 1 files, 1 taken, 0 refused" in said
    assert "numbers in the files 4: 0 missing on the pages, 0 more there" in said
    assert "cells under a head: 2 in the files, 2 on the pages" in said
    monkeypatch.setattr(documents, "expected_words", lambda version: ["Rules"])
    assert documents.main(["--folder", str(tmp_path), "--kind", "html"]) == 1
    assert "numbers missing: 1 31 125 2" in capsys.readouterr().out


def test_a_shattered_text_is_one_with_few_lists() -> None:
    assert documents.Measured(name="a", kind="pdf", words=500, clauses=50).shattered
    assert not documents.Measured(name="a", kind="pdf", words=100, clauses=50).shattered
    assert not documents.Measured(name="a", kind="pdf", words=500, clauses=50, listed=40).shattered
    assert not documents.Measured(name="a", kind="pdf", words=1000, clauses=50).shattered


def test_a_folder_without_files_says_so(tmp_path: Path) -> None:
    assert documents.main(["--folder", str(tmp_path)]) == 2


def test_raised_figures_are_numbers() -> None:
    assert numbers_of("90 m² of 1.200") == Counter(["90", "2", "1", "200"])
