"""What must hold before a book is published, beside what must hold at every build."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from ..core.problems import Problem
from ..read.result import ReadResult

#: Last labels of hosts that are nobody's (RFC 2606 and RFC 6761) or of one network only, and second-level ones.
_NOBODYS = ("example", "invalid", "localhost", "test", "local", "example.com", "example.net", "example.org")


def is_placeholder(base: str) -> bool:
    """Whether an address can't be the permanent base of a book: its host is reserved, local or a bare number."""
    host = (urlsplit(base).hostname or "").rstrip(".")
    try:
        ip_address(host)
    except ValueError:
        return "." not in host or any(host == name or host.endswith(f".{name}") for name in _NOBODYS)
    return True


def publishing_problems(loaded: ReadResult) -> Iterator[Problem]:
    """The permanent base of the book is a real address."""
    if loaded.book is not None and is_placeholder(loaded.book.base_url):
        said = f"{loaded.book.base_url} is a placeholder; a published book needs the address it will keep"
        yield loaded.files["policies/book.yml"].error("book.base-url", said, "base_url")
