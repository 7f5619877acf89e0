"""Who may ask the reading form's server for what: pages of its own on this machine, with the run's token. Pure.

A page of the web can make a browser send requests to this machine, under a name of its own that leads here as well. So
a request must name the server as we do, come from a page of ours, and know what was printed at the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from hmac import compare_digest
from ipaddress import ip_address
from typing import NamedTuple

#: Where the server listens: on this machine alone.
HOST = "127.0.0.1"
#: Bytes of a request's body at most.
MOST_BYTES = 1_000_000
TOKEN_HEADER = "X-Fineprint-Token"

#: What goes with every answer: nothing but files of this server is loaded, and nothing is kept or framed.
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Refusal(NamedTuple):
    """Why a request is not answered."""

    status: int
    reason: str


class Asked(NamedTuple):
    """A request: its headers by name in small letters, all values of each, and from where it comes."""

    client: str
    path: str
    headers: Mapping[str, list[str]]
    writes: bool


def refusal(asked: Asked, port: int, token: str) -> Refusal | None:
    """Why a request is refused, or None."""
    names = {f"{HOST}:{port}", f"localhost:{port}"}
    hosts, origins = asked.headers.get("host", []), asked.headers.get("origin", [])
    first = asked.path.removeprefix("/").partition("/")[0]
    if not ip_address(asked.client).is_loopback:
        return Refusal(403, "this form is for its own machine")
    if len(hosts) != 1 or hosts[0].lower() not in names:
        return Refusal(403, "this server has another name")
    if origins != [f"http://{hosts[0].lower()}"] and (origins or asked.writes):
        return Refusal(403, "asked from a page that is not the form")
    if any(site not in ("same-origin", "none") for site in asked.headers.get("sec-fetch-site", [])):
        return Refusal(403, "asked from a page that is not the form")
    if not compare_digest(first.encode(), token.encode()):
        return Refusal(404, "no such page; take the address that was printed when the form was started")
    return _write_refusal(asked.headers, token) if asked.writes else None


def _write_refusal(headers: Mapping[str, list[str]], token: str) -> Refusal | None:
    tokens, lengths = headers.get(TOKEN_HEADER.lower(), []), headers.get("content-length", [])
    if len(tokens) != 1 or not compare_digest(tokens[0].encode(), token.encode()):
        return Refusal(403, "the form's token is missing; load the page again")
    if headers.get("content-type") != ["application/json"]:
        return Refusal(415, "no JSON")
    if "transfer-encoding" in headers or len(lengths) != 1 or not (lengths[0].isascii() and lengths[0].isdigit()):
        return Refusal(411, "no length")
    if len(lengths[0]) > len(str(MOST_BYTES)) or int(lengths[0]) > MOST_BYTES:
        return Refusal(413, "too long")
    return None
