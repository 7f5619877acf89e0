"""The site map: permanent addresses in order, with days where pages tell them, and none that robots leave out."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from fineprint.publish.sitemap import page_day, sitemap

PAGE = b'---\ntitle: "T"\nupdated: "2024-05-06"\n---\n# T\n'
HIDDEN = b'---\nupdated: "2024-05-06"\nmetas: [["robots", "noindex"]]\n---\n# T\n'


@pytest.mark.parametrize(
    ("page", "day"),
    [
        (PAGE, "2024-05-06"),
        (HIDDEN, None),
        (b"---\ntitle: T\n---\nupdated: 2024-05-06\n", ""),
        (b"# No front matter\n", ""),
        (b'---\nmetas: [["citation_title", "robots"]]\n---\n', ""),
    ],
)
def test_the_day_of_a_page(page: bytes, day: str | None) -> None:
    assert page_day(page) == day


def test_addresses_are_permanent_and_in_order() -> None:
    days = {"b/index.md": "2024-05-06", "index.md": "", "a/x.md": None, "a/index.md": "", "a/y.md": ""}
    made = ElementTree.fromstring(sitemap("https://book.example/?a&", days))
    assert [[node.text for node in url] for url in made] == [
        ["https://book.example/?a&"],
        ["https://book.example/?a&a/"],
        ["https://book.example/?a&a/y/"],
        ["https://book.example/?a&b/", "2024-05-06"],
    ]
