"""One page over the network: within its time and size, from public addresses only, whole or not at all."""

from __future__ import annotations

import gzip
import threading
import time

import pytest

from fineprint.intake import RefusedError
from fineprint.intake import connection as module
from fineprint.intake.fetch import Fetched
from fineprint.intake.fetch import fetch as fetch_within
from fineprint.intake.limited import Deadline
from fineprint.intake.public_addresses import may_connect
from intake_sources import html, server


def fetch(address: str, seconds: float = 30, **options: object) -> Fetched:
    """Fetch within a time."""
    deadline = Deadline(seconds)
    try:
        return fetch_within(address, deadline, **options)
    finally:
        deadline.stop()


def test_a_page_is_fetched_with_what_the_server_calls_it() -> None:
    with server(lambda path: html("<p>Wörter</p>")) as address:
        got = fetch(f"{address}/privacy", allow_private=True)
    assert (got.address, got.body.decode(), got.kind, got.charset) == (
        f"{address}/privacy", "<p>Wörter</p>", "text/html", "utf-8",
    )  # fmt: skip


@pytest.mark.parametrize(
    "address",
    ["ftp://acorn.example/x", "file:///etc/passwd", "data://x/,a", "gopher://x/", "javascript://x/%0aalert(1)"],
)
def test_only_http_is_fetched(address: str) -> None:
    with pytest.raises(RefusedError, match="only http and https"):
        fetch(address)


@pytest.mark.parametrize(
    "address", ["http://", "http://user:key@acorn.example/", "http://acorn.example:0/", "http://[::1/"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(RefusedError):
        fetch(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2002:5db8:d822::1",
        "2001:0:5ef5:79fd::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
        "64:ff9b:1::1",
        "100::1",
        "fec0::1",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.9",
        "240.0.0.1",
        "255.255.255.255",
        "168.63.129.16",
        "100.100.100.200",
        "::",
    ],
)
def test_an_address_that_is_not_public_is_told(address: str) -> None:
    assert not may_connect(address)


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "fe80::1", "168.63.129.16", "fd00:ec2::254", "224.0.0.1", "0.0.0.0"]
)
def test_what_tells_a_machine_its_secrets_is_never_asked(address: str) -> None:
    assert not may_connect(address, allow_private=True)


@pytest.mark.parametrize("address", ["10.0.0.1", "127.0.0.1", "::1", "fd00::1", "::ffff:192.168.0.1"])
def test_an_intranet_is_asked_where_that_is_allowed(address: str) -> None:
    assert may_connect(address, allow_private=True)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_a_public_address_is_told(address: str) -> None:
    assert may_connect(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "127.1", "[::1]"])
def test_this_machine_is_not_asked_unless_that_is_allowed(host: str) -> None:
    asked = []
    with server(lambda path: asked.append(path) or html("x")) as address, pytest.raises(RefusedError) as refused:
        fetch(f"http://{host}:{address.rpartition(':')[2]}/")
    assert asked == []
    assert "\n" not in str(refused.value)


def test_a_redirect_is_followed() -> None:
    with server(lambda path: (302, {"Location": "/new"}, b"") if path == "/old" else html("here")) as address:
        got = fetch(f"{address}/old", allow_private=True)
    assert (got.address, got.body) == (f"{address}/new", b"here")


def test_a_redirect_to_an_address_that_is_not_public_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "may_connect", lambda ip, allow_private: ip == "127.0.0.1")
    with (
        server(lambda path: (302, {"Location": "http://169.254.169.254/latest/"}, b"")) as address,
        pytest.raises(RefusedError, match=r"169\.254\.169\.254, an address that is not public and is never"),
    ):
        fetch(address)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://acorn.example/", "/again"])
def test_a_redirect_elsewhere_or_in_a_circle_is_refused(target: str) -> None:
    with server(lambda path: (302, {"Location": target}, b"")) as address, pytest.raises(RefusedError):
        fetch(f"{address}/again", allow_private=True)


@pytest.mark.parametrize("told", [True, False])
def test_too_large_a_page_is_refused(told: bool) -> None:
    headers = {"Content-Length": "5000"} if told else {}
    with server(lambda path: (200, headers, b"x" * 5000)) as address, pytest.raises(RefusedError, match="1,000"):
        fetch(address, max_bytes=1000, allow_private=True)


def test_a_page_that_unpacks_to_too_much_is_refused() -> None:
    packed = gzip.compress(b"x" * 1_000_000)
    with (
        server(lambda path: (200, {"Content-Encoding": "gzip"}, packed)) as address,
        pytest.raises(RefusedError, match="once unpacked"),
    ):
        fetch(address, max_bytes=10_000, allow_private=True)


def test_a_compressed_page_is_unpacked_and_a_broken_one_refused() -> None:
    packed = gzip.compress(b"words")
    with server(lambda path: (200, {"Content-Encoding": "gzip"}, packed[: -4 if path == "/cut" else None])) as address:
        assert fetch(address, allow_private=True).body == b"words"
        with pytest.raises(RefusedError, match="ends too early"):
            fetch(f"{address}/cut", allow_private=True)


