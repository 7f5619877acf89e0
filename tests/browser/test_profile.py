"""The one profile that tests share: what a test leaves in it, the next does not meet."""

from __future__ import annotations

from conftest import WINDOW, emptied

STATE = """() => [
  localStorage.length, sessionStorage.length, document.cookie, history.length,
  innerWidth, matchMedia("(prefers-color-scheme: dark)").matches, matchMedia("print").matches,
  matchMedia("(prefers-reduced-motion: reduce)").matches,
]"""


def test_a_profile_that_was_emptied_is_as_good_as_new(page, base):
    page.goto(base)
    new = page.evaluate(STATE)
    page.evaluate("localStorage.setItem('a', 'b'); sessionStorage.setItem('a', 'b'); document.cookie = 'a=b'")
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark", media="print", reduced_motion="reduce")
    page.route("**/topics/", lambda route: route.fulfill(body="routed"))
    page.goto(base + "topics/")
    assert page.inner_text("body") == "routed"
    left = page.evaluate(STATE)
    assert [one for one, other in zip(left, new, strict=True) if one == other] == []
    page.context.new_page().goto(base)
    page.context.set_offline(True)
    emptied(page.context)
    assert page.context.pages == [page]
    assert page.url == "about:blank"
    assert page.viewport_size == WINDOW
    page.goto(base)
    assert page.evaluate(STATE) == new
    page.goto(base + "topics/")
    assert page.inner_text("body") != "routed"
