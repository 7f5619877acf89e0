"""From HTML, DOCX, PDF and text in any encoding to a policy's text: no word lost, added or moved, or refused.

What the blocks of a page say is compared with what its elements say, and with what the book reads in the Markdown.
"""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fineprint.core.record import TextFormat
from fineprint.intake import RefusedError
from fineprint.intake.convert import convert, element_of, kind_of
from fineprint.intake.html import read_element
from fineprint.text.paragraphs import read_blocks
from intake_sources import PAGE, docx, pdf

WORDS = (
    "Privacy at Acorn We sell telephones & keep few data. Last updated: 6 March 2023. Cookies Note:we set"
    " one*cookie_a [it] ends with the session <today>. It holds a number. 1. of four - digits It holds no name. Kind"
    " Why first | party to call and write A layout Term # Meaning Said once `or` twice two lines A seal loose bold"
    " words 1) and a paragraph + ~~more~~"
)


def words_of(text: str, syntax: str = "markdown") -> str:
    """The words of a converted text as the book reads them."""

    def pieces(block: object) -> list[str]:
        return [
            "".join(run.text for run in block.runs),
            *(piece for child in block.children for piece in pieces(child)),
        ]

    blocks = read_blocks(text.split("\n"), TextFormat(syntax=syntax, paragraphs="blank"), (), ())
    return " ".join(" ".join(piece for block in blocks for piece in pieces(block)).split())


def test_a_page_keeps_every_word_and_its_form() -> None:
    made = convert(PAGE.encode(), "html", base="https://acorn.example/legal/privacy")
    text = made.raw.decode()
    assert words_of(text) == WORDS
    assert (made.language, made.syntax) == ("en-GB", None)
    assert "# Privacy at *Acorn*" in text
    assert "[one\\*cookie\\_a](https://acorn.example/one%20%281%29)" in text
    assert "3. It holds a number." in text
    assert "no word" not in text


@pytest.mark.parametrize(
    ("page", "element", "hinted"),
    [("<body><nav>Shop</nav><p>x</p>", None, True), ("<p>x</p>", "body", False), ("<main>x</main>", None, False)],
)
def test_a_page_taken_whole_is_told_with_how_to_take_less(page: str, element: str | None, hinted: bool) -> None:
    said = convert(page.encode(), "html", element=element).said
    assert any("--element" in line for line in said) == hinted


def test_the_original_is_kept_with_its_hash_and_its_converter() -> None:
    original = convert(PAGE.encode(), "html", element="#policy").original
    assert (original.name, original.raw) == ("original.html", PAGE.encode())
    assert original.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert original.converter.startswith("selectolax 1.")
    assert element_of(original.converter) == "#policy"


@pytest.mark.parametrize(
    ("element", "said"),
    [("p", "names 3 elements"), ("#gone", "names no element"), ("a[", "no CSS selector"), ("script", "has no words")],
)
def test_an_element_must_be_one_with_words(element: str, said: str) -> None:
    page = "<main><p>One</p><p>two</p><p>three</p></main><script>x</script>"
    with pytest.raises(RefusedError, match=said):
        read_element(page, element, None)


@pytest.mark.parametrize(
    ("page", "selector"),
    [
        ("<main>a</main><article>b</article>", "main"),
        ("<article>b</article>", "article"),
        ("<p>c", "body"),
        ("<main>a</main><main>b</main><article>c</article>", "article"),
        ("<div role=main>d</div>", "[role=main]"),
    ],
)
def test_without_a_selector_the_usual_place_is_taken(page: str, selector: str) -> None:
    assert read_element(page, None, None).selector == selector


def test_a_line_break_in_words_stays_words() -> None:
    made = convert(b"<body><h1>Title</h1><p>Write &lt;br&gt; for a break<p>and more", "html")
    assert made.syntax is None
    assert words_of(made.raw.decode()) == "Title Write <br> for a break and more"


_TEXT = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cc"], exclude_characters="\xa0\xad"),
    min_size=1,
    max_size=30,
)
_INLINE = st.tuples(st.sampled_from(["", "b", "em", "a", "span", "code", "u"]), _TEXT)
_BLOCK = st.tuples(
    st.sampled_from(["p", "h2", "li", "div", "td", "blockquote", "pre", "dd"]), st.lists(_INLINE, max_size=4)
)


