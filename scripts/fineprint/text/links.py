"""Link targets of a policy: which may become a link, and which lead elsewhere than their words say.

Targets are third-party text. http, https and mailto become links; every other target is shown and leads nowhere.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from ipaddress import IPv4Address
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

import nh3

if TYPE_CHECKING:
    from tldextract import TLDExtract

_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+\.?", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s<>\"'`\\^{|}@]+@[^\s<>\"'`\\^{|}@]+", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s<>\"'`\\^{|}\x00-\x1f\x7f-\x9f]")
_LOOKS_LIKE_ADDRESS = re.compile(
    r"(?:https?://)?(?:[^\s/@]+@)?((?:[\w-]+\.)+[a-z]{2,})(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE
)


def _split(target: str) -> SplitResult | None:
    try:
        parts = urlsplit(target)
        _ = parts.port
    except ValueError:
        return None
    return parts


@lru_cache(maxsize=50_000)
def safe_link(target: str) -> str | None:
    """The target as it may stand in ``href``, or None if it must not be a link."""
    if _UNSAFE.search(target) or len(target) > 2000:
        return None
    if _MAIL.fullmatch(target):
        return target
    parts = _split(target)
    if parts is None or parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return None
    return target if _is_host(parts.hostname) else None


def _is_host(name: str) -> bool:
    """Whether a browser takes a name for a host."""
    try:
        host = name.encode("idna").decode("ascii")
        # A name whose last part is a number is an address to a browser, and no host if it is none.
        if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
            IPv4Address(host)
    except ValueError:
        return False
    if name.isascii() and "xn--" not in host:
        return bool(_HOST.fullmatch(host))
    # Python's rules for international names are those of 2003; nh3 has the browsers'.
    known = "href" in nh3.clean(f'<a href="https://{html.escape(name)}/">x</a>', link_rel=None)
    return known and bool(_HOST.fullmatch(host))


def doubts(target: str, label: str) -> Iterator[tuple[str, str]]:
    """``(code, message)`` for a link whose target a reader could mistake."""
    parts = _split(target)
    if parts is None or parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return
    if parts.username is not None:
        yield "link.userinfo", f"the words before @ hide that the link leads to {parts.hostname}; note it under damage"
    if not parts.hostname.isascii() or "xn--" in parts.hostname:
        yield "link.idn", f"the link's host {parts.hostname} is not plain ASCII; note it under damage if it misleads"
    shown = _LOOKS_LIKE_ADDRESS.fullmatch(label.strip())
    if shown and _registered(shown.group(1)) != _registered(parts.hostname):
        said = f"the label shows {shown.group(1)}, the link leads to {parts.hostname}; note it under damage"
        yield "link.mismatch", said


def _registered(host: str) -> str:
    """The part of a host that somebody registered, by the list of public suffixes that the library brings along.

    Under a suffix that is in no list, the last two labels.
    """
    name = host.lower().rstrip(".")
    return _suffixes()(name).top_domain_under_public_suffix or ".".join(name.rsplit(".", 2)[-2:])


@cache
def _suffixes() -> TLDExtract:
    from tldextract import TLDExtract  # noqa: PLC0415 - slow to load, needed where a label looks like an address

    # No list is fetched and none is kept; names that hosts give to their customers count as registered.
    return TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)
