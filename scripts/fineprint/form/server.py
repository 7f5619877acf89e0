"""The reading form's server, on this machine alone: five addresses below a token, and no file by its path."""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any

from .drafts import FormError
from .guards import HEADERS, HOST, Asked, refusal
from .session import Session

_ASSETS: Mapping[str, tuple[str, str]] = {
    "": ("form.html", "text/html; charset=utf-8"),
    "form.js": ("form.js", "text/javascript; charset=utf-8"),
    "form.css": ("form.css", "text/css; charset=utf-8"),
}
_JSON = "application/json"
#: Seconds that a connection may keep silent.
_PATIENCE = 10


class FormServer(ThreadingHTTPServer):
    """Serves the form of a session; ``url``: where, with the token of this run."""

    daemon_threads = True

    def __init__(self, session: Session, port: int = 0) -> None:
        """``port``: 0 for any that is free. Raises OSError where it is taken."""
        super().__init__((HOST, port), _Handler)
        self.session, self.token = session, secrets.token_urlsafe(24)
        self.url = f"http://{HOST}:{self.server_port}/{self.token}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say in a line what went wrong; a browser that goes away is nothing."""
        fault = sys.exception()
        if not isinstance(fault, (ConnectionError, TimeoutError)):
            print(f"a bug of Fineprint's: {fault!r}; please report it", file=sys.stderr)


class _Handler(BaseHTTPRequestHandler):
    server: FormServer
    server_version, sys_version, protocol_version, timeout = "Fineprint", "", "HTTP/1.0", _PATIENCE

    def do_GET(self) -> None:
        """The page, its script and style, and what it shows."""
        if not self._allowed(writes=False):
            return
        name = self.path.removeprefix(f"/{self.server.token}/")
        if name == "state":
            self._answer(self.server.session.state)
        elif name in _ASSETS:
            file, kind = _ASSETS[name]
            self._send(200, files(__package__).joinpath("assets", file).read_bytes(), kind)
        else:
            self._refuse(404, "no such page")

    def do_POST(self) -> None:
        """Keep a draft, check it, or write it as an answer."""
        if not self._allowed(writes=True):
            return
        session = self.server.session
        try:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            question, given = asked["question"], asked["answer"]
            if not isinstance(question, str):
                raise TypeError(question)
        except (ValueError, KeyError, TypeError, RecursionError):
            self._refuse(400, "no request of the form's shape")
            return
        match self.path.removeprefix(f"/{self.server.token}/"):
            case "draft":
                self._answer(lambda: session.keep(question, given))
            case "check":
                self._answer(lambda: session.check(question, given))
            case "answer":
                self._answer(lambda: session.write(question, given, asked.get("base")))
            case _:
                self._refuse(404, "no such page")

    def _allowed(self, *, writes: bool) -> bool:
        headers: dict[str, list[str]] = {}
        for name, value in self.headers.items():
            headers.setdefault(name.lower(), []).append(value)
        asked = Asked(self.client_address[0], self.path, headers, writes)
        if refused := refusal(asked, self.server.server_port, self.server.token):
            self._refuse(*refused)
            return False
        return True

    def _answer(self, make: Callable[[], Any]) -> None:
        try:
            said = make()
        except (FormError, OSError) as reason:
            self._refuse(409, str(reason))
            return
        self._send(200, json.dumps(said, ensure_ascii=False).encode(), _JSON)

    def _refuse(self, status: int, reason: str) -> None:
        self._send(status, json.dumps({"refused": reason}).encode(), _JSON)

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, "Content-Type": kind, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged: the address holds the token."""
