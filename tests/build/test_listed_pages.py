"""The site map lists what was made, what was kept and what lies there by hand, and opens no page that was made."""

from __future__ import annotations

from pathlib import Path

import pytest

from fineprint.build.listed_pages import with_sitemap
from fineprint.store.page_writer import LazyPage

PAGE = b'---\ntitle: "T"\nupdated: "2024-05-06"\n---\n# T\n'
HIDDEN = b'---\nupdated: "2024-05-06"\nmetas: [["robots", "noindex"]]\n---\n# T\n'


@pytest.mark.parametrize("made_again", [True, False])
def test_a_page_that_is_left_as_it_lies_is_listed_too(tmp_path: Path, made_again: bool) -> None:
    (tmp_path / "lazy").mkdir()
    (tmp_path / "lazy/index.md").write_bytes(PAGE)
    (tmp_path / "own.md").write_bytes(b"# By hand\n")
    pages = [("index.md", PAGE.replace(b"05-06", b"05-07")), ("lazy/index.md", LazyPage("key", lambda: HIDDEN))]
    made = {}
    for path, data in with_sitemap(pages, tmp_path, "https://book.example/", {"v/index.md": "2020-01-01"}, ["own.md"]):
        made[path] = data.make() if isinstance(data, LazyPage) and made_again else data
    text = made["sitemap.xml"].decode()
    assert [line.strip() for line in text.splitlines() if "<lastmod>" in line or "<loc>" in line] == [
        "<loc>https://book.example/</loc>",
        "<lastmod>2024-05-07</lastmod>",
        *([] if made_again else ["<loc>https://book.example/lazy/</loc>", "<lastmod>2024-05-06</lastmod>"]),
        "<loc>https://book.example/own/</loc>",
        "<loc>https://book.example/v/</loc>",
        "<lastmod>2020-01-01</lastmod>",
    ]
