"""nh3 as second opinion: it takes nothing from what the renderer writes, and sees what should not be there."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from builders import bare_page, good_version
from fineprint.verify.markup_check import removed_markup

EVERYTHING = """\
# A [heading](https://a.example/?x=1&y=2) & more

Words with **bold**, *stressed*, ~~struck~~, `code <b>`, an <https://auto.example/> address and a
[local](/terms) or [script](javascript:x()) or [mail](mailto:a@a.example) link, ![a picture](https://a.example/p.png).

> A quotation\\
> of two lines

3. three
4. four
   - inner
     > quoted

| A | B |
|---|---|
| <script>x</script> | &lt;i&gt; |

    kept  as
    it is

1) one

---
"""


def judged(markup: str, around: str = "words") -> list[str]:
    """What nh3 would take from markup that stands in a policy's text."""
    return list(removed_markup(LexborHTMLParser(f'<!doctype html><body><div class="{around}">{markup}</div></body>')))


def test_nothing_is_taken_from_what_the_renderer_writes() -> None:
    page = bare_page(good_version(EVERYTHING, [(1, "A heading & more")]))
    assert page.count("<li") == 4
    assert list(removed_markup(LexborHTMLParser(page))) == []


@pytest.mark.parametrize(
    "markup",
    [
        "<p>a <font>b</font></p>",
        "<img src=x>",
        "<script>x()</script>",
        "<style>p{}</style>",
        "<svg><a xlink:href='x'>a</a></svg>",
        "<!-- hidden -->",
        "<form><input></form>",
        "<p onclick='x()'>a</p>",
        "<p style='color:red'>a</p>",
        "<p id='cookies'>a</p>",
        "<span class='md-nav'>a</span>",
        "<a href='javascript:x()'>a</a>",
        "<a href='data:text/html,x'>a</a>",
        "<a href='//elsewhere.example/'>a</a>",
        "<a href='/about/'>a</a>",
        "<a href='https://a.example/' target='_blank'>a</a>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=x()&gt;'>",
    ],
)
def test_what_should_not_be_there_is_seen(markup: str) -> None:
    assert judged(markup)
    assert judged("<p>good</p>") == []


def test_between_our_own_words_links_inside_the_site_are_let_through() -> None:
    good = '<p class="more" lang="en"><a href="../../#x">a</a></p>'
    assert judged(good, "extract") == []
    assert judged(good + "<p onclick='x()'>a</p>", "extract")
    assert judged(good + "<a href='javascript:x()'>a</a>", "extract")
