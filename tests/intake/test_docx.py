"""Word files: numbers as Word shows them, changes settled by choice, nothing lost and nothing published unsaid."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from fineprint.intake import RefusedError
from fineprint.intake.convert import convert
from fineprint.intake.docx.number_formats import written
from fineprint.intake.docx.reading import DocxText, read_docx
from intake_sources import docx, paragraph, run


def level(at: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    """One level of a numbering."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, more: str = "") -> str:
    """A numbering of these levels as number 1; ``more``: further numbers."""
    abstract = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return f'{abstract}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'


def item(text: str, at: int = 0, number: int = 1) -> str:
    """A numbered paragraph."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


def lines(read: DocxText) -> list[str]:
    """The lines with words."""
    return [line.replace("\\", "") for line in read.text.split("\n") if line.strip()]


def notes(read: DocxText) -> str:
    """All that the record says."""
    return "\n".join(one.note for one in read.damage)


def test_a_word_file_keeps_every_word_and_the_original() -> None:
    raw = docx("# Privacy", "We keep *few* data & no <names>.", "1. One more")
    made = convert(raw, "docx")
    assert made.raw.decode() == "# Privacy\n\nWe keep \\*few\\* data & no \\<names>.\n\n1\\. One more\n"
    assert (made.original.name, made.original.raw) == ("original.docx", raw)
    assert made.original.converter.startswith("mammoth 1.")


def test_clauses_of_several_levels_have_their_whole_number() -> None:
    levels = (level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"), level(3, "(%4)", "lowerRoman"))
    body = (("Scope", 0), ("We", 1), ("You", 1), ("one", 2), ("two", 2), ("deep", 3), ("Use", 0), ("It", 1))
    read = read_docx(docx(*(item(text, at) for text, at in body), numbering=numbering(*levels)))
    wanted = ["1. Scope", "1.1 We", "1.2 You", "- (a) one", "- (b) two", "  - (i) deep", "2. Use", "2.1 It"]
    assert lines(read) == wanted
    assert "8 numbers of headings and lists are written out" in notes(read)


def test_a_plain_list_keeps_its_numbers_over_what_stands_between() -> None:
    read = read_docx(docx(item("one"), item("two"), "between", item("three"), numbering=numbering(level(0, "%1."))))
    assert lines(read) == ["1. one", "2. two", "between", "3. three"]


def test_a_list_begun_anew_begins_anew_and_one_gone_on_with_goes_on() -> None:
    more = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    more += '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    body = (item("a"), item("b"), item("c", number=2), item("d", number=3), item("e", number=3))
    read = read_docx(docx(*body, numbering=numbering(level(0, "%1)"), more=more)))
    assert lines(read) == ["- 1) a", "- 2) b", "- 3) c", "- 5) d", "- 6) e"]


@pytest.mark.parametrize(
    ("restart", "wanted"), [("", ["a", "a"]), ('<w:lvlRestart w:val="0"/>', ["a", "b"])], ids=["each", "never"]
)
def test_a_level_restarts_below_a_higher_one_unless_told_not_to(restart: str, wanted: Sequence[str]) -> None:
    levels = (level(0, "%1)"), level(1, "%2)", "lowerLetter", restart))
    body = (item("x"), item("y", 1), item("x"), item("y", 1))
    read = read_docx(docx(*body, numbering=numbering(*levels)))
    assert [line.strip(" -")[0] for line in lines(read) if line.endswith("y")] == wanted


def test_headings_are_numbered_by_their_style() -> None:
    linked = level(0, "Article %1", "upperRoman", '<w:pStyle w:val="Chapter"/>') + level(
        1, "%1.%2", more='<w:pStyle w:val="Part"/><w:isLgl/>'
    )
    style = (
        '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/><w:pPr><w:numPr>{1}<w:numId w:val="1"/>'
        '</w:numPr><w:outlineLvl w:val="{2}"/></w:pPr></w:style>'
    )
    styles = style.format("Chapter", "", 0) + style.format("Part", '<w:ilvl w:val="1"/>', 1)
    body = [
        paragraph(text, f'<w:pStyle w:val="{name}"/>') for text, name in (("Use", "Chapter"), ("By us", "Part")) * 2
    ]
    read = read_docx(docx(*body, styles=styles, numbering=numbering(linked)))
    assert lines(read) == ["# Article I Use", "## 1.1 By us", "# Article II Use", "## 2.1 By us"]


def test_a_title_stands_above_the_headings() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    read = read_docx(docx(paragraph("Policy", '<w:pStyle w:val="T"/>'), "# Cookies", styles=styles))
    assert lines(read) == ["# Policy", "## Cookies"]


def test_a_level_that_was_left_out_counts_and_a_start_of_its_own_counts_once() -> None:
    more = '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="7"/>'
    more += "</w:lvlOverride></w:num>"
    levels = numbering(level(0, "%1."), level(1, "%1.%2"), more=more)
    body = (item("a", 1), item("b"), item("c", 1, 2), item("d", 1, 2), item("e", 0, 2), item("f", 1, 2))
    assert lines(read_docx(docx(*body, numbering=levels))) == ["1.1 a", "2. b", "2.7 c", "2.8 d", "3. e", "3.1 f"]


def test_an_empty_item_keeps_its_number() -> None:
    read = read_docx(docx(item("a"), item(""), item("b"), numbering=numbering(level(0, "%1."))))
    assert lines(read) == ["- 1. a", "- 2.", "- 3. b"]


def test_bullets_stay_bullets_whatever_their_format_is_called() -> None:
    read = read_docx(docx(item("a"), item("b"), numbering=numbering(level(0, "\u2022"))))
    assert lines(read) == ["- a", "- b"]


def test_numbers_in_cells_stay_in_their_cells() -> None:
    cell = "<w:tc>{}</w:tc>"
    row = "<w:tr>{}</w:tr>"
    table = row.format(cell.format(paragraph("Head")) + cell.format(paragraph("Use")))
    table += row.format(cell.format(item("one") + item("two")) + cell.format(paragraph("x")))
    read = read_docx(
        docx(f"<w:tbl>{table}</w:tbl>", item("after"), numbering=numbering(level(0, "(%1)", "lowerLetter")))
    )
    assert "(a) one" in read.text
    assert "(b) two" in read.text
    assert lines(read)[-1] == "- (c) after"


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"),
        (27, "lowerLetter", "aa"),
        (53, "upperLetter", "AAA"),
        (22, "ordinal", "22nd"),
        (113, "ordinal", "113th"),
        (7, "decimalZero", "07"),
        (21, "cardinalText", "Twenty-one"),
        (30, "ordinalText", "Thirtieth"),
        (12, "ordinalText", "Twelfth"),
        (110, "chineseCountingThousand", "一百一十"),
        (105, "japaneseCounting", "一百〇五"),
        (15, "chineseCounting", "十五"),
        (3, "ganada", "다"),
        (2, "decimalEnclosedCircle", "②"),
        (0, "lowerRoman", "0"),
        (1, "unheardOf", None),
    ],
)
def test_number_formats(number: int, form: str, shown: str | None) -> None:
    assert written(number, form) == shown


def test_an_unknown_format_is_a_plain_number_and_said() -> None:
    read = read_docx(docx(item("x"), numbering=numbering(level(0, "%1)", "unheardOf"))))
    assert lines(read) == ["- 1) x"]
    assert "format unheardOf" in notes(read)


CHANGED = (
    run("We ")
    + f"<w:del>{run('never ').replace('w:t', 'w:delText')}</w:del>"
    + f"<w:ins>{run('may ')}</w:ins>"
    + run("sell it.")
)


def test_tracked_changes_are_never_taken_or_refused_unsaid() -> None:
    with pytest.raises(RefusedError, match="1 tracked insertions and 1 deletions; say with --tracked accept or"):
        read_docx(docx(paragraph(CHANGED)))


@pytest.mark.parametrize(
    ("tracked", "text", "gone"), [("accept", "We may sell it.", "never"), ("reject", "We never sell it.", "may")]
)
def test_tracked_changes_are_settled_as_told(tracked: str, text: str, gone: str) -> None:
    read = read_docx(docx(paragraph(CHANGED)), tracked)
    assert lines(read) == [text]
    assert f"“{gone}”" in notes(read)
    assert f"{tracked}ed, as told" in notes(read)
    assert read.tracked_changes == f"{tracked}ed"


@pytest.mark.parametrize(("tracked", "wanted"), [("accept", ["one two"]), ("reject", ["one ", "two"])])
def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next(tracked: str, wanted: list[str]) -> None:
    read = read_docx(docx(paragraph("one ", "<w:rPr><w:del/></w:rPr>"), "two"), tracked)
    assert lines(read) == [line.strip() for line in wanted]


def test_deleted_rows_go_with_their_cells() -> None:
    row = "<w:tr>{}<w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    table = row.format("", paragraph("a"), paragraph("b"))
    table += row.format("<w:trPr><w:del/></w:trPr>", paragraph("gone"), paragraph("too"))
    read = read_docx(docx(f"<w:tbl>{table}</w:tbl>"), "accept")
    assert "gone" not in read.text
    assert "gone too" in notes(read)


@pytest.mark.parametrize("hiding", ["<w:vanish/>", '<w:rStyle w:val="Hidden"/>'])
def test_hidden_text_is_set_aside_and_said(hiding: str) -> None:
    styles = '<w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
    read = read_docx(docx(paragraph(run("We keep it. ") + run("We sell it.", hiding)), "More.", styles=styles))
    assert lines(read) == ["We keep it.", "More."]
    assert "hidden: “We sell it.”" in notes(read)
    assert any("We sell it." in line for line in read.said)


def test_headers_and_footers_are_set_aside_and_said() -> None:
    read = read_docx(docx("Text.", header1=paragraph("Acorn, draft"), footer1=paragraph("Page 1")))
    assert lines(read) == ["Text."]
    assert "header of pages: “Acorn, draft”" in notes(read)
    assert "footer of pages: “Page 1”" in notes(read)


def test_notes_stand_behind_the_text_under_their_marks() -> None:
    def note(kind: str, key: int, text: str) -> str:
        mark = f"<w:r><w:{kind}Ref/></w:r>"
        return f'<w:{kind} w:id="{key}">{paragraph(mark + run(text))}</w:{kind}>'

    foot = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    foot += note("footnote", 7, "Or longer.") + note("footnote", 4, "In summer.")
    mark = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    text = run("Six years") + mark.format("footnote", 4) + run(" or ten") + mark.format("footnote", 7)
    text += run(".") + mark.format("endnote", 1)
    read = read_docx(docx(paragraph(text), footnotes=foot, endnotes=note("endnote", 1, "By law.")))
    assert lines(read) == ["Six years[1] or ten[2].[i]", "[1] In summer.", "[2] Or longer.", "[i] By law."]


def test_symbols_are_letters_and_unknown_ones_are_said() -> None:
    symbols = '<w:r><w:sym w:font="Symbol" w:char="F0B0"/><w:sym w:font="Nowhere" w:char="F0FF"/></w:r>'
    read = read_docx(docx(paragraph(run("Five") + symbols)))
    assert lines(read) == ["Five°\ufffd"]
    assert "F0FF of the font Nowhere" in notes(read)


def test_wrappers_are_opened_and_the_results_of_fields_kept() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText> REF s2 </w:instrText></w:r>"
    text = run("See ") + field.format("begin") + code + field.format("separate") + run("clause 4") + field.format("end")
    inside = f"<w:sdt><w:sdtContent><w:smartTag>{run(' and Bern')}</w:smartTag></w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtContent>{paragraph('A control.')}</w:sdtContent></w:sdt>"
    assert lines(read_docx(docx(paragraph(text + inside), more=block))) == ["See clause 4 and Bern", "A control."]


def test_links_of_fields_are_links() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = '<w:r><w:instrText> HYPERLINK "https://acorn.example/a" </w:instrText></w:r>'
    text = field.format("begin") + code + field.format("separate") + run("here") + field.format("end")
    assert "[here](https://acorn.example/a)" in read_docx(docx(paragraph(run("See ") + text))).text


def test_a_text_box_stands_behind_its_paragraph_and_once() -> None:
    box = f"<w:txbxContent>{paragraph('In short: no.')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
    both += f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    read = read_docx(docx(paragraph(run("Before.") + f"<w:r>{both}</w:r>"), "After."))
    assert lines(read) == ["Before.", "In short: no.", "After."]


def test_a_reading_above_a_word_stands_in_brackets_behind_it() -> None:
    ruby = f"<w:ruby><w:rt>{run('とう')}</w:rt><w:rubyBase>{run('東')}</w:rubyBase></w:ruby>"
    assert lines(read_docx(docx(paragraph(f"<w:r>{ruby}</w:r>")))) == ["東(とう)"]


def test_pictures_are_left_out_and_said() -> None:
    picture = '<w:r><w:drawing><wp:docPr xmlns:wp="urn:x" descr="our seal"/></w:drawing></w:r>'
    read = read_docx(docx(paragraph(run("Text.") + picture)))
    assert "picture is left out, called “our seal”" in notes(read)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"PK\x03\x04 word/ nonsense", "no DOCX that can be read"),
        (docx("x")[:200], "no DOCX that can be read"),
        (
            docx("Seen", more="<w:unknown><w:p><w:r><w:t>unseen</w:t></w:r></w:p></w:unknown>"),
            "'unseen' in the file alone",
        ),
        (docx("x", more='<w:altChunk r:id="a"/>'), "pulls in another document"),
        (docx("x", more="<w:sdt>" * 300 + "</w:sdt>" * 300), "more than 250 deep"),
    ],
    ids=["nonsense", "cut", "unread", "chunk", "deep"],
)
def test_what_cannot_be_kept_whole_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        convert(raw, "docx")
