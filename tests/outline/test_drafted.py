"""A drafted outline is shown as such on its page until someone sets ``reviewed``."""

from __future__ import annotations

from builders import BookFolder
from fineprint.pages import pages_of

SAID = "were drafted by a program and have not been reviewed yet"
PAGE = "companies/acorn/privacy-policy/2020-03-04/index.md"


def _page(book_folder: BookFolder) -> str:
    return dict(pages_of(book_folder.book(), []))[PAGE].decode()


def test_a_reviewed_outline_has_no_notice_and_a_drafted_one_has(book_folder: BookFolder) -> None:
    assert SAID not in _page(book_folder)
    book_folder.edit("policies/acorn/privacy-policy/2020-03-04/outline.yml", "reviewed: 2026-01-31\n", "")
    assert SAID in _page(book_folder)


def test_a_version_without_an_outline_is_drafted_and_says_so(book_folder: BookFolder) -> None:
    (book_folder.root / "policies/acorn/privacy-policy/2020-03-04/outline.yml").unlink()
    assert SAID in _page(book_folder)
