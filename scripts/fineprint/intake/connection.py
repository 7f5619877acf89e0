"""Connections to public hosts alone: a host is looked up once, checked, and then connected to.

So no second look-up can lead elsewhere, and a redirect goes the same way. A proxy looks hosts up itself, out of our
sight: only a name that is an IP address is checked then.
"""

from __future__ import annotations

import base64
import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from http.client import HTTPMessage
from typing import IO, Any
from urllib.parse import unquote, urlsplit
from urllib.request import BaseHandler, HTTPHandler, HTTPRedirectHandler, HTTPSHandler, Request

from . import RefusedError
from .limited import Deadline
from .public_addresses import may_connect

#: Redirects on the way to a page.
REDIRECTS = 5


def handlers(
    deadline: Deadline, *, allow_private: bool, proxy: str | None, checked: Callable[[str], str]
) -> list[BaseHandler]:
    """What opens connections and follows redirects. ``checked``: makes an address one that may be fetched."""
    through = _Proxy(proxy, allow_private=allow_private) if proxy else None
    options = (deadline, allow_private or proxy is not None)
    return [*([through] if through else []), _Plain(*options), _Secure(*options), _Redirects(checked)]


def connect(host: str, port: int, deadline: Deadline, allow_private: bool) -> socket.socket:
    """A connection to one of the host's addresses, all of which may be asked; it is cut at the end of the time."""
    found = deadline.within(lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    refuse_private(host, [str(where[4][0]) for where in found], allow_private=allow_private)
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


def refuse_private(host: str, addresses: list[str], *, allow_private: bool) -> None:
    """Raises :class:`RefusedError` where one of a host's addresses may not be asked."""
    for address in addresses:
        if may_connect(address, allow_private=allow_private):
            continue
        said = f"{host} is {address}, an address that is not public"
        if may_connect(address, allow_private=True):
            raise RefusedError(f"{said}; --allow-private fetches it all the same")
        raise RefusedError(f"{said} and is never asked for a page")


class _Connection(http.client.HTTPConnection):
    allow_private = False
    deadline: Deadline
    # Of the standard library, which asks whoever overrides connect to call them, and whose types leave them out.
    _tunnel_host: str | None
    _tunnel: Callable[[], None]

    def connect(self) -> None:
        self.sock = connect(self.host, self.port, self.deadline, self.allow_private)
        if self._tunnel_host:
            self._tunnel()


class _SecureConnection(_Connection):
    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        super().connect()
        name = self._tunnel_host or self.host
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=name)


class _Plain(HTTPHandler):
    connection = _Connection

    def __init__(self, deadline: Deadline, allow_private: bool) -> None:
        super().__init__()
        self._deadline, self._allow_private = deadline, allow_private

    def _make(self, host: str, **options: Any) -> _Connection:
        made = self.connection(host, timeout=options.get("timeout"))
        made.deadline, made.allow_private = self._deadline, self._allow_private
        return made

    def http_open(self, request: Request) -> http.client.HTTPResponse:
        return self.do_open(self._make, request)


class _Secure(HTTPSHandler):
    def __init__(self, deadline: Deadline, allow_private: bool) -> None:
        super().__init__()
        self._deadline, self._allow_private = deadline, allow_private

    def _make(self, host: str, **options: Any) -> _Connection:
        made = _SecureConnection(host, timeout=options.get("timeout"))
        made.deadline, made.allow_private = self._deadline, self._allow_private
        return made

    def https_open(self, request: Request) -> http.client.HTTPResponse:
        return self.do_open(self._make, request)


class _Proxy(BaseHandler):
    """Sends each request to a proxy; runs before what opens connections."""

    handler_order = 100

    def __init__(self, proxy: str, *, allow_private: bool) -> None:
        try:
            parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
            port = parts.port or 80
        except ValueError:
            parts, port = urlsplit(""), 0
        if parts.scheme != "http" or not parts.hostname or not port or parts.path not in ("", "/"):
            raise RefusedError(f"--proxy {proxy}: name it as http://host:port")
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        self._where, self._allow_private = f"{host}:{port}", allow_private
        self._key = ""
        if parts.username is not None:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            self._key = base64.b64encode(pair.encode()).decode()

    def _send(self, request: Request) -> None:
        host = urlsplit(request.full_url).hostname or ""
        try:
            ipaddress.ip_address(host)
        except ValueError:
            pass
        else:
            refuse_private(host, [host], allow_private=self._allow_private)
        if self._key:
            request.add_unredirected_header("Proxy-Authorization", f"Basic {self._key}")
        request.set_proxy(self._where, "http")

    def http_open(self, request: Request) -> None:
        self._send(request)

    def https_open(self, request: Request) -> None:
        self._send(request)


class _Redirects(HTTPRedirectHandler):
    max_redirections = REDIRECTS

    def __init__(self, checked: Callable[[str], str]) -> None:
        self._checked = checked

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        return super().redirect_request(req, fp, code, msg, headers, self._checked(newurl))
