"""Policy text as inert HTML: our own tags and attributes, and the words as they were."""

from __future__ import annotations

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from builders import engine, good_version
from fineprint.core.lines import Lines
from fineprint.core.model import Section
from fineprint.publish.policy_html import (
    TAGS,
    escape,
    escape_markdown,
    heading_line,
    heading_targets,
    render_block,
    render_runs,
)
from fineprint.text.blocks import Block, Run, addressed_blocks, fold, words_of

ATTRIBUTES = {
    "a": {"class", "href", "rel"},
    "span": {"class", "title"},
    "ol": {"class"},
    "ul": {"class"},
    "li": {"id", "value"},
    "tr": {"id"},
    "div": {"class", "tabindex", "role", "aria-label"},
}


def blocks_of(text: str) -> list[Block]:
    """Addressed blocks of a Markdown text."""
    version = good_version(text or " ", ())
    return [block for section in version.sections for block in section.blocks]


def html_of(text: str) -> str:
    """The text as HTML, without the attributes that every link has."""
    html = "".join(render_block(block, ids=False) for block in blocks_of(text))
    return html.replace(' rel="nofollow noopener noreferrer ugc"', "")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\ntwo.", "<p>One two.</p>"),
        ("One  \ntwo<br/>three", "<p>One<br> two<br> three</p>"),
        ("**One _two_** ~~three~~ `four`", "<p><strong>One <em>two</em></strong> <s>three</s> <code>four</code></p>"),
        ("# One", "<p><strong>One</strong></p>"),
        ("3. One\n4. two\n\n   more", '<ol><li value="3">One </li><li value="4">two <p>more</p></li></ol>'),
        ("2) One", '<ol class="parenthesis"><li value="2">One </li></ol>'),
        ("- (a) One\n- (b) two", '<ul class="own-numbers"><li>(a) One </li><li>(b) two </li></ul>'),
        ("- One\n  - two", "<ul><li>One <ul><li>two </li></ul></li></ul>"),
        ("> One\n>\n> - two", "<blockquote><p>One</p></blockquote><blockquote><ul><li>two </li></ul></blockquote>"),
        ("***", "<hr>"),
        ("    a\n     b", "<pre><code>a&#10; b</code></pre>"),
        ("```x\na\n```", '<pre><code><span class="info">x&#10;</span>a</code></pre>'),
        ("[One](https://acorn.example/?a=1&b=2)", '<p><a href="https://acorn.example/?a=1&amp;b=2">One</a></p>'),
        ("[One](/terms 'Two')", '<p><span class="target" title="/terms">One</span><span class="title"> Two</span></p>'),
        ("[](/terms)", '<p><span class="empty target" title="/terms"></span></p>'),
        (
            "![One](https://acorn.example/x.png)",
            '<p><span class="image target" title="https://acorn.example/x.png">One</span></p>',
        ),
        ("<mailto:a@acorn.example>", '<p><a class="auto" href="mailto:a@acorn.example">mailto:a@acorn.example</a></p>'),
        ("[One](javascript:x)", '<p><span class="target" title="javascript:x">One</span></p>'),
        ("<javascript:x>", "<p><span>javascript:x</span></p>"),
        ("<b onclick=x>One</b>", "<p>&lt;b onclick=x&gt;One&lt;/b&gt;</p>"),
        ("&lt;b&gt; {{ x }} $1 `", "<p>&lt;b&gt; &#123;&#123; x &#125;&#125; &#36;1 &#96;</p>"),
    ],
)
def test_each_mark_has_its_tag(text: str, html: str) -> None:
    assert html_of(text) == html


def test_a_table_can_be_scrolled_with_the_keyboard_and_keeps_surplus_cells() -> None:
    html = html_of("| a | b |\n|---|---|\n| 1 | 2 | 3 |")
    assert html == (
        '<div class="wide" tabindex="0" role="region" aria-label="Table"><table>'
        "<thead><tr><th>a</th> <th>b</th> </tr></thead>"
        "<tbody><tr><td>1</td> <td>2</td> <td>3</td> </tr></tbody></table></div>"
    )


def test_a_table_without_heads_shows_no_empty_row_for_them() -> None:
    html = html_of("|  |  |\n|---|---|\n| 1 | 2 |")
    assert "<table><tbody><tr><td>1</td> <td>2</td> </tr></tbody></table>" in html


def test_items_and_rows_have_their_addresses_where_they_are_asked_for() -> None:
    (block,) = blocks_of("- One\n- two")
    assert render_block(block) == '<ul><li id="preamble.1.1">One </li><li id="preamble.1.2">two </li></ul>'
    assert "id=" not in render_block(block, ids=False)


def test_marks_that_cross_are_closed_and_opened_again() -> None:
    runs = [Run("a", (("strong",),)), Run("b", (("strong",), ("em",))), Run("c", (("em",),))]
    assert render_runs(runs) == "<strong>a<em>b</em></strong><em>c</em>"