def test_a_page_that_ends_too_early_is_refused() -> None:
    with (
        server(lambda path: (200, {"Content-Length": "100"}, b"half")) as address,
        pytest.raises(RefusedError, match=r"after 4 of 100 bytes|IncompleteRead"),
    ):
        fetch(address, allow_private=True)


@pytest.mark.parametrize("drips", [[b"", *[b"x"] * 100], [b"x"] * 100])
def test_a_server_that_drips_is_cut_off(drips: list[bytes]) -> None:
    begun = time.monotonic()
    with server(lambda path: (200, {}, drips)) as address, pytest.raises(RefusedError, match=r"within 0\.2 seconds"):
        fetch(address, seconds=0.2, allow_private=True)
    assert time.monotonic() - begun < 2


def test_a_server_that_says_nothing_is_cut_off() -> None:
    with (
        server(lambda path: time.sleep(1) or html("late")) as address,
        pytest.raises(RefusedError, match=r"within 0\.2 seconds"),
    ):
        fetch(address, seconds=0.2, allow_private=True)


@pytest.mark.parametrize("status", [404, 500, 403])
def test_an_error_of_the_server_is_told(status: int) -> None:
    with server(lambda path: (status, {}, b"")) as address, pytest.raises(RefusedError, match=f"answers {status}"):
        fetch(address, allow_private=True)


def test_nobody_listening_is_told() -> None:
    with server(lambda path: html("x")) as address:
        pass
    with pytest.raises(RefusedError, match="refused"):
        fetch(address, seconds=1, allow_private=True)


def test_progress_is_told() -> None:
    said: list[str] = []
    with server(lambda path: html("x" * 5000)) as address:
        fetch(address, allow_private=True, progress=said.append)
    assert said[0].startswith("fetching http://127.0.0.1")
    assert said[-1] == "fetched 4 kB"


@pytest.mark.parametrize(
    "host", ["\u2603.example", "a" * 64 + ".example", "a..example", "xn--zz\u00e4.example", "x." * 130 + "example"]
)
def test_a_name_that_no_host_can_have_is_refused(host: str) -> None:
    with pytest.raises(RefusedError, match="no host can have this name"):
        fetch(f"http://{host}/")


def test_a_host_of_another_alphabet_is_asked_as_a_browser_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(module.socket, "getaddrinfo", lambda host, *more, **kind: asked.append(host) or [])
    with pytest.raises(RefusedError, match="has no address"):
        fetch("http://stra\u00dfe.example/p\u00e4th")
    assert asked == ["xn--strae-oqa.example"]


def test_a_look_up_that_takes_too_long_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    held = threading.Event()
    monkeypatch.setattr(module.socket, "getaddrinfo", lambda *where, **kind: held.wait(5))
    begun = time.monotonic()
    with pytest.raises(RefusedError, match=r"within 0\.2 seconds"):
        fetch("http://acorn.example/", seconds=0.2)
    held.set()
    assert time.monotonic() - begun < 2


def test_a_part_of_a_page_and_two_lengths_are_doubted() -> None:
    with server(lambda path: (206, {}, b"words")) as address:
        assert "part of the page (206)" in fetch(address, allow_private=True).doubts[0]


def test_all_parts_of_a_compressed_page_are_unpacked_and_doubted() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two")
    with server(
        lambda path: (200, {"Content-Encoding": "gzip"}, packed + (b"tail" if path == "/tail" else b""))
    ) as address:
        got = fetch(address, allow_private=True)
        assert (got.body, len(got.doubts)) == (b"one two", 1)
        assert "2 parts" in got.doubts[0]
        assert "something else" in fetch(f"{address}/tail", allow_private=True).doubts[0]


def test_a_proxy_is_asked_and_the_guards_limit_is_said() -> None:
    asked = []
    with server(lambda path: asked.append(path) or html("here")) as proxy:
        got = fetch("http://acorn.example/privacy", proxy=proxy)
    assert (asked, got.body) == (["http://acorn.example/privacy"], b"here")
    assert "was not checked" in got.through[0]


@pytest.mark.parametrize("proxy", ["ftp://x:1", "http://", "http://x:notaport", "http://x:8080/path"])
def test_a_proxy_must_be_named_as_one(proxy: str) -> None:
    with pytest.raises(RefusedError, match="name it as http://host:port"):
        fetch("http://acorn.example/", proxy=proxy)


def test_an_address_in_numbers_is_checked_before_a_proxy_is_asked() -> None:
    asked = []
    with server(lambda path: asked.append(path) or html("x")) as proxy, pytest.raises(RefusedError, match="not public"):
        fetch("http://169.254.169.254/latest/", proxy=proxy)
    assert asked == []


def test_a_proxy_of_the_environment_is_explained_where_nothing_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    with server(lambda path: html("x")) as address:
        pass
    with pytest.raises(RefusedError, match="https_proxy of the environment is not used; name the proxy with --proxy"):
        fetch(address, allow_private=True)
