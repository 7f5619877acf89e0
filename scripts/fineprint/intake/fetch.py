"""One page over http or https, within a time and a size, whole or not at all.

No proxy of the environment is used: which one is, is said with ``--proxy``.
"""

from __future__ import annotations

import http.client
import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPDefaultErrorHandler, HTTPErrorProcessor, OpenerDirector, Request

import idna

from ..core.limits import SOURCE_BYTES
from . import RefusedError
from .connection import handlers
from .limited import Deadline

_CHUNK = 64 * 1024
_PARTIAL = 206
_PROXIES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")
_AGENT = "fineprint-intake (takes single pages into an archive of policies)"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page: the address it came from after redirects, its bytes, and what the server calls them.

    ``doubts``: reasons why it may not be the whole page. ``through``: what is said of a proxy on the way.
    """

    address: str
    body: bytes
    kind: str
    charset: str | None
    doubts: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


def is_address(source: str) -> bool:
    """Whether a source is an address and no file."""
    return "://" in source


def fetch(
    address: str,
    deadline: Deadline,
    *,
    max_bytes: int = SOURCE_BYTES,
    allow_private: bool = False,
    proxy: str | None = None,
    progress: Progress = lambda said: None,
) -> Fetched:
    """Fetch one page. Raises :class:`RefusedError` for whatever keeps it from being fetched whole."""
    opener = OpenerDirector()
    opening = handlers(deadline, allow_private=allow_private, proxy=proxy, checked=_checked)
    for handler in [*opening, HTTPErrorProcessor(), HTTPDefaultErrorHandler()]:
        opener.add_handler(handler)
    progress(f"fetching {address}")
    try:
        request = Request(_checked(address), headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"})
        with opener.open(request, timeout=deadline.left) as answer:
            doubts = list(_doubts(answer))
            packed = _read(answer, max_bytes, deadline, progress)
            body = _decoded(packed, answer.headers.get("Content-Encoding"), max_bytes, doubts)
            return Fetched(
                address=answer.url,
                body=body,
                kind=answer.headers.get_content_type(),
                charset=answer.headers.get_content_charset(),
                doubts=tuple(doubts),
                through=_proxy_notes(proxy),
            )
    except HTTPError as answer:
        raise RefusedError(f"{address}: the server answers {answer.code} {answer.reason}") from None
    except (URLError, http.client.HTTPException, OSError, UnicodeError) as fault:
        if deadline.over or isinstance(fault, TimeoutError) or _is_timeout(fault):
            raise RefusedError(
                f"{address}: no whole answer within {deadline.seconds:g} seconds; try --timeout{_unused_proxy(proxy)}"
            ) from None
        reason = getattr(fault, "reason", None) or fault
        raise RefusedError(f"{address}: {reason or type(fault).__name__}{_unused_proxy(proxy)}") from None


def _proxy_notes(proxy: str | None) -> tuple[str, ...]:
    if proxy is None:
        return ()
    return ("fetched through a proxy, which looks hosts up itself: that they are public was not checked",)


def _unused_proxy(proxy: str | None) -> str:
    """What explains a failure where the environment has a proxy that was not named."""
    name = next((name for name in _PROXIES if os.environ.get(name)), None)
    if proxy is not None or name is None:
        return ""
    return f" ({name} of the environment is not used; name the proxy with --proxy if there is no other way out)"


def _is_timeout(fault: Exception) -> bool:
    return isinstance(getattr(fault, "reason", None), TimeoutError)


def _checked(address: str) -> str:
    """The address, if it may be fetched at all, its host and the rest in ASCII as a browser sends them."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise RefusedError(f"{address}: this is no address") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise RefusedError(f"{address}: only http and https addresses are fetched")
    if not parts.hostname or parts.username is not None or port == 0:
        raise RefusedError(f"{address}: an address needs a host, and no user name in front of it")
    host = parts.hostname
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError as reason:
            raise RefusedError(f"{address}: no host can have this name: {reason}") from None
    if len(host) > 253 or any(not label or len(label) > 63 for label in host.rstrip(".").split(".")):
        raise RefusedError(f"{address}: no host can have this name: a part of it is empty or too long")
    place = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    whole = urlunsplit((parts.scheme.lower(), place, parts.path, parts.query, ""))
    return quote(whole, safe="%/:=&?~#+!$,;'@()*[]|")


def _doubts(answer: http.client.HTTPResponse) -> list[str]:
    """What an answer says of itself that makes it doubtful whether it is the whole page."""
    said = []
    if answer.status == _PARTIAL:
        said.append("the server says that this is a part of the page (206)")
    if len(lengths := set(answer.headers.get_all("Content-Length") or ())) > 1:
        said.append(f"the server says two lengths: {' and '.join(sorted(lengths))} bytes")
    return said


def _read(answer: http.client.HTTPResponse, max_bytes: int, deadline: Deadline, progress: Progress) -> bytes:
    said = answer.headers.get("Content-Length") or ""
    if said.isdigit() and int(said) > max_bytes:
        raise RefusedError(f"{answer.url}: {int(said):,} bytes; at most {max_bytes:,} are fetched, see --max-bytes")
    got: list[bytes] = []
    size = 0
    while chunk := answer.read1(_CHUNK):
        size += len(chunk)
        if size > max_bytes:
            raise RefusedError(f"{answer.url}: more than {max_bytes:,} bytes; no more are fetched, see --max-bytes")
        got.append(chunk)
        progress(f"fetched {size // 1024:,} kB")
    if deadline.over:
        raise TimeoutError
    if said.isdigit() and size != int(said):
        raise RefusedError(f"{answer.url}: the connection ended after {size:,} of {int(said):,} bytes; try again")
    return b"".join(got)


def _decoded(body: bytes, coding: str | None, max_bytes: int, doubts: list[str]) -> bytes:
    """The body without the compression that some servers and archives apply unasked; all parts of it."""
    coding = (coding or "identity").strip().lower()
    if coding in ("identity", ""):
        return body
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise RefusedError(f"the server compresses with {coding}, which is not read; save the page and give the file")
    plain, members = b"", 0
    while body:
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 32)
        try:
            plain += unpack.decompress(body, max_bytes + 1 - len(plain))
        except zlib.error as reason:
            if not members:
                raise RefusedError(f"the answer is damaged: {reason}") from None
            doubts.append("behind the end of the compressed answer stands something else")
            break
        if len(plain) > max_bytes:
            raise RefusedError(f"more than {max_bytes:,} bytes once unpacked; no more are fetched, see --max-bytes")
        if not unpack.eof:
            raise RefusedError("the compressed answer ends too early; try again")
        members, body = members + 1, unpack.unused_data
    if members > 1:
        doubts.append(f"the compressed answer has {members} parts, of which browsers show the first or all")
    return plain
