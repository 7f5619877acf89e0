"""Who may ask the form's server: its own pages on this machine, with the token of the run; nobody else, for nothing."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator

import pytest

import verbs
from answered import AnsweredBook
from fineprint.cli import fineprint
from fineprint.form.guards import HOST, MOST_BYTES, Asked, refusal
from fineprint.form.server import FormServer
from fineprint.form.session import Session

KEY = "acorn/privacy-policy/2020-03-04"


@pytest.fixture
def server(answered: AnsweredBook) -> Iterator[FormServer]:
    with FormServer(Session(root=answered.root, key=KEY)) as made:
        threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
        yield made
        made.shutdown()


def ask(server: FormServer, method: str, path: str, headers: dict[str, str | None] | None = None, body: bytes = b""):
    """Status, headers and body of an answer; ``headers`` are put over those that the form sends, None takes one out."""
    host = f"{HOST}:{server.server_port}"
    sent: dict[str, str | None] = {"Host": host}
    if method == "POST":
        sent |= {"Origin": f"http://{host}", "X-Fineprint-Token": server.token, "Content-Type": "application/json"}
        sent |= {"Content-Length": str(len(body))}
    connection = http.client.HTTPConnection(HOST, server.server_port, timeout=10)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in (sent | (headers or {})).items():
        if value is not None:
            connection.putheader(name, value)
    connection.endheaders(body or None)
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


def body(question: str = "recordings", **given: object) -> bytes:
    return json.dumps({"question": question, "answer": {"value": "for-ever", **given}}).encode()


def test_the_form_is_served_with_a_policy_that_lets_nothing_else_in(server: FormServer) -> None:
    for name, words in (("", b"<main>"), ("form.js", b"pagehide"), ("form.css", b"main"), ("state", b'"recordings"')):
        status, headers, said = ask(server, "GET", f"/{server.token}/{name}")
        assert (status, words in said) == (200, True), name
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; ")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


def test_a_draft_of_the_form_is_kept(server: FormServer) -> None:
    assert ask(server, "POST", f"/{server.token}/draft", body=body())[0] == 200
    drafts = json.loads((server.session.root / server.session.drafts.path).read_bytes())
    assert drafts["recordings"]["value"] == "for-ever"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "rebound.example"}, 403),
        ({"Host": "rebound.example:{port}"}, 403),
        ({"Host": "127.0.0.1"}, 403),
        ({"Host": None}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"X-Fineprint-Token": None}, 403),
        ({"X-Fineprint-Token": "x"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Length": None}, 411),
        ({"Content-Length": "-1"}, 411),
        ({"Content-Length": str(MOST_BYTES + 1)}, 413),
        ({"Transfer-Encoding": "chunked"}, 411),
    ],
)
def test_a_write_that_the_form_would_not_send_is_refused(
    server: FormServer, headers: dict[str, str | None], status: int
) -> None:
    sent = {name: value and value.format(port=server.server_port) for name, value in headers.items()}
    for verb in ("draft", "check", "answer"):
        assert ask(server, "POST", f"/{server.token}/{verb}", sent, body())[0] == status
    assert not (server.session.root / server.session.drafts.path).exists()


@pytest.mark.parametrize("headers", [{"Host": "rebound.example"}, {"Origin": "https://evil.example"}])
def test_a_page_elsewhere_reads_nothing(server: FormServer, headers: dict[str, str | None]) -> None:
    status, _, said = ask(server, "GET", f"/{server.token}/state", headers)
    assert status == 403
    assert b"recordings" not in said


def test_two_names_in_one_request_are_refused() -> None:
    names = {"host": ["127.0.0.1:80", "evil.example"]}
    assert refusal(Asked("127.0.0.1", "/t/", names, False), 80, "t") is not None
    assert refusal(Asked("127.0.0.1", "/t/", {"host": ["127.0.0.1:80"]}, False), 80, "t") is None
    assert refusal(Asked("192.0.2.7", "/t/", {"host": ["127.0.0.1:80"]}, False), 80, "t") is not None


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/form.js", "/state", "/x/state", "/{token}", "/{token}/policies/book.yml", "/{token}/../../book.yml"),
        *("/{token}/../{token}/form.js", "/{token}/%2e%2e/session.py", "/{token}//etc/passwd", "/{token}/form.js?x"),
        *("/{token}/assets/form.js", "/{token}/..\\..\\x", "http://127.0.0.1/{token}/"),
    ],
)
def test_no_file_is_served_by_its_path_and_nothing_without_the_token(server: FormServer, path: str) -> None:
    assert ask(server, "GET", path.format(token=server.token))[0] in (403, 404)


@pytest.mark.parametrize("sent", [b"", b"[]", b"{", b"[" * 5000, b'{"question": 1, "answer": {}}', b"\xff"])
def test_what_is_no_request_of_the_form_is_refused_in_a_line(server: FormServer, sent: bytes) -> None:
    status, _, said = ask(server, "POST", f"/{server.token}/draft", body=sent)
    assert status in (400, 409)
    assert json.loads(said).keys() == {"refused"}


def test_the_server_listens_on_this_machine_alone_and_can_be_told_no_other(server: FormServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    options = fineprint.get_command(None, "read").params
    assert {option.name for option in options} == {"root", "version", "port"}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            pytest.skip("this machine has no address but its own")
        own = probe.getsockname()[0]
    if not own.startswith("127."):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((own, server.server_port), timeout=5)


@pytest.mark.parametrize("named", ["beech", "acorn/privacy-policy/2020-03-05", "../acorn"])
def test_a_version_that_is_not_there_is_told_in_a_line(answered: AnsweredBook, named: str) -> None:
    done = verbs.run("read", "--root", answered.root, named)
    assert done.returncode == 1
    assert done.stderr == f"no version {named!r} in this book; name it vendor/document/date, or a vendor\n"
