"""The site map: permanent addresses of all pages that may be found, with days from the data of the book. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape

_FRONT = re.compile(rb"---\n(.*?\n)---\n", re.DOTALL)
_UPDATED = re.compile(rb"^updated: [\"']?(\d{4}-\d\d-\d\d)", re.MULTILINE)
_METAS = re.compile(rb"^metas: (\[.*\])$", re.MULTILINE)


def page_day(page: bytes) -> str | None:
    """The day on which a page last changed, "" where it tells none; None where it is not to be found by robots."""
    front = _FRONT.match(page)
    if front is None:
        return ""
    metas = _METAS.search(front[1])
    if metas and ["robots", "noindex"] in json.loads(metas[1]):
        return None
    updated = _UPDATED.search(front[1])
    return updated[1].decode() if updated else ""


def sitemap(base: str, days: Mapping[str, str | None]) -> bytes:
    """``days``: by path of a page below ``docs/`` the day on which it last changed, as :func:`page_day` tells it."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for path, day in sorted((path.removesuffix("index.md"), day) for path, day in days.items() if day is not None):
        address = escape(base + path.replace(".md", "/"))
        lines += ["  <url>", f"    <loc>{address}</loc>"]
        lines += [f"    <lastmod>{day}</lastmod>"] if day else []
        lines.append("  </url>")
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()
