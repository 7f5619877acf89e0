"""Where a published address stands now. Pure."""

from __future__ import annotations

from .model import Book


def redirect_target(book: Book, path: str) -> str | None:
    """Where a published path stands now, None if it has not moved; the longest redirect decides."""
    if path in book.redirects:
        return book.redirects[path]
    page, mark, fragment = path.partition("#")
    parts = page.rstrip("/").split("/")
    for size in range(len(parts) - (0 if mark else 1), 0, -1):
        old = "/".join(parts[:size]) + "/"
        if old in book.redirects and "#" not in book.redirects[old]:
            return book.redirects[old] + page.removeprefix(old) + mark + fragment
    return None


def former_question_ids(book: Book) -> dict[str, list[str]]:
    """Id of a question today → the ids that it had before."""
    moved: dict[str, list[str]] = {}
    for old, new in book.redirects.items():
        if old.startswith("questions/") and new.startswith("questions/"):
            moved.setdefault(new.split("/")[1], []).append(old.split("/")[1])
    return moved
