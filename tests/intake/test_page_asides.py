"""What of a page is no text of the policy: left out, said with its words, and recorded where it stood."""

from __future__ import annotations

import pytest
from test_page_blocks import markdown

from fineprint.intake import RefusedError
from fineprint.intake.convert import convert
from fineprint.intake.html import read_element

GERMAN = "Für Höfe, Gärten und Hütten gelten übliche Gebühren; säumige Pächter zahlen künftig Zuschläge für Mähen."
TEXT = "<p>We let huts and plots to anybody who asks for them in the month of May.</p>"


@pytest.mark.parametrize(
    ("aside", "kind"),
    [
        ("<div hidden>Draft words</div>", "a hidden block"),
        ('<div style="display:none">Draft words</div>', "a hidden block"),
        ('<p aria-hidden="true">Draft words</p>', "a hidden block"),
        ("<template><p>Draft words</p></template>", "template"),
        ("<noscript>Draft words</noscript>", "noscript"),
        ('<iframe srcdoc="&lt;p&gt;Draft words&lt;/p&gt;"></iframe>', "iframe"),
        ('<object data="x.pdf"><p>Draft words</p></object>', "an embedded file"),
        ("<select><option>Draft</option><option>words</option></select>", "a menu to choose from"),
        ("<textarea>Draft words</textarea>", "a field of a form"),
        ("<dialog>Draft words</dialog>", "a closed window"),
        ('<div role="dialog">Draft words</div>', "a window over the page"),
        ('<nav><a href="/">Draft</a> <a href="/b">words</a></nav>', "a menu"),
        ('<div id="cookie-banner">Draft words<button>Ok</button></div>', "a cookie banner"),
        ("<form><label>Draft words</label><input></form>", "a form"),
        ("<footer>Draft words</footer>", "the foot of the page"),
        ('<div class="related-posts"><a href="/n">Draft words</a></div>', "what stands beside the text"),
        ('<ul class="site-menu"><li><a href="/n">Draft words</a></li></ul>', "what stands beside the text"),
    ],
)
def test_it_is_left_out_said_and_recorded(aside: str, kind: str) -> None:
    made = read_element(f"<main><h1>Huts</h1>{TEXT}{aside}{TEXT}</main>", None, None)
    assert "Draft" not in made.text
    assert any(kind in line and "Draft" in line and "words" in line for line in made.said)
    (note,) = made.damage
    assert (note.lines, note.kind) == ((3, 3), "left-out")
    assert "Draft" in note.note
    assert "Draft" in made.left_out[0]


@pytest.mark.parametrize(
    "body",
    [
        # Words that a reader opens.
        '<button aria-controls="x">Dues</button><div id="x" style="display:none">Paid in May.</div>',
        '<h2><a href="#y">Dues</a></h2><div id="y" hidden>Paid in May.</div>',
        '<div class="accordion-body" style="display:none">Paid in May.</div>',
        "<details><summary>Dues</summary>Paid in May.</details>",
        # A page that a window lies over, and one that is a form as a whole.
        f'<div aria-hidden="true">{TEXT * 5}Paid in May.</div>',
        f"<form><input>{TEXT * 5}Paid in May.</form>",
        # Names that only look like others.
        '<h2 id="social-links">Paid in May.</h2>',
        '<div class="cookie-policy"><p>Paid in May.</p></div>',
        '<section class="sharing"><p>Paid in May.</p></section>',
        '<div class="menu-page"><p>Paid in May. Nothing else is due from holders of huts.</p></div>',
    ],
)
def test_words_of_the_text_are_taken(body: str) -> None:
    assert "Paid in May." in markdown(f"<h1>Huts</h1>{body}")


def test_a_block_that_is_hidden_as_it_stands_there_twice_is_left_out() -> None:
    twice = f'<div class="wide">{TEXT}</div><div class="accordion" style="display:none">{TEXT}</div>'
    assert markdown(f"{twice}").count("We let huts") == 1


def test_what_is_taken_though_it_is_hidden_is_said() -> None:
    made = read_element('<main><p>Huts</p><div class="panel" hidden>Paid in May.</div></main>', None, None)
    assert any("hidden until opened" in line and "Paid in May." in line for line in made.said)


def test_elements_to_name_are_listed_with_their_words_where_something_else_was_on_the_page() -> None:
    page = f'<nav><a href="/">Home</a></nav><article id="a">{TEXT * 2}</article><article id="b">{TEXT * 3}</article>'
    (line,) = [line for line in read_element(f"<body>{page}</body>", None, None).said if "--element" in line]
    assert "taken from body (80 words)" in line
    assert line.endswith("others for --element: #b (48 words), #a (32 words)")


def test_a_menu_that_no_name_tells_is_said() -> None:
    page = f'<div><a href="/">Home</a> <a href="/shop">Shop</a></div><div id="t">{TEXT * 3}</div>'
    said = read_element(f"<body>{page}</body>", None, None).said
    assert any("looks like a menu: Home Shop" in line for line in said)
    assert any("#t (48 words)" in line for line in said)


def test_a_usual_element_that_holds_next_to_nothing_is_passed_over() -> None:
    made = read_element(f"<body><main>Loading</main><div>{TEXT * 3}</div></body>", None, None)
    assert made.selector == "body"
    assert any("main holds 1 of" in line for line in made.said)


def test_a_selector_that_names_nothing_is_answered_with_some_that_do() -> None:
    with pytest.raises(RefusedError, match=r"#gone.* names no element.*#t \(16 words\)"):
        read_element(f'<body><div id="t">{TEXT}</div></body>', "#gone", None)


def test_a_page_whose_words_are_all_left_out_says_what_they_were() -> None:
    with pytest.raises(RefusedError, match=r"has no words .*noscript.*Turn scripts on"):
        read_element("<body><noscript>Turn scripts on</noscript></body>", None, None)


def test_a_page_of_frames_names_them() -> None:
    with pytest.raises(RefusedError, match=r"in frames: top\.html, text\.html"):
        read_element("<html><frameset><frame src=top.html><frame src=text.html></frameset></html>", None, None)


def test_a_direction_control_in_a_language_menu_does_not_reach_the_text() -> None:
    made = read_element(f"<body>{TEXT}<select><option>\u202bعربي\u202c</option></select></body>", None, None)
    assert "\u202b" not in made.text
    assert any("a menu to choose from" in line and "with the control U+202B" in line for line in made.said)


def test_a_direction_control_in_a_menu_that_is_taken_is_refused_with_its_place() -> None:
    menu = '<ul><li><a href="/en">English</a></li><li><a href="/ar">\u202bعربي\u202c</a></li></ul>'
    with pytest.raises(
        RefusedError, match=r"U\+202B.* in the menu <ul>.*--element '#rules' leaves it out \(16 words\)"
    ):
        read_element(f'<body><div id="rules">{TEXT}</div>{menu}</body>', None, None)


@pytest.mark.parametrize(
    ("raw", "text", "said"),
    [
        (f"<meta charset=utf-8><main>{GERMAN}</main>".encode("latin-1"), GERMAN, "read as cp1252"),
        (f"<meta charset=utf-8><main>{GERMAN} ".encode() + b"\xff</main>", f"{GERMAN} \ufffd", "1 of its characters"),
    ],
)
def test_an_encoding_that_a_page_only_claims_is_said(raw: bytes, text: str, said: str) -> None:
    made = convert(raw, "html")
    assert made.raw.decode().strip() == text
    assert any(said in line for line in made.said)