@given(st.lists(_BLOCK, min_size=1, max_size=5))
def test_any_page_keeps_every_word(blocks: list[tuple[str, list[tuple[str, str]]]]) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;")

    around = {"li": "<ul>{}</ul>", "td": "<table><tr>{}</tr></table>", "dd": "<dl>{}</dl>"}
    page = "<p>Begin"
    for tag, inner in blocks:
        said = "".join(f"<{name}>{escaped(text)}</{name}>" if name else escaped(text) for name, text in inner)
        page += around.get(tag, "{}").format(f"<{tag}>{said}</{tag}>")
    found = read_element(f"<body>{page}</body>", None, None)
    wanted = " ".join(["Begin", *("".join(text for _, text in inner) for _, inner in blocks)])
    assert words_of(found.text, "markdown" if found.markdown else "plain") == " ".join(wanted.split())


@pytest.mark.parametrize(
    "raw", [b"Words\r\nand more\r\n", b"\xef\xbb\xbfWords", "Wörter ohne Ende".encode(), b"a\n\n\nb  \n"]
)
def test_utf_8_is_kept_byte_for_byte(raw: bytes) -> None:
    made = convert(raw, "text")
    assert (made.raw, made.original) == (raw, None)


GERMAN = "Wir geben Ihre persönlichen Daten nicht weiter. Übermäßige Größe schützt dürftig, fällt häufig über Bäume. "


@pytest.mark.parametrize(
    ("encoding", "told"), [("cp1252", "cp1252"), ("latin-1", "latin-1"), ("utf-16", None), ("cp1252", None)]
)
def test_other_encodings_become_utf_8_and_the_original_is_kept(encoding: str, told: str | None) -> None:
    raw = (GERMAN * 5).encode(encoding)
    made = convert(raw, "text", encoding=told)
    assert made.raw.decode() == GERMAN * 5
    assert made.original.raw == raw
    assert made.original.name == "original.txt"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [(b"\xff\xfe\xff", None), (b"w\xf6rter", "utf-8"), (b"words", "utf-99"), (b"\x00\x01\x02\xff" * 9, None)],
)
def test_an_encoding_that_does_not_fit_is_refused(raw: bytes, encoding: str | None) -> None:
    with pytest.raises(RefusedError):
        convert(raw, "text", encoding=encoding)


def test_a_page_is_read_in_the_encoding_that_it_names() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>W\xf6rter \x93x\x94</p>'
    assert convert(page.encode("latin-1"), "html").raw.decode() == "Wörter “x”\n"
    assert convert("<p>Wörter</p>".encode(), "html", encoding="utf-8").raw.decode() == "Wörter\n"
    assert convert('<meta charset="latin-1"><p>Wörter</p>'.encode(), "html").raw.decode() == "Wörter\n"


@pytest.mark.parametrize(
    ("raw", "name", "media", "kind"),
    [
        (b"words", "a.txt", "", "text"),
        (b"words", "a.MD", "", "text"),
        (b"<!DOCTYPE html><p>x", "a.txt", "", "html"),
        (b" <!-- x --> <html lang=en>", "", "text/plain", "html"),
        (b"<p>x", "a.htm", "", "html"),
        (b"<p>x", "", "application/xhtml+xml", "html"),
        (pdf("x"), "a.bin", "", "pdf"),
        (docx("x"), "a.zip", "application/octet-stream", "docx"),
    ],
)
def test_a_kind_is_told_by_what_it_is_then_by_its_name(raw: bytes, name: str, media: str, kind: str) -> None:
    assert kind_of(raw, name, media) == kind


@pytest.mark.parametrize(
    ("raw", "name", "media"),
    [
        (b"x", "a.exe", ""),
        (b"x", "", "image/png"),
        (b"x", "a.pdf", ""),
        (b"x", "a.docx", ""),
        (b"\xd0\xcf\x11\xe0", "a.doc", ""),
        (b"{\\rtf1 x", "a.rtf", ""),
        (b"PK\x03\x04 x", "a.odt", ""),
        (b"x", "name", ""),
    ],
)
def test_other_kinds_are_refused(raw: bytes, name: str, media: str) -> None:
    with pytest.raises(RefusedError):
        kind_of(raw, name, media)