def test_a_heading_names_where_its_links_lead() -> None:
    runs = (Run("A", (("a", "/x"),)), Run("B", (("a", "/x"), ("em",))), Run("", (("image", "/y"),)))
    section = Section(
        id="a", level=1, heading="AB", lines=Lines.at(1), marker="", topics=(), clauses=(), blocks=(), heading_runs=runs
    )
    assert heading_targets(section) == ["/x", "/y"]


def test_a_heading_with_two_links_to_one_place_names_it_twice() -> None:
    runs = (Run("A", (("a", "/x", "0"),)), Run(" and ", ()), Run("B", (("a", "/x", "2"),)))
    section = Section(
        id="a", level=1, heading="AB", lines=Lines.at(1), marker="", topics=(), clauses=(), blocks=(), heading_runs=runs
    )
    assert heading_targets(section) == ["/x", "/x"]


HOSTILE = [
    "<script>x()</script>",
    "<img src=x onerror=x()>",
    "</div></main>",
    "<!--",
    "-->",
    "<svg><style>",
    "{{ x }}",
    "{% raw %}",
    "{: onclick=x }",
    '[a](javascript:x "t")',
    '[b](https://a.example/"onclick="x)',
    "![c](https://a.example/t.gif)",
    "<https://a.example/<x>>",
    "--8<-- 'x'",
    "!!! note",
    "*[HTML]: x",
    "[^1]: y",
    "&#x6A;avascript:",
    "&lt;b&gt;",
    "\\<b\\>",
    "`<b>`",
    "$$x$$",
    "{#id}",
    "# H {: #_x }",
    "- [ ] a",
    "1986\\. A",
    "c/o (c) 1st",
    ":smile:",
    "~~~",
    "***",
    "a ",
    " b\n--",
    "--\nc ",
    " d ",
    " <i>",
    "> <b>",
    "\xa0",
    "é漢🙂",
    "__init__",
    "snake_case",
    "\\*",
    "&amp;amp;",
]
TEXTS = st.lists(
    st.sampled_from(HOSTILE) | st.text(st.characters(blacklist_categories=["Cc", "Cs", "Cf", "Cn"]), max_size=12),
    min_size=1,
    max_size=8,
).flatmap(
    lambda parts: st.sampled_from([" ", "\n", "\n\n", "\n- ", "\n> ", "", "\n1. "]).map(lambda by: by.join(parts))
)


def seen(html: str) -> tuple[list[tuple[str, dict[str, str | None]]], str]:
    """Tags with attributes, and the text, as a browser reads them."""
    body = LexborHTMLParser(f"<!doctype html><html><body>{html}</body></html>").body
    assert body is not None
    nodes = [(node.tag or "", dict(node.attributes)) for node in body.traverse(include_text=False)]
    return nodes[1:], body.text()


@given(TEXTS)
@settings(max_examples=250)
def test_any_text_is_inert_and_keeps_its_words(text: str) -> None:
    for block in blocks_of(text):
        html = render_block(block)
        cleaned = nh3.clean(
            html, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None
        )
        assert seen(cleaned) == seen(html)
        tags, words = seen(html)
        assert {tag for tag, _ in tags} <= TAGS
        assert "".join(words.split()) == "".join(words_of(block).split())
        ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
        assert ids == [inner.address for inner in addressed_blocks(block)][1:]
        assert "\n" not in html


@given(TEXTS)
@settings(max_examples=100)
def test_the_engine_does_not_touch_what_is_rendered(text: str) -> None:
    for block in blocks_of(text):
        html = f'<div class="words">{render_block(block)}</div>'
        tags, words = seen(engine(f"---\n---\n\n{html}\n\n".encode()))
        assert (tags, words.strip()) == (seen(html)[0], seen(html)[1].strip())


@given(TEXTS.filter(lambda text: text.split()))
@settings(max_examples=150)
def test_any_heading_is_one_heading_with_its_own_words(text: str) -> None:
    section = Section(id="a-b", level=1, heading=text, lines=Lines.at(1), marker="", topics=(), clauses=(), blocks=())
    body = LexborHTMLParser(engine(f"---\n---\n\n{heading_line(section, 2)}\n\nafter\n".encode())).body
    assert body is not None
    for link in body.css("a.headerlink"):
        link.decompose()
    assert [(node.tag, dict(node.attributes)) for node in body.css("*")][1:] == [
        ("h2", {"class": "words", "id": "a-b"}),
        ("p", {}),
    ]
    heading = body.css_first("h2")
    assert fold(heading.text()) == fold(text)


def test_a_heading_carries_the_language_of_its_text() -> None:
    section = Section(id="a", level=1, heading="Karten", lines=Lines.at(1), marker="", topics=(), clauses=(), blocks=())
    body = LexborHTMLParser(engine(f"---\n---\n\n{heading_line(section, 2, 'de-AT')}\n".encode())).body
    assert dict(body.css_first("h2").attributes) == {"class": "words", "id": "a", "lang": "de-AT", "dir": "auto"}


@given(st.text())
def test_escaped_text_holds_nothing_that_a_parser_would_read(text: str) -> None:
    assert not set(escape(text).replace("&#", "")) & set("<>\"'`\\{}[]$\t")
    assert not set(escape_markdown(text)) & set("<>\"'`\\{}[]$*_!()|~^=+-:\n")
