"""PDFs: lines as the page shows them, no letter lost, what is beside the text set aside and said."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from fineprint.intake import RefusedError
from fineprint.intake.convert import convert
from fineprint.intake.pdf.reading import PdfText, read_pdf
from intake_sources import pdf, placed

LONG = "We keep the data of those who rent a plot of ours for as long as they rent it and after they leave for another"


def column(x: float, top: float, *lines: str, size: float = 10) -> bytes:
    """Lines below one another."""
    return placed(*((x, top - 1.2 * size * number, line) for number, line in enumerate(lines)), size=size)


def kinds(read: PdfText) -> list[str]:
    """Kinds of what the record says."""
    return [one.kind for one in read.damage]


def test_lines_become_paragraphs_and_the_original_is_kept() -> None:
    raw = pdf("Privacy", LONG, "ninety days (or less).")
    made = convert(raw, "pdf")
    assert made.raw.decode() == f"Privacy\n\n{LONG} ninety days (or less).\n"
    assert (made.original.name, made.original.raw, made.syntax) == ("original.pdf", raw, None)
    assert made.original.converter.startswith("pypdfium2 5")
    assert "pypdf 7" in made.original.converter


def test_words_placed_one_by_one_are_lines() -> None:
    words = LONG.split()
    stream = b"".join(placed((50 + 30 * at % 480, 700 - 12 * (30 * at // 480), word)) for at, word in enumerate(words))
    assert read_pdf(pdf(stream=stream)).text.split() == words
    assert len(read_pdf(pdf(stream=stream)).text.strip().split("\n")) == 1


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"left {number} words that fill the line" for number in range(12)]
    right = [f"right {number} words that fill a line" for number in range(12)]
    text = read_pdf(pdf(stream=column(50, 700, *left) + column(320, 706, *right))).text
    assert " ".join(text.split()) == " ".join([*left, *right])


HEAD = ("Kind", "Use", "Kept")
ROWS = [(f"data {at}", f"to do the task {at}", f"{at} years") for at in range(1, 6)]


def rows_of(rows: list[tuple[str, ...]], top: float, *, wide: float = 150) -> bytes:
    """Rows of cells drawn one after the other."""
    return b"".join(
        placed(*((50 + wide * column, top - 20 * row, cell) for column, cell in enumerate(cells)))
        for row, cells in enumerate(rows)
    )


@pytest.mark.parametrize("cut", [1, 2, 3, 4])
def test_a_table_that_runs_over_a_page_is_one(cut: int) -> None:
    """However few of its rows stand on one of the pages, each value keeps the head of its column."""
    first = placed((50, 300, LONG)) + rows_of([HEAD, *ROWS[:cut]], 120)
    then = rows_of(ROWS[cut:], 780) + placed((50, 500, LONG))
    text = read_pdf(pdf(pages=[first, then])).text
    lines = [line for line in text.split("\n") if line.startswith("|")]
    assert lines[0] == "| Kind | Use | Kept |"
    assert lines[2:] == [f"| {' | '.join(row)} |" for row in ROWS]
    assert text.rstrip().endswith(LONG)


def test_a_table_with_a_head_or_columns_of_its_own_is_another() -> None:
    first = rows_of([HEAD, *ROWS[:2]], 120)
    for then in (rows_of([HEAD, *ROWS[2:]], 780), rows_of([("To", "By", "In"), *ROWS[2:]], 780, wide=180)):
        text = read_pdf(pdf(pages=[first, then])).text
        assert text.count("|---|---|---|") == 2, text
    first += placed((50, 50, LONG))
    assert read_pdf(pdf(pages=[first, rows_of(ROWS[2:], 780)])).text.count("|---|---|---|") == 2


def test_cells_drawn_row_by_row_are_a_table() -> None:
    rows = [("Kind", "Use", "Kept"), ("name", "to write to you", "a year"), ("plot", "to send the bill", "two years")]
    stream = b"".join(
        placed(*((50 + 150 * column, 700 - 20 * row, cell) for column, cell in enumerate(cells)))
        for row, cells in enumerate(rows)
    )
    text = read_pdf(pdf(stream=stream)).text
    assert "| Kind | Use | Kept |" in text
    assert "| plot | to send the bill | two years |" in text


def test_strokes_part_the_cells_of_a_narrow_table() -> None:
    drawn = b"".join(b"%d 650 m %d 715 l S\n" % (x, x) for x in (48, 88, 190))
    drawn += b"".join(b"48 %d m 190 %d l S\n" % (y, y) for y in (715, 692, 672, 650))
    stream = drawn
    for row, (one, other) in enumerate(
        [("Kind", "Use of the data"), ("name", "to write to you"), ("plot", "for bills")]
    ):
        stream += placed((52, 700 - 20 * row, one), (90, 700 - 20 * row, other))
    assert "| name | to write to you |" in read_pdf(pdf(stream=stream)).text


def test_running_heads_and_page_numbers_are_set_aside_and_said() -> None:
    pages = [
        placed((50, 810, "Acorn Gardens, confidential"), (300, 30, f"Page {number} of 3"))
        + column(50, 700, f"{LONG} part {number} of this", "and it goes on")
        for number in (1, 2, 3)
    ]
    read = read_pdf(pdf(pages=pages))
    assert "confidential" not in read.text
    assert "Page" not in read.text
    assert "left-out" in kinds(read)
    assert any("Acorn Gardens, confidential" in one.note for one in read.damage)
    assert any("pages 1 to 3" in line and "Page 1 of 3" in line for line in read.said)


def test_a_line_that_comes_again_in_the_text_is_kept() -> None:
    pages = [column(50, 500, "You may ask us.", "Write to us.") for _ in range(3)]
    assert read_pdf(pdf(pages=pages)).text.count("You may ask us.") == 3


def test_a_number_alone_that_counts_no_page_is_kept() -> None:
    pages = [column(50, 700, LONG) + placed((50, 30, text)) for text in ("1999", "42")]
    assert read_pdf(pdf(pages=pages)).text.count("1999") == 1


def test_what_a_browser_prints_around_a_page_is_set_aside() -> None:
    stream = placed((20, 825, "3/6/23, 4:05 PM"), (200, 825, "Privacy | Acorn"), (20, 15, "https://acorn.example/p"))
    stream += placed((560, 15, "1/1")) + column(50, 700, LONG)
    read = read_pdf(pdf(stream=stream))
    assert read.text.strip() == LONG
    assert sum(kind == "left-out" for kind in kinds(read)) == 4


def test_a_sentence_goes_on_over_the_page() -> None:
    pages = [column(50, 120, LONG, LONG), column(50, 780, "ninety days more.", "A new one.")]
    assert f"{LONG} ninety days more.\n\nA new one." in read_pdf(pdf(pages=pages)).text


def test_a_hyphen_at_the_end_of_a_line_is_kept_and_noted() -> None:
    read = read_pdf(pdf(stream=column(50, 700, LONG + " agree-", "ment holds for them all.")))
    assert "agree-ment holds" in read.text
    assert [one.note for one in read.damage if one.kind == "hyphen"] == [
        "A line ended inside “agree-ment”; the hyphen is kept."
    ]


def test_larger_letters_are_headings_and_bold_lines_are_bold() -> None:
    stream = placed((50, 700, "Cookies"), size=18) + placed((50, 670, "What they are"), font="F2")
    read = read_pdf(pdf(stream=stream + column(50, 650, LONG, LONG)))
    assert read.text.startswith(f"# Cookies\n\n**What they are**\n\n{LONG}")


def test_bullets_are_items_and_their_second_lines_belong_to_them() -> None:
    stream = placed(
        (60, 700, "\u2022 names of the people who rent a plot of the garden and what each pays for it and for")
    )
    stream += placed((68, 688, "the water;"), (60, 676, "\u2022 letters."), (50, 650, LONG))
    assert read_pdf(pdf(stream=stream)).text.startswith(
        "- names of the people who rent a plot of the garden and what each pays for it and for the water;\n- letters.\n"
    )


def test_what_markdown_would_read_as_markup_is_text() -> None:
    text = read_pdf(pdf("1. *One* of #two", "# no heading", "+ a_b_c [x](y) <b> &amp;")).text
    assert "1\\. \\*One\\* of #two" in text
    assert "\n\\# no heading" in text


def test_turned_text_is_set_aside_and_said() -> None:
    turned = b"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (DRAFT) Tj ET\n"
    read = read_pdf(pdf(stream=turned + column(50, 700, LONG)))
    assert read.text.strip() == LONG
    assert any("turned text: “DRAFT”" in line for line in read.said)


def test_a_page_that_lies_on_its_side_is_read() -> None:
    lines = b"BT /F1 10 Tf 0 1 -1 0 100 50 Tm (%s) Tj ET\nBT /F1 10 Tf 0 1 -1 0 112 50 Tm (ninety days.) Tj ET\n"
    read = read_pdf(pdf(stream=lines % LONG.encode(), box="0 0 842 595"))
    assert read.text.strip() == f"{LONG} ninety days."


def test_unseen_text_is_set_aside_and_said() -> None:
    read = read_pdf(pdf(stream=column(50, 700, LONG) + b"BT 3 Tr /F1 10 Tf 50 600 Td (we sell it) Tj ET"))
    assert "sell" not in read.text
    assert any("invisible text: “we sell it”" in line for line in read.said)


def test_readers_that_differ_in_blanks_alone_agree_and_the_page_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fineprint.intake.pdf.reading._second_reading", lambda raw: (["We kee p few da ta"], [""]))
    read = read_pdf(pdf("We keep few data"))
    assert read.text == "We keep few data\n"
    assert kinds(read) == ["spacing"]
    assert any("page 1; PDFium" in line for line in read.said)


def test_readers_that_differ_in_letters_are_refused_with_the_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fineprint.intake.pdf.reading._second_reading", lambda raw: (["We keep many data"], [""]))
    with pytest.raises(RefusedError, match="page 1: PDFium alone reads 'few'; pypdf alone 'many'"):
        read_pdf(pdf("We keep few data"))


@pytest.mark.parametrize("other", ["We keep few", "We keep few data data"])
def test_letters_that_one_reader_alone_sees_are_said(other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fineprint.intake.pdf.reading._second_reading", lambda raw: ([other], [""]))
    read = read_pdf(pdf("We keep few data"))
    assert read.text == "We keep few data\n"
    assert "alone reads" in read.damage[0].note
    assert "'data'" in read.damage[0].note


@pytest.mark.parametrize(("raw", "said"), [(pdf(stream=b""), "no text"), (b"%PDF-1.4\nnonsense", "no PDF")])
def test_a_pdf_without_text_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        convert(raw, "pdf")


def test_nothing_of_a_library_reaches_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    raw = pdf("We keep few data").replace(b"0000000009 00000 n", b"0000000077 00000 n")
    read_pdf(raw)
    assert capfd.readouterr() == ("", "")


def test_a_ligature_is_two_letters_of_one_word() -> None:
    fonts = b"/Differences [1 /ff]"
    raw = pdf(stream=b"BT /F1 10 Tf 50 700 Td (We make an o\001er to all) Tj ET").replace(
        b"/BaseFont /Helvetica /Encoding /WinAnsiEncoding", b"/BaseFont /Helvetica /Encoding << %s >>" % fonts
    )
    assert "offer" in read_pdf(raw).text


@pytest.mark.parametrize(
    ("above", "below", "parts"),
    [
        (f"{LONG} the time of", "(a) the rent and", 1),
        (f"Of all (a) {LONG[3:]};", "(b) the rent and", 1),
        (f"(a) {LONG[4:]} year.", "(b) the rent and", 2),
        (f"{LONG} these years:", "(a) the rent and", 2),
    ],
    ids=["in a sentence", "after its like", "items", "first item"],
)
def test_a_mark_at_the_begin_of_a_line_may_be_in_a_sentence(above: str, below: str, parts: int) -> None:
    text = read_pdf(pdf(stream=column(50, 700, above, below), box="0 0 600 842")).text
    assert len([line for line in text.split("\n") if line]) == parts


def test_an_item_is_one_deeper_than_the_one_above_it_and_no_more() -> None:
    deep = [(60, "one"), (80, "two"), (100, "three"), (60, "four")]
    stream = b"".join(placed((x, 700 - 12 * at, f"\u2022 {text}")) for at, (x, text) in enumerate(deep))
    assert read_pdf(pdf(stream=stream)).text == "- one\n  - two\n    - three\n- four\n"


def test_lettered_items_are_items_with_their_letter_as_first_word() -> None:
    rows = [(60, "(a) names;"), (80, "(i) of people"), (80, "(ii) of plots"), (60, "(b) bills.")]
    stream = b"".join(placed((x, 700 - 12 * at, text)) for at, (x, text) in enumerate(rows))
    assert read_pdf(pdf(stream=stream)).text == "- (a) names;\n  - (i) of people\n  - (ii) of plots\n- (b) bills.\n"


def test_a_raised_number_is_not_glued_to_its_word() -> None:
    stream = placed((50, 700, "for six years")) + placed((104, 704, "1"), size=6) + placed((110, 700, "and then"))
    assert "years\u00b9 and" in read_pdf(pdf(stream=stream)).text


def test_a_centred_heading_of_two_lines_is_one() -> None:
    stream = placed((91, 700, "Terms and conditions of the licence to use"), (230, 676, "the garden"), size=20)
    assert read_pdf(pdf(stream=stream + column(50, 640, LONG, LONG))).text.startswith(
        "# Terms and conditions of the licence to use the garden\n"
    )


def test_a_pdf_that_is_locked_against_changes_alone_is_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("We keep few data"))))
    writer.encrypt("", owner_password="key", algorithm="RC4-128")
    raw = io.BytesIO()
    writer.write(raw)
    assert read_pdf(raw.getvalue()).text == "We keep few data\n"


def test_what_is_written_into_fields_is_said() -> None:
    field = b"/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (n) /V (Acorn Ltd) /Rect [50 600 90 620] >>]"
    raw = pdf("We keep few data").replace(b"/Contents 6 0 R", b"/Contents 6 0 R " + field)
    read = read_pdf(raw)
    assert read.text == "We keep few data\n"
    assert any("fields and notes: “Acorn Ltd”" in one.note for one in read.damage)


def test_the_number_of_a_section_is_no_page_number() -> None:
    numbers = [placed((300, 30, str(number))) for number in (1, 2, 3)]
    pages = [column(50, 700, LONG, LONG) + number for number in numbers]
    pages[1] = placed((50, 790, "2."), (90, 790, "Cookies")) + pages[1]
    read = read_pdf(pdf(pages=pages))
    assert "2\\. Cookies" in read.text
    assert any("pages 1 to 3: “1” to “3”" in one.note for one in read.damage)
