"""Where a published address stands now. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from .model import Book
from .notices import Notice

_OLDER = re.compile(r"[^/]+/([^/]+/[^/]+/)[^/]+/since/([^/]+)/")


def redirect_target(book: Book, path: str) -> str | None:
    """Where a published path stands now, None if it has not moved; the longest redirect decides.

    A fragment that is the id of a question or of a vendor follows that one's redirect.
    """
    if path in book.redirects:
        return book.redirects[path]
    page, mark, fragment = path.partition("#")
    moved, now = _page_target(book, page, bool(mark)), fragment
    if mark and page.startswith("questions/"):
        now = _renamed(book, book.vendors_path, fragment)
    elif mark and fragment.startswith("_"):
        now = f"_{_renamed(book, 'questions', fragment[1:])}"
    if moved is None and now == fragment:
        return None
    return f"{moved or page}{mark}{now}"


def notice_at(book: Book, path: str) -> Notice | None:
    """The notice that stands at a published address where nothing else does; that of a path carries all below it."""
    page, _, fragment = path.partition("#")
    if path in book.retired:
        return book.retired[path]
    for old, notice in book.retired.items():
        if "#" not in old and page.startswith(old):
            return notice
    older = _OLDER.fullmatch(page)
    for text in book.withdrawn:
        place = f"{book.vendors_path}/{text.key}/"
        asked = page.startswith("questions/") and fragment == text.vendor
        if page.startswith(place) or place.startswith(page) or asked:
            return text.notice
        if older and "".join(older.groups()) == text.key:
            return text.notice
    return None


def resolves(book: Book, path: str, now: Collection[str]) -> bool:
    """Whether a published address leads to something; ``now``: those of today."""
    if path in now:
        return True
    target = redirect_target(book, path) or path
    return target in now or _is_asked(book, target, now) or notice_at(book, target) is not None


def _is_asked(book: Book, path: str, now: Collection[str]) -> bool:
    """Whether a path is the place of a question on the page of a version: it stays when its answer is taken back."""
    page, mark, name = path.partition("#_")
    parts = page.split("/")
    if not mark or page not in now or parts[0] != book.vendors_path or len(parts) != 5:
        return False
    return any(question.id == name and parts[2] in question.documents for question in book.questions)


def _page_target(book: Book, page: str, itself: bool) -> str | None:
    parts = page.rstrip("/").split("/")
    for size in range(len(parts) - (0 if itself else 1), 0, -1):
        old = "/".join(parts[:size]) + "/"
        if old in book.redirects and "#" not in book.redirects[old]:
            return book.redirects[old] + page.removeprefix(old)
    return None


def _renamed(book: Book, folder: str, name: str) -> str:
    """The id of today of what stands right below a folder."""
    to = book.redirects.get(f"{folder}/{name}/", "")
    return to.split("/")[1] if to.startswith(f"{folder}/") else name


def former_ids(book: Book, folder: str) -> dict[str, list[str]]:
    """Id of today → the ids that it had before, of what stands right below a folder: ``questions``, or the vendors'."""
    moved: dict[str, list[str]] = {}
    for old, new in book.redirects.items():
        if old.startswith(f"{folder}/") and new.startswith(f"{folder}/") and old.count("/") == new.count("/") == 2:
            moved.setdefault(new.split("/")[1], []).append(old.split("/")[1])
    return moved
