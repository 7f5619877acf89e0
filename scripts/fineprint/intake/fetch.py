"""The only module that opens a connection: one page over http or https, within a time and a size.

A host's addresses are looked up once, checked and then connected to, so that no second look-up can lead elsewhere;
a redirect goes the same way. No proxy of the environment is used, because it would do the look-up out of our sight.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import (
    BaseHandler,
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
)

from . import RefusedError
from .deadline import Deadline

#: Seconds for one page from first to last byte, bytes of it, and redirects on the way.
TIMEOUT, MAX_BYTES, REDIRECTS = 30.0, 20 * 1024 * 1024, 5
_CHUNK = 64 * 1024
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_AGENT = "fineprint-intake (takes single pages into an archive of policies)"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page: the address it came from after redirects, its bytes, and what the server calls them."""

    address: str
    body: bytes
    kind: str
    charset: str | None


def is_address(source: str) -> bool:
    """Whether a source is an address and no file."""
    return "://" in source


def fetch(
    address: str,
    *,
    timeout: float = TIMEOUT,
    max_bytes: int = MAX_BYTES,
    allow_private: bool = False,
    progress: Progress = lambda said: None,
) -> Fetched:
    """Fetch one page. Raises :class:`RefusedError` for whatever keeps it from being fetched whole."""
    deadline = Deadline(timeout)
    opener = OpenerDirector()
    handlers: list[BaseHandler] = [_Plain(deadline, allow_private), _Secure(deadline, allow_private), _Redirects()]
    for handler in [*handlers, HTTPErrorProcessor(), HTTPDefaultErrorHandler()]:
        opener.add_handler(handler)
    progress(f"fetching {address}")
    try:
        request = Request(_checked(address), headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"})
        with opener.open(request, timeout=timeout) as answer:
            body = _decoded(
                _read(answer, max_bytes, deadline, progress), answer.headers.get("Content-Encoding"), max_bytes
            )
            kind, charset = answer.headers.get_content_type(), answer.headers.get_content_charset()
            return Fetched(address=answer.url, body=body, kind=kind, charset=charset)
    except HTTPError as answer:
        raise RefusedError(f"{address}: the server answers {answer.code} {answer.reason}") from None
    except (URLError, http.client.HTTPException, OSError) as fault:
        if deadline.over or isinstance(fault, TimeoutError) or _is_timeout(fault):
            raise RefusedError(f"{address}: no whole answer within {timeout:g} seconds; try --timeout") from None
        reason = getattr(fault, "reason", None) or fault
        raise RefusedError(f"{address}: {reason or type(fault).__name__}") from None
    finally:
        deadline.stop()


def _is_timeout(fault: Exception) -> bool:
    return isinstance(getattr(fault, "reason", None), TimeoutError)


def _checked(address: str) -> str:
    """The address, if it may be fetched at all, with blanks and letters beyond ASCII as escapes."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise RefusedError(f"{address}: this is no address") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise RefusedError(f"{address}: only http and https addresses are fetched")
    if not parts.hostname or parts.username is not None or port == 0:
        raise RefusedError(f"{address}: an address needs a host, and no user name in front of it")
    return quote(address, safe="%/:=&?~#+!$,;'@()*[]|")


def may_connect(address: str) -> bool:
    """Whether an IP address is one of the public internet, also under the forms of IPv6 that hold one of IPv4."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = inner or ip
    return ip.is_global and not ip.is_multicast


def _connect(host: str, port: int, deadline: Deadline, allow_private: bool) -> socket.socket:
    """A connection to one of the host's addresses, all of which must be public; it is cut at the end of the time."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    private = [where[4][0] for where in found if not may_connect(str(where[4][0]))]
    if private and not allow_private:
        said = f"{host} is {private[0]}, an address that is not public; --allow-private fetches it all the same"
        raise RefusedError(said)
    fault: OSError = OSError(f"{host} has no address")
    for family, kind, protocol, _, where in found:
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(deadline.left)
        try:
            connection.connect(where)
        except OSError as reason:
            connection.close()
            fault = reason
            continue
        deadline.add(connection)
        return connection
    raise fault


class _Connection(http.client.HTTPConnection):
    allow_private = False
    deadline: Deadline

    def connect(self) -> None:
        self.sock = _connect(self.host, self.port, self.deadline, self.allow_private)


class _SecureConnection(_Connection):
    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


class _Plain(HTTPHandler):
    connection = _Connection

    def __init__(self, deadline: Deadline, allow_private: bool) -> None:
        super().__init__()
        self._deadline, self._allow_private = deadline, allow_private

    def _make(self, host: str, **options: object) -> _Connection:
        made = self.connection(host, timeout=options.get("timeout"))
        made.deadline, made.allow_private = self._deadline, self._allow_private
        return made

    def http_open(self, request: Request) -> http.client.HTTPResponse:
        return self.do_open(self._make, request)


class _Secure(HTTPSHandler):
    def __init__(self, deadline: Deadline, allow_private: bool) -> None:
        super().__init__()
        self._deadline, self._allow_private = deadline, allow_private

    def _make(self, host: str, **options: object) -> _Connection:
        made = _SecureConnection(host, timeout=options.get("timeout"))
        made.deadline, made.allow_private = self._deadline, self._allow_private
        return made

    def https_open(self, request: Request) -> http.client.HTTPResponse:
        return self.do_open(self._make, request)


class _Redirects(HTTPRedirectHandler):
    max_redirections = REDIRECTS

    def redirect_request(self, request: Request, *answer: object) -> Request | None:
        return super().redirect_request(request, *answer[:-1], _checked(str(answer[-1])))


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


def _decoded(body: bytes, coding: str | None, max_bytes: int) -> bytes:
    """The body without the compression that some servers and archives apply unasked."""
    coding = (coding or "identity").strip().lower()
    if coding in ("identity", ""):
        return body
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise RefusedError(f"the server compresses with {coding}, which is not read; save the page and give the file")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        plain = unpack.decompress(body, max_bytes + 1)
    except zlib.error as reason:
        raise RefusedError(f"the answer is damaged: {reason}") from None
    if len(plain) > max_bytes:
        raise RefusedError(f"more than {max_bytes:,} bytes once unpacked; no more are fetched, see --max-bytes")
    if not unpack.eof:
        raise RefusedError("the compressed answer ends too early; try again")
    return plain
