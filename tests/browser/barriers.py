"""What axe finds on a page: rules that hold for whoever can't see it, or not well, or has no mouse."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: Of all that axe tells, only what is wrong: the whole takes longer to hand over than to find out.
_RUN = """() => axe.run({resultTypes: ["violations"]}).then(
  told => told.violations.map(rule => [rule.id, rule.nodes.map(node => node.html.slice(0, 200))])
)"""


def violations(page: Page) -> list[object]:
    """The rules that a page breaks, each with the elements that break it.

    axe is put into the page as a script, which the content security policy rightly refuses, so the page must be of a
    profile that passes over it (``bypass_csp``); and a page that moves nothing (``motion="reduce"``), as colours in the
    midst of a change are judged too.
    """
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(_RUN)
