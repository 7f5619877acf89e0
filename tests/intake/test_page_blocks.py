"""What each kind of markup of a page becomes: no heading, link, list or table is lost to one odd element beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fineprint.intake import RefusedError
from fineprint.intake.html import read_element
from fineprint.intake.html_page import MAX_NESTING


def markdown(body: str, head: str = "", base: str | None = None) -> str:
    """The text of a page with a ``main``."""
    page = f'<!doctype html><html lang="en"><head>{head}</head><body><main>{body}</main></body></html>'
    return read_element(page, None, base).text.strip()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        # Blocks inside links and emphasis keep their form and their link.
        (
            '<a href="/d"><section><h2>Dues</h2><p>Paid in May.</p></section></a><h2>Keys</h2>',
            "## [Dues](/d)\n\n[Paid in May.](/d)\n\n## Keys",
        ),
        ("<strong><h2>Dues</h2></strong><p>words</p>", "## Dues\n\nwords"),
        ("<ol><li><strong>Be kind.</strong> Gates are shut.</li></ol>", "1. **Be kind.** Gates are shut."),
        ("<p><div></div><strong>2. Gates</strong>. Shut them.</p>", "**2. Gates**. Shut them."),
        ('<p>See <a href="/x">the\n  rules<br>of 2020</a>.</p>', "See [the rules](/x)  \n[of 2020](/x)."),
        ('<p><a href="/x"></a>words</p>', "words"),
        # White space as a browser shows it.
        (
            "<p>we ask our<b> </b>members<span>&nbsp;</span>and <i> all </i>others</p>",
            "we ask our members\xa0and *all* others",
        ),
        ("<p>one\n  two\t three</p><p>  </p><p>&nbsp;</p>", "one two three"),
        # Emphasis that CommonMark would not take is written so that it is, or left.
        ("<p><b>Note:</b>we dig</p>", "**Note**:we dig"),
        ("<p>dis<b>allow</b>ed <b>注意：</b>我们</p>", "dis**allow**ed **注意**：我们"),
        ('<p><b>x <a href="/q">y</a> z</b></p>', "**x [y](/q) z**"),
        # Breaks.
        ("<p>one<br>two</p>", "one  \ntwo"),
        ("<div>one<br><br>two</div>", "one\n\ntwo"),
        (
            "<div><b>Dues</b><br>Paid in May.<br><br><b>Keys</b><br>Kept.</div>",
            "**Dues**\n\nPaid in May.\n\n**Keys**\n\nKept.",
        ),
        # Headings of all kinds.
        ("<h1>A</h1><h4>B</h4><h2>C</h2>", "# A\n\n#### B\n\n## C"),
        ('<div role="heading" aria-level="3">Gates</div>', "### Gates"),
        ("<h1>A</h1><details><summary>Gates</summary><p>Shut.</p></details>", "# A\n\n## Gates\n\nShut."),
        (
            "<h1>A</h1><details><summary>B</summary><details><summary>C</summary>d</details></details>",
            "# A\n\n## B\n\n### C\n\nd",
        ),
        ('<button aria-expanded="false">Gates</button><p>Shut.</p>', "**Gates**\n\nShut."),
        ("<p>Gates <button>Show more</button></p>", "Gates\n\nShow more"),
        ("<p><u>3. Gates</u></p><p>a <u>b</u></p>", "**3. Gates**\n\na b"),
        ("<h2></h2><h2>***</h2><p>x</p>", "\\*\\*\\*\n\nx"),
        (
            "<h2>Dues<p>Each holder pays the dues of the year before the end of May.</p></h2>",
            "## Dues\n\nEach holder pays the dues of the year before the end of May.",
        ),
        # Signs that Markdown would read.
        (
            "<p>&gt; 18 years</p><p>+ 5 percent</p><p>- 5</p><p>* Except</p><p># 1</p><p>1) one</p>",
            "\\> 18 years\n\n\\+ 5 percent\n\n\\- 5\n\n\\* Except\n\n\\# 1\n\n1\\) one",
        ),
        (
            "<p>2*3*4 and C:\\*new_x [a](b) &amp;amp; &lt;tag&gt; a|b</p>",
            "2\\*3\\*4 and C:\\\\\\*new\\_x \\[a\\](b) \\&amp; \\<tag> a\\|b",
        ),
        ("<p>one<br>---<br>2. x</p>", "one  \n\\---  \n2\\. x"),
        # Raised and lowered signs.
        ("<p>A plot of 90 m<sup>2</sup>, see note<sup>a</sup></p>", "A plot of 90 m², see noteᵃ"),
        (
            "<p>years<sup>†</sup>, O<sub>2</sub>, the 3<sup>rd</sup>, Acorn<sup>TM</sup>, here<sup>[4]</sup></p>",
            "years†, O₂, the 3rd, Acorn™, here\\[4\\]",
        ),
        ('<p>note<sup><a href="#n">12</a></sup> word<sup>XY</sup></p>', "note[¹²](#n) word XY"),
        # Lists, terms, quotations, rules, typed text.
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>", "- a\n  - b\n\n- c\n\n  d"),
        ("<li>a</li><li>b</li>", "- a\n- b"),
        (
            '<div role="list"><div role="listitem"><p>a</p><p>b</p></div><div role="listitem">c</div></div>',
            "- a\n\n  b\n\n- c",
        ),
        ("<ul><div><li>a</li></div><li>b</li></ul>", "- a\n- b"),
        (
            "<dl><dt>Plot</dt><dd>ground</dd><dt>Hut<dd>house<dd>shed</dl>",
            "- Plot\n\n  ground\n\n- Hut\n\n  house\n\n  shed",
        ),
        ("<dl>stray<dt>Plot</dt><dd>ground</dd></dl>", "stray\n\n**Plot**\n\nground"),
        ("<blockquote><p>a</p><ul><li>b</li></ul></blockquote>", "> a\n>\n> - b"),
        ("<p>a</p><hr><p>b</p>", "a\n\n***\n\nb"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ('<p style="white-space: pre-line">a\nb\n\nc</p>', "a  \nb\n\nc"),
        ('<span style="display:block">a</span><span style="display:block">b</span>', "a\n\nb"),
        ('<p><span style="font-weight: 700">Gates</span></p>', "**Gates**"),
        ('<img src="data:x" alt="A gate"><img src="/g.png" alt="">', "![A gate]()"),
        ("<p>a&#3;b</p>", "ab"),
    ],
)
def test_markup_becomes(body: str, text: str) -> None:
    assert markdown(body) == text


def test_a_typed_text_is_read_by_paragraphs() -> None:
    typed = (
        "RULES\n\n1. GATES\n\nThe gates of the lane are shut by whoever comes through them last, and they are\n"
        "locked after dark by the holder whose turn it is on the list that hangs there.\n\n"
        "2. DUES\n\nDues are paid in May of each year, in coin or by a note, to the collector who\n"
        "calls at every hut in turn and who writes them down in the book of the lane.\n\n(a) coin\n(b) note"
    )
    assert markdown(f"<pre>{typed}</pre>").split("\n\n") == [
        "RULES",
        "1\\. GATES",
        typed.split("\n\n")[2].replace("\n", " "),
        "2\\. DUES",
        typed.split("\n\n")[4].replace("\n", " "),
        "(a) coin  \n(b) note",
    ]


def test_links_are_written_out_against_the_address_of_the_page() -> None:
    body = '<p><a href="../dues">a</a> <a href="#b">b</a> <a href="mailto:c@lane.example">c</a></p>'
    said = "[a](https://lane.example/dues) [b](#b) [c](mailto:c@lane.example)"
    assert markdown(body, base="https://lane.example/rules/") == said


def test_an_element_that_markdown_cannot_hold_costs_only_its_own_marks() -> None:
    made = read_element("<main><h2>A</h2><p><i>a</i><b>b</b>c</p><ul><li><b>d</b></li></ul></main>", None, None)
    assert made.text.startswith("## A\n\n")
    assert made.text.endswith("- **d**\n")


def test_style_sheets_in_the_page_say_what_is_bold_and_what_is_hidden() -> None:
    rules = ".b, .c > i {font-weight: bold !important} @media print {.p {display: none}} #h{display:none}"
    head = f"<style>/* x */ {rules}</style>"
    body = '<p class="b">Gates</p><p class="p">shut</p><p id="h">not here</p>'
    assert markdown(body, head) == "**Gates**\n\nshut"


def test_nesting_beyond_all_pages_is_refused_at_once() -> None:
    assert markdown("<div>" * 200 + "a") == "a"
    for depth in (MAX_NESTING + 100, 100_000):
        with pytest.raises(RefusedError, match="nested"):
            markdown("<div>" * depth + "a")


_TAGS = [
    "p",
    "div",
    "span",
    "b",
    "a",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "h2",
    "dl",
    "dt",
    "dd",
    "br",
    "hr",
    "pre",
]
_TAGS += ["blockquote", "sup", "details", "summary", "button", "em", "code", "section", "strong", "u"]
_PIECES = st.one_of(
    st.sampled_from(_TAGS).flatmap(lambda tag: st.sampled_from([f"<{tag}>", f"</{tag}>"])),
    st.text("ab1.()*_-|# \n", min_size=1, max_size=5),
)


@given(st.lists(_PIECES, max_size=40))
def test_any_mess_of_tags_is_taken_without_a_fault(pieces: list[str]) -> None:
    # The two readings of the page and of the Markdown are compared within; a difference is a refusal.
    read_element(f"<body>word {''.join(pieces)}</body>", "body", None)
