"""What axe finds on a page: rules that hold for whoever can't see it, or not well, or has no mouse."""

from __future__ import annotations

import json

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: Of all that axe tells, only what is wrong: the whole takes longer to hand over than to find out.
_RUN = """axe.run(%s, {resultTypes: ["violations"]}).then(
  told => told.violations.map(rule => [rule.id, rule.nodes.map(node => node.html.slice(0, 200))])
)"""


def violations(page: Page, part: str = "html") -> list[object]:
    """The rules that a page, or one part of it, breaks, each with the elements that break it.

    The developers' tools put axe into the page, as its content security policy rightly refuses it from anyone else. The
    page must move nothing (``motion="reduce"``), as colours in the midst of a change are judged too.
    """
    tools = page.context.new_cdp_session(page)
    tools.send("Runtime.evaluate", {"expression": AXE_SCRIPT, "silent": True})
    run = {"expression": _RUN % json.dumps(part), "awaitPromise": True, "returnByValue": True}
    told = tools.send("Runtime.evaluate", run)
    tools.detach()
    assert "exceptionDetails" not in told, told
    return told["result"]["value"]
